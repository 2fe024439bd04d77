"""What the window shows, by name: handed to those parts that work on more than one pane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.gui.article.view import ArticleView
    from reader.gui.headlines.pane import ListPane
    from reader.gui.sidebar.sidebar import Sidebar
    from reader.gui.window.notification_bar import NotificationBar
    from reader.gui.window.status_bar import StatusBar


@dataclass(frozen=True, slots=True)
class Panes:
    """The three panes, and the two bars that speak to the person."""

    sidebar: Sidebar
    list: ListPane
    article: ArticleView
    notification_bar: NotificationBar
    status_bar: StatusBar
