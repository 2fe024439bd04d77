"""The rows of the list that is shown, kept up to date, and headlines as they are looked at.

Which list that is, the session's controller decides.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.session.headline_model import FEW, merged
from reader.gui.session.library_worker import FIRST_ROWS
from reader.gui.system.threads import NOW
from reader.model import Query

if TYPE_CHECKING:
    from reader.gui.session.headline_model import HeadlineModel
    from reader.gui.session.library_worker import LibraryWorker
    from reader.library.library import Library
    from reader.model import BroadsheetError, Headline

REST_AFTER_MS = 12
"""The first rows of a list are painted before the others are asked for."""


class ListLoader(QObject):
    """Load a list into the model: its first rows at once, then all of them."""

    rows_changed = Signal()
    """The model has got rows, so that positions may be others now."""
    ready = Signal()
    """All rows of the query are there."""
    headlines_came = Signal(list)
    """Headlines were put into the model."""
    index_changed = Signal()
    """The index holds other articles than those that were listed and counted."""
    renumbered = Signal()
    """The index was built again: its row numbers mean other articles now."""
    failed = Signal(str)
    """A sentence: the library did not answer, and the list is out of date."""
    trouble = Signal(str)
    """A sentence: headlines that are looked at could not be read."""

    def __init__(
        self, library: LibraryWorker, headlines: HeadlineModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self.headlines = headlines
        self.query = Query()
        self._kept: set[int] = set()
        """Rows that stay in the list though their status no longer belongs there."""
        self._keep_all = False
        self._generation = 0
        self._listed_version = self._known_version = 0
        """Of the index: what the list shows, and what the headlines at hand are as of."""
        self._rows_known = self._changed = self._is_one_asked = False
        self._then: Callable[[], None] | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_AFTER_MS)
        self._rest.timeout.connect(self._load_all_rows)
        headlines.wanted.connect(self._load_headlines)

    @property
    def rows_known(self) -> bool:
        """Return True where all rows of the query are known, not its first ones alone."""
        return self._rows_known

    def when_known(self, then: Callable[[], None]) -> None:
        """Call `then` when all rows of the query are there; only the last one given is called."""
        if self._rows_known:
            then()
        else:
            self._then = then

    # -- which list

    def clear(self, query: Query) -> None:
        """Drop all rows and headlines of a folder that is left; `query` is listed of the next."""
        self.set_query(query)
        self.headlines.clear()
        self._changed = False

    def set_query(self, query: Query) -> None:
        """List this from now on: nothing is kept of the former list, and nothing loaded yet."""
        self.query = query
        self._kept = set()
        self._rows_known = self._keep_all = False
        self._then = None

    def set_generation(self, generation: int) -> None:
        """Take the generation of an index that was just opened; none of it is listed yet."""
        self._generation = generation
        self._listed_version = self._known_version = 0

    def keep_rows(self, rows: Iterable[int]) -> None:
        """Keep these rows in the list whatever their statuses become."""
        self._kept.update(rows)

    def keep_all_rows(self) -> None:
        """Keep every row that is shown, whatever its status becomes."""
        self._keep_all = True

    def stop(self) -> None:
        """Ask for no further rows of the query, where its first ones alone are known."""
        self._rest.stop()

    # -- rows

    def load(self) -> None:
        """Ask for the rows of the query, first for those at the top where none are known."""
        if self._rows_known:
            self._load_all_rows()
            return
        self._rest.stop()
        self._library.cancel("rows")  # of the former list: the new one does not wait for it
        self._library.first_rows(self.query, self._first_rows_came, self._rows_failed)

    def reload(self) -> None:
        """Ask again for rows and headlines: many statuses are others than those that are shown."""
        self.headlines.expire()
        self.load()

    def refresh(self, *, changed: bool) -> None:
        """Look whether the index has other articles, and list those.

        changed: it was brought up to date, so that headlines at hand may be out of date too.
        """
        self._changed |= changed

        def work(library: Library) -> tuple[int, int]:
            library.refresh()
            return library.version, library.generation

        def done(answer: tuple[int, int]) -> None:
            version, generation = answer
            # Also where a later look has begun since, and asked for this in its turn.
            changed, self._changed = self._changed, False
            self._check_numbers(generation)
            if changed and version != self._known_version:
                self._known_version = version
                self.headlines.expire()
            if changed or version != self._listed_version:
                self._listed_version = version
                self.load()
                self.index_changed.emit()

        self._library.ask(work, done, self._rows_failed, key="refresh")

    def _load_all_rows(self) -> None:
        query, shown = self.query, self.headlines.rows
        kept = None if self._keep_all else self._kept

        def work(library: Library) -> tuple[array[int], int]:
            rows = library.rows(query)
            # Not on the GUI thread: it takes as long as the list.
            staying = _without_gone(library, kept, rows) if kept else kept
            return merged(shown, rows, staying), library.generation

        self._library.ask(work, self._all_rows_came, self._rows_failed, key="rows")

    def _first_rows_came(self, answer: tuple[array[int], list[Headline], int]) -> None:
        rows, headlines, generation = answer
        self._check_numbers(generation)
        self.headlines.add(headlines)
        if len(rows) < FIRST_ROWS and not self._kept and not self._keep_all:
            self._all_rows_came((rows, generation))
            return
        self.headlines.set_rows(rows)
        self.rows_changed.emit()
        self._rest.start()

    def _all_rows_came(self, answer: tuple[array[int], int]) -> None:
        rows, generation = answer
        self._check_numbers(generation)
        self._rows_known = True
        self.headlines.set_rows(rows)
        self.rows_changed.emit()
        self.ready.emit()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _rows_failed(self, error: BroadsheetError) -> None:
        self.failed.emit(error.sentence)

    def _check_numbers(self, generation: int) -> None:
        if generation != self._generation:
            self._generation = generation
            self._kept = set()
            self.headlines.clear()
            self.renumbered.emit()

    # -- headlines

    def drop_awaited(self) -> None:
        """Whatever headline is waited for, nobody wants it any more."""
        if self._is_one_asked:
            self._library.cancel("one")
            self._is_one_asked = False

    def load_headline(self, position: int, then: Callable[[Headline], None]) -> None:
        """Call `then` with the headline at this position, at once where it is at hand.

        The last call counts: one that still waits for an earlier headline is dropped.
        """
        self.drop_awaited()
        headline = self.headlines.loaded(position)
        if headline is not None:
            then(headline)
            return
        row = self.headlines.rows[position]
        self._is_one_asked = True

        def came(headlines: list[Headline]) -> None:
            self._is_one_asked = False
            self._headlines_came(headlines)
            if headlines:
                then(headlines[0])

        self._library.ask(
            lambda library: library.headlines([row]),
            came,
            self._headlines_failed,
            key="one",
            urgency=NOW,
        )

    def _load_headlines(self, rows: list[int]) -> None:
        self._library.ask(
            lambda library: library.headlines(rows),
            self._headlines_came,
            self._headlines_failed,
            urgency=NOW,
        )

    def _headlines_came(self, headlines: list[Headline]) -> None:
        self.headlines.add(headlines)
        self.headlines_came.emit(headlines)

    def _headlines_failed(self, error: BroadsheetError) -> None:
        self.trouble.emit(error.sentence)


def _without_gone(library: Library, kept: set[int], found: array[int]) -> set[int]:
    """Return the kept rows but for those whose article is no longer in the folder."""
    # A copy made in one step: the window may go on adding while this runs on another thread.
    doubtful = set(kept).difference(found)
    if not doubtful or len(doubtful) > FEW:
        return kept
    there = {headline.row for headline in library.headlines(sorted(doubtful))}
    return set(kept) - (doubtful - there)
