"""The hits of a search in the order of the list, by whichever way is the cheapest. Plain functions
over one connection, as in index.py."""

import sqlite3
from array import array
from functools import cache

from reader.library.index.index_file import ROOT

MANY_HITS = 2000
"""From here on, walking down the list for the hits is faster than sorting them."""

LOOKUP = 100
"""Asking whether one article is a hit takes as long as going through so many hits."""

WIDE = 7
"""Looking up the number of an article in the list takes as long as that of so many hits' rows."""

FURTHER = 3
"""The walk goes on so many times as far as the hits of a word that stands everywhere alike."""

IN_PIECES = 0.2
"""Where more of the words than this share lies in many pieces, each question is a dear one."""

# Of a section only its own stretch of the search table is looked at, where it is not a large one.
_STRETCH = """
    SELECT min(a.doc), max(a.doc) FROM idx.listing o CROSS JOIN idx.article a ON a.row = o.row
    WHERE o.section = :section
"""
_SIZE = "SELECT count(*) FROM (SELECT 1 FROM idx.listing WHERE section = :section LIMIT :most)"
_SOME = """
    SELECT group_concat(doc), count(*) FROM (SELECT s.rowid AS doc FROM idx.text_search s
        WHERE s.text_search MATCH :words AND s.rowid BETWEEN :low AND :high LIMIT :many)
"""
# The hits, sorted: right where they are few.
_SORTED = """
    SELECT group_concat(row) FROM (
    SELECT a.row AS row FROM json_each(:docs) j CROSS JOIN idx.article a ON a.doc = j.value
    WHERE (:section = 1 OR EXISTS (SELECT 1 FROM idx.listing o
            WHERE o.section = :section AND o.date = a.date AND o.row = a.row))
        HOLDS_A
    ORDER BY a.date DESC, a.row
    LIMIT :limit)
"""
# The list itself; stands for LISTED in what follows.
_LISTED = """
    FROM idx.listing o
    WHERE o.section = :section HOLDS_O
"""
# The list, narrowed to the hits: nothing is sorted. For all of them, or where they are far between.
_FILTERED = """
    SELECT group_concat(row) FROM (
    SELECT o.row AS row LISTED
        AND o.row IN (SELECT a.row FROM idx.text_search s CROSS JOIN idx.article a
            ON a.doc = s.rowid
            WHERE s.text_search MATCH :words AND s.rowid BETWEEN :low AND :high)
    ORDER BY o.date DESC, o.row LIMIT :limit)
"""
# The same for the first few of many hits: most of these need no look at their article.
_FIRST = """
    SELECT group_concat(row) FROM (
    SELECT o.row AS row LISTED
        AND (SELECT a.doc FROM idx.article a WHERE a.row = o.row) IN
            (SELECT s.rowid FROM idx.text_search s
            WHERE s.text_search MATCH :words AND s.rowid BETWEEN :low AND :high)
    ORDER BY o.date DESC, o.row LIMIT :limit)
"""
# And where nearly each article is a hit: those at the top of the list are asked one by one.
_NEAR = """
    SELECT group_concat(row) FROM (
    SELECT near.row AS row FROM (
        SELECT o.row AS row, (SELECT a.doc FROM idx.article a WHERE a.row = o.row) AS doc LISTED
        ORDER BY o.date DESC, o.row LIMIT :walk) near
    WHERE EXISTS (SELECT 1 FROM idx.text_search s
        WHERE s.text_search MATCH :words AND s.rowid = near.doc)
    LIMIT :limit)
"""


@cache
def _statements(table: str, holds: str) -> tuple[str, ...]:
    """Return the statements above for one search table and one view; `holds` as in ViewSql."""
    made = (sql.replace("LISTED", _LISTED) for sql in (_SOME, _SORTED, _FILTERED, _FIRST, _NEAR))
    return tuple(
        sql.replace("HOLDS_A", holds.format(row="a.row"))
        .replace("HOLDS_O", holds.format(row="o.row"))
        .replace("text_search", table)
        for sql in made
    )


def found(db: sqlite3.Connection, words: str, section: int, holds: str, limit: int) -> "array[int]":
    """Return the rows of what matches `words` (see search.match_expression) in one view.

    Those with hits in the title come first, then the newest; `limit` of them at most, all where it
    is -1. holds: narrows to the view, see ViewSql.
    """
    low, high = _stretch(db, section)
    asked: dict[str, int | str] = {
        "words": words,
        "section": section,
        "many": MANY_HITS,
        "low": low,
        "high": high,
    }
    in_title, in_text = _statements("title_search", holds), _statements("text_search", holds)
    hits = _hits(db, in_title, asked, limit)
    if len(hits) != limit:
        # An article's text begins with its title: the hits so far come again.
        known = set(hits)
        wanted = limit if limit < 0 else limit + len(hits)
        hits.extend(row for row in _hits(db, in_text, asked, wanted) if row not in known)
    return hits if limit < 0 else hits[:limit]


def _hits(
    db: sqlite3.Connection, asked_in: tuple[str, ...], asked: dict[str, int | str], limit: int
) -> "array[int]":
    some, in_order, filtered, first, near = asked_in
    docs, number = db.execute(some, asked).fetchone()
    asked = {**asked, "limit": limit}
    if number < MANY_HITS:
        return numbers(db.execute(in_order, {**asked, "docs": f"[{docs or ''}]"}))
    share, written, merged = _spread(db, docs, number)
    apart = limit / share  # so many articles of the list are looked at for so many hits
    if limit < 0 or WIDE * apart > written * share:
        return numbers(db.execute(filtered, asked))
    # Those that lie in many pieces are asked dearly.
    if LOOKUP * apart < written * share and written - merged <= IN_PIECES * written:
        rows = numbers(db.execute(near, {**asked, "walk": round(FURTHER * apart)}))
        if len(rows) == limit:
            return rows
    return numbers(db.execute(first, asked))


def _spread(db: sqlite3.Connection, docs: str, number: int) -> tuple[float, int, int]:
    """Return what share of all articles are hits, how many were ever written, and how many of
    these when the words were put in order last (see optimize.py).

    docs: the first `number` hits, ascending.
    """
    first, last = int(docs[: docs.index(",")]), int(docs[docs.rindex(",") + 1 :])
    known = dict(db.execute("SELECT key, value FROM idx.meta"))
    return number / (last - first + 1), known.get("next_doc", 1) - 1, known.get("merged_doc", 0)


def _stretch(db: sqlite3.Connection, section: int) -> tuple[int, int]:
    """Return the lowest and highest number of a section's articles in the search tables."""
    everywhere = 0, 2**62
    if section == ROOT:
        return everywhere
    asked = {"section": section, "most": MANY_HITS}
    if db.execute(_SIZE, asked).fetchone()[0] >= MANY_HITS:
        return everywhere
    low, high = db.execute(_STRETCH, asked).fetchone()
    return (low, high) if low is not None else everywhere


def numbers(found: sqlite3.Cursor) -> "array[int]":
    """Return the one text that the statement gives, as numbers.

    Stepping through a hundred thousand rows would take the interpreter's lock as often; this way
    the window draws on meanwhile, and it takes half the time.
    """
    text = found.fetchone()[0]
    return array("q", map(int, text.split(","))) if text else array("q")
