"""One remembered status with its times, and how two of them become one.

The same merge serves a restored backup, what was salvaged of a damaged file, and the exchange
between two machines.
"""

import math
import sqlite3
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from reader.library.database import transaction
from reader.library.status import choose

AT_ONCE = 500
LARGEST_POSITION = 2**62

_ALL = """
    SELECT identity, place, read, read_at, starred, starred_at, position, changed_at
    FROM main.status ORDER BY identity
"""
_KNOWN = """
    SELECT identity, place, read, read_at, starred, starred_at, position, changed_at
    FROM main.status WHERE identity IN (SELECT identity FROM temp.chosen)
"""
_PUT = """
    INSERT INTO main.status
        (identity, place, read, read_at, starred, starred_at, position, changed_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (identity) DO UPDATE SET
        place = excluded.place, read = excluded.read, read_at = excluded.read_at,
        starred = excluded.starred, starred_at = excluded.starred_at,
        position = excluded.position, changed_at = excluded.changed_at
"""


class Remembered(NamedTuple):
    """What state.db holds of one article.

    read_at, starred_at: seconds since the epoch at which that mark was last set or taken off; 0
    where it never was. changed_at: when anything of it was last changed.
    """

    identity: bytes
    place: bytes
    read: bool
    read_at: float
    starred: bool
    starred_at: float
    position: int
    changed_at: float


def remembered(row: Iterable[object], now: float) -> Remembered | None:
    """A row as it may stand in any file; None where it is none.

    A time that is still to come is taken as now, so that it does not win for ever.
    """
    identity, place, read, read_at, starred, starred_at, position, changed_at = row
    if not (isinstance(identity, bytes) and len(identity) == 16 and isinstance(place, bytes)):
        return None
    if not (_is_mark(read) and _is_mark(starred) and type(position) is int):
        return None
    times = [_time(each, now) for each in (read_at, starred_at, changed_at)]
    return Remembered(
        identity,
        place if len(place) == 16 else b"",
        bool(read),
        times[0],
        bool(starred),
        times[1],
        min(max(position, 0), LARGEST_POSITION),
        times[2],
    )


def _is_mark(value: object) -> bool:
    return type(value) in (int, bool) and value in (0, 1)


def _time(value: object, now: float) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return 0.0
    if not math.isfinite(value) if isinstance(value, float) else abs(value) > 2**53:
        return 0.0
    return min(max(float(value), 0.0), now)


def merged(one: Remembered, other: Remembered) -> Remembered:
    """Both as one: of each mark what was done last. The order of the two makes no difference."""
    newer, older = (one, other) if _newness(one) >= _newness(other) else (other, one)
    read_at, read = max((one.read_at, one.read), (other.read_at, other.read))
    starred_at, starred = max((one.starred_at, one.starred), (other.starred_at, other.starred))
    return Remembered(
        one.identity,
        newer.place or older.place,
        read,
        read_at,
        starred,
        starred_at,
        newer.position or older.position,
        newer.changed_at,
    )


def _newness(row: Remembered) -> tuple[float, int, bytes]:
    return row.changed_at, row.position, row.place


def read_all(db: sqlite3.Connection) -> Iterator[Remembered]:
    """All that a state.db holds, by identity. Raises sqlite3.Error."""
    now = time.time()
    for row in db.execute(_ALL):
        known = remembered(row, now)
        if known is not None:
            yield known


def merge_into(db: sqlite3.Connection, rows: Iterable[Remembered]) -> int:
    """Merge these into what state.db holds, in one transaction; how many were changed by it.

    Raises sqlite3.Error. `temp.chosen` is there (status.PREPARE).
    """
    changed = 0
    now = time.time()
    waiting = iter(rows)
    with transaction(db):
        while batch := list(islice(waiting, AT_ONCE)):
            wanted: dict[bytes, Remembered] = {}
            for row in batch:
                before = wanted.get(row.identity)
                wanted[row.identity] = merged(before, row) if before else row
            choose(db, list(wanted))
            found = db.execute(_KNOWN).fetchall()
            known = {row[0]: remembered(row, now) for row in found}
            for identity, row in list(wanted.items()):
                own = known.get(identity)
                together = merged(own, row) if own else row
                if together == own:
                    del wanted[identity]
                else:
                    wanted[identity] = together
            db.executemany(_PUT, wanted.values())
            changed += len(wanted)
    return changed
