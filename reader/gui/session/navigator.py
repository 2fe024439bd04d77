"""Steps through the list: to the next, the next unread one, to its ends, to a date."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.markup.text.plain import quoted

if TYPE_CHECKING:
    from reader.gui.session.controller import SessionController
    from reader.library.library import Library

NEAR = 200
"""So many headlines that are at hand are looked at here; for more the library is asked."""


class Navigator(QObject):
    """Who goes on from an article has read it."""

    def __init__(self, reading: SessionController) -> None:
        super().__init__(reading)
        self._reading = reading
        self._stood = self._stood_on = -1
        """Where in this list the person read last, and the row of that article."""
        reading.selected.connect(self._selected)
        reading.query_changed.connect(self._another_list)

    def _selected(self, position: int) -> None:
        if position >= 0:
            self._stood, self._stood_on = position, self._reading.headlines.rows[position]

    def _another_list(self) -> None:
        self._stood = self._stood_on = -1

    def _from_outside(self, by: int) -> int:
        """Whither from an article that the list does not hold: one that went, or of a link."""
        rows = self._reading.headlines.rows
        if self._stood < 0:
            return 0
        if self._stood < len(rows) and rows[self._stood] == self._stood_on:
            return self._stood + by
        return self._stood if by > 0 else self._stood - 1

    def has_next(self) -> bool:
        """Whether there is an article behind this one, also where this one went."""
        here = self._reading.position
        there = here + 1 if here >= 0 else self._from_outside(1)
        return there < len(self._reading.headlines.rows)

    def by(self, by: int) -> None:
        """The next (1) or previous (-1) article of the list."""
        reading = self._reading
        here = reading.position
        there = here + by if here >= 0 else self._from_outside(by)
        if 0 <= there < len(reading.headlines.rows):
            reading.select(there, leaving=here >= 0)
        elif reading.rows_known:
            reading.marks.left()
            end = "end" if by > 0 else "beginning"
            reading.message.emit(f"This is the {end} of the list.")
        else:
            reading.when_known(lambda: self.by(by))

    def to_first(self) -> None:
        """The top of the list."""
        self._reading.select(0, leaving=True)

    def to_last(self) -> None:
        """The end of the list, also where it is not all there yet."""
        reading = self._reading
        reading.when_known(lambda: reading.select(len(reading.headlines.rows) - 1, leaving=True))

    def to_unread(self, by: int) -> None:
        """The next (1) or previous (-1) unread article, once around the list."""
        reading = self._reading
        if reading.position >= 0:
            reading.marks.left()
        reading.when_known(lambda: self._to_unread(by))

    def _to_unread(self, by: int) -> None:
        reading = self._reading
        rows, here = reading.headlines.rows, reading.position
        total = len(rows)
        for offset in range(1, min(total, NEAR) + 1):
            position = here + by * offset if here >= 0 else (offset - 1 if by > 0 else -offset)
            headline = reading.headlines.loaded(position % total)
            if headline is None:
                break
            if not headline.status.read and headline != reading.current:
                self._arrive(position, total)
                return
        else:
            if total <= NEAR:
                reading.message.emit("No unread article in this list.")
                return
        self._ask_for_unread(rows, here, by)

    def _ask_for_unread(self, rows: array[int], here: int, by: int) -> None:
        """The next unread one is not among the headlines at hand: the library knows."""
        reading = self._reading
        if by > 0:
            ahead = rows[here + 1 :] + rows[: max(here, 0)]
        else:
            ahead = rows[: max(here, 0)][::-1] + rows[here + 1 :][::-1]

        def done(row: int | None) -> None:
            position = reading.headlines.position_of(row) if row is not None else -1
            if position < 0:
                reading.message.emit("No unread article in this list.")
                return
            total = len(reading.headlines.rows)
            now = reading.position
            round_it = now >= 0 and (position < now if by > 0 else position > now)
            self._arrive(position + total * by if round_it else position, total)

        reading.owner.ask(
            lambda library: library.first_unread(ahead), done, reading.say, key="unread"
        )

    def _arrive(self, position: int, total: int) -> None:
        reading = self._reading
        if not 0 <= position < total:
            reading.message.emit("Continued from the other end of the list.")
        reading.select(position % total, leaving=True)

    def to_date(self, end_of_day: float) -> None:
        """The newest article dated before (seconds since the epoch); the last where none is."""
        reading = self._reading

        def go() -> None:
            rows = reading.headlines.rows
            in_order = not reading.query.search

            def done(position: int | None) -> None:
                if position is None:
                    reading.message.emit("Everything here is newer. This is the oldest article.")
                    position = len(reading.headlines.rows) - 1
                elif position < len(rows):
                    position = reading.headlines.position_of(rows[position])
                reading.select(position, leaving=True)

            reading.owner.ask(
                lambda library: library.first_before(rows, end_of_day, in_order=in_order),
                done,
                reading.say,
                key="date",
            )

        reading.when_known(go)

    def to_article(self, article_id: str) -> None:
        """This article, wherever it is listed."""
        reading = self._reading
        reading.owner.find(
            article_id,
            lambda headline: reading.read(headline, leaving=True),
            reading.say,
            key="select article",
        )

    def to_title(self, text: str) -> None:
        """The first article of the list whose title contains `text`."""
        reading, query = self._reading, self._reading.query

        def work(library: Library) -> int:
            rows = library.rows(query)
            for start in range(0, len(rows), 500):
                for headline in library.headlines(rows[start : start + 500]):
                    if text in headline.title:
                        return headline.row
            return -1

        def done(row: int) -> None:
            position = reading.headlines.position_of(row)
            if position >= 0:
                reading.select(position)
            else:
                reading.message.emit(f"No title contains {quoted(text)}.")

        reading.owner.ask(work, done, reading.say, key="select title")
