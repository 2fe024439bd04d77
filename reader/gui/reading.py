"""The owner of "what is being read": the folder, the list, the article. Panes talk through it."""

from array import array
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.children import PageProcess
from reader.gui.headlines import HeadlineModel, merged
from reader.gui.owner import LAST_PAGE, LibraryOwner
from reader.gui.statuses import Statuses
from reader.gui.threads import LATER, NOW
from reader.library.library import Library
from reader.model import (
    BroadsheetError,
    Counts,
    Headline,
    IndexState,
    Page,
    Query,
    Section,
    View,
)
from reader.paths import Paths
from reader.settings import Settings

END_SEEN_MS = 1000
"""Shown so long with its end in sight, an article was read to its end."""
COUNT_AFTER_MS = 150
FIRST_ROWS = 100


class Reading(QObject):
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

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paths = paths
        self.marks_read = True
        """False: nothing is marked by itself (a picture of the window is taken)."""
        self.settings = Settings()
        self._end_seen = ""
        self._begun: dict[str, bool] = {}
        self.folder: Path | None = None
        self.query = Query()
        self.current: Headline | None = None
        self.page: Page | None = None
        self.counts = Counts()
        self.headlines = HeadlineModel(self)
        self.owner = LibraryOwner(self)
        self.owner.noted.connect(self.trouble)
        self.statuses = Statuses(self.owner, self.headlines, self)
        self.pages = PageProcess(self)
        self._touched: set[int] = set()
        self._keep_unread = ""
        self._places: dict[str, int] = {}
        self._generation = 0
        self._rows_known = False
        self._then: Callable[[], None] | None = None
        self._read_timer = QTimer(self, singleShot=True, interval=1000)
        self._read_timer.timeout.connect(self._shown_for_a_moment)
        self._behind = QTimer(self, singleShot=True, interval=0)
        self._behind.timeout.connect(self._painted)
        self._count_timer = QTimer(self, singleShot=True, interval=COUNT_AFTER_MS)
        self._count_timer.timeout.connect(self._count)
        self.headlines.wanted.connect(self._load)
        self.statuses.changed.connect(self._statuses_changed)
        self.statuses.message.connect(self.message)
        self.statuses.trouble.connect(self.trouble)

    # -- the folder

    def open(self, folder: Path, query: Query, article_id: str) -> None:
        """Show this folder's library as it is known; the article read last first of all."""
        self.folder = folder
        self.query = query
        self.current = self.page = None
        self.headlines.clear()
        self.statuses.clear()
        self._touched.clear()
        self._places.clear()
        self._rows_known = False
        self._keep_unread = ""
        self._read_timer.stop()
        self.pages.open(folder)
        self.query_changed.emit(query)

        def opened(answer: tuple[int, tuple[str, ...]]) -> None:
            self._generation, notes = answer
            for note in notes:
                self.trouble.emit(note)
            if article_id:
                self.owner.kept_page(self._last_page_file(), lambda page: self._kept(page))
                self._select_id(article_id)
            self._ask_rows()
            self._count()

        self.owner.open(
            self.paths.state_db,
            self.paths.index_db(folder),
            opened,
            lambda error: self.trouble.emit(error.sentence),
        )

    def close(self) -> None:
        """Write what is left to write and end the children."""
        self._read_timer.stop()
        self._behind.stop()
        self._count_timer.stop()
        self.pages.close()
        self.owner.close()

    def refresh(self, *, changed: bool = False) -> None:
        """The index has grown, or (`changed`) was brought up to date: show what is new."""
        if changed:
            self.pages.forget_pages()
            if (now := self.current) is not None:
                self.pages.page(now.id, now.path, lambda answer: self._paged(now, answer))

        def done(answer: tuple[bool, int]) -> None:
            differs, generation = answer
            self._check_numbers(generation)
            if changed and differs:
                self.headlines.forget()
            if differs or changed:
                self._ask_rows()
                self._count()

        self.owner.ask(
            lambda library: (library.refresh(), library.generation),
            done,
            self._failed,
            key="refresh",
        )

    def _check_numbers(self, generation: int) -> None:
        """Where the index was made anew its row numbers mean other articles."""
        if generation != self._generation:
            self._generation = generation
            self._touched.clear()
            self.headlines.clear()
            if self.current is not None:
                self._renumber(self.current.id)

    # -- the list

    def show(self, query: Query) -> None:
        """Leave this list for another."""
        if query == self.query:
            return
        self.query = query
        self._touched.clear()
        self._rows_known = False
        self._then = None
        self.query_changed.emit(query)
        self._ask_rows()

    def search(self, text: str) -> None:
        """Narrow the list; "" widens it again."""
        if text.strip() != self.query.search:
            self.show(replace(self.query, search=text.strip()))

    def _ask_rows(self) -> None:
        query = self.query
        if not self._rows_known:
            self.owner.ask(
                lambda library: _first(library, query), self._first_rows, key="first", urgency=NOW
            )
        self.owner.ask(
            lambda library: (library.rows(query), library.generation),
            self._all_rows,
            self._failed,
            key="rows",
        )

    def _first_rows(self, answer: "tuple[array[int], list[Headline]]") -> None:
        rows, headlines = answer
        self.headlines.add(headlines)
        if not self._rows_known:
            self.headlines.set_rows(rows)
            self._follow_current()

    def _all_rows(self, answer: "tuple[array[int], int]") -> None:
        rows, generation = answer
        self._check_numbers(generation)
        self._rows_known = True
        self.headlines.set_rows(merged(self.headlines.rows, rows, self._touched))
        self._follow_current()
        self.list_ready.emit()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _follow_current(self) -> None:
        position = self.headlines.position_of(self.current.row) if self.current else -1
        self.selected.emit(position)

    def _load(self, rows: list[int]) -> None:
        self.owner.ask(
            lambda library: library.headlines(rows), self._loaded, self._failed, urgency=NOW
        )

    def _loaded(self, headlines: list[Headline]) -> None:
        self.headlines.add(headlines)
        if self.current is not None:
            for headline in headlines:
                if headline.row == self.current.row:
                    self.current = headline

    def _count(self) -> None:
        self._count_timer.stop()

        def work(library: Library) -> tuple[Counts, list[Section], IndexState]:
            return library.counts(), library.sections(), library.state()

        def done(answer: tuple[Counts, list[Section], IndexState]) -> None:
            self.counts = answer[0]
            self.counted.emit(*answer)

        self.owner.ask(work, done, self._failed, key="counts", urgency=LATER)

    # -- the article

    @property
    def position(self) -> int:
        """Where the present article stands in the list, -1 where it does not."""
        return self.headlines.position_of(self.current.row) if self.current else -1

    @property
    def settled(self) -> bool:
        """True where no answer of library or page process is on its way."""
        return self.owner.idle and not self.pages.busy and self._rows_known

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
                lambda library: library.headlines([row]), came, self._failed, key="one", urgency=NOW
            )
            return
        self.owner.forget("one")
        self._read(headline, leaving=leaving)

    def read(self, headline: Headline) -> None:
        """Read this article, which need not be in the list."""
        self.headlines.add([headline])
        self._read(headline, leaving=False)

    def _read(self, headline: Headline, *, leaving: bool) -> None:
        if self.current is not None and headline.id == self.current.id:
            self.selected.emit(self.position)
            return
        if leaving:
            self._mark_left()
        self.leaving.emit()
        self._keep_unread = ""
        self._read_timer.stop()
        self.current = headline
        self.page = None
        self.selected.emit(self.position)
        self.pages.page(headline.id, headline.path, lambda answer: self._paged(headline, answer))

    def _paged(self, headline: Headline, answer: Page | str) -> None:
        if self.current is None or self.current.id != headline.id:
            return
        if isinstance(answer, str):
            self.page_failed.emit(headline.title, answer)
            return
        if self.page == answer:
            return
        if self.page is not None:
            self.leaving.emit()  # the same article, changed in the folder
        self.page = answer
        known = self.headlines.known(headline.row) or headline
        status = known.status
        if headline.id in self._places:
            status = replace(status, position=self._places[headline.id])
        self.page_ready.emit(answer, status)
        if not status.read and self.marks_read and self.settings.read_when != "end":
            self._read_timer.start(self.settings.read_seconds * 1000)
        self._behind.start()

    def _painted(self) -> None:
        """The page is painted: now for what nobody waits for."""
        if self.page is None:
            return
        self.owner.keep_page(self._last_page_file(), self.page)
        for near in (self.position + 1, self.position - 1):
            if 0 <= near < len(self.headlines.rows) and (ahead := self.headlines.loaded(near)):
                self.pages.prefetch(ahead.id, ahead.path)

    def _kept(self, page: Page | None) -> None:
        """The page kept from the last time: good to show until the file says otherwise."""
        if page is not None and self.page is None:
            self.pages.keep(page)

    def select_article(self, article_id: str) -> None:
        """Read this article, wherever it is listed."""

        def done(headline: Headline) -> None:
            self.headlines.add([headline])
            self._read(headline, leaving=True)

        self._find(article_id, done, "select article")

    def _select_id(self, article_id: str) -> None:
        def done(headline: Headline) -> None:
            if self.current is None:
                self.headlines.add([headline])
                self._read(headline, leaving=False)

        self._find(article_id, done, "select id")

    def _find(self, article_id: str, then: Callable[[Headline], None], key: str) -> None:
        def work(library: Library) -> Headline | None:
            row = library.row_of(article_id)
            found = library.headlines([row]) if row is not None else []
            return found[0] if found else None

        def done(headline: Headline | None) -> None:
            if headline is not None:
                then(headline)

        self.owner.ask(work, done, self._failed, key=key)

    def select_title(self, text: str) -> None:
        """Read the first article of the list whose title contains `text`."""
        query = self.query

        def work(library: Library) -> int:
            rows = library.rows(query)
            for start in range(0, len(rows), 500):
                for headline in library.headlines(rows[start : start + 500]):
                    if text in headline.title:
                        return headline.row
            return -1

        def done(row: int) -> None:
            position = self.headlines.position_of(row)
            if position >= 0:
                self.select(position)
            else:
                self.message.emit(f"No title contains “{text}”.")

        self.owner.ask(work, done, self._failed, key="select title")

    def _renumber(self, article_id: str) -> None:
        def done(headline: Headline) -> None:
            if self.current and self.current.id == headline.id:
                self.current = headline
                self._follow_current()

        self._find(article_id, done, "renumber")

    def _last_page_file(self) -> Path:
        assert self.folder is not None
        return self.paths.library(self.folder) / LAST_PAGE

    # -- steps

    def step(self, by: int) -> None:
        """The next (1) or previous (-1) article of the list."""
        here = self.position
        if here < 0:
            self.select(0)
        elif 0 <= here + by < len(self.headlines.rows):
            self.select(here + by, leaving=True)
        else:
            self._mark_left()
            end = "end" if by > 0 else "beginning"
            self.message.emit(f"This is the {end} of the list.")

    def step_unread(self, by: int) -> None:
        """The next (1) or previous (-1) unread article, once around the list."""
        total = len(self.headlines.rows)
        here = self.position
        if here >= 0:
            self._mark_left()
        if not self._rows_known:
            self._then = lambda: self.step_unread(by)
            return
        for offset in range(1, total + 1):
            position = here + by * offset if here >= 0 else (offset - 1 if by > 0 else -offset)
            headline = self.headlines.loaded(position % total)
            if headline is None:
                self._step_unread_far(by)
                return
            if not headline.status.read and headline != self.current:
                self._arrive(position, total)
                return
        self.message.emit("No unread article in this list.")

    def _step_unread_far(self, by: int) -> None:
        """The next unread one is not among the headlines at hand: the library knows."""
        query = replace(self.query, view=View.UNREAD)

        def done(unread: "array[int]") -> None:
            wanted = set(unread)
            total = len(self.headlines.rows)
            here = self.position
            for offset in range(1, total + 1):
                position = here + by * offset if here >= 0 else offset - 1
                if self.headlines.rows[position % total] in wanted:
                    self._arrive(position, total)
                    return
            self.message.emit("No unread article in this list.")

        self.owner.ask(lambda library: library.rows(query), done, self._failed, key="unread")

    def _arrive(self, position: int, total: int) -> None:
        if not 0 <= position < total:
            self.message.emit("Continued from the other end of the list.")
        self.select(position % total, leaving=True)

    # -- statuses

    def toggle_read(self) -> None:
        """Turn "read" of the present article round; unread stays until it is left."""
        if self.current is None:
            return
        read = not self.current.status.read
        self.set_read([self.current.id], read)
        self.message.emit("Marked as read." if read else "Marked as unread.")

    def set_read(self, ids: list[str], read: bool) -> None:
        """Mark these; the present article, among them, stays unread until it is left."""
        if self.current is not None and self.current.id in ids:
            self._read_timer.stop()
            self._keep_unread = "" if read else self.current.id
        self.statuses.set_read(ids, read)

    def toggle_star(self) -> None:
        """Turn the star of the present article round."""
        if self.current is not None:
            starred = not self.current.status.starred
            self.statuses.set_starred([self.current.id], starred)
            self.message.emit("Starred." if starred else "Star removed.")

    def mark_list_read(self) -> None:
        """All of the list is read."""
        self._touched.update(self.headlines.rows)
        self._read_timer.stop()
        self.statuses.mark_list_read(self.query)

    def undo(self) -> None:
        """Take the last change of statuses back."""
        self._read_timer.stop()
        if self.current is not None:
            self._keep_unread = self.current.id
        self.statuses.undo()

    def end_seen(self) -> None:
        """The end of the present article came in sight."""
        if self.page is None:
            return
        self._end_seen = self.page.id
        if self.settings.read_when == "end" and self.marks_read:
            self._read_timer.start(END_SEEN_MS)

    def _mark_left(self) -> None:
        current = self.current
        if current is None:
            return
        if self.settings.read_when == "end" and current.id != self._end_seen:
            return
        if not current.status.read and current.id != self._keep_unread:
            self._read_timer.stop()
            self.statuses.set_read([current.id], True, undo=False)

    def _shown_for_a_moment(self) -> None:
        self._mark_left()

    def keep_place(self, position: int, progress: int) -> None:
        """The present article is read up to this character, this much of it (percent)."""
        if self.page is not None:
            self._places[self.page.id] = position
            progress = progress if position or progress == 100 else 0
            self.statuses.set_position(self.page.id, position, progress)
            begun = 0 < progress < 100
            if self._begun.get(self.page.id, False) != begun or progress == 100:
                self._begun[self.page.id] = begun
                self._count_timer.start()

    def finish(self) -> None:
        """The present article is done with, wherever its end is."""
        if self.page is not None:
            self.keep_place(self._places.get(self.page.id, 0), 100)
            self.message.emit("No longer in Continue Reading.")

    def _statuses_changed(self, _ids: list[str], rows: list[int]) -> None:
        self._touched.update(rows)
        if self.current is not None and self.current.row in rows:
            self.current = self.headlines.known(self.current.row) or self.current
        self._count_timer.start()

    def _failed(self, error: BroadsheetError) -> None:
        self.trouble.emit(error.sentence)


def _first(library: Library, query: Query) -> "tuple[array[int], list[Headline]]":
    rows = library.first_rows(query, FIRST_ROWS)
    return rows, library.headlines(rows)
