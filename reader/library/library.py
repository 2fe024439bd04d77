"""The window's side of the library: state.db, written here alone, and queries.db, only read."""

import logging
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.bounds import LINKING_COUNTED
from reader.language import _
from reader.library import database
from reader.library.attached import AttachedIndex
from reader.library.index import left_out, queries, row_lookup
from reader.library.state import backups, bulk, clock, status
from reader.library.state.backups import Backup
from reader.library.state.state_file import (
    offer_where_empty,
    open_state,
    open_to_read,
    recover,
)
from reader.library.state.status_record import merge_into, read_all
from reader.library.transfer import json_file, merging
from reader.library.transfer.json_file import Imported
from reader.library.transfer.merges import Merges
from reader.model import Counts, Headline, IndexState, LibraryError, Note, Query, Section, Status

log = logging.getLogger(__name__)

BUSY_MS = 300
"""The window alone writes here: it does not wait for others, it tries again."""


class Library:
    """All that is asked and remembered about one folder. For one thread.

    Every method may raise LibraryError. The index is looked for at each question: one that is
    missing reads as empty, one that was made anew is taken instead of the former.

    notes: sentences for the person about what was found damaged. trouble: why nothing can be
    written, "" where it can.
    """

    def __init__(self, connection: sqlite3.Connection, state_db: Path, index_db: Path) -> None:
        """Use Library.open()."""
        self._db = connection
        self._state_file = database.inode(state_db)
        self._left_open = False
        self._state_db = state_db
        self._idx = AttachedIndex(connection, index_db)
        self.merges = Merges(lambda: self._db, self._told, self._finish_all)
        """Files of marks and backups: merged, and taken back."""
        self.notes: tuple[str, ...] = ()
        self.trouble = ""

    @property
    def generation(self) -> int:
        """Grows when article rows lose their meaning, because the index was made anew."""
        return self._idx.generation

    @property
    def version(self) -> int:
        """Grows whenever something new of the index was taken up, by whichever question."""
        return self._idx.version

    @classmethod
    def open(cls, state_db: Path, index_db: Path) -> "Library":
        """Open both; state.db is created, brought up to date, or set aside where damaged.

        Where it can only be read, so it is, and every method that writes fails (`trouble`).
        Raises LibraryError: the data folder cannot be used, or a newer Broadsheet wrote state.db.
        """
        left_open, trouble = database.has_log(state_db), ""
        try:
            connection, notes = open_state(state_db)
        except (sqlite3.Error, OSError) as error:
            failure = database.failure("Opening what you have read", error)
            readable = open_to_read(state_db, error)
            if readable is None:
                raise failure from error
            connection, notes, trouble = readable, (), failure.sentence
        library = cls(connection, state_db, index_db)
        library.notes, library.trouble = notes, trouble
        library._idx.fixed = bool(trouble) and not database.has_log(index_db)
        library._left_open = left_open
        try:
            library._prepare()
            library.refresh()
            library._finish_pending()
            if not library.notes:
                library.notes = offer_where_empty(connection, state_db)
        except BaseException:
            connection.close()
            raise
        return library

    def close(self) -> None:
        """Let go of both files."""
        self._db.close()

    def interrupt(self) -> None:
        """From another thread: what is being read ends at once, with a LibraryError.

        Nothing that writes may be under way.
        """
        if not self._idx.taking_up:
            with suppress(sqlite3.ProgrammingError):  # closed just now
                self._db.interrupt()

    def refresh(self) -> bool:
        """Take up what the ingest process wrote; whether lists may differ from before."""
        with self._told("Reading the list"):
            return self._idx.take_up()

    def rows(self, query: Query) -> "array[int]":
        """All article rows in the order shown: newest first, ties by row.

        In a search, hits in the title come first. A search without a word does not narrow.
        """
        return self.first_rows(query, -1)

    def first_rows(self, query: Query, limit: int) -> "array[int]":
        """Return the first `limit` of rows(query), cheaper."""
        with self._told("Reading the list"):
            self._idx.take_up()
            return queries.rows(self._db, query, limit) if self._idx.attached else array("q")

    def headlines(self, rows: Sequence[int]) -> list[Headline]:
        """Return what the list shows of these rows, in their order, without those that are gone."""
        with self._told("Reading the list"):
            self._idx.take_up()
            return queries.headlines(self._db, rows) if self._idx.attached else []

    def row_of(self, article_id: str) -> int | None:
        """Return the row of an article, None where the index does not hold it."""
        with self._told("Reading the list"):
            self._idx.take_up()
            identity = status.identities([article_id])
            return (
                queries.row_of(self._db, identity[0]) if identity and self._idx.attached else None
            )

    def row_at(self, path: str) -> int | None:
        """Return the row of the article in this file (relative to the folder)."""
        with self._told("Reading the list"):
            self._idx.take_up()
            return queries.row_at(self._db, path) if self._idx.attached else None

    def linking_to(self, path: str, limit: int) -> tuple[list[Headline], int]:
        """Return the articles that link to the one in this file, newest first, at most `limit`.

        And how many there are.
        """
        with self._told("Reading the list"):
            self._idx.take_up()
            if not self._idx.attached:
                return [], 0
            rows = row_lookup.linking_to(self._db, path, max(limit, LINKING_COUNTED))
            return queries.headlines(self._db, rows[:limit]) if rows else [], len(rows)

    def file_of(self, row: int) -> str:
        """Return the path of an article's file within the folder; "" where the row is gone."""
        with self._told("Reading the list"):
            self._idx.take_up()
            return queries.file_of(self._db, row) if self._idx.attached else ""

    def home_of(self, row: int) -> tuple[str, ...]:
        """Return the section an article was filed in first; () where the row is gone."""
        with self._told("Reading the list"):
            self._idx.take_up()
            return queries.home_of(self._db, row) if self._idx.attached else ()

    def sections(self) -> list[Section]:
        """Return the whole tree, parents before children, each level sorted."""
        with self._told("Reading the sections"):
            self._idx.take_up()
            return queries.sections(self._db) if self._idx.attached else []

    def counts(self, section: tuple[str, ...] = ()) -> Counts:
        """Return the figures of one section, each article once."""
        with self._told("Counting"):
            self._idx.take_up()
            return queries.counts(self._db, section) if self._idx.attached else Counts()

    def newest(self) -> int:
        """Return the row of the article that came last into the index, 0 where there is none."""
        with self._told("Reading the list"):
            self._idx.take_up()
            return queries.newest(self._db) if self._idx.attached else 0

    def later_than(self, row: int) -> "array[int]":
        """Return the rows of the articles that came into the index after that of this row."""
        with self._told("Reading the list"):
            self._idx.take_up()
            return queries.later_than(self._db, row) if self._idx.attached else array("q")

    def state(self) -> IndexState:
        """How far the index has come."""
        with self._told("Reading the list"):
            self._idx.take_up()
            return queries.state(self._db) if self._idx.attached else IndexState()

    def refused(self) -> list[tuple[str, Note]]:
        """Return the files that are not shown: path, and why."""
        with self._told("Reading the list"):
            self._idx.take_up()
            return queries.refused(self._db) if self._idx.attached else []

    def left_out(self) -> list[tuple[str, Note]]:
        """Return the files that are none of the news: path, and why."""
        with self._told("Reading the list"):
            self._idx.take_up()
            return left_out.left_out(self._db) if self._idx.attached else []

    def statuses(self, ids: Sequence[str]) -> dict[str, Status]:
        """Return the status of each article; one that was never touched has Status()."""
        with self._told("Reading the marks"):
            return status.statuses(self._db, ids)

    def unread_ids(self, rows: "array[int]", before: float = float("inf")) -> frozenset[str]:
        """Return the ids of those rows that are unread and dated before (seconds since 1970)."""
        with self._told("Reading the list"):
            self._idx.take_up()
            return (
                row_lookup.unread_ids(self._db, rows, before) if self._idx.attached else frozenset()
            )

    def first_unread(self, rows: "array[int]") -> int | None:
        """Return the first of these rows that is not read."""
        with self._told("Reading the list"):
            self._idx.take_up()
            if not self._idx.attached:
                return None
            return row_lookup.first_unread(self._db, rows, self._idx.read_rows())

    def first_before(self, rows: "array[int]", date: float, *, in_order: bool) -> int | None:
        """Return the position of the first row dated before `date`; in_order: newest first."""
        with self._told("Reading the list"):
            self._idx.take_up()
            if not self._idx.attached:
                return None
            return row_lookup.first_before(self._db, rows, date, in_order=in_order)

    def hold(
        self, ids: Iterable[str], *, read: bool | None = None, starred: bool | None = None
    ) -> None:
        """Have lists and counts show statuses that cannot be written now."""
        with self._told("Reading the marks"):
            self._idx.forget_read()
            status.choose(self._db, status.identities(ids))
            status.show_chosen(self._db, read=read, starred=starred)

    def set_read(self, ids: Iterable[str], read: bool) -> list[str]:
        """Mark as read or unread; on disk when this returns. The ids that really changed."""
        return self._set(ids, read=read)

    def set_starred(self, ids: Iterable[str], starred: bool) -> list[str]:
        """Star or unstar; on disk when this returns. The ids that really changed."""
        return self._set(ids, starred=starred)

    def _set(
        self, ids: Iterable[str], *, read: bool | None = None, starred: bool | None = None
    ) -> list[str]:
        with self._told("Saving the marks"):
            self._keep_hold()
            self._idx.take_up()
            with database.transaction(self._db):
                status.choose(self._db, status.identities(ids))
                changed = status.set_chosen(self._db, read=read, starred=starred)
            self._idx.note_read(changed)
            return changed

    def note_many(
        self, ids: Iterable[str], *, read: bool | None = None, starred: bool | None = None
    ) -> None:
        """Mark many; on disk when this returns, shown as work_off() goes on."""
        with self._told("Saving the marks"):
            self._keep_hold()
            bulk.note(self._db, status.identities(ids), read=read, starred=starred)

    @property
    def is_pending(self) -> bool:
        """Whether work_off() has something to do."""
        with self._told("Reading the marks"):
            return bulk.is_pending(self._db) or merging.is_pending(self._db)

    def work_off(self) -> bool:
        """Go on with what was noted, for some 15 ms; whether there is more to do."""
        with self._told("Saving the marks"):
            self._keep_hold()
            self._idx.take_up()
            self._idx.forget_read()
            return bulk.work_off(self._db) or merging.work_off(self._db)

    def _finish_all(self) -> None:
        """For who reads all statuses, or has no other turn."""
        while self.work_off():
            pass

    def _finish_pending(self) -> None:
        """Whoever reads all statuses finds them whole."""
        self._idx.forget_read()
        try:
            while bulk.work_off(self._db):
                pass
        except sqlite3.Error as error:
            if database.is_damage(error):
                raise
            log.warning("Marks that were noted are not carried over yet: %s", error)

    def set_position(
        self, article_id: str, position: int, progress: int = 0, *, again: bool = False
    ) -> None:
        """Remember the character at the top of the view; on disk when this returns.

        progress: percent that was read; 100: its end was seen, and so it stays, but `again`.
        """
        with self._told("Saving the place in the text"):
            self._keep_hold()
            self._idx.take_up()
            status.set_position(self._db, article_id, position, progress, again=again)

    def look_after(self) -> tuple[str, ...]:
        """Check what is remembered and back it up, where today that was not done yet.

        For a quiet moment after the start: it reads all of state.db. Gives sentences for the person
        where it was damaged; then it has been set right as far as that goes.
        """
        with self._told("Backing up what you have read"):
            due = backups.is_due(self._state_db)
            if not due and not self._left_open:
                return ()
            self._left_open = False
            try:
                database.check(self._db)
            except sqlite3.DatabaseError as error:
                if not database.is_damage(error):
                    raise
                self._mend(error)
                return self.notes
            if due:
                self._finish_pending()
                backups.keep(self._db, self._state_db)
        return ()

    def backups(self) -> list[Backup]:
        """Return the backups there are, the newest first."""
        return backups.listed(self._state_db)

    def restore(self, backup: Backup) -> int:
        """Merge a backup into what is remembered: of each mark, what was done last holds.

        How many articles' marks changed.
        """
        return self.merges.at_once(self.merges.of_backup(backup)).changed

    def export_statuses(self, target: Path) -> int:
        """Write all that is remembered into one JSON file; how many articles that are."""
        with self._told("Writing the file"):
            self._finish_all()
            return json_file.write(read_all(self._db, clock.stamp(self._db)), target)

    def import_statuses(self, source: Path) -> Imported:
        """Merge such a file, as restore() does a backup; lists may differ after it."""
        return self.merges.at_once(self.merges.of_file(source))

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        """SQLite's errors as LibraryError; what is damaged is set right, or let go of."""
        try:
            yield
        except OSError as error:
            raise database.failure(what, error) from error
        except sqlite3.Error as error:
            if not database.is_damage(error):
                raise database.failure(what, error) from error
            if self._state_is_damaged():
                self._mend(error)
                raise LibraryError(self.notes[-1], error) from error
            attached = self._idx.attached
            if attached is None:
                raise database.failure(what, error) from error
            self._idx.give_up(attached, error)
            self._idx.detach()
            raise LibraryError(
                _(
                    "The list of this folder was damaged and is made anew at the next look for"
                    " articles; what you have read is safe."
                ),
                error,
            ) from error

    def _state_is_damaged(self) -> bool:
        try:
            database.check(self._db)
        except sqlite3.DatabaseError:
            return True
        return False

    def _mend(self, error: sqlite3.Error) -> None:
        """Go on with what can be read of a damaged state.db."""
        log.warning("%s is damaged: %s", self._state_db, error)
        self._db.close()
        self._reconnect(*recover(self._state_db))

    def _keep_hold(self) -> None:
        """Where state.db was deleted or replaced under us, take what it held to the new one."""
        if database.inode(self._state_db, self._state_file) == self._state_file:
            return
        log.warning("%s is another file now", self._state_db)
        self._finish_pending()
        held = list(read_all(self._db, clock.stamp(self._db)))
        connection, notes = open_state(self._state_db)
        former = self._db
        self._reconnect(connection, notes)
        former.close()
        merge_into(self._db, held)
        self._idx.load_flags()

    def _reconnect(self, connection: sqlite3.Connection, notes: tuple[str, ...]) -> None:
        self._db = connection
        self._state_file = database.inode(self._state_db)
        self.notes += notes
        self._prepare()
        self._idx.take_up()

    def _prepare(self) -> None:
        self._db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        for statement in status.PREPARE:
            self._db.execute(statement)
        self._idx.move(self._db)
