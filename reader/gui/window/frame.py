"""What stands where in the window: sidebar, list and article beside each other, notices above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reader.gui.sidebar.sidebar import Sidebar, with_foot
from reader.markup.text.plain import said

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reader.gui.article.view import ArticleView
    from reader.gui.headlines.pane import ListPane
    from reader.gui.window.notification_bar import NotificationBar
    from reader.settings import Settings

COUNTED = "Of all articles here. Before one is opened, its text tells which pictures it has."
ROOM = 800
"""Pixels. In a window that is less wide list and article have the sidebar's room too."""


class Frame(QWidget):
    """The three panes, or a page in their place."""

    def __init__(
        self,
        notices: NotificationBar,
        sidebar: Sidebar,
        listing: ListPane,
        article: ArticleView,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._roomy = False
        self.coverage = QLabel()
        """The line below the sidebar."""
        right = QWidget()
        self._right = _column(right)
        self._right.addWidget(article, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self._left = with_foot(sidebar, self.coverage)
        self._left.hide()  # until there is room: else a narrow window could not be made
        self.beside: list[QWidget] = [self._left, listing]
        """What stands beside the article."""
        for pane, least in ((self._left, 130), (listing, 220), (right, 280)):
            pane.setMinimumWidth(least)
            self.splitter.addWidget(pane)
        for place, stretch in enumerate((0, 0, 1)):
            self.splitter.setStretchFactor(place, stretch)
        self._rows = listing.rows
        self._stack = QStackedWidget()
        self._stack.addWidget(self.splitter)
        column = _column(self)
        column.addWidget(notices)
        column.addWidget(self._stack, 1)

    def toggle_sidebar(self) -> None:
        """Hide or show it: for good, or in a narrow window for as long as that is narrow."""
        shown = self._left.isHidden()
        if self._roomy:
            self._settings.sidebar = shown
        self._show_sidebar(shown)

    def _show_sidebar(self, shown: bool) -> None:
        if not shown and self._left.isAncestorOf(self.focusWidget()):
            self._rows.setFocus()
        self._left.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Whether there is room for a sidebar."""
        super().resizeEvent(event)
        roomy = self.width() >= ROOM
        if roomy != self._roomy:
            self._roomy = roomy
            self._show_sidebar(roomy and self._settings.sidebar)

    def add_below_article(self, bar: QWidget) -> None:
        """Something that is found at the foot of the article."""
        self._right.addWidget(bar)

    def show_panes(self) -> None:
        """The panes, with the keyboard in the list."""
        self._stack.setCurrentWidget(self.splitter)
        self._rows.setFocus()

    def show_page(self, page: QWidget) -> None:
        """This page in place of the panes."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    @property
    def shows_panes(self) -> bool:
        """False while a page stands in their place."""
        return self._stack.currentWidget() is self.splitter

    def say_coverage(self, sentence: str) -> None:
        """How many pictures are kept; "" for nothing."""
        self.coverage.setText(said(sentence))
        self.coverage.setToolTip(COUNTED)
        self.coverage.setVisible(bool(sentence))


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
