"""The words of a large index put in order after it was written: what lies in many pieces becomes
one, so that a search asks one. For a quiet moment: nothing waits for it, and it may end anywhere.

FTS5 writes a piece whenever enough has gathered (https://www.sqlite.org/fts5.html, 'merge').
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from reader.library import database
from reader.library.index import index_file
from reader.model import LibraryError

PAGES = 400
"""Written at a time: for some hundredths of a second nobody else can write."""

FEW = 5000
"""So many articles are searched at once, in whatever pieces they lie."""

SHARE = 0.1
"""Of the articles, so many have come since the last time before it is worth while."""


def merge_some(index_db: Path) -> bool:
    """Go on putting the words in order; whether there is more to do.

    False, too, where another process writes. Raises LibraryError.
    """
    try:
        lock = index_file.lock(index_db, 0)
    except LibraryError:
        return False
    with closing(lock):
        if not index_db.exists():
            return False
        try:
            with closing(database.connect(index_db)) as db:
                return _merge_some(db)
        except sqlite3.Error as error:
            raise database.failure("Putting the list in order", error) from error


def _merge_some(db: sqlite3.Connection) -> bool:
    if database.version(db) != database.newest("index"):
        return False
    known = dict(db.execute("SELECT key, value FROM meta"))
    last = known.get("next_doc", 1) - 1
    under_way = known.get("merging_doc", 0)
    if not under_way and last - known.get("merged_doc", 0) < max(FEW, SHARE * last):
        return False
    index_file.prepare(db)
    with database.transaction(db):
        if not under_way:
            # Below zero: all pieces are made one, however few there are of each size.
            _ask(db, -PAGES)
            db.execute("INSERT OR REPLACE INTO meta VALUES ('merging_doc', ?)", (last,))
            return True
        if _ask(db, PAGES):
            return True
        db.execute("INSERT OR REPLACE INTO meta VALUES ('merged_doc', ?)", (under_way,))
        db.execute("DELETE FROM meta WHERE key = 'merging_doc'")
    db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    return False


def _ask(db: sqlite3.Connection, pages: int) -> bool:
    """Whether something was merged: then it is worth while to ask again."""
    before = db.total_changes
    db.execute("INSERT INTO text_search (text_search, rank) VALUES ('merge', ?)", (pages,))
    # The statement itself counts as one change (as FTS5's documentation says).
    return db.total_changes - before >= 2
