"""What the person did: statuses, written at once. Plain functions over the window's connection, to
which index.db (or an empty stand-in) is attached as `idx`."""

import sqlite3
from collections.abc import Iterable, Sequence

from reader.library.database import transaction
from reader.library.state import clock
from reader.model import Status

PREPARE = (
    # The statuses again by article row: lists and counts compare integers instead of 16-byte
    # identities and never leave the memory for them.
    "CREATE TEMP TABLE IF NOT EXISTS flag (row INTEGER PRIMARY KEY, read INTEGER, starred INTEGER)",
    # The identities that a statement is about.
    "CREATE TEMP TABLE IF NOT EXISTS chosen (number INTEGER PRIMARY KEY, identity BLOB UNIQUE)",
    clock.PREPARE,
)

_FLAGS_BY_ARTICLE = """
    INSERT OR REPLACE INTO temp.flag SELECT a.row, s.read, s.starred
    FROM idx.article a CROSS JOIN main.status s ON s.identity = a.identity
    WHERE a.row > ? AND (s.read OR s.starred)
"""
_FLAGS_BY_STATUS = """
    INSERT OR REPLACE INTO temp.flag SELECT a.row, s.read, s.starred
    FROM main.status s CROSS JOIN idx.article a ON a.identity = s.identity
    WHERE a.row > ? AND (s.read OR s.starred)
"""

# `read_at` and `starred_at` are when the mark was last set or taken off: of two machines, the later
# one is right.
# Of `read` and `starred` one is NULL in each of these: it stays as it is.
_CHANGED = """
    SELECT c.identity FROM temp.chosen c LEFT JOIN main.status s ON s.identity = c.identity
    WHERE coalesce(s.read, 0) <> coalesce(:read, s.read, 0)
        OR coalesce(s.starred, 0) <> coalesce(:starred, s.starred, 0)
    ORDER BY c.number
"""
_SET = """
    INSERT INTO main.status (identity, place, read, read_at, starred, starred_at, changed_at)
    SELECT c.identity, coalesce(a.place, x''),
        coalesce(:read, 0), iif(:read IS NULL, NULL, :now),
        coalesce(:starred, 0), iif(:starred IS NULL, NULL, :now), :now
    FROM temp.chosen c LEFT JOIN idx.article a ON a.identity = c.identity
    WHERE true ORDER BY c.identity  -- many at once are written page by page
    ON CONFLICT (identity) DO UPDATE SET
        read = coalesce(:read, read),
        read_at = iif(:read IS NULL, read_at, excluded.read_at),
        starred = coalesce(:starred, starred),
        starred_at = iif(:starred IS NULL, starred_at, excluded.starred_at),
        changed_at = :now,
        place = iif(excluded.place = x'', place, excluded.place)
    WHERE (read <> coalesce(:read, read) OR starred <> coalesce(:starred, starred)
            -- what is noted already (bulk.py, merging.py) must see that this came after it
            OR (NOT :late AND EXISTS (SELECT 1 FROM main.pending))
            OR EXISTS (SELECT 1 FROM main.merge))
        AND (NOT :late OR coalesce(iif(:read IS NULL, starred_at, read_at), 0) <= :now)
"""
_FLAGS_AS_WRITTEN = """
    INSERT OR REPLACE INTO temp.flag SELECT a.row, s.read, s.starred
    FROM temp.chosen c CROSS JOIN idx.article a ON a.identity = c.identity
    CROSS JOIN main.status s ON s.identity = c.identity
"""
_SET_FLAGS = """
    INSERT INTO temp.flag (row, read, starred)
    SELECT a.row, coalesce(:read, 0), coalesce(:starred, 0)
    FROM temp.chosen c CROSS JOIN idx.article a ON a.identity = c.identity
    WHERE true
    ON CONFLICT (row) DO UPDATE SET
        read = coalesce(:read, read), starred = coalesce(:starred, starred)
"""


def identities(ids: Iterable[str]) -> list[bytes]:
    """Return the ids as stored, each once; what is no id is left out."""
    known: dict[bytes, None] = {}
    for id_ in ids:
        try:
            identity = bytes.fromhex(id_)
        except ValueError:
            continue
        if len(identity) == 16:
            known[identity] = None
    return list(known)


def load_flags(db: sqlite3.Connection, after: int) -> int:
    """Fill `flag` for the articles whose row is above `after`; returns the highest row."""
    highest: int = db.execute("SELECT coalesce(max(row), 0) FROM idx.article").fetchone()[0]
    known: int = db.execute("SELECT count(*) FROM main.status").fetchone()[0]
    # Whichever is fewer leads.
    by_article = highest - after < known
    db.execute(_FLAGS_BY_ARTICLE if by_article else _FLAGS_BY_STATUS, (after,))
    return highest


def statuses(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Status]:
    """Return the status of each id; one that was never touched has Status()."""
    wanted = identities(ids)
    known = {identity.hex(): Status() for identity in wanted}
    choose(db, wanted)
    found = db.execute(
        "SELECT s.identity, s.read, s.starred, s.position"
        " FROM temp.chosen c CROSS JOIN main.status s ON s.identity = c.identity"
    )
    for identity, read, starred, position in found:
        known[identity.hex()] = Status(bool(read), bool(starred), position)
    return known


def choose(db: sqlite3.Connection, wanted: Sequence[bytes]) -> None:
    """Put the identities into `chosen`, in this order."""
    db.execute("DELETE FROM temp.chosen")
    db.executemany(
        "INSERT OR IGNORE INTO temp.chosen (identity) VALUES (?)",
        [(identity,) for identity in wanted],
    )


def set_chosen(
    db: sqlite3.Connection, *, read: bool | None = None, starred: bool | None = None
) -> list[str]:
    """Set one of the two for every chosen article; the ids of those where that changed anything.

    Belongs into a transaction.
    """
    values = {"read": read, "starred": starred, "now": clock.stamp(db), "late": False}
    changed = db.execute(_CHANGED, values).fetchall()
    db.execute(_SET, values)
    db.execute(_SET_FLAGS, values)
    return [identity.hex() for (identity,) in changed]


def carry_over(
    db: sqlite3.Connection, at: float, *, read: bool | None, starred: bool | None
) -> None:
    """Set one of the two for every chosen article that has not had it set since `at`.

    Belongs into a transaction; `flag` is left as it is.
    """
    db.execute(_SET, {"read": read, "starred": starred, "now": at, "late": True})


def chosen_rows(db: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return the rows of the chosen articles, and whether each is read."""
    return db.execute(
        "SELECT f.row, f.read FROM temp.chosen c"
        " CROSS JOIN idx.article a ON a.identity = c.identity"
        " CROSS JOIN temp.flag f ON f.row = a.row"
    ).fetchall()


def show_chosen(
    db: sqlite3.Connection, *, read: bool | None = None, starred: bool | None = None
) -> None:
    """Set one of the two in `flag` alone, which lists and counts go by."""
    db.execute(_SET_FLAGS, {"read": read, "starred": starred})


def show_as_written(db: sqlite3.Connection) -> None:
    """Have `flag` show the chosen articles as they are on disk."""
    db.execute(_FLAGS_AS_WRITTEN)


def set_position(
    db: sqlite3.Connection, article_id: str, position: int, progress: int, *, again: bool = False
) -> None:
    """Remember where in its text an article was left, and how much of it (percent) was read.

    again: though it was finished.
    """
    with transaction(db):
        choose(db, identities([article_id]))
        db.execute(
            "INSERT INTO main.status (identity, place, position, progress, progress_at, changed_at)"
            " SELECT c.identity, coalesce(a.place, x''), :position, :progress,"
            " iif(:position > 0 OR :progress > 0, :now, NULL), :now"
            " FROM temp.chosen c LEFT JOIN idx.article a ON a.identity = c.identity WHERE true"
            " ON CONFLICT (identity) DO UPDATE SET"
            " position = excluded.position, progress_at = :now,"
            " progress = iif(progress >= 100 AND NOT :again, 100, excluded.progress),"
            " changed_at = excluded.changed_at,"
            " place = iif(excluded.place = x'', place, excluded.place)"
            " WHERE position <> excluded.position"
            " OR ((progress < 100 OR :again) AND progress <> excluded.progress)"
            " OR EXISTS (SELECT 1 FROM main.merge)",
            {
                "position": min(max(position, 0), 2**62),
                "progress": min(max(progress, 0), 100),
                "again": again,
                "now": clock.stamp(db),
            },
        )
