"""What the index knows of the files beside one: the other places of its article, and versions.

Asked from whichever process or thread shows something of an article; nothing is kept open between
two questions, and an index that is not there, or is being made anew, knows nothing.
"""

import logging
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from reader.bounds import ALIKE
from reader.library import database
from reader.library.database import path_bytes, path_text

log = logging.getLogger(__name__)

HOLDS_SECONDS = 1.0
"""So long an answer holds for the pictures of one page."""

_PLACES = """
    SELECT o.path FROM file f JOIN file o ON o.row = f.row
    WHERE f.path = ? AND o.path <> f.path ORDER BY o.path LIMIT ?
"""
_UNDATED = """
    SELECT 1 FROM file f JOIN article a ON a.row = f.row
    WHERE f.path = ? AND a.date_known = 0 AND a.told_date IS NOT NULL
"""
_ARTICLE = """
    SELECT a.row, coalesce(a.key, a.identity), a.title_key, a.date, a.date_known
    FROM file f JOIN article a ON a.row = f.row WHERE f.path = ?
"""
_SHOWN = "row, path, title, language, excerpt"
_OF_KEY = f"SELECT {_SHOWN} FROM article WHERE identity = ? OR key = ? LIMIT ?"  # noqa: S608
_OF_TITLE = f"""
    SELECT {_SHOWN} FROM
    (SELECT {_SHOWN}, date, date_known FROM article WHERE title_key = ? LIMIT 200)
    WHERE date_known AND abs(date - ?) < 86400 LIMIT ?
"""  # noqa: S608 - of constants


class Kin(NamedTuple):
    """A version of an article: another text of the same address, or of the same title and day.

    path: of its first place. language: as its head tells it, "" where it does not. excerpt: how
    its text begins.
    """

    path: str
    title: str
    language: str
    excerpt: str


def is_undated(index_db: Path, path: str) -> bool:
    """Return whether the article of a file has no date but that of most files of the folder."""
    try:
        with closing(database.connect(index_db, read_only=True)) as db:
            return db.execute(_UNDATED, (path_bytes(path),)).fetchone() is not None
    except sqlite3.Error as error:
        log.debug("Whether %r has a date is not known: %s", path, error)
        return False


def other_places(index_db: Path, path: str) -> list[str]:
    """Return the other files that hold the article of the file at `path`, a few at most."""
    try:
        with closing(database.connect(index_db, read_only=True)) as db:
            found = db.execute(_PLACES, (path_bytes(path), ALIKE)).fetchall()
    except sqlite3.Error as error:
        log.debug("The places of %r are not known: %s", path, error)
        return []
    return [path_text(each) for (each,) in found]


class OtherPlaces:
    """Answer `other_places` for the pictures of a page: asked once for all of them.

    For any thread; what was answered is taken to hold for a moment.
    """

    def __init__(self) -> None:
        self._last: tuple[Path, str, float, list[str]] | None = None

    def __call__(self, index_db: Path, path: str) -> list[str]:
        """Return the other files that hold the article of the file at `path`."""
        last, now = self._last, time.monotonic()
        if last is not None and last[:2] == (index_db, path) and now - last[2] < HOLDS_SECONDS:
            return last[3]
        found = other_places(index_db, path)
        self._last = (index_db, path, now, found)
        return found


def versions(index_db: Path, path: str) -> list[Kin]:
    """Return the article in the file at `path`, and behind it its versions, by path.

    [] where it has none.

    What very many articles share (a site's feed as the address of each) makes none of them a
    version of the others.
    """
    try:
        with closing(database.connect(index_db, read_only=True)) as db:
            found = _versions(db, path)
    except sqlite3.Error as error:
        log.debug("The versions of %r are not known: %s", path, error)
        return []
    return found


def _versions(db: sqlite3.Connection, path: str) -> list[Kin]:
    article = db.execute(_ARTICLE, (path_bytes(path),)).fetchone()
    if article is None:
        return []
    own, key, title_key, date, date_known = article
    many = ALIKE + 1
    families = [db.execute(_OF_KEY, (key, key, many)).fetchall()]
    if date_known:
        families.append(db.execute(_OF_TITLE, (title_key, date, many)).fetchall())
    found: dict[int, Kin] = {}
    for family in families:
        if len(family) < many:
            found |= {row: Kin(path_text(at), *told) for row, at, *told in family}
    if len(found) < 2:
        return []
    first = found.pop(own)
    return [first, *sorted(found.values())]
