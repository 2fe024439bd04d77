"""Moving through the panes: focus, paging, search and find. What a pane holds is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from reader.gui.window.late import Late
from reader.library.index.search import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from reader.gui.article.find_bar import FindBar
    from reader.gui.session.controller import SessionController
    from reader.gui.session.navigator import Navigator
    from reader.gui.window.panes import Panes


class PaneNavigation(QObject):
    """Move between the three panes, and into the two fields that seek in them."""

    def __init__(
        self,
        controller: SessionController,
        navigator: Navigator,
        panes: Panes,
        add_below_article: Callable[[QWidget], None],
    ) -> None:
        """add_below_article: takes the find bar once it is wanted."""
        super().__init__(controller)
        self._controller = controller
        self._navigator = navigator
        self._sidebar, self._list, self._article = panes.sidebar, panes.list, panes.article
        self._add_below_article = add_below_article
        self.find_bar = Late(self._make_find_bar)
        self._in_order: list[QWidget] = [self._sidebar, self._list.rows, self._article]
        self._sidebar.entered.connect(self._list.rows.setFocus)
        self._list.search.left.connect(self._leave_search)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the commands do that move through the panes or find in them, by their ids."""
        return {
            "page-down": self.page_down,
            "page-up": self.page_up,
            "next-link": lambda: self.tab(1),
            "previous-link": lambda: self.tab(-1),
            "next-pane": lambda: self.step(1),
            "previous-pane": lambda: self.step(-1),
            "pane-right": self.go_right,
            "pane-left": self.go_left,
            "search": self.search,
            "find": self.find,
            "find-next": lambda: self.find_again(backward=False),
            "find-previous": lambda: self.find_again(backward=True),
        }

    def retranslate(self) -> None:
        """Have the find bar speak the language that is spoken now."""
        if (bar := self.find_bar.made) is not None:
            bar.retranslate()

    # -- focus

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) pane that can be seen, once around."""
        place = self._here()
        for _ in self._in_order:
            place = (place + by) % len(self._in_order)
            if self._in_order[place].isVisible():
                self._focus(place)
                return

    def tab(self, by: int) -> None:
        """Go to the next (1) or previous (-1) link of the article; past the last one, step."""
        if not (self._article.hasFocus() and self._article.choose_link(by)):
            self.step(by)

    def go_right(self) -> None:
        """Open a closed branch of the sidebar, or go one pane to the right."""
        if not (self._sidebar.hasFocus() and self._sidebar.open_or_enter()):
            self._focus(min(self._here() + 1, len(self._in_order) - 1))

    def go_left(self) -> None:
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
        """Leave what was entered last; return False where there is nothing to leave."""
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
        """Scroll on by a screen; at the end of the article go to the next unread one."""
        if self._controller.page is None or not self._article.page_down():
            self._navigator.to_unread(1)

    def page_up(self) -> None:
        """Scroll back by a screen; at the beginning go to the previous unread article."""
        if self._controller.page is None or not self._article.page_up():
            self._navigator.to_unread(-1)

    # -- search

    def search(self) -> None:
        """Put the keyboard into the search field."""
        self._list.search.setFocus()
        self._list.search.selectAll()

    def _leave_search(self) -> None:
        self._list.rows.setFocus()
        if self._controller.position not in self._list.rows.visible_rows():
            self._controller.select(0)
        elif self._controller.position >= 0:
            # The article is open already: it was found all the same.
            self._article.highlight_terms(words_of(self._controller.query.search))

    # -- find

    def _make_find_bar(self) -> FindBar:
        from reader.gui.article.find_bar import FindBar  # late: a start does not pay for it

        bar = FindBar()
        bar.hide()
        self._add_below_article(bar)
        bar.changed.connect(lambda text: self._find(text))
        self._article.found.connect(bar.set_result)
        bar.next.connect(lambda: self.find_again(backward=False))
        bar.previous.connect(lambda: self.find_again(backward=True))
        bar.closed.connect(self._close_find)
        return bar

    def _found(self) -> FindBar | None:
        """Return the bar, where it can be seen."""
        bar = self.find_bar.made
        return bar if bar is not None and bar.isVisible() else None

    def find(self) -> None:
        """Show the find bar, with what is marked in the article or was searched for."""
        if self._controller.page is not None:
            bar = self.find_bar()
            bar.show()
            bar.start(self._article.text_to_find())

    def _find(self, text: str, *, backward: bool = False) -> None:
        found = self._article.find_text(text, backward=backward)
        if (bar := self.find_bar.made) is not None:
            bar.set_result(*found, more=not self._article.is_complete)

    def find_again(self, *, backward: bool) -> None:
        """Go to the next or previous hit; show the find bar where it is hidden."""
        if (bar := self._found()) is not None:
            self._find(bar.text(), backward=backward)
        else:
            self.find()

    def show_finds(self) -> None:
        """Find in the article that was just shown what was sought in the former."""
        if (bar := self._found()) is not None:
            self._find(bar.text())

    def _close_find(self) -> None:
        if (bar := self.find_bar.made) is not None:
            bar.hide()
        self._article.clear_find()
        self._article.setFocus()
