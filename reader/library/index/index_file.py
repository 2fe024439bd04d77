"""index.db as a file: its lock, making it, and throwing away one that cannot be used."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from reader.language import _
from reader.library import database
from reader.model import LibraryError
from reader.private_files import make_private

log = logging.getLogger(__name__)

ROOT = 1
"""The section that is the whole folder."""

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # never corrupts in WAL mode, and needs no wait at a commit
    "PRAGMA cache_size = -32768",
    "PRAGMA wal_autocheckpoint = 4000",
    "PRAGMA journal_size_limit = 67108864",
)

Inherited = tuple[bytes, bytes, str]
"""Path, identity and URL of an article."""

MOST_WORN = 20_000
"""Below so many numbers given to changed articles an index is never made anew for them."""

_PAGE = 8192
_FTS5 = {
    "hashsize": 32 << 20,  # bytes of words gathered before they are written: less to merge
    "automerge": 16,  # pieces of one size that are made one: the fewer times, the less is rewritten
    "crisismerge": 64,
    "pgsz": _PAGE - 150,  # one piece of its own fills one page of the file
}


def lock(index_db: Path, wait: float) -> sqlite3.Connection:
    """Return the right to write this index; it ends with the connection or with the process.

    wait: seconds to wait for another process. Raises LibraryError.
    """
    try:
        index_db.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock_file = index_db.with_name("index.lock")
        make_private(lock_file)
        holder = sqlite3.connect(
            database.address(lock_file),
            timeout=wait,
            isolation_level=None,
            uri=True,
        )
    except (sqlite3.Error, OSError) as error:
        raise database.failure("Writing the list", error) from error
    try:
        holder.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        holder.close()
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise LibraryError(
                _("This folder is being read by another Broadsheet already."), error
            ) from error
        raise database.failure("Writing the list", error) from error
    return holder


def open_for_writing(index_db: Path, state_db: Path) -> sqlite3.Connection:
    """Return the index, made anew where it must be. The lock is held. Raises LibraryError.

    One that is made anew keeps under which identities the statuses knew the files of the former.
    """
    mark = database.damage_mark(index_db)
    try:
        if mark.exists():
            discard(index_db)
        db = _usable(index_db)
        if db is None:
            inherited = _inherited(index_db, state_db)
            discard(index_db)
            db = _create(index_db, inherited)
    except (sqlite3.Error, OSError) as error:
        raise database.failure("Writing the list", error) from error
    return db


def discard(index_db: Path) -> None:
    """Delete an index; it is made again from the folder. Raises OSError."""
    database.delete(index_db)
    database.damage_mark(index_db).unlink(missing_ok=True)


def _usable(index_db: Path) -> sqlite3.Connection | None:
    """Return the index opened, None where there is none or it must be made anew."""
    if not index_db.exists():
        return None
    db = database.connect(index_db)
    try:
        found, newest = database.version(db), database.newest("index")
        if found != newest:
            log.info("%s has version %s, wanted is %s", index_db, found, newest)
        elif _worn_out(db):
            log.info("%s holds more words of former articles than of others", index_db)
        else:
            prepare(db)
            _look_around(db)
            return db
    except sqlite3.DatabaseError as error:
        # A full disk or a busy file is no reason to throw an index away; a missing table is.
        if not database.is_damage(error) and error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            db.close()
            raise
        log.warning("%s is made anew: %s", index_db, error)
    db.close()
    return None


def _worn_out(db: sqlite3.Connection) -> bool:
    """Whether most of the search tables is words of articles that changed or went."""
    last: int = db.execute("SELECT coalesce(max(doc), 0) FROM article").fetchone()[0]
    live: int = db.execute("SELECT count(*) FROM article").fetchone()[0]
    return last > MOST_WORN and last > 3 * live


def _look_around(db: sqlite3.Connection) -> None:
    """Touch every table: noise written over the file shows here rather than half way."""
    for statement in (
        "SELECT count(*) FROM meta",
        "SELECT count(*) FROM section",
        "SELECT max(row) FROM article",
        "SELECT count(*) FROM (SELECT 1 FROM listing LIMIT 1)",
        "SELECT count(*) FROM (SELECT 1 FROM file LIMIT 1)",
        "SELECT count(*) FROM (SELECT 1 FROM picture LIMIT 1)",
        "SELECT count(*) FROM title_search WHERE title_search MATCH 'a'",
        "SELECT count(*) FROM text_search WHERE text_search MATCH 'zzzzzzzz'",
    ):
        db.execute(statement).fetchone()


def _inherited(index_db: Path, state_db: Path) -> list[Inherited]:
    """Return what an index of any version says of articles with a status; [] where it cannot."""
    if not index_db.exists() or not (touched := statuses(state_db).touched):
        return []
    try:
        with closing(database.connect(index_db)) as db:
            found = db.execute("SELECT path, identity, url FROM article")
            return [each for each in found if each[1] in touched]
    except sqlite3.Error as error:
        log.info("%s says nothing of former articles: %s", index_db, error)
        return []


def _create(index_db: Path, inherited: list[Inherited]) -> sqlite3.Connection:
    db = database.connect(index_db)
    try:
        db.execute(f"PRAGMA page_size = {_PAGE}")
        prepare(db)
        database.migrate(db, "index")
        db.executemany("INSERT INTO text_search (text_search, rank) VALUES (?, ?)", _FTS5.items())
        with database.transaction(db):
            db.executemany("INSERT OR IGNORE INTO inherited VALUES (?, ?, ?)", inherited)
            db.execute("DROP INDEX file_fingerprint")  # see have_all_indexes()
        # Its empty tables stand in the log once more: much of a small disk.
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except BaseException:
        db.close()
        raise
    return db


_WHEN_FULL = "CREATE INDEX IF NOT EXISTS file_fingerprint ON file (fingerprint)"


def have_all_indexes(db: sqlite3.Connection) -> None:
    """Make what a new index.db goes without while it is filled. Raises sqlite3.Error.

    Fingerprints come in no order: put in one by one, each commit would write nearly every page of
    their index anew. Only a folder that was read before is asked by them.
    """
    db.execute(_WHEN_FULL)


def prepare(db: sqlite3.Connection) -> None:
    """Set what each connection that writes the index needs. Raises sqlite3.Error."""
    for pragma in _PRAGMAS:
        db.execute(pragma).fetchall()


class Statuses(NamedTuple):
    """The identities that have a status, and the last of them by place."""

    touched: set[bytes]
    by_place: dict[bytes, bytes]


def place_of(state_db: Path, identity: bytes) -> bytes | None:
    """Return the place that an article's status notes, None where it has none. Never raises."""
    try:
        if not state_db.exists():
            return None
        with closing(database.connect(state_db, read_only=True)) as db:
            found = db.execute(
                "SELECT place FROM status WHERE identity = ?", (identity,)
            ).fetchone()
    except (sqlite3.Error, OSError) as error:
        log.warning("A status could not be read: %s", error)
        return None
    return found[0] if found else None


def statuses(state_db: Path) -> Statuses:
    """Return what is remembered. Never raises: without it an index can be made all the same."""
    touched: set[bytes] = set()
    by_place: dict[bytes, bytes] = {}
    try:
        if not state_db.exists():
            return Statuses(touched, by_place)
        with closing(database.connect(state_db, read_only=True)) as db:
            for identity, place in db.execute(
                "SELECT identity, place FROM status ORDER BY changed_at"
            ):
                touched.add(identity)
                if place:
                    by_place[place] = identity
    except (sqlite3.Error, OSError) as error:
        log.warning("The statuses could not be read: %s", error)
    return Statuses(touched, by_place)
