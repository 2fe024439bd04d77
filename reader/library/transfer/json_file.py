"""Statuses as one JSON file, to carry them to another machine. README.md documents the format."""

import json
import os
from collections.abc import Generator, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from reader.bounds import MARKS_BYTES
from reader.language import _
from reader.library.state.status_record import Remembered, remembered
from reader.library.transfer.json_stream import Members
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
        "progress": status.progress,
        "position_at": status.position_at or None,
        "changed_at": status.changed_at,
    }


def read(source: Path, latest: float) -> Generator[Remembered | None, None, None]:
    """Yield what a file holds, a few at a time: None stands for an entry that is none.

    latest: as for remembered(). Raises LibraryError, at once or later: it cannot be read, or is no
    such file. Only who came to the end knows that it is one.
    """
    try:
        if source.stat().st_size > MARKS_BYTES:
            raise LibraryError(_("This file is too large to be one that Broadsheet wrote."), source)
        with source.open("rb") as file:
            yield from _statuses(Members(file), latest, source)
    except OSError as error:
        raise LibraryError(_("The file cannot be read."), error) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise _no_such_file(error) from error


def _statuses(members: Members, latest: float, source: Path) -> Iterator[Remembered | None]:
    head: dict[str, Any] = {}
    listed = False
    for name, value in members.of_object():
        if name != "statuses":
            head[name] = value()
            continue
        listed = True
        for entry in members.of_array():
            yield _from_json(entry, latest)
    version = head.get("version")
    if not listed or head.get("format") != FORMAT or type(version) is not int or version < 1:
        raise _no_such_file(source)
    if version > VERSION:
        raise LibraryError(
            _("A newer Broadsheet has written this file; please import it with that one."), source
        )


def _from_json(entry: Any, latest: float) -> Remembered | None:
    if not isinstance(entry, dict):
        return None
    try:
        row = (
            bytes.fromhex(entry["id"]),
            bytes.fromhex(entry.get("place", "")),
            entry.get("read", False),
            entry.get("read_at"),
            entry.get("starred", False),
            entry.get("starred_at"),
            entry.get("position", 0),
            entry.get("progress", 0),
            entry.get("position_at"),
            entry.get("changed_at"),
        )
    except (KeyError, TypeError, ValueError):
        return None
    return remembered(row, latest)


def _no_such_file(cause: object) -> LibraryError:
    return LibraryError(_("This is no file of marks that Broadsheet wrote."), cause)
