"""Which file is being read: noted before each, so that one that kills the process is known after.

A process can also be killed by something else while it reads a good file: only a file that was
being read at two ends in a row is refused. An end that the window caused (the process was late, the
folder is left, the program closes) is told in `spare`, and no file's fault.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reader.model import Note, NoteCode
from reader.private_files import write_private

ENDS = 2
"""At so many ends of the process a file is no longer tried."""
KILLER = Note(NoteCode.KILLER)

_LENGTH = 4


class _Note(NamedTuple):
    """Which process was at which file."""

    process: int
    size: int
    mtime_ns: int
    path: str


def spare(library: Path, reader: str, process: int) -> None:
    """Note that this process is being ended for no fault of the file it is at. Never raises.

    library, reader: as of its CurrentFile.
    """
    with suppress(OSError):
        write_private(library / f"{reader}.spared", str(process))


class CurrentFile:
    """The note of one folder.

    suspects: path -> [size, mtime_ns, ends] of files that were being read when the process ended.
    """

    def __init__(self, library: Path, reader: str = "ingest") -> None:
        """library: where all that is kept about the folder lies. reader: which process this is.

        Raises OSError.
        """
        self._suspects_file = library / f"{reader}.suspects"
        self._handle = os.open(
            library / f"{reader}.current",
            os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0),
            0o600,
        )
        self._suspects = self._load()
        spared = library / f"{reader}.spared"
        left = self._left_over()
        if left is not None and left.process != _number_in(spared):
            self.blame(left.path, left.size, left.mtime_ns)
        self.clear()
        with suppress(OSError):
            spared.unlink(missing_ok=True)

    def close(self) -> None:
        """Note that the process ends as it should."""
        self.clear()
        os.close(self._handle)

    def note(self, path: str, size: int, mtime_ns: int) -> None:
        """Note that this file is about to be read."""
        text = f"{os.getpid()} {size} {mtime_ns} {path}".encode("utf-8", "surrogatepass")
        self._write(len(text).to_bytes(_LENGTH, "big") + text)

    def clear(self) -> None:
        """No file is being read."""
        self._write(bytes(_LENGTH))

    def blame(self, path: str, size: int, mtime_ns: int) -> None:
        """Note that a process ended while it read this file."""
        former = self._suspects.get(path, [size, mtime_ns, 0])
        ends = former[2] if former[:2] == [size, mtime_ns] else 0
        self._suspects[path] = [size, mtime_ns, ends + 1]
        self._save()

    def kills(self, path: str, size: int, mtime_ns: int) -> bool:
        """Whether this file, unchanged, has ended the process too often."""
        if not self._suspects:
            return False
        size_then, mtime_then, ends = self._suspects.get(path, [0, 0, 0])
        return (size_then, mtime_then) == (size, mtime_ns) and ends >= ENDS

    def killers(self) -> list[str]:
        """Return the files that have ended the process too often, as they were then."""
        return [path for path, (_, _, ends) in self._suspects.items() if ends >= ENDS]

    def acquit(self, path: str) -> None:
        """Note that the file was read to its end."""
        if self._suspects.pop(path, None) is not None:
            self._save()

    def _write(self, note: bytes) -> None:
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, note)

    def _left_over(self) -> _Note | None:
        os.lseek(self._handle, 0, os.SEEK_SET)
        note = os.read(self._handle, 1 << 20)
        length = int.from_bytes(note[:_LENGTH], "big")
        try:
            text = note[_LENGTH : _LENGTH + length].decode("utf-8", "surrogatepass")
            process, size, mtime_ns, path = text.split(" ", 3)
            return _Note(int(process), int(size), int(mtime_ns), path)
        except ValueError:
            return None

    def _load(self) -> dict[str, list[int]]:
        try:
            kept = json.loads(self._suspects_file.read_text(encoding="ascii"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(kept, dict):
            return {}
        return {
            path: known
            for path, known in kept.items()
            if isinstance(known, list) and [type(part) for part in known] == [int, int, int]
        }

    def _save(self) -> None:
        write_private(self._suspects_file, json.dumps(self._suspects))


def _number_in(file: Path) -> int | None:
    try:
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
