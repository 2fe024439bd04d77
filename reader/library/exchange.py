"""Statuses as one JSON file, to carry them to another machine. README.md documents the format."""

import json
import os
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from reader.bounds import MARKS_BYTES
from reader.library.remembered import Remembered, remembered
from reader.model import LibraryError

FORMAT, VERSION = "broadsheet statuses", 1


class Imported(NamedTuple):
    """What an import did.

    found: the articles in the file. changed: those whose marks it changed. skipped: entries that
    are none.
    """

    found: int
    changed: int
    skipped: int


def write(statuses: Iterable[Remembered], target: Path) -> int:
    """Write the file, whole or not at all; how many articles it holds. Raises OSError."""
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    number = 0
    written = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        with draft.open("w", encoding="ascii", newline="\n") as file:
            head = {"format": FORMAT, "version": VERSION, "written": written}
            file.write(json.dumps(head)[:-1] + ', "statuses": [')
            for number, status in enumerate(statuses, 1):
                file.write(f"{',' if number > 1 else ''}\n{json.dumps(_to_json(status))}")
            file.write("\n]}\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return number


def _to_json(status: Remembered) -> dict[str, object]:
    return {
        "id": status.identity.hex(),
        "place": status.place.hex(),
        "read": status.read,
        "read_at": status.read_at or None,
        "starred": status.starred,
        "starred_at": status.starred_at or None,
        "position": status.position,
        "changed_at": status.changed_at,
    }


def read(source: Path) -> tuple[list[Remembered], int]:
    """What a file holds, and how many of its entries are none.

    Raises LibraryError: it cannot be read, or is no such file.
    """
    try:
        with source.open("rb") as file:
            data = file.read(MARKS_BYTES + 1)
        if len(data) > MARKS_BYTES:
            raise LibraryError("This file is too large to be one that Broadsheet wrote.", source)
        kept = json.loads(data)
    except OSError as error:
        raise LibraryError("The file cannot be read.", error) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise _no_such_file(error) from error
    if not isinstance(kept, dict) or kept.get("format") != FORMAT:
        raise _no_such_file(source)
    version, entries = kept.get("version"), kept.get("statuses")
    if type(version) is not int or version < 1 or not isinstance(entries, list):
        raise _no_such_file(source)
    if version > VERSION:
        raise LibraryError(
            "A newer Broadsheet has written this file; please import it with that one.", source
        )
    good = list(_from_json(entries))
    return good, len(entries) - len(good)


def _from_json(entries: list[Any]) -> Iterator[Remembered]:
    now = time.time()
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        try:
            row = (
                bytes.fromhex(entry["id"]),
                bytes.fromhex(entry.get("place", "")),
                entry.get("read", False),
                entry.get("read_at"),
                entry.get("starred", False),
                entry.get("starred_at"),
                entry.get("position", 0),
                entry.get("changed_at"),
            )
        except (KeyError, TypeError, ValueError):
            continue
        known = remembered(row, now)
        if known is not None:
            yield known


def _no_such_file(cause: object) -> LibraryError:
    return LibraryError("This is no file of marks that Broadsheet wrote.", cause)
