"""A file's bytes, opened safely, and whether something is still writing to it."""

import os
import stat
import time
from typing import NamedTuple

from reader.bounds import FILE_BYTES
from reader.model import FileRefusedError

FINE_NS, COARSE_NS = 20_000_000, 2_000_000_000
"""Within so much a file can change twice and show one time: where times are fine, and where they
are whole seconds (FAT)."""

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
    handle = os.open(full_path, _FLAGS)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise FileRefusedError("This is no regular file.", full_path)
        if found.st_size > FILE_BYTES:
            size = f"{found.st_size / 1024**2:,.0f} MB"
            raise FileRefusedError(f"The file is too large for an article ({size}).", full_path)
        # One byte more than there should be: what has grown shows, and is read another time.
        wanted = found.st_size + 1
        data = os.read(handle, wanted)
        while 0 < len(data) < wanted - 1 and (part := os.read(handle, wanted - len(data))):
            data += part
        after = os.fstat(handle)
    finally:
        os.close(handle)
    stamp = found.st_size, found.st_mtime_ns
    settled = stamp == (after.st_size, after.st_mtime_ns) and len(data) == found.st_size
    return FileBytes(data, *stamp, settled and not is_fresh(found.st_mtime_ns))


def is_fresh(mtime_ns: int) -> bool:
    """Whether a file was written just now: it can be written again without showing another time."""
    span = FINE_NS if mtime_ns % 1_000_000_000 else COARSE_NS
    return abs(time.time_ns() - mtime_ns) < span
