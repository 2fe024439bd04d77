"""A file of marks or a backup, merged into what is remembered, and taken back.

As with marks on many articles (bulk.py): first all of it is noted, then carried into `status` piece
by piece, so that nobody waits. What each piece changes is kept, so that it can be taken back: that
is noted in one step and carried over in its turn. Plain functions over one connection.
"""

import secrets
import sqlite3
from collections.abc import Generator
from itertools import islice

from reader.library.database import transaction
from reader.library.state import clock, status
from reader.library.state.packed import (
    former,
    pack,
    pack_former,
    unpack,
    unpack_former,
)
from reader.library.state.status_record import Remembered, merge_some
from reader.library.transfer.json_file import Imported

PIECE = 300
"""Articles: about 15 ms."""
NOTED_AT_ONCE = 4
"""Pieces that are noted in one transaction."""

_NEXT_INCOMING = """
    SELECT p.number, p.merge, p.incoming FROM main.merge_piece p JOIN main.merge m
        ON m.number = p.merge
    WHERE m.ready AND p.incoming IS NOT NULL ORDER BY p.number LIMIT 1
"""
# The last piece goes back first: one article may have been in several.
_NEXT_UNDONE = """
    SELECT p.number, m.undone_at, p.former FROM main.merge m JOIN main.merge_piece p
        ON p.merge = m.number
    WHERE m.undone_at IS NOT NULL ORDER BY p.number DESC LIMIT 1
"""
_TAKE_BACK = """
    UPDATE main.status SET
        read_at = iif(:read <> read AND coalesce(read_at, 0) <= :at, :at, read_at),
        read = iif(:read <> read AND coalesce(read_at, 0) <= :at, :read, read),
        starred_at = iif(:starred <> starred AND coalesce(starred_at, 0) <= :at, :at, starred_at),
        starred = iif(:starred <> starred AND coalesce(starred_at, 0) <= :at, :starred, starred),
        -- just later than what came with the merge: it loses to this, and "Continue Reading"
        -- keeps its order
        progress_at = iif(:position IS NOT NULL AND progress_at = :position_at,
            :position_at + :step, progress_at),
        position = iif(:position IS NOT NULL AND progress_at = :position_at, :position, position),
        progress = iif(:position IS NOT NULL AND progress_at = :position_at, :progress, progress),
        changed_at = max(changed_at, :at)
    WHERE identity = :identity
"""


class Merge:
    """One that is being noted.

    number: by which it is known from then on. found: the articles in it. skipped: entries that are
    none.
    """

    def __init__(self, rows: Generator[Remembered | None, None, None]) -> None:
        """rows: None stands for an entry that is none; raises LibraryError as it is read."""
        self.number = secrets.randbits(62)
        self.found = self.skipped = 0
        self._rows = rows

    def result(self, changed: int) -> Imported:
        """Return what it did; changed: the articles that have other marks by it."""
        return Imported(self.found, changed, self.skipped)

    def close(self) -> None:
        """Let go of the file."""
        self._rows.close()

    def take(self) -> list[Remembered]:
        """Return the next rows; none when all were given. Raises LibraryError."""
        while took := list(islice(self._rows, PIECE)):
            given = [row for row in took if row is not None]
            self.skipped += len(took) - len(given)
            self.found += len(given)
            if given:
                return given
        return []


def note(db: sqlite3.Connection, merge: Merge) -> bool:
    """Note some more of it; whether there is more. Nothing is changed until all was noted.

    Raises sqlite3.Error, LibraryError: then `forget` it.
    """
    pieces = [piece for _ in range(NOTED_AT_ONCE) if (piece := merge.take())]
    more = len(pieces) == NOTED_AT_ONCE
    with transaction(db):
        db.execute("INSERT OR IGNORE INTO main.merge (number) VALUES (?)", (merge.number,))
        db.executemany(
            "INSERT INTO main.merge_piece (merge, incoming) VALUES (?, ?)",
            [(merge.number, pack(piece)) for piece in pieces],
        )
        if not more:
            db.execute("UPDATE main.merge SET ready = 1 WHERE number = ?", (merge.number,))
    return more


def forget(db: sqlite3.Connection, number: int) -> None:
    """Drop a merge that is not to be done, or not to be taken back any more."""
    with transaction(db):
        db.execute("DELETE FROM main.merge_piece WHERE merge = ?", (number,))
        db.execute("DELETE FROM main.merge WHERE number = ?", (number,))


def forget_former(db: sqlite3.Connection) -> None:
    """Whoever begins can take nothing back that was done before, nor go on noting it."""
    with transaction(db):
        db.execute(
            "DELETE FROM main.merge WHERE undone_at IS NULL AND (NOT ready OR NOT EXISTS"
            " (SELECT 1 FROM main.merge_piece p WHERE p.merge = merge.number"
            " AND p.incoming IS NOT NULL))"
        )
        db.execute(
            "DELETE FROM main.merge_piece WHERE merge NOT IN (SELECT number FROM main.merge)"
        )


def is_pending(db: sqlite3.Connection) -> bool:
    """Whether something noted is still to be carried over."""
    return (
        db.execute("SELECT 1 FROM main.merge LIMIT 1").fetchone() is not None
        and (db.execute(_NEXT_INCOMING).fetchone() or db.execute(_NEXT_UNDONE).fetchone())
        is not None
    )


def work_off(db: sqlite3.Connection) -> bool:
    """Carry the next piece over, in one transaction; whether there is more.

    What was taken back comes first: a merge noted after that is to find the marks without it, or
    taking that one back in its turn would bring it back.
    """
    if (undone := db.execute(_NEXT_UNDONE).fetchone()) is not None:
        _take_back_piece(db, *undone)
    elif (incoming := db.execute(_NEXT_INCOMING).fetchone()) is not None:
        _merge_piece(db, *incoming)
    else:
        return False
    return is_pending(db)


def _merge_piece(db: sqlite3.Connection, number: int, merge: int, incoming: bytes) -> None:
    with transaction(db):
        changed = merge_some(db, unpack(incoming))
        status.show_as_written(db)
        were = [was for pair in changed if (was := former(*pair)) is not None]
        db.execute(
            "UPDATE main.merge_piece SET incoming = NULL, former = ? WHERE number = ?",
            (pack_former(were), number),
        )
        db.execute(
            "UPDATE main.merge SET changed = changed + ? WHERE number = ?", (len(were), merge)
        )


def _take_back_piece(db: sqlite3.Connection, number: int, at: float, packed: bytes | None) -> None:
    were = list(unpack_former(packed or b""))
    with transaction(db):
        db.executemany(
            _TAKE_BACK, [{**was._asdict(), "at": at, "step": clock.STEP} for was in were]
        )
        status.choose(db, [was.identity for was in were])
        status.show_as_written(db)
        db.execute("DELETE FROM main.merge_piece WHERE number = ?", (number,))
        db.execute(
            "DELETE FROM main.merge WHERE undone_at IS NOT NULL AND NOT EXISTS"
            " (SELECT 1 FROM main.merge_piece p WHERE p.merge = merge.number)"
        )


def changed(db: sqlite3.Connection, number: int) -> int | None:
    """How many articles have other marks by it; None while it is being carried over."""
    unfinished = db.execute(
        "SELECT 1 FROM main.merge_piece WHERE merge = ? AND incoming IS NOT NULL", (number,)
    ).fetchone()
    if unfinished is not None:
        return None
    found = db.execute("SELECT changed FROM main.merge WHERE number = ?", (number,)).fetchone()
    return int(found[0]) if found else 0


def take_back(db: sqlite3.Connection, number: int) -> None:
    """Have all be as it was before; on disk when this returns, shown as work_off() goes on.

    What was done to an article since then stays.
    """
    with transaction(db):
        db.execute(
            "UPDATE main.merge SET undone_at = ? WHERE number = ?", (clock.stamp(db), number)
        )


def show_taken_back(
    db: sqlite3.Connection, number: int
) -> list[tuple[frozenset[str], dict[str, bool]]]:
    """Have `flag` show what take_back() would do; gives articles, and what is set of them."""
    read: dict[bytes, bool] = {}
    starred: dict[bytes, bool] = {}
    for (packed,) in db.execute(
        "SELECT former FROM main.merge_piece WHERE merge = ? ORDER BY number DESC", (number,)
    ).fetchall():
        for was in unpack_former(packed or b""):
            if was.read is not None:
                read[was.identity] = was.read
            if was.starred is not None:
                starred[was.identity] = was.starred
    shown = []
    for name, marks in (("read", read), ("starred", starred)):
        for value in (False, True):
            wanted = [identity for identity, was in marks.items() if was is value]
            if wanted:
                status.choose(db, wanted)
                status.show_chosen(db, **{name: value})
                shown.append((frozenset(map(bytes.hex, wanted)), {name: value}))
    return shown
