"""Opening SQLite: the pragmas, the migrations, and SQLite's errors told as sentences."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from reader.language import N_, _
from reader.model import LibraryError
from reader.private_files import make_private

BUSY_SECONDS = 5.0
COMPANIONS = ("", "-wal", "-shm", "-journal")
_MIGRATIONS = Path(__file__).with_name("migrations")
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def address(file: Path, *, read_only: bool = False, fixed: bool = False) -> str:
    """Return the file as a URI, for connect() and ATTACH; names may hold anything.

    fixed: nobody can write it now, and nothing can be laid beside it to read it by.
    """
    mode = "ro&immutable=1" if fixed else "ro" if read_only else "rwc"
    return f"{file.absolute().as_uri()}?mode={mode}"


def has_log(file: Path) -> bool:
    """Whether a part of the database lies in its write-ahead log: it was not closed."""
    try:
        return file.with_name(f"{file.name}-wal").stat().st_size > 0
    except OSError:
        return False


def has_content(file: Path) -> bool:
    """Whether the file is there and is not empty. Raises no OSError: then it may have some."""
    try:
        return file.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError:
        return True


def sqlite_version() -> str:
    """Return the version of the SQLite that is in use."""
    return sqlite3.sqlite_version


def connect(file: Path, *, read_only: bool = False, fixed: bool = False) -> sqlite3.Connection:
    """Return a connection that begins transactions only when told to. Raises sqlite3.Error."""
    if not read_only:
        _make_private(file)
    connection = sqlite3.connect(
        address(file, read_only=read_only, fixed=fixed),
        timeout=BUSY_SECONDS,
        isolation_level=None,
        uri=True,
        cached_statements=256,
    )
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _make_private(file: Path) -> None:
    # What SQLite lays beside a file bears that file's rights.
    make_private(file)
    for companion in COMPANIONS[1:]:
        part = file.with_name(file.name + companion)
        if part.exists():
            make_private(part)


def version(connection: sqlite3.Connection, schema: str = "main") -> int:
    """Return the number of the last migration, 0 in an empty file. Raises sqlite3.Error."""
    number: int = connection.execute(f"PRAGMA {schema}.user_version").fetchone()[0]
    return number


def newest(kind: str) -> int:
    """Return the number of the last migration of "state", "index" or "pictures"."""
    return _newest(_MIGRATIONS, kind)


@cache
def _newest(migrations: Path, kind: str) -> int:
    # What the program brings along stays the same while it runs.
    return max(int(file.name[:4]) for file in migrations.glob(f"*_{kind}.sql"))


def migrate(connection: sqlite3.Connection, kind: str) -> None:
    """Bring the schema to the newest, each step in one transaction. Raises sqlite3.Error."""
    for number in range(version(connection) + 1, newest(kind) + 1):
        script = (_MIGRATIONS / f"{number:04}_{kind}.sql").read_text(encoding="utf-8")
        with transaction(connection):
            # Another process may have been here while this one waited for its turn.
            if version(connection) >= number:
                continue
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")


def _statements(script: str) -> Iterator[str]:
    """One by one: executescript() would commit the transaction it stands in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """BEGIN IMMEDIATE: waits for another writer, where a plain BEGIN would fail half way."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    try:
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is no (whole) database, as opposed to busy, full or forbidden."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _DAMAGED


def check(connection: sqlite3.Connection) -> None:
    """Read all pages: a bad one opens fine. Raises sqlite3.DatabaseError, as for is_damage.

    For databases that this connection alone writes: where another one wrote meanwhile, SQLite's
    check (3.44 to 3.54.1 at least) calls a sound FTS5 table malformed, since it goes by the pieces
    that it remembers. A search looks for changes first, and is right.
    """
    found = connection.execute("PRAGMA main.quick_check(1)").fetchone()[0]
    if found != "ok":
        error = sqlite3.DatabaseError(found)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def damage_mark(file: Path) -> Path:
    """Lies beside an index that the window found damaged, until the ingest process sees it."""
    return file.with_name(f"{file.name}.damaged")


def failure(what: str, error: sqlite3.Error | OSError) -> LibraryError:
    """Return the error with a sentence; `what`, a message, begins it: "Reading the list"."""
    code = getattr(error, "sqlite_errorcode", 0) or 0
    reasons = {
        sqlite3.SQLITE_BUSY: N_("another program is using its file"),
        sqlite3.SQLITE_LOCKED: N_("another program is using its file"),
        sqlite3.SQLITE_FULL: N_("the disk is full"),
        sqlite3.SQLITE_READONLY: N_("its file may not be written"),
        sqlite3.SQLITE_PERM: N_("its file may not be opened"),
        sqlite3.SQLITE_CANTOPEN: N_("its file may not be opened"),
        sqlite3.SQLITE_IOERR: N_("the disk reported an error"),
        sqlite3.SQLITE_CORRUPT: N_("its file is damaged"),
        sqlite3.SQLITE_NOTADB: N_("its file is damaged"),
    }
    reason = reasons.get(code & 0xFF, N_("its file cannot be used"))
    sentence = _("{what} failed: {why}.").format(what=_(what), why=_(reason))
    return LibraryError(sentence, error)


def back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Copy all of it, the write-ahead log included. Raises sqlite3.Error."""
    make_private(target)
    with closing(sqlite3.connect(address(target), uri=True)) as copy:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, which can be read wherever it lies


def set_aside(file: Path) -> Path:
    """Rename a damaged database and its companions; nothing is deleted. Raises OSError."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    kept = file.with_name(f"{file.name}.damaged-{stamp}")
    number = 1
    while kept.exists():
        number += 1
        kept = file.with_name(f"{file.name}.damaged-{stamp}-{number}")
    for companion in COMPANIONS:
        part = file.with_name(file.name + companion)
        if part.exists():
            part.rename(kept.with_name(kept.name + companion))
    return kept


def delete(file: Path) -> None:
    """Remove a database that can be made again, the log before the file. Raises OSError."""
    for companion in reversed(COMPANIONS):
        file.with_name(file.name + companion).unlink(missing_ok=True)


def inode(file: Path, known: tuple[int, int] | None = None) -> tuple[int, int] | None:
    """Return what tells this file from another one of the same name, None where there is none.

    known: what it was, and is taken to be where that cannot be seen (a folder that may not be
    entered any more): what is open stays in use.
    """
    try:
        found = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return known
    return found.st_dev, found.st_ino


def path_bytes(path: str) -> bytes:
    """Return a path or a name of the folder as it is stored."""
    return path.encode("utf-8", "surrogatepass")


def path_text(stored: bytes) -> str:
    """Return the path that was stored."""
    return stored.decode("utf-8", "surrogatepass")


def bindable(text: str) -> str:
    """Text that SQLite takes: lone surrogates become question marks in a box."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return text
