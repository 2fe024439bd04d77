"""Finding articles among rows that are shown: unread ones, the first of a date. Plain functions
over one connection, as in index.py. In pieces, so that others have a turn in between."""

import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence

PIECE = 5000
FIRST_PIECE = 250

_UNREAD = "NOT EXISTS (SELECT 1 FROM temp.flag f WHERE f.row = j.value AND f.read)"
_IDS = f"""
    SELECT group_concat(lower(hex(a.identity))) FROM json_each(?) j
    CROSS JOIN idx.article a ON a.row = j.value WHERE {_UNREAD} AND a.date < ?
"""  # noqa: S608 - of constants
_FIRST = f"""
    SELECT j.value FROM json_each(?) j WHERE {_UNREAD}
    AND EXISTS (SELECT 1 FROM idx.article a WHERE a.row = j.value) ORDER BY j.key LIMIT 1
"""  # noqa: S608 - of constants
_DATED = """
    SELECT j.key FROM json_each(?) j CROSS JOIN idx.article a ON a.row = j.value
    WHERE a.date < ? ORDER BY j.key LIMIT 1
"""


def _pieces(rows: "array[int]", first: int = PIECE) -> Iterator[tuple[int, str]]:
    """Where each piece begins, and its rows as JSON."""
    start, size = 0, first
    while start < len(rows):
        yield start, json.dumps(rows[start : start + size].tolist())
        start, size = start + size, PIECE


def unread_ids(db: sqlite3.Connection, rows: "array[int]", before: float) -> frozenset[str]:
    """The ids of those that are not read and dated before (seconds since the epoch)."""
    ids: set[str] = set()
    for _, piece in _pieces(rows):
        text = db.execute(_IDS, (piece, before)).fetchone()[0]
        if text:
            ids.update(text.split(","))
    return frozenset(ids)


def first_unread(db: sqlite3.Connection, rows: "array[int]") -> int | None:
    """The first row that is not read."""
    for _, piece in _pieces(rows, FIRST_PIECE):
        found = db.execute(_FIRST, (piece,)).fetchone()
        if found is not None:
            return int(found[0])
    return None


def first_before(
    db: sqlite3.Connection, rows: Sequence[int], date: float, *, in_order: bool
) -> int | None:
    """The position of the first that is dated before `date`; in_order: newest come first."""
    if not in_order:
        for start, piece in _pieces(array("q", rows)):
            found = db.execute(_DATED, (piece, date)).fetchone()
            if found is not None:
                return start + int(found[0])
        return None
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) // 2
        at = db.execute("SELECT date FROM idx.article WHERE row = ?", (rows[middle],)).fetchone()
        # One that is gone since says nothing; its neighbour stands as near.
        if at is not None and at[0] < date:
            high = middle
        else:
            low = middle + 1
    return low if low < len(rows) else None
