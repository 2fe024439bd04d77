"""The library thread: the one owner of the database connections. Answers come back here."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from reader import settings as settings_file
from reader.gui.system.threads import LATER, NOW, SOON, Pool
from reader.language import _
from reader.model import LibraryError
from reader.private_files import write_private

if TYPE_CHECKING:
    from array import array

    from reader.library.library import Library
    from reader.model import BroadsheetError, Headline, Page, Query
    from reader.settings import Settings

log = logging.getLogger(__name__)

T = TypeVar("T")
LAST_PAGE = "last_page.json"
FIRST_ROWS = 100
OPEN_AGAIN_MS = 3000
LOOK_AFTER_MS = 10_000
"""A quiet moment after the start: what is remembered is checked and backed up."""


class LibraryWorker(QObject):
    """Open one library at a time and ask it on its own thread."""

    noted = Signal(str)
    """A sentence about what was found damaged while running."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = Pool("library", 1, self)
        self._library: Library | None = None
        self._began = False
        self._why_not = ""
        """Why none could be opened, a sentence."""
        self._look_after = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._look_after.timeout.connect(self.look_after)
        # A thread that wakes up takes the interpreter's lock from the one that paints.
        self._behind: list[Callable[[], None]] = []
        self._painting = QTimer(self, singleShot=True, interval=0)
        self._painting.timeout.connect(self.flush)
        self._open_again = QTimer(self, singleShot=True, interval=OPEN_AGAIN_MS)
        self._open: Callable[[], None] = lambda: None
        self._open_again.timeout.connect(lambda: self._open())

    def open(
        self,
        state_db: Path,
        index_db: Path,
        done: Callable[[tuple[int, tuple[str, ...], str]], None],
        failed: Callable[[BroadsheetError], None],
    ) -> None:
        """Close the library that is open, and open this one.

        `done` gets its generation, sentences about what was found damaged, and why it can only be
        read ("" where it can be written). Then, and where it cannot be opened (`failed`), it is
        tried again every few seconds, until it can be opened or another is.
        """

        def opened(answer: tuple[int, tuple[str, ...], str]) -> None:
            self._why_not = ""
            if answer[2]:
                self._open_again.start()
            done(answer)

        def not_opened(error: BroadsheetError) -> None:
            self._why_not = error.sentence
            failed(error)
            self._open_again.start()

        to_read: list[Library] = []

        def work() -> tuple[int, tuple[str, ...], str]:
            from reader.library.library import Library  # here, on the library's own thread

            if self._library is not None and self._library not in to_read:
                self._library.close()
                self._library = None
            library = Library.open(state_db, index_db)
            if self._library is not None:
                if library.trouble:
                    library.close()  # no better than the one that is open
                    raise LibraryError(library.trouble)
                self._library.close()
            self._library = library
            if library.trouble:
                to_read.append(library)
            elif not self._began:
                self._began = True
                self._begin(library)
            return library.generation, library.notes, library.trouble

        self._open = lambda: self._pool.submit(work, opened, not_opened, key="open")
        self._open_again.stop()
        self.flush()
        self._open()
        self._look_after.start()

    @staticmethod
    def _begin(library: Library) -> None:
        try:
            library.merges.forget_former()
        except LibraryError as error:
            log.info("What a former session merged is not cleared away: %s", error.cause)

    def look_after(self) -> None:
        """Check and back up what is remembered, where that was not done today."""

        def done(notes: tuple[str, ...]) -> None:
            for note in notes:
                self.noted.emit(note)

        def failed(error: BroadsheetError) -> None:
            log.info("No backup was made: %s (%s)", error.sentence, error.cause)

        self.ask(lambda library: library.look_after(), done, failed, urgency=LATER)

    def ask(
        self,
        work: Callable[[Library], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[BroadsheetError], None] | None = None,
        *,
        key: str = "",
        urgency: int = SOON,
        behind: bool = False,
    ) -> None:
        """Run `work` with the library. Writes bear no key: they are done whatever comes.

        What bears one only reads: it ends at once where nobody wants it any more, and gives way
        to what is more urgent. behind: once the window has painted what the person has just done,
        and before whatever is asked for next.
        """
        if behind:
            self._behind.append(lambda: self.ask(work, done, failed, key=key, urgency=urgency))
            self._painting.start()
            return
        self.flush()
        self._submit(work, done, failed, key=key, urgency=urgency)

    def go_on_with(
        self,
        work: Callable[[Library], T],
        done: Callable[[T], None],
        failed: Callable[[BroadsheetError], None],
    ) -> None:
        """Run the next piece of `work` that was asked for; called on the library's own thread."""
        self._submit(work, done, failed)

    def _submit(
        self,
        work: Callable[[Library], T],
        done: Callable[[T], None] | None,
        failed: Callable[[BroadsheetError], None] | None,
        *,
        key: str = "",
        urgency: int = SOON,
    ) -> None:
        def with_library() -> T:
            if self._library is None:
                raise LibraryError(self._why_not or _("No folder is open."))
            return work(self._library)

        def interrupt() -> None:
            if self._library is not None:
                self._library.interrupt()

        self._pool.submit(
            with_library,
            done,
            failed,
            key=key,
            urgency=urgency,
            interrupt=interrupt if key else None,
        )

    def first_rows(
        self,
        query: Query,
        done: Callable[[tuple[array[int], list[Headline], int]], None],
        failed: Callable[[BroadsheetError], None],
    ) -> None:
        """Give `done` the rows at the top of a list, their headlines, and the generation."""

        def work(library: Library) -> tuple[array[int], list[Headline], int]:
            rows = library.first_rows(query, FIRST_ROWS)
            return rows, library.headlines(rows), library.generation

        self.ask(work, done, failed, key="first", urgency=NOW)

    def flush(self) -> None:
        """Ask at once what waits for the window to be painted."""
        self._painting.stop()
        behind, self._behind = self._behind, []
        for ask in behind:
            ask()

    def find(
        self,
        article_id: str,
        then: Callable[[Headline], None],
        failed: Callable[[BroadsheetError], None],
        *,
        key: str,
    ) -> None:
        """Give `then` the headline of this article, wherever it is listed; not where it is not."""

        def work(library: Library) -> Headline | None:
            row = library.row_of(article_id)
            found = library.headlines([row]) if row is not None else []
            return found[0] if found else None

        def done(headline: Headline | None) -> None:
            if headline is not None:
                then(headline)

        self.ask(work, done, failed, key=key)

    def cancel(self, key: str) -> None:
        """Drop the answer asked for under this key, and what still waits to be asked."""
        self._pool.cancel(key)

    def keep_page(self, file: Path, page: Page) -> None:
        """Keep the page shown last, so that the next start shows it at once."""

        def work() -> None:
            from reader.ingest.page_json import page_to_json

            try:
                write_private(file, json.dumps(page_to_json(page)))
            except OSError as error:
                log.info("The last page was not kept: %s", error)

        self._pool.submit(work, key="keep page", urgency=SOON)

    def kept_page(self, file: Path, done: Callable[[Page | None], None]) -> None:
        """Give `done` the page shown last, or None."""

        def work() -> Page | None:
            from reader.ingest.page_json import page_from_json

            try:
                return page_from_json(json.loads(file.read_text(encoding="ascii")))
            except (OSError, ValueError, RecursionError):
                return None

        self._pool.submit(work, done, key="kept page")

    def save_settings(self, settings: Settings, file: Path, done: Callable[[bool], None]) -> None:
        """Write the settings, and give `done` whether that could be done."""
        self._pool.submit(
            lambda: settings_file.save_quietly(settings, file), done, key="settings", urgency=LATER
        )

    @property
    def idle(self) -> bool:
        """Return True where nothing waits, runs, or is on its way."""
        return not self._behind and self._pool.idle()

    @property
    def rests(self) -> bool:
        """Return True where nothing waits or runs; answers may be on their way."""
        return self._pool.rests()

    def close(self) -> None:
        """Finish what was written, close the databases, end the thread."""
        self._open_again.stop()
        self._look_after.stop()
        self.flush()

        def work() -> None:
            if self._library is not None:
                self._library.close()
                self._library = None

        self._pool.submit(work, urgency=LATER)
        self._pool.close(10.0)
