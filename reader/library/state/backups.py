"""The backups of state.db, in a folder beside it: one a day, the last seven.

Of the days before, the fullest of each week is kept, and the fullest of all: after an accident that
nobody noticed, a state that holds less pushes none out that holds more.
"""

import logging
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from reader.language import _
from reader.library import database
from reader.library.state.status_record import Remembered, read_all
from reader.model import LibraryError

log = logging.getLogger(__name__)

KEPT = 7
"""So many of the last days."""
WEEKS = 4
"""So many of the weeks before them, by the fullest of each."""

_DAY = "%Y-%m-%d"
_HELD = "SELECT total(read) + total(starred) + total(position > 0) FROM main.status"


@dataclass(frozen=True, slots=True)
class Backup:
    """One of them. day: as 2026-11-22."""

    file: Path
    day: str


def folder(state_db: Path) -> Path:
    """Where they lie."""
    return state_db.with_name("backups")


def is_due(state_db: Path) -> bool:
    """Whether there is none of today."""
    return not _file(state_db, _today()).exists()


def keep(connection: sqlite3.Connection, state_db: Path) -> None:
    """Back up a state.db that is whole, and let go of the oldest.

    One that holds nothing is no backup: after an accident it would push out those that do. Raises
    sqlite3.Error, OSError.
    """
    if connection.execute("SELECT 1 FROM main.status LIMIT 1").fetchone() is None:
        return
    target = _file(state_db, _today())
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        database.back_up(connection, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    for old in _to_let_go(listed(state_db)):
        old.file.unlink(missing_ok=True)


def held(backup: Backup) -> int:
    """Count the marks and places a backup holds; -1 where it cannot be read."""
    try:
        with closing(database.connect(backup.file, read_only=True)) as connection:
            return int(connection.execute(_HELD).fetchone()[0])
    except sqlite3.Error as error:
        log.warning("The backup %s cannot be used: %s", backup.file, error)
        return -1


def _to_let_go(backups: list[Backup]) -> list[Backup]:
    """Return those that need not be kept. backups: the newest first."""
    if len(backups) <= KEPT:
        return []
    fullness = [held(each) for each in backups]
    kept_of_week: dict[str, int] = {}
    for place in range(KEPT, len(backups)):
        # A newer one that holds as much stands for it.
        if fullness[place] <= 0 or fullness[place] in fullness[:place]:
            continue
        week = time.strftime("%G-%V", time.strptime(backups[place].day, _DAY))
        best = kept_of_week.setdefault(week, place)
        if fullness[place] > fullness[best]:
            kept_of_week[week] = place
    kept = {fullness.index(max(fullness)), *range(KEPT)}
    kept.update(sorted(kept_of_week.values())[:WEEKS])
    return [backup for place, backup in enumerate(backups) if place not in kept]


def listed(state_db: Path) -> list[Backup]:
    """All there are, the newest first."""
    prefix, suffix = f"{state_db.stem}-", state_db.suffix
    try:
        names = [file.name for file in folder(state_db).iterdir()]
    except OSError:
        return []
    days = [
        name[len(prefix) : -len(suffix)]
        for name in names
        if name.startswith(prefix) and name.endswith(suffix)
    ]
    return [Backup(_file(state_db, day), day) for day in sorted(days, reverse=True) if _is_day(day)]


def last_good(state_db: Path) -> Backup | None:
    """Return the newest that can be restored."""
    for backup in listed(state_db):
        try:
            with opened(backup):
                return backup
        except LibraryError as error:
            log.warning("The backup %s cannot be used: %s", backup.file, error.cause)
    return None


def rows(backup: Backup, latest: float) -> Iterator[Remembered]:
    """Yield what a backup holds, some at a time. latest: see remembered(). Raises LibraryError."""
    with opened(backup) as connection:
        yield from read_all(connection, latest)


@contextmanager
def opened(backup: Backup) -> Iterator[sqlite3.Connection]:
    """Return a backup, checked and open for reading. Raises LibraryError."""
    try:
        with closing(database.connect(backup.file, read_only=True)) as connection:
            if not 0 < database.version(connection) <= database.newest("state"):
                raise LibraryError(_("This backup was written by another Broadsheet."), backup.file)
            database.check(connection)
            yield connection
    except sqlite3.Error as error:
        raise database.failure("Reading the backup", error) from error


def _file(state_db: Path, day: str) -> Path:
    return folder(state_db) / f"{state_db.stem}-{day}{state_db.suffix}"


def _today() -> str:
    return time.strftime(_DAY)


def _is_day(text: str) -> bool:
    try:
        time.strptime(text, _DAY)
    except ValueError:
        return False
    return True
