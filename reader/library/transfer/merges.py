"""What a library is asked to merge, and to take back: files of marks, backups."""

import sqlite3
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from reader.library.state import backups, clock
from reader.library.state.backups import Backup
from reader.library.state.status_record import Remembered
from reader.library.transfer import json_file, merging
from reader.library.transfer.json_file import Imported
from reader.library.transfer.merging import Merge
from reader.model import LibraryError


class Merges:
    """Part of a Library; for its thread. Every method may raise LibraryError.

    First a merge is noted, some of it with each call; work_off() of the library carries it over.
    Until all of it was noted, nothing is changed.
    """

    def __init__(
        self,
        db: Callable[[], sqlite3.Connection],
        told: Callable[[str], AbstractContextManager[None]],
        finish: Callable[[], None],
    ) -> None:
        """db: the connection as it is now. told: gives SQLite's errors as LibraryError.

        finish: carries all over that was noted.
        """
        self._db = db
        self._told = told
        self._finish = finish

    def of_file(self, source: Path) -> Merge:
        """Of a file that export_statuses() wrote, here or on another machine."""
        with self._told("Reading the marks"):
            return Merge(json_file.read(source, clock.stamp(self._db())))

    def of_backup(self, backup: Backup) -> Merge:
        """Of a backup."""
        with self._told("Reading the marks"):
            return Merge(_rows(backup, clock.stamp(self._db())))

    def note(self, merge: Merge) -> bool:
        """Note some more of it, for some 20 ms; whether there is more.

        Where that fails nothing of it is kept.
        """
        try:
            with self._told("Saving the marks"):
                return merging.note(self._db(), merge)
        except LibraryError:
            merge.close()
            with suppress(sqlite3.Error):  # what is not whole is never carried over
                merging.forget(self._db(), merge.number)
            raise

    def at_once(self, merge: Merge) -> Imported:
        """All of it, for whoever can wait."""
        while self.note(merge):
            pass
        self._finish()
        return merge.result(self.done(merge) or 0)

    def done(self, merge: Merge) -> int | None:
        """How many articles have other marks by it; None while it is being carried over."""
        with self._told("Reading the marks"):
            return merging.changed(self._db(), merge.number)

    def take_back(self, number: int) -> None:
        """Have all be as it was before; on disk when this returns, shown as work_off() goes on.

        number: of the merge. What was done to an article since then stays.
        """
        with self._told("Saving the marks"):
            merging.take_back(self._db(), number)

    def show_taken_back(self, number: int) -> list[tuple[frozenset[str], dict[str, bool]]]:
        """Have lists and counts show what take_back() would do, where that cannot be written.

        Gives articles by their ids, and what is set of them: "read" or "starred".
        """
        with self._told("Reading the marks"):
            return merging.show_taken_back(self._db(), number)

    def forget_former(self) -> None:
        """Let go of what was merged before: it cannot be taken back in a new session."""
        with self._told("Saving the marks"):
            merging.forget_former(self._db())


def _rows(backup: Backup, latest: float) -> Generator[Remembered | None, None, None]:
    yield from backups.rows(backup, latest)
