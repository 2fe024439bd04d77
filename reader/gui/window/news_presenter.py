"""What is new in the folder: a quiet line above the list that leads there, an answer to F5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.language import _, ngettext
from reader.model import Query

if TYPE_CHECKING:
    from reader.gui.folder.controller import FolderController
    from reader.gui.session.session import Session
    from reader.gui.window.panes import Panes


class NewsPresenter(QObject):
    """Tell of new articles, and show the first of them."""

    message = Signal(str)
    """A sentence: what a look that was asked for found."""

    def __init__(self, session: Session, folders: FolderController, panes: Panes) -> None:
        super().__init__(session)
        self._newcomers = session.newcomers
        self._controller = session.controller
        self._headlines = session.headlines
        self._list = panes.list
        self._is_asked = self._leads = False
        self._told = 0
        folders.looked.connect(self._looked)
        self._newcomers.counted.connect(self._counted)
        self._list.news_wanted.connect(self.show_news)
        self._controller.folder_opening.connect(self._forget)
        self._controller.list_ready.connect(self._list_ready)

    def _looked(self, asked: bool) -> None:
        self._is_asked |= asked
        self._newcomers.look()

    def _counted(self, count: int) -> None:
        self._told = count
        self.retranslate()
        if self._is_asked:
            self._is_asked = False
            self.message.emit(_sentence(count) if count else _("Nothing new in the folder."))

    def retranslate(self) -> None:
        """Tell of them in the language that is spoken now."""
        self._list.show_news(_sentence(self._told) if self._told else "")

    def show_news(self) -> None:
        """Scroll to the first of the new articles, in the list of all where this one has none."""
        if self._first() >= 0:
            self._lead()
            return
        self._leads = True  # once they are listed
        if self._controller.query != Query():
            self._list.search.setText("")
            self._controller.show(Query())

    def _list_ready(self) -> None:
        if self._leads:
            self._lead()

    def _lead(self) -> None:
        first = self._first()
        if first < 0:
            return
        self._leads = False
        self._list.rows.scroll_to_position(first, 0)
        self._list.rows.setFocus()
        self._newcomers.acknowledge()
        self._told = 0
        self._list.show_news("")

    def _first(self) -> int:
        """Return where in the list the first new article stands, -1 for nowhere."""
        new = self._newcomers.rows
        return next((at for at, row in enumerate(self._headlines.rows) if row in new), -1)

    def _forget(self) -> None:
        self._is_asked = self._leads = False
        self._told = 0
        self._list.show_news("")


def _sentence(count: int) -> str:
    return ngettext("{count:,} new article", "{count:,} new articles", count).format(count=count)
