"""Steps through the list: to the next, the next unread one, to its ends, to a date."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.language import _
from reader.markup.text.plain import quoted

if TYPE_CHECKING:
    from reader.gui.session.controller import SessionController
    from reader.gui.session.library_worker import LibraryWorker
    from reader.gui.session.list_loader import ListLoader
    from reader.library.library import Library
    from reader.model import BroadsheetError

NEAR = 200
"""So many headlines that are at hand are looked at here; for more the library is asked."""


class Navigator(QObject):
    """Step from the present article to another one. Who goes on from an article has read it."""

    passed = Signal()
    """The person goes on from the present article, whether or not another follows."""
    message = Signal(str)
    """A sentence: where the list ends, or what it does not hold."""
    trouble = Signal(str)
    """A sentence: why there is no step."""

    def __init__(
        self, controller: SessionController, loader: ListLoader, library: LibraryWorker
    ) -> None:
        super().__init__(controller)
        self._controller = controller
        self._loader = loader
        self._headlines = loader.headlines
        self._library = library
        self._stood = self._stood_on = -1
        """Where in this list the person read last, and the row of that article."""
        controller.selected.connect(self._selected)
        controller.query_changed.connect(self._query_changed)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the commands about steps do, by their ids."""
        return {
            "next": lambda: self.step(1),
            "previous": lambda: self.step(-1),
            "next-unread": lambda: self.to_unread(1),
            "previous-unread": lambda: self.to_unread(-1),
            "first": self.to_first,
            "last": self.to_last,
        }

    def _selected(self, position: int) -> None:
        if position >= 0:
            self._stood, self._stood_on = position, self._headlines.rows[position]

    def _query_changed(self) -> None:
        self._stood = self._stood_on = -1

    def _from_outside(self, by: int) -> int:
        """Return the position to go to from an article that the list does not hold.

        It went from the list, or a link led to it.
        """
        rows = self._headlines.rows
        if self._stood < 0:
            return 0
        if self._stood < len(rows) and rows[self._stood] == self._stood_on:
            return self._stood + by
        return self._stood if by > 0 else self._stood - 1

    def has_next(self) -> bool:
        """Return whether there is an article behind this one, also where this one went."""
        here = self._controller.position
        there = here + 1 if here >= 0 else self._from_outside(1)
        return there < len(self._headlines.rows)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) article of the list."""
        here = self._controller.position
        there = here + by if here >= 0 else self._from_outside(by)
        if 0 <= there < len(self._headlines.rows):
            self._controller.select(there, by_step=here >= 0)
        elif self._loader.rows_known:
            self.passed.emit()
            self.message.emit(
                _("This is the end of the list.")
                if by > 0
                else _("This is the beginning of the list.")
            )
        else:
            self._loader.when_known(lambda: self.step(by))

    def to_first(self) -> None:
        """Go to the top of the list."""
        self._controller.select(0, by_step=True)

    def to_any(self) -> None:
        """Go to the top of the list where no article of it is open."""
        if self._controller.position < 0:
            self._controller.select(0)

    def to_last(self) -> None:
        """Go to the end of the list, also where it is not all there yet."""
        self._loader.when_known(
            lambda: self._controller.select(len(self._headlines.rows) - 1, by_step=True)
        )

    def to_unread(self, by: int) -> None:
        """Go to the next (1) or previous (-1) unread article, once around the list."""
        if self._controller.position >= 0:
            self.passed.emit()
        self._loader.when_known(lambda: self._to_unread(by))

    def _to_unread(self, by: int) -> None:
        rows, here = self._headlines.rows, self._controller.position
        total = len(rows)
        for offset in range(1, min(total, NEAR) + 1):
            position = here + by * offset if here >= 0 else (offset - 1 if by > 0 else -offset)
            headline = self._headlines.loaded(position % total)
            if headline is None:
                break
            if not headline.status.read and headline != self._controller.current:
                self._arrive(position, total)
                return
        else:
            if total <= NEAR:
                self.message.emit(_("No unread article in this list."))
                return
        self._ask_for_unread(rows, here, by)

    def _ask_for_unread(self, rows: array[int], here: int, by: int) -> None:
        """Ask the library for the next unread one, which is not among the headlines at hand."""
        if by > 0:
            ahead = rows[here + 1 :] + rows[: max(here, 0)]
        else:
            ahead = rows[: max(here, 0)][::-1] + rows[here + 1 :][::-1]

        def done(row: int | None) -> None:
            position = self._headlines.position_of(row) if row is not None else -1
            if position < 0:
                self.message.emit(_("No unread article in this list."))
                return
            total = len(self._headlines.rows)
            now = self._controller.position
            round_it = now >= 0 and (position < now if by > 0 else position > now)
            self._arrive(position + total * by if round_it else position, total)

        self._library.ask(
            lambda library: library.first_unread(ahead), done, self._failed, key="unread"
        )

    def _arrive(self, position: int, total: int) -> None:
        if not 0 <= position < total:
            self.message.emit(_("Continued from the other end of the list."))
        self._controller.select(position % total, by_step=True)

    def to_date(self, end_of_day: float) -> None:
        """Go to the newest article dated before (seconds since the epoch), else to the last one."""

        def go() -> None:
            rows = self._headlines.rows
            in_order = not self._controller.query.search

            def done(position: int | None) -> None:
                if position is None:
                    self.message.emit(_("Everything here is newer. This is the oldest article."))
                    position = len(self._headlines.rows) - 1
                elif position < len(rows):
                    position = self._headlines.position_of(rows[position])
                self._controller.select(position, by_step=True)

            self._library.ask(
                lambda library: library.first_before(rows, end_of_day, in_order=in_order),
                done,
                self._failed,
                key="date",
            )

        self._loader.when_known(go)

    def to_article(self, article_id: str) -> None:
        """Go to the article with this id, wherever it is listed; nowhere where there is none."""
        self._library.find(
            article_id,
            lambda headline: self._controller.read(headline, by_step=True),
            self._failed,
            key="select article",
        )

    def to_title(self, text: str) -> None:
        """Go to the first article of the list whose title contains `text`."""
        query = self._controller.query

        def work(library: Library) -> int:
            rows = library.rows(query)
            for start in range(0, len(rows), 500):
                for headline in library.headlines(rows[start : start + 500]):
                    if text in headline.title:
                        return headline.row
            return -1

        def done(row: int) -> None:
            position = self._headlines.position_of(row)
            if position >= 0:
                self._controller.select(position)
            else:
                self.message.emit(_("No title contains {text}.").format(text=quoted(text)))

        self._library.ask(work, done, self._failed, key="select title")

    def _failed(self, error: BroadsheetError) -> None:
        self.trouble.emit(error.sentence)
