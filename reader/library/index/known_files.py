"""The files that the index knows, so small that a million of them can be held."""

from collections.abc import Iterable

from reader.library.database import path_bytes


class KnownFiles:
    """Which files are as they were, and which were not seen again.

    Holds two numbers for each file instead of its path: both are hashes of this process alone, so
    that a mix-up, one in a hundred million runs, is put right by the next one.
    """

    def __init__(self, files: Iterable[tuple[bytes, int, int]]) -> None:
        """files: path, size and mtime_ns of each."""
        self._stamps = {hash(path): hash((size, time)) for path, size, time in files}

    def __len__(self) -> int:
        """How many were not seen yet."""
        return len(self._stamps)

    def see(self, files: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
        """Files that are there, as path, size and mtime_ns: those not known so."""
        pop = self._stamps.pop
        return [file for file in files if pop(hash(path_bytes(file[0])), None) != hash(file[1:])]

    def unseen(self, path: bytes) -> bool:
        """Whether this file is known and was not seen."""
        return hash(path) in self._stamps
