"""What can still be read of a damaged state.db."""

import logging
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from reader.library import database
from reader.library.state.status_record import Remembered, columns_of, merged, remembered

log = logging.getLogger(__name__)

_UPWARDS = "SELECT {} FROM status WHERE identity >= ? AND identity < ? ORDER BY identity"
_DOWNWARDS = _UPWARDS + " DESC"


def salvage(damaged: Path, sound: Path) -> list[Remembered]:
    """Return the statuses that can be read of a damaged file, which is left as it is.

    sound: a state.db of this version, whose first page stands in where that is what is damaged.
    Works on a copy beside the file. Never raises for what is in it; raises OSError.
    """
    found: dict[bytes, Remembered] = {}
    copy = damaged.with_name(f"{damaged.name}.copy")
    try:
        for first_page in (None, _first_page(sound)):
            for companion in database.COMPANIONS:
                part = damaged.with_name(damaged.name + companion)
                if part.exists() and companion != "-shm":
                    shutil.copyfile(part, copy.with_name(copy.name + companion))
            if first_page is not None:
                _replace_first_page(copy, first_page)
            for row in _rows(copy):
                before = found.get(row.identity)
                found[row.identity] = merged(before, row) if before else row
            if found:
                break
            database.delete(copy)
    finally:
        database.delete(copy)
    return list(found.values())


def _first_page(sound: Path) -> bytes:
    """Return the header and the schema, which are alike in all files of a version."""
    with closing(sqlite3.connect(":memory:")) as memory:
        with closing(database.connect(sound, read_only=True)) as db:
            db.backup(memory)
        whole: bytes = memory.serialize()
    return whole[: int.from_bytes(whole[16:18], "big")]


def _replace_first_page(copy: Path, page: bytes) -> None:
    # What lies in a log belongs to the header that was.
    for companion in database.COMPANIONS[1:]:
        copy.with_name(copy.name + companion).unlink(missing_ok=True)
    pages = copy.stat().st_size // len(page)
    with copy.open("r+b") as file:
        file.write(page[:28] + pages.to_bytes(4, "big") + page[32:])


def _rows(file: Path) -> Iterator[Remembered]:
    """Each stretch of the table from both of its ends up to where it breaks off."""
    now = time.time()
    try:
        with closing(database.connect(file)) as db:
            db.execute("PRAGMA writable_schema = ON")  # a schema that is odd elsewhere is no matter
            columns = columns_of(db)
            for byte in range(256):
                ends = bytes([byte]), bytes([byte + 1]) if byte < 255 else b"\xff" * 17
                for sql in (_UPWARDS, _DOWNWARDS):
                    for row in _until_broken(db, sql.format(columns), ends):
                        known = remembered(row, now)
                        if known is not None:
                            yield known
    except sqlite3.Error as error:
        log.info("%s gives no more: %s", file, error)


def _until_broken(
    db: sqlite3.Connection, sql: str, values: Iterable[bytes]
) -> Iterator[tuple[object, ...]]:
    try:
        yield from db.execute(sql, tuple(values))
    except sqlite3.DatabaseError as error:
        if not database.is_damage(error):
            raise
