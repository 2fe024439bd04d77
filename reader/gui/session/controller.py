"""The owner of "what is being read": the folder, the list, the article. Panes talk through it."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.session.counters import Counters
from reader.gui.session.headline_model import HeadlineModel, merged
from reader.gui.session.library_worker import FIRST_ROWS, LibraryWorker
from reader.gui.session.navigator import Navigator
from reader.gui.session.page_client import PageClient
from reader.gui.session.prefetcher import Prefetcher
from reader.gui.session.read_tracker import ReadTracker
from reader.gui.session.reading_positions import ReadingPositions
from reader.gui.session.status_queue import StatusQueue
from reader.gui.system.threads import NOW
from reader.model import Counts, Query
from reader.settings import Settings

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model import BroadsheetError, Headline, IndexState, Page, Section
    from reader.paths import Paths


_TRIED_AGAIN = "It is tried again every few seconds."
REFRESH_AGAIN_MS = 1000
REST_AFTER_MS = 12
"""The first rows of a list are painted before the others are asked for."""


class SessionController(QObject):
    """What is being read, and every step through it."""

    query_changed = Signal(object)
    list_ready = Signal()
    """The rows of the present query are all there."""
    selected = Signal(int)
    """The position in the list of the article that is read now, -1 for none."""
    page_ready = Signal(object, object)
    """Page, Status: to be shown."""
    page_failed = Signal(str, str)
    """Title and sentence."""
    leaving = Signal()
    """The page that is shown is about to give way: its place is to be kept now."""
    counted = Signal(object, object, object)
    """Counts, list of Section, IndexState."""
    message = Signal(str)
    trouble = Signal(str)
    noted = Signal(str)
    """What was found damaged, and what became of it: to be said until the person has acted."""

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paths = paths
        self.marks_read = True
        """False: nothing is marked by itself (a picture of the window is taken)."""
        self.settings = Settings()
        self.folder: Path | None = None
        self.query = Query()
        self.current: Headline | None = None
        self.page: Page | None = None
        self.counts = Counts()
        self.headlines = HeadlineModel(self)
        self.owner = LibraryWorker(self)
        self.owner.noted.connect(self.noted)
        self.statuses = StatusQueue(self.owner, self.headlines, self)
        self.pages = PageClient(self)
        self.marks = ReadTracker(self, self.statuses)
        self.steps = Navigator(self)
        self.touched: set[int] = set()
        """Rows that stay in the list though their status no longer belongs there."""
        self.keep_all = False
        """All that is shown stays."""
        self._generation = 0
        self._listed_version = self._known_version = 0
        """Of the index: what the list shows, and what the headlines at hand are as of."""
        self._rows_known = self._changed = self._is_open = False
        self._refresh_again = QTimer(self, singleShot=True, interval=REFRESH_AGAIN_MS)
        self._refresh_again.timeout.connect(lambda: self.refresh(changed=True))
        self._rest = QTimer(self, singleShot=True, interval=REST_AFTER_MS)
        self._rest.timeout.connect(self._ask_all_rows)
        self._then: Callable[[], None] | None = None
        self._counting = Counters(self.owner, self)
        self._counting.counted.connect(self._counted)
        self._counting.trouble.connect(self.trouble)
        self.places = ReadingPositions(self.statuses, self._counting)
        self.ahead = Prefetcher(self)
        self.headlines.wanted.connect(self._load)
        self.statuses.changed.connect(self._statuses_changed)
        self.statuses.all_changed.connect(self.marks_changed)
        self.statuses.message.connect(self.message)
        self.statuses.trouble.connect(self.trouble)

    # -- the folder

    def open(self, folder: Path, query: Query, article_id: str) -> None:
        """Show this folder's library as it is known; the article read last first of all."""
        self.folder = folder
        self.query = query
        self.current = self.page = None
        self.headlines.clear()
        self.statuses.folder = folder.name or str(folder)
        self.touched = set()
        self.places.forget()
        self._rows_known = self.keep_all = self._changed = self._is_open = False
        self._refresh_again.stop()
        self._then = None
        self.marks.leave()
        self.pages.open(folder, self.paths.library(folder))
        self.query_changed.emit(query)

        def opened(answer: tuple[int, tuple[str, ...], str]) -> None:
            self._is_open = True
            self._generation, notes, trouble = answer
            self._listed_version = self._known_version = 0
            self.statuses.held.emit(trouble and f"{trouble} {_TRIED_AGAIN}")
            self.statuses.reopened()
            if notes:
                self.noted.emit(" ".join(notes))
            if article_id:
                self.ahead.ask_kept()
                self._select_id(article_id)
            self._ask_rows()
            self._counting.now()

        self.owner.open(self.paths.state_db, self.paths.index_db(folder), opened, self._closed_out)

    def marks_changed(self) -> None:
        """Many statuses are others than those that are shown."""
        self.headlines.forget()
        self._ask_rows()
        self._counting.now()

    def _closed_out(self, error: BroadsheetError) -> None:
        """The data folder cannot be used now: said until it can."""
        self.statuses.held.emit(f"{error.sentence} {_TRIED_AGAIN}")

    def close(self) -> None:
        """Write what is left to write and end the children."""
        self.marks.leave()
        self.ahead.stop()
        self._refresh_again.stop()
        self._rest.stop()
        self._counting.stop()
        self.pages.close()
        self.owner.close()

    def refresh(self, *, changed: bool = False) -> None:
        """The index has grown, or (`changed`) was brought up to date: show what is new."""
        self._refresh_again.stop()
        if changed:
            self._changed = True
            self.pages.forget_pages()
            if self.current is not None:
                self._renumber(self.current.id)

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
                self.headlines.forget()
            if changed or version != self._listed_version:
                self._listed_version = version
                self._ask_rows()
                self._counting.now()

        self.owner.ask(work, done, self._not_refreshed, key="refresh")

    def _not_refreshed(self, error: BroadsheetError) -> None:
        """Said, and tried again: else the list would lack what came last."""
        self.trouble.emit(error.sentence)
        if self._is_open:
            self._refresh_again.start()

    def _check_numbers(self, generation: int) -> None:
        """Where the index was made anew its row numbers mean other articles."""
        if generation != self._generation:
            self._generation = generation
            self.touched = set()
            self.headlines.clear()
            if self.current is not None:
                self._renumber(self.current.id)

    # -- the list

    def show(self, query: Query) -> None:
        """Leave this list for another."""
        if query == self.query:
            return
        self.query = query
        self.touched = set()
        self._rows_known = self.keep_all = False
        self._then = None
        self.query_changed.emit(query)
        self._ask_rows()

    def search(self, text: str) -> None:
        """Narrow the list; "" widens it again."""
        if text.strip() != self.query.search:
            self.show(replace(self.query, search=text.strip()))

    def _ask_rows(self) -> None:
        if self._rows_known:
            self._ask_all_rows()
            return
        query = self.query
        self._rest.stop()
        self.owner.forget("rows")  # of the former list: the new one does not wait for it
        self.owner.first_rows(query, self._first_rows, self._not_refreshed)

    def _ask_all_rows(self) -> None:
        query, shown = self.query, self.headlines.rows
        touched, keep_all = self.touched, self.keep_all

        def work(library: Library) -> tuple[array[int], int]:
            rows = library.rows(query)
            # Not on the GUI thread: it takes as long as the list.
            return merged(shown, rows, None if keep_all else touched), library.generation

        self.owner.ask(work, self._all_rows, self._not_refreshed, key="rows")

    def _first_rows(self, answer: tuple[array[int], list[Headline], int]) -> None:
        rows, headlines, generation = answer
        self._check_numbers(generation)
        self.headlines.add(headlines)
        if len(rows) < FIRST_ROWS and not self.touched and not self.keep_all:
            self._all_rows((rows, generation))
            return
        self.headlines.set_rows(rows)
        self._follow_current()
        self._rest.start()

    def _all_rows(self, answer: tuple[array[int], int]) -> None:
        rows, generation = answer
        self._check_numbers(generation)
        self._rows_known = True
        self.headlines.set_rows(rows)
        self._follow_current()
        self.list_ready.emit()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _follow_current(self) -> None:
        position = self.headlines.position_of(self.current.row) if self.current else -1
        self.selected.emit(position)

    def _load(self, rows: list[int]) -> None:
        self.owner.ask(lambda library: library.headlines(rows), self._loaded, self.say, urgency=NOW)

    def _loaded(self, headlines: list[Headline]) -> None:
        self.headlines.add(headlines)
        if self.current is not None:
            for headline in headlines:
                if headline.row == self.current.row:
                    self.current = headline

    def _counted(self, counts: Counts, sections: list[Section], state: IndexState) -> None:
        self.counts = counts
        self.counted.emit(counts, sections, state)

    # -- the article

    @property
    def position(self) -> int:
        """Where the present article stands in the list, -1 where it does not."""
        return self.headlines.position_of(self.current.row) if self.current else -1

    @property
    def rows_known(self) -> bool:
        """True where all rows of the present query are there."""
        return self._rows_known

    def when_known(self, then: Callable[[], None]) -> None:
        """Do this when all rows of the present query are there; the last one asked for counts."""
        if self._rows_known:
            then()
        else:
            self._then = then

    @property
    def settled(self) -> bool:
        """True where no answer of library or page process is on its way."""
        return (
            self.owner.idle
            and not self.pages.busy
            and self._rows_known
            and not self._refresh_again.isActive()
        )

    def select(self, position: int, *, leaving: bool = False) -> None:
        """Read the article at this position; `leaving`: by a next-key, so the last one is read."""
        if not 0 <= position < len(self.headlines.rows):
            return
        headline = self.headlines.loaded(position)
        if headline is None:
            row = self.headlines.rows[position]

            def came(headlines: list[Headline]) -> None:
                self._loaded(headlines)
                if headlines:
                    self._read(headlines[0], leaving=leaving)

            self.owner.ask(
                lambda library: library.headlines([row]), came, self.say, key="one", urgency=NOW
            )
            return
        self.owner.forget("one")
        self._read(headline, leaving=leaving)

    def read(self, headline: Headline, *, leaving: bool = False) -> None:
        """Read this article, which need not be in the list; `leaving`: as with `select`."""
        self.headlines.add([headline])
        self._read(headline, leaving=leaving)

    def _read(self, headline: Headline, *, leaving: bool) -> None:
        if self.current is not None and headline.id == self.current.id:
            self.selected.emit(self.position)
            return
        if leaving:
            self.marks.left()
        self.leaving.emit()
        self.marks.leave()
        self.current = headline
        self.page = None
        self.selected.emit(self.position)
        self.pages.page(headline.id, headline.path, lambda answer: self._paged(headline, answer))

    def _paged(self, headline: Headline, answer: Page | str) -> None:
        if self.current is None or self.current.id != headline.id:
            return
        if isinstance(answer, str):
            if self.page is not None:
                return  # what is being read stays, though its file is gone
            self.page_failed.emit(headline.title, answer)
            return
        if self.page == answer:
            return
        if self.page is not None:
            self.leaving.emit()  # the same article, changed in the folder
        self.page = answer
        known = self.headlines.known(headline.row) or headline
        status = known.status
        status = replace(status, position=self.places.of(headline.id, status.position))
        self.page_ready.emit(answer, status)
        if not status.read and self.marks_read and self.settings.read_when != "end":
            self.marks.begin(self.settings.read_seconds)
        self.ahead.soon()

    def _select_id(self, article_id: str) -> None:
        def done(headline: Headline) -> None:
            if self.current is None:
                self.headlines.add([headline])
                self._read(headline, leaving=False)

        self.owner.find(article_id, done, self.say, key="select id")

    def _renumber(self, article_id: str) -> None:
        def done(headline: Headline) -> None:
            if self.current and self.current.id == headline.id:
                self.current = headline
                self._follow_current()
                self.pages.page(
                    headline.id, headline.path, lambda answer: self._paged(headline, answer)
                )

        self.owner.find(article_id, done, self.say, key="renumber")

    # -- statuses

    def finish(self) -> None:
        """The present article is done with, wherever its end is."""
        if self.page is not None:
            self.leaving.emit()  # its place is kept first: undo comes back to it
            self.places.finish(self.page.id)
            self.message.emit("No longer in Continue Reading. Ctrl+Z takes it back.")

    def _statuses_changed(self, rows: list[int]) -> None:
        self.touched.update(rows)
        if self.current is not None and self.current.row in rows:
            self.current = self.headlines.known(self.current.row) or self.current
        self._counting.soon()

    def say(self, error: BroadsheetError) -> None:
        """What the library could not do."""
        self.trouble.emit(error.sentence)
