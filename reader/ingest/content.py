"""A file's bytes, before it is known whether they need to be read as an article at all."""

import os
import stat

from reader.folder.article_file import MAX_BYTES
from reader.model import FileRefusedError

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)  # replaced by a link since the walk saw it
    | getattr(os, "O_NONBLOCK", 0)  # or by a FIFO, which would wait for ever
    | getattr(os, "O_BINARY", 0)
)


def read_bytes(full_path: str) -> bytes:
    """All of a file that the walk found.

    Raises FileRefusedError: too large or no regular file any more; OSError: it cannot be read.
    """
    handle = os.open(full_path, _FLAGS)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise FileRefusedError("This is no regular file.", full_path)
        if found.st_size > MAX_BYTES:
            size = f"{found.st_size / 1024**2:,.0f} MB"
            raise FileRefusedError(f"The file is too large for an article ({size}).", full_path)
        # One byte more than there should be: what has grown shows, and one read is enough.
        data = os.read(handle, found.st_size + 1)
        while len(data) <= MAX_BYTES and (part := os.read(handle, 1 << 20)):
            data += part
    finally:
        os.close(handle)
    if len(data) > MAX_BYTES:
        raise FileRefusedError("The file grew too large while it was read.", full_path)
    return data
