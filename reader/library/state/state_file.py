"""state.db as a file: opening it, bringing it up to date, and what is done when it is damaged."""

import logging
import sqlite3
from pathlib import Path

from reader.language import _, ngettext
from reader.library import database
from reader.library.state import backups
from reader.library.state.salvage import salvage
from reader.library.state.status import PREPARE
from reader.library.state.status_record import merge_into
from reader.model import LibraryError

log = logging.getLogger(__name__)

_UNWRITABLE = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
}


def open_state(state_db: Path) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    """state.db, brought up to date, and what the person must be told.

    Raises sqlite3.Error, OSError; LibraryError where a newer Broadsheet has written it.
    """
    state_db.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if database.has_log(state_db) and not database.has_content(state_db):
        # SQLite deletes the log of an empty file; what it holds is not to be lost.
        log.info("%s is empty beside its log", state_db)
        database.set_aside(state_db)
    try:
        return _connect(state_db), ()
    except sqlite3.DatabaseError as error:
        if not database.is_damage(error):
            raise
        log.warning("%s is damaged: %s", state_db, error)
    return recover(state_db)


def offer_where_empty(connection: sqlite3.Connection, state_db: Path) -> tuple[str, ...]:
    """Return what the person must be told where nothing is remembered though a backup holds some.

    A power cut or a program that copies files leaves such a file, or none. Raises sqlite3.Error.
    """
    if connection.execute("SELECT 1 FROM main.status LIMIT 1").fetchone() is not None:
        return ()
    backup = backups.last_good(state_db)
    number = backups.held(backup) if backup is not None else 0
    if backup is None or number <= 0:
        return ()
    log.info("%s holds nothing, the backup of %s %s marks", state_db, backup.day, number)
    note = ngettext(
        "What was remembered of your reading is gone: its file was missing or empty. The backup of"
        " {day} holds {count:,} mark or place in a text; “Restore a Backup of Marks…” in the menu"
        " File brings it back.",
        "What was remembered of your reading is gone: its file was missing or empty. The backup of"
        " {day} holds {count:,} marks and places in texts; “Restore a Backup of Marks…” in the menu"
        " File brings them back.",
        number,
    )
    return (note.format(day=backup.day, count=number),)


def open_to_read(state_db: Path, error: sqlite3.Error | OSError) -> sqlite3.Connection | None:
    """state.db where it can be read, though not written, or there is no room to open it.

    error: why it cannot be written. None where it cannot be read as it is either.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None or code & 0xFF not in _UNWRITABLE:
        return None
    connection = None
    try:
        fixed = not database.has_log(state_db)
        connection = database.connect(state_db, read_only=True, fixed=fixed)
        if database.version(connection) == database.newest("state"):
            connection.execute("SELECT count(*) FROM status").fetchone()
            return connection
    except sqlite3.Error as reason:
        log.info("%s cannot be read either: %s", state_db, reason)
    if connection is not None:
        connection.close()
    return None


def recover(state_db: Path) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    """Set a damaged file aside and begin anew with what can be read of it.

    Raises sqlite3.Error, OSError.
    """
    kept = database.set_aside(state_db)
    connection = _connect(state_db)
    try:
        for statement in PREPARE:
            connection.execute(statement)
        recovered = merge_into(connection, salvage(kept, state_db))
    except BaseException:
        connection.close()
        raise
    log.info("%s statuses were recovered from %s", recovered, kept)
    backup = backups.last_good(state_db)
    note = (
        ngettext(
            "What was remembered of your reading was damaged. The marks of {count:,} article were"
            " recovered from it; the damaged file is kept as “{file}”.",
            "What was remembered of your reading was damaged. The marks of {count:,} articles were"
            " recovered from it; the damaged file is kept as “{file}”.",
            recovered,
        )
        if recovered
        else _(
            "What was remembered of your reading was damaged. None of it could be recovered; the"
            " damaged file is kept as “{file}”."
        )
    ).format(count=recovered, file=kept)
    if backup:
        offer = _("{what_happened} The backup of {day} can be restored as well.")
        note = offer.format(what_happened=note, day=backup.day)
    return connection, (note,)


def _connect(state_db: Path) -> sqlite3.Connection:
    connection = database.connect(state_db)
    try:
        _bring_up_to_date(connection, state_db)
    except BaseException:
        connection.close()
        raise
    return connection


def _bring_up_to_date(connection: sqlite3.Connection, state_db: Path) -> None:
    was, newest = database.version(connection), database.newest("state")
    if was > newest:
        raise LibraryError(
            _(
                "A newer Broadsheet has written what you have read; this one does not open it, so"
                " that nothing is lost. Please use the newer one."
            ),
            f"state.db has version {was}, known is {newest}",
        )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    if 0 < was < newest:
        database.back_up(connection, state_db.with_name(f"{state_db.name}.version-{was}"))
    database.migrate(connection, "state")
    # Damage further in is looked for once a day (Library.look_after), not at every start.
    connection.execute("SELECT count(*) FROM status").fetchone()
    connection.execute("SELECT identity FROM status LIMIT 1").fetchone()
