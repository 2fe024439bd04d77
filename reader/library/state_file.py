"""state.db as a file: opening it, bringing it up to date, and what is done when it is damaged."""

import logging
import sqlite3
from pathlib import Path

from reader.library import backups, database
from reader.library.remembered import merge_into
from reader.library.salvage import salvage
from reader.library.status import PREPARE
from reader.model import LibraryError

log = logging.getLogger(__name__)


def open_state(state_db: Path) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    """state.db, brought up to date, and what the person must be told.

    Raises sqlite3.Error, OSError; LibraryError where a newer Broadsheet has written it.
    """
    state_db.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        return _connect(state_db), ()
    except sqlite3.DatabaseError as error:
        if not database.is_damage(error):
            raise
        log.warning("%s is damaged: %s", state_db, error)
    return recover(state_db)


def was_left_open(state_db: Path) -> bool:
    """Whether the last program that used it had no time to close it."""
    log_file = state_db.with_name(f"{state_db.name}-wal")
    try:
        return log_file.stat().st_size > 0
    except OSError:
        return False


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
    what = (
        f"The marks of {recovered:,} articles were recovered from it"
        if recovered
        else "None of it could be recovered"
    )
    backup = backups.last_good(state_db)
    offer = f" The backup of {backup.day} can be restored as well." if backup else ""
    note = (
        f"What was remembered of your reading was damaged. {what}; the damaged file is kept as"
        f" “{kept}”.{offer}"
    )
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
            "A newer Broadsheet has written what you have read; this one does not open it, so that"
            " nothing is lost. Please use the newer one.",
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
