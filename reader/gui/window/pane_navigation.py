"""Moving between the panes: focus, paging, search and find. What a pane holds is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from reader.library.index.search import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from reader.gui.article.find_bar import FindBar
    from reader.gui.article.view import ArticleView
    from reader.gui.headlines.pane import ListPane
    from reader.gui.session.session import Session
    from reader.gui.sidebar.sidebar import Sidebar


class PaneNavigation(QObject):
    """The three panes from left to right, and the two fields to seek in them."""

    def __init__(
        self,
        session: Session,
        sidebar: Sidebar,
        listing: ListPane,
        article: ArticleView,
        make_find_bar: Callable[[], FindBar],
    ) -> None:
        super().__init__(session)
        self._session = session
        self._controller = session.controller
        self._sidebar = sidebar
        self._list = listing
        self._article = article
        self._make_find_bar = make_find_bar
        self._find_bar: FindBar | None = None
        self._in_order: list[QWidget] = [sidebar, listing.rows, article]
        sidebar.entered.connect(listing.rows.setFocus)
        listing.search.left.connect(self._leave_search)

    # -- focus

    def step(self, by: int) -> None:
        """The next (1) or previous (-1) pane, around."""
        place = self._here()
        for _ in self._in_order:
            place = (place + by) % len(self._in_order)
            if self._in_order[place].isVisible():
                self._focus(place)
                return

    def tab(self, by: int) -> None:
        """The next or previous link of the article; past the last one the next pane."""
        if not (self._article.hasFocus() and self._article.choose_link(by)):
            self.step(by)

    def right(self) -> None:
        """Open a closed branch of the sidebar, or go one pane to the right."""
        if not (self._sidebar.hasFocus() and self._sidebar.open_or_enter()):
            self._focus(min(self._here() + 1, len(self._in_order) - 1))

    def left(self) -> None:
        """Go one pane to the left; in the sidebar, close the branch."""
        if self._sidebar.hasFocus():
            self._sidebar.close_or_leave()
        else:
            place = max(self._here() - 1, 0)
            if self._in_order[place].isVisible():
                self._focus(place)

    def _here(self) -> int:
        focus = QApplication.focusWidget()
        return self._in_order.index(focus) if focus in self._in_order else 1

    def _focus(self, place: int) -> None:
        self._in_order[place].setFocus(Qt.FocusReason.TabFocusReason)

    def back(self) -> bool:
        """Out of what was entered last; False where there is nothing to leave."""
        search = self._list.search
        if self._found() is not None:
            self._close_find()
        elif search.text():
            search.clear()
            self._controller.search("")
            self._list.rows.setFocus()
        elif self._article.clear_link():
            return True
        elif self._list.isVisible() and not self._list.rows.hasFocus():
            self._list.rows.setFocus()
        else:
            return False
        return True

    # -- paging

    def page_down(self) -> None:
        """A screen of the article; at its end the next unread one."""
        if self._controller.page is None or not self._article.page_down():
            self._session.navigator.to_unread(1)

    def page_up(self) -> None:
        """A screen back; at the beginning the previous unread one."""
        if self._controller.page is None or not self._article.page_up():
            self._session.navigator.to_unread(-1)

    # -- search

    def search(self) -> None:
        """Type what is sought in the list."""
        self._list.search.setFocus()
        self._list.search.selectAll()

    def _leave_search(self) -> None:
        self._list.rows.setFocus()
        if self._controller.position not in self._list.rows.rows_in_sight():
            self._controller.select(0)
        elif self._controller.position >= 0:
            # The article is open already: it was found all the same.
            self._article.highlight_terms(words_of(self._controller.query.search))

    # -- find

    def follow(self, bar: FindBar) -> None:
        """Do what is wanted in this bar."""
        self._find_bar = bar
        bar.changed.connect(lambda text: self._find(text))
        self._article.found.connect(bar.set_result)
        bar.next.connect(lambda: self.find_again(backward=False))
        bar.previous.connect(lambda: self.find_again(backward=True))
        bar.closed.connect(self._close_find)

    def _found(self) -> FindBar | None:
        """The bar, where it can be seen."""
        bar = self._find_bar
        return bar if bar is not None and bar.isVisible() else None

    def find(self) -> None:
        """Type what is sought in the article."""
        if self._controller.page is not None:
            bar = self._make_find_bar()
            bar.show()
            bar.start(self._article.text_to_find())

    def _find(self, text: str, *, backward: bool = False) -> None:
        found = self._article.find_text(text, backward=backward)
        if self._find_bar is not None:
            self._find_bar.set_result(*found, more=not self._article.is_complete)

    def find_again(self, *, backward: bool) -> None:
        """The next or previous hit."""
        if (bar := self._found()) is not None:
            self._find(bar.text(), backward=backward)
        else:
            self.find()

    def page_shown(self) -> None:
        """Another article: what is sought is sought there."""
        if (bar := self._found()) is not None:
            self._find(bar.text())

    def _close_find(self) -> None:
        if self._find_bar is not None:
            self._find_bar.hide()
        self._article.clear_find()
        self._article.setFocus()
