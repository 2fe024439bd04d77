"""A file's bytes, opened safely, and whether something is still writing to it."""

import os
import stat
import time
from typing import NamedTuple

from reader.bounds import FILE_BYTES
from reader.model import FileRefusedError, Note, NoteCode

FINE_NS, COARSE_NS = 20_000_000, 2_000_000_000
"""Within so much a file can change twice and show one time: where times are fine, and where they
are whole seconds (FAT)."""

LATEST_NS = 2**63 - 1
"""The year 2262."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)  # a link may lead out of the folder
    | getattr(os, "O_NONBLOCK", 0)  # a FIFO would wait for ever
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


class FileBytes(NamedTuple):
    """What was read, and the size and time that the file had before.

    settled: False where it changed meanwhile, or so lately that another change need not show.
    """

    data: bytes
    size: int
    mtime_ns: int
    settled: bool


def read_bytes(full_path: str) -> FileBytes:
    """All of a file.

    Raises FileRefusedError: too large, or no regular file; OSError: it cannot be read; ValueError:
    a NUL in the path.
    """
    _refuse_odd(os.lstat(full_path), full_path)  # a device is not even opened
    handle = os.open(full_path, _FLAGS)
    try:
        found = os.fstat(handle)
        _refuse_odd(found, full_path)
        if found.st_size > FILE_BYTES:
            megabytes = round(found.st_size / 1024**2)
            raise FileRefusedError(Note(NoteCode.TOO_LARGE, (megabytes,)), full_path)
        # One byte more than there should be: what has grown shows, and is read another time.
        wanted = found.st_size + 1
        data = os.read(handle, wanted)
        while 0 < len(data) < wanted - 1 and (part := os.read(handle, wanted - len(data))):
            data += part
        after = os.fstat(handle)
    finally:
        os.close(handle)
    stamp = found.st_size, modified_ns(found)
    settled = stamp == (after.st_size, modified_ns(after)) and len(data) == found.st_size
    return FileBytes(data, *stamp, settled and not is_fresh(stamp[1]))


_ODD = (
    (stat.S_ISLNK, NoteCode.LINK),
    (stat.S_ISFIFO, NoteCode.PIPE),
    (stat.S_ISSOCK, NoteCode.SOCKET),
    (stat.S_ISCHR, NoteCode.DEVICE),
    (stat.S_ISBLK, NoteCode.DEVICE),
)


def _refuse_odd(found: os.stat_result, full_path: str) -> None:
    if not stat.S_ISREG(found.st_mode):
        codes = (code for is_kind, code in _ODD if is_kind(found.st_mode))
        raise FileRefusedError(Note(next(codes, NoteCode.NOT_REGULAR)), full_path)


def modified_ns(found: os.stat_result) -> int:
    """When a file was modified, within what a database holds: some file systems keep any year."""
    return min(max(found.st_mtime_ns, -LATEST_NS), LATEST_NS)


def is_fresh(mtime_ns: int) -> bool:
    """Whether a file was written just now: it can be written again without showing another time."""
    span = FINE_NS if mtime_ns % 1_000_000_000 else COARSE_NS
    return abs(time.time_ns() - mtime_ns) < span
