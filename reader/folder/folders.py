"""The folders of a tree, without the files: what is to be watched, and whether it is there."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.bounds import FOLDERS_WATCHED
from reader.folder.inotify import is_walked

BREATH = 200
"""After so many folders others have a turn: this runs beside a window."""

REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "fuse.sshfs", "afpfs", "webdav"}
)
"""File systems on which the changes of others are not told."""


def folders(root: Path, go_on: Callable[[], bool]) -> Iterator[str]:
    """`root` and every folder below it that the walk of the articles goes into.

    Ends early where `go_on` says so. What cannot be read is passed over.
    """
    waiting = [os.fspath(root)]
    number = 0
    while waiting and number < FOLDERS_WATCHED and go_on():
        folder = waiting.pop()
        number += 1
        if number % BREATH == 0:
            # Gives up the interpreter's lock, which scandir in its C code takes back at once.
            time.sleep(0.001)
        yield folder
        try:
            with os.scandir(folder) as entries:
                waiting.extend(
                    entry.path
                    for entry in entries
                    if is_walked(entry.name) and entry.is_dir(follow_symlinks=False)
                )
        except OSError:
            continue


def is_there(root: Path) -> bool:
    """Whether a folder can be read and holds anything.

    Where a drive was taken away there is no folder, or the empty one that it was mounted on.
    """
    try:
        with os.scandir(root) as entries:
            return next(entries, None) is not None
    except (OSError, ValueError):
        return False
