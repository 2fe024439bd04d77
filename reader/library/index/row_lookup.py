"""Finding articles among rows that are shown: unread ones, the first of a date. Plain functions
over one connection, as in index.py. In pieces, so that others have a turn in between."""

import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence

from reader.library.database import path_bytes

PIECE = 5000

_UNREAD = "NOT EXISTS (SELECT 1 FROM temp.flag f WHERE f.row = j.value AND f.read)"
_IDS = f"""
    SELECT group_concat(lower(hex(a.identity))) FROM json_each(?) j
    CROSS JOIN idx.article a ON a.row = j.value
    WHERE {_UNREAD} AND coalesce(a.told_date, a.date) < ?
"""  # noqa: S608 - of constants
_DATED = """
    SELECT j.key FROM json_each(?) j CROSS JOIN idx.article a ON a.row = j.value
    WHERE a.date < ? ORDER BY j.key LIMIT 1
"""


_LINKING = """
    SELECT DISTINCT a.row FROM idx.file f
    JOIN idx.link l ON l.target = f.path JOIN idx.article a ON a.row = l.row
    WHERE f.row = (SELECT row FROM idx.file WHERE path = ?) AND a.row <> f.row
    ORDER BY a.date DESC, a.row LIMIT ?
"""


def linking_to(db: sqlite3.Connection, path: str, limit: int) -> list[int]:
    """Return the rows of the articles that link to the one in this file, the newest first."""
    return [row for (row,) in db.execute(_LINKING, (path_bytes(path), limit))]


def _pieces(rows: "array[int]") -> Iterator[tuple[int, str]]:
    """Where each piece begins, and its rows as JSON."""
    for start in range(0, len(rows), PIECE):
        yield start, json.dumps(rows[start : start + PIECE].tolist())


def unread_ids(db: sqlite3.Connection, rows: "array[int]", before: float) -> frozenset[str]:
    """Return the ids of those that are not read and dated before (seconds since the epoch)."""
    ids: set[str] = set()
    for _, piece in _pieces(rows):
        text = db.execute(_IDS, (piece, before)).fetchone()[0]
        if text:
            ids.update(text.split(","))
    return frozenset(ids)


def read_rows(db: sqlite3.Connection) -> bytearray:
    """By row: 1 where it is read."""
    last = db.execute("SELECT coalesce(max(row), 0) FROM idx.article").fetchone()[0]
    read = bytearray(last + 1)
    text = db.execute("SELECT group_concat(row) FROM temp.flag WHERE read").fetchone()[0]
    for row in map(int, text.split(",") if text else ()):
        read[row] = 1
    return read


def first_unread(db: sqlite3.Connection, rows: "array[int]", read: bytearray) -> int | None:
    """Return the first row that is unread and still there. read: as read_rows() gives it."""
    for start in range(0, len(rows), PIECE):
        piece = rows[start : start + PIECE]
        if (last := max(piece)) >= len(read):  # new since then
            read.extend(bytes(last + 1 - len(read)))
        flags = bytes(map(read.__getitem__, piece))
        at = flags.find(0)
        while at >= 0:
            if db.execute("SELECT 1 FROM idx.article WHERE row = ?", (piece[at],)).fetchone():
                return piece[at]
            at = flags.find(0, at + 1)
    return None


def first_before(
    db: sqlite3.Connection, rows: Sequence[int], date: float, *, in_order: bool
) -> int | None:
    """Return the position of the first that is dated before `date`; in_order: newest come first."""
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
