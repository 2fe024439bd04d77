"""A file the person asked for: whole or not there, and a sentence where it cannot be written."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from reader.language import N_, _
from reader.markup.text.plain import quoted
from reader.model import BroadsheetError

NOTHING = N_("Nothing was written: none of these articles can be read.")


class ExportError(BroadsheetError):
    """The file cannot be written."""


@contextmanager
def whole_file(out: Path) -> Iterator[BinaryIO]:
    """Open a file beside `out`: it takes its place when the block ends well, and goes when not.

    Raises OSError.
    """
    draft = out.with_name(f".{out.name[:40]}.{os.getpid()}.part")
    try:
        with draft.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)


def sentence_of(error: OSError, out: Path) -> str:
    """Why a file could not be written, for the person."""
    name, folder = quoted(out.name), out.parent
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return _("{name} was not written: the disk is full.").format(name=name)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        sentence = _("{name} was not written: nothing may be written into {folder}.")
        return sentence.format(name=name, folder=quoted(str(folder)))
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        sentence = _("{name} was not written: there is no folder {folder}.")
        return sentence.format(name=name, folder=quoted(str(folder)))
    if error.errno == errno.EFBIG:
        return _("{name} was not written: the disk takes no file so large.").format(name=name)
    if error.errno == errno.ENAMETOOLONG:
        name = quoted(f"{out.name[:40]}…")
        return _("{name} was not written: its name is too long.").format(name=name)
    return _("{name} could not be written.").format(name=name)
