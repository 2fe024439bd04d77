"""Marks on many articles at once: noted in one step, then carried into `status` piece by piece, so
that nobody waits for the last of them. Plain functions over one connection, as in status.py."""

import sqlite3
from collections.abc import Sequence

from reader.library.database import transaction
from reader.library.state import clock, status

PIECE = 300
"""Articles: about 15 ms."""
_PATIENT, _USUAL = 10_000, 1000
"""Pages in the log before they are carried into the file: each piece writes the same ones again."""
_SIZE = 16


def note(
    db: sqlite3.Connection,
    wanted: Sequence[bytes],
    *,
    read: bool | None = None,
    starred: bool | None = None,
) -> None:
    """Have one of the two set for all of these; on disk when this returns."""
    now = clock.stamp(db)
    ordered = sorted(wanted)  # each piece is then one stretch of the table
    pieces = [b"".join(ordered[at : at + PIECE]) for at in range(0, len(ordered), PIECE)]
    db.execute(f"PRAGMA main.wal_autocheckpoint = {_PATIENT}").fetchall()
    with transaction(db):
        db.executemany(
            "INSERT INTO main.pending (at, read, starred, identities) VALUES (?, ?, ?, ?)",
            [(now, read, starred, piece) for piece in pieces],
        )


def is_pending(db: sqlite3.Connection) -> bool:
    """Whether something noted is still to be carried over."""
    return db.execute("SELECT 1 FROM main.pending LIMIT 1").fetchone() is not None


def work_off(db: sqlite3.Connection) -> bool:
    """Carry the next piece over, in one transaction; whether there is more."""
    found = db.execute(
        "SELECT number, at, read, starred, identities FROM main.pending ORDER BY number LIMIT 1"
    ).fetchone()
    if found is None:
        return False
    number, at, read, starred, joined = found
    with transaction(db):
        status.choose(db, [joined[n : n + _SIZE] for n in range(0, len(joined), _SIZE)])
        status.carry_over(db, at, read=read, starred=starred)
        status.show_as_written(db)
        db.execute("DELETE FROM main.pending WHERE number = ?", (number,))
    if is_pending(db):
        return True
    db.execute(f"PRAGMA main.wal_autocheckpoint = {_USUAL}").fetchall()
    db.execute("PRAGMA main.wal_checkpoint(PASSIVE)").fetchall()
    return False
