"""When something was done: by the clock, and later than all that was done before.

Of two marks on one article the later one holds, so a clock that is put back (a second system on
the same machine, an empty battery) must not make what a person does now older than what they did.
Plain functions over the window's connection.
"""

import sqlite3
import time

PREPARE = "CREATE TEMP TABLE IF NOT EXISTS clock (number INTEGER PRIMARY KEY, at REAL)"

STEP = 1e-6
"""Seconds between two things done by a clock that stands still or went back."""
BELIEVED = 86_400.0
"""So many seconds after now a time may be. What is further ahead, the clock was wrong when it was
noted: it counts as done now, or it would win against other machines for years."""

_LATEST = """
    SELECT max(coalesce(max(read_at), 0), coalesce(max(starred_at), 0),
        coalesce(max(progress_at), 0), coalesce(max(changed_at), 0),
        (SELECT coalesce(max(at), 0) FROM main.pending),
        (SELECT coalesce(max(undone_at), 0) FROM main.merge))
    FROM main.status
"""
_STATUS_TO_NOW = """
    UPDATE main.status SET read_at = min(read_at, :now), starred_at = min(starred_at, :now),
        progress_at = min(progress_at, :now), changed_at = min(changed_at, :now)
    WHERE max(coalesce(read_at, 0), coalesce(starred_at, 0), coalesce(progress_at, 0), changed_at)
        > :now
"""
_TO_NOW = (
    _STATUS_TO_NOW,
    "UPDATE main.pending SET at = :now WHERE at > :now",
    "UPDATE main.merge SET undone_at = :now WHERE undone_at > :now",
)


def stamp(db: sqlite3.Connection) -> float:
    """Return the time of what is done now, seconds since the epoch. Raises sqlite3.Error.

    Nothing that is remembered is later than this.
    """
    at = max(time.time(), _latest(db) + STEP)
    db.execute("INSERT OR REPLACE INTO temp.clock (number, at) VALUES (1, ?)", (at,))
    return at


def _latest(db: sqlite3.Connection) -> float:
    """When the last of all that is remembered was done."""
    known = db.execute("SELECT at FROM temp.clock").fetchone()
    if known is not None:
        return float(known[0])
    latest, now = db.execute(_LATEST).fetchone()[0], time.time()
    if not isinstance(latest, int | float):
        return 0.0
    if latest > now + BELIEVED:
        for statement in _TO_NOW:
            db.execute(statement, {"now": now})
        return now
    return float(latest)
