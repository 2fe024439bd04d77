"""What was begun and not finished: the list "Continue Reading", the last one read first."""

import sqlite3
from array import array

_FROM = """
    FROM main.status s CROSS JOIN idx.article a
        ON a.identity = s.identity
    WHERE s.progress BETWEEN 1 AND 99
        AND (:section = 1 OR EXISTS (SELECT 1 FROM idx.listing o
            WHERE o.section = :section AND o.date = a.date AND o.row = a.row))
"""
_BEGUN = f"SELECT a.row {_FROM} ORDER BY s.progress_at DESC, a.row LIMIT :limit"
_COUNT = f"SELECT count(*) {_FROM}"


def rows(db: sqlite3.Connection, section: int, limit: int) -> "array[int]":
    """The articles of a section that were begun."""
    found = db.execute(_BEGUN, {"section": section, "limit": limit})
    return array("q", [row for (row,) in found.fetchall()])


def count(db: sqlite3.Connection, section: int | None) -> int:
    """How many these are."""
    if section is None:
        return 0
    found: int = db.execute(_COUNT, {"section": section}).fetchone()[0]
    return found
