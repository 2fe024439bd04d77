"""One window for each data folder: a second start hands its folder to the first and ends.

The lock is the system's own on an open file: it is free when its process ends, however it ends, so
that none is ever stale. What is handed over is a small file beside it. No Qt here: a second start
pays for none. (A local socket stays behind a killed window, and its path may be too long for it.)
"""

import contextlib
import json
import logging
import os
import re
import stat
import sys
import time
from pathlib import Path
from typing import IO, NamedTuple

from reader.language import _
from reader.private_files import make_private, write_private

log = logging.getLogger(__name__)

LOCK = "window.lock"
HANDED = "handed-over"
ANSWER_SECONDS = 5.0
HANDED_CHARACTERS = 64 * 1024
"""Of one file; a path has 4,096 bytes at most."""
TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""With these a window that was started on the person's behalf may come to the front."""


class Handed(NamedTuple):
    """What another start wants.

    folder: to be opened, "" for none.
    token: allows the window to come to the front, "" where there is none.
    file: a name in the folder, whose article is to be read, "" for none.
    """

    folder: str
    token: str
    file: str = ""


class Claim:
    """The right to be the window of a data folder; it ends with `release` or with the process."""

    def __init__(self, file: "IO[bytes] | None") -> None:
        """Use claim()."""
        self._file = file

    def release(self) -> None:
        """Give up the right to be the window of this data folder."""
        if self._file is not None:
            self._file.close()
            self._file = None


def claim(data: Path) -> Claim | None:
    """Return the right to be the window of this data folder; None where another process has it.

    Where the system has no such locks (some network drives), everyone is the first.
    """
    try:
        make_private(data / LOCK)
        file = (data / LOCK).open("ab")
    except OSError as error:
        log.info("No lock can be made: %s", error)
        return Claim(None)
    try:
        _lock(file)
    except (BlockingIOError, PermissionError):
        file.close()
        return None
    except OSError as error:
        log.info("No lock can be had: %s", error)
    return Claim(file)


if sys.platform == "win32":

    def _lock(file: IO[bytes]) -> None:
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:

    def _lock(file: IO[bytes]) -> None:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def claim_or_hand_over(data: Path, folder: Path | None) -> Claim | str:
    """Claim to be the window of this data folder, or have the one there is show `folder`.

    Gives the claim; else "" where the other window took over, or a sentence where it does not
    answer.
    """
    claimed = claim(data)
    if claimed is not None:
        return claimed
    final = data / f"{HANDED}-{os.getpid()}.json"
    token = next((os.environ[name] for name in TOKENS if os.environ.get(name)), "")
    try:
        handed = {"folder": os.fspath(folder) if folder else "", "token": token}
        write_private(final, json.dumps(handed))
    except OSError as error:
        sentence = _("Broadsheet is open already, and could not be told: {why}.")
        return sentence.format(why=error.strerror)
    end = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < end:
        if not final.exists():
            return ""
        # It may just be ending.
        claimed = claim(data)
        if claimed is not None:
            final.unlink(missing_ok=True)
            return claimed
        time.sleep(0.02)  # no window yet, so no event loop: the other process is to answer
    final.unlink(missing_ok=True)
    return _("Broadsheet is open already with this data folder, but does not answer.")


def take(data: Path) -> list[Handed]:
    """Return what was handed over since the last time, oldest first. Taking it is the answer."""
    found: list[tuple[float, Handed]] = []
    with contextlib.suppress(OSError):
        for file in data.glob(f"{HANDED}-*.json"):
            with contextlib.suppress(OSError, ValueError, RecursionError):
                handed = _read(_small_file(file))
                found.append((file.stat().st_mtime, handed))
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)
    return [handed for _, handed in sorted(found, key=lambda each: each[0])]


def _small_file(file: Path) -> str:
    """Return what lies there, whoever laid it there. Raises OSError, ValueError."""
    flags = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(file, os.O_RDONLY | flags), encoding="ascii") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise ValueError("no regular file")
        return stream.read(HANDED_CHARACTERS)


def _read(text: str) -> Handed:
    """Return what was handed over. Raises ValueError, RecursionError."""
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("no object")  # noqa: TRY004 - as json.loads tells of what it refuses
    folder, token = value.get("folder", ""), value.get("token", "")
    if (
        not isinstance(folder, str)
        or "\0" in folder
        or not (Path(folder).is_absolute() or not folder)
    ):
        raise ValueError("no folder")
    # It goes into the environment, and from there to the desktop.
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        token = ""
    if not folder:
        return Handed("", token)
    found, file = folder_and_file(Path(folder))
    return Handed(str(found), token, file)


def folder_and_file(path: Path | None) -> tuple[Path | None, str]:
    """Return the folder that a path leads to, and the file of it, "" where it is the folder."""
    if path is not None and path.is_file():
        return path.parent, path.name
    return path, ""


_TOKEN = re.compile(r"[!-~]{0,500}")
