"""Files that are nobody else's business: what was read, and of which folder.

A data folder that the person made may be open to others of the machine; what lies in it is not.
"""

import os
from contextlib import suppress
from pathlib import Path

_OTHERS = 0o077


def make_private(file: Path) -> None:
    """Create a file, or take it as it is, and let nobody but its owner read it.

    One that is there is not opened: to close it would end SQLite's locks on it. Never raises: where
    the disk knows no rights, or refuses, there is nothing to be done.
    """
    with suppress(OSError):
        try:
            mode = file.stat().st_mode
        except FileNotFoundError:
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            return
        if mode & _OTHERS:
            file.chmod(mode & 0o700)


def write_private(file: Path, text: str) -> None:
    """Write a file (UTF-8) for its owner alone; it is whole at any moment. Raises OSError."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
