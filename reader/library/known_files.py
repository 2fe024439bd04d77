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

    def see(self, path: str, size: int, mtime_ns: int) -> bool:
        """A file that is there; whether it is known with this size and time."""
        stamp = self._stamps.pop(hash(path_bytes(path)), None)
        return stamp == hash((size, mtime_ns))

    def unseen(self, path: bytes) -> bool:
        """Whether this file is known and was not seen."""
        return hash(path) in self._stamps
