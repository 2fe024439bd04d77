"""One remembered status with its times, and how two of them become one.

The same merge serves a restored backup, what was salvaged of a damaged file, and the exchange
between two machines.
"""

import math
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from reader.library.database import transaction
from reader.library.state import clock
from reader.library.state.status import choose

AT_ONCE = 500
LARGEST_POSITION = 2**62

COLUMNS = (
    "identity, place, read, read_at, starred, starred_at, position, progress, progress_at,"
    " changed_at"
)
_OF_VERSION_1 = COLUMNS.replace("progress, progress_at", "0, NULL")
_KNOWN = f"""
    SELECT {COLUMNS} FROM main.status WHERE identity IN (SELECT identity FROM temp.chosen)
"""  # noqa: S608 - of constants
_PUT = f"""
    INSERT INTO main.status ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (identity) DO UPDATE SET
        place = excluded.place, read = excluded.read, read_at = excluded.read_at,
        starred = excluded.starred, starred_at = excluded.starred_at,
        position = excluded.position, progress = excluded.progress,
        progress_at = excluded.progress_at, changed_at = excluded.changed_at
"""  # noqa: S608 - of constants


class Remembered(NamedTuple):
    """What state.db holds of one article.

    read_at, starred_at: seconds since the epoch at which that mark was last set or taken off; 0
    where it never was. position: the character at the top of the view, progress: percent that was
    read; position_at: when these were noted. changed_at: when anything of it was last changed.
    """

    identity: bytes
    place: bytes
    read: bool
    read_at: float
    starred: bool
    starred_at: float
    position: int
    progress: int
    position_at: float
    changed_at: float


def remembered(row: Iterable[object], latest: float) -> Remembered | None:
    """Return a row as it may stand in any file; None where it is none.

    latest: a time after it is taken as this one (seconds since the epoch), so that it does not win
    for ever. A position without a time is as old as the row: so it was in the first version.
    """
    identity, place, read, read_at, starred, starred_at, position, progress, *times = row
    if not (isinstance(identity, bytes) and len(identity) == 16 and isinstance(place, bytes)):
        return None
    if not (_is_mark(read) and _is_mark(starred)):
        return None
    if type(position) is not int or type(progress) is not int:
        return None
    position_at, changed_at = (_time(each, latest) for each in times)
    return Remembered(
        identity,
        place if len(place) == 16 else b"",
        bool(read),
        _time(read_at, latest),
        bool(starred),
        _time(starred_at, latest),
        min(max(position, 0), LARGEST_POSITION),
        min(max(progress, 0), 100),
        position_at or (changed_at if position > 0 or progress > 0 else 0.0),
        changed_at,
    )


def _is_mark(value: object) -> bool:
    return type(value) in (int, bool) and value in (0, 1)


def _time(value: object, latest: float) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return 0.0
    if not math.isfinite(value) if isinstance(value, float) else abs(value) > 2**53:
        return 0.0
    return min(max(float(value), 0.0), latest)


def merged(one: Remembered, other: Remembered) -> Remembered:
    """Both as one: of each mark what was done last. The order of the two makes no difference."""
    newer, older = (one, other) if _newness(one) >= _newness(other) else (other, one)
    read_at, read = max((one.read_at, one.read), (other.read_at, other.read))
    starred_at, starred = max((one.starred_at, one.starred), (other.starred_at, other.starred))
    position_at, progress, position = max(_place(one), _place(other))
    return Remembered(
        one.identity,
        newer.place or older.place,
        read,
        read_at,
        starred,
        starred_at,
        position,
        progress,
        position_at,
        newer.changed_at,
    )


def _newness(row: Remembered) -> tuple[float, bytes]:
    return row.changed_at, row.place


def _place(row: Remembered) -> tuple[float, int, int]:
    return row.position_at, row.progress, row.position


def columns_of(db: sqlite3.Connection) -> str:
    """Return what is to be selected of a `status` of any version, for remembered()."""
    known = {row[1] for row in db.execute("PRAGMA main.table_info(status)")}
    return COLUMNS if "progress" in known else _OF_VERSION_1


def read_all(db: sqlite3.Connection, latest: float) -> Iterator[Remembered]:
    """All that a state.db of any version holds, by identity. Raises sqlite3.Error.

    latest: as for remembered().
    """
    columns = columns_of(db)
    for row in db.execute(f"SELECT {columns} FROM main.status ORDER BY identity"):  # noqa: S608 - of constants
        whole = remembered(row, latest)
        if whole is not None:
            yield whole


def merge_into(db: sqlite3.Connection, rows: Iterable[Remembered]) -> int:
    """Merge these into what state.db holds, in one transaction; how many were changed by it.

    Raises sqlite3.Error. The tables of status.PREPARE are there.
    """
    changed = 0
    waiting = iter(rows)
    with transaction(db):
        while batch := list(islice(waiting, AT_ONCE)):
            changed += len(merge_some(db, batch))
    return changed


def merge_some(
    db: sqlite3.Connection, rows: Iterable[Remembered]
) -> list[tuple[Remembered | None, Remembered]]:
    """Merge these few; of each that was changed by it, what it was and what it is.

    Belongs into a transaction. Raises sqlite3.Error. Leaves their identities in `temp.chosen`.
    """
    wanted: dict[bytes, Remembered] = {}
    for row in rows:
        before = wanted.get(row.identity)
        wanted[row.identity] = merged(before, row) if before else row
    choose(db, list(wanted))
    latest = clock.stamp(db)
    known = {row[0]: remembered(row, latest) for row in db.execute(_KNOWN).fetchall()}
    changed = []
    for identity, row in wanted.items():
        own = known.get(identity)
        together = merged(own, row) if own else row
        if together != own:
            changed.append((own, together))
    db.executemany(_PUT, [row for _, row in changed])
    return changed
