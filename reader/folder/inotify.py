"""Linux's inotify: what changes in folders that are watched.

Qt's own directory watches do not tell of a file that is written again in its place.

Constants and structures: inotify(7), linux/inotify.h.
"""

import ctypes
import errno
import os
import struct
import sys
from dataclasses import dataclass

from reader.suffixes import SKIPPED_FOLDERS, is_article_name, is_text_name

_MODIFY, _ATTRIB, _CLOSE_WRITE = 0x2, 0x4, 0x8
_MOVED_FROM, _MOVED_TO, _CREATE, _DELETE = 0x40, 0x80, 0x100, 0x200
_DELETE_SELF, _MOVE_SELF = 0x400, 0x800
_UNMOUNT, _OVERFLOW, _IGNORED = 0x2000, 0x4000, 0x8000
_ISDIR = 0x40000000
_ONLYDIR = 0x01000000
_WATCHED = (
    _MODIFY
    | _ATTRIB
    | _CLOSE_WRITE
    | _MOVED_FROM
    | _MOVED_TO
    | _CREATE
    | _DELETE
    | _DELETE_SELF
    | _MOVE_SELF
    | _ONLYDIR
)
_FOLDERS = _MOVED_FROM | _MOVED_TO | _CREATE | _DELETE | _ATTRIB
_ITSELF = _DELETE_SELF | _MOVE_SELF | _UNMOUNT
_EVENT = struct.Struct("iIII")
_BUFFER = 1 << 16
_NO_ROOM = (errno.ENOSPC, errno.ENOMEM)


class NoRoomError(OSError):
    """The system gives no more watches."""


@dataclass(slots=True)
class Happened:
    """What a batch of events comes to.

    files: an article file is new, changed, moved or gone, or events were lost.
    folders: the tree of folders may be another one.
    """

    files: bool = False
    folders: bool = False


class Inotify:
    """Watches folders, not what lies below them. Linux alone; others get OSError."""

    def __init__(self) -> None:
        """Raise OSError, where the system has no more of these."""
        if not sys.platform.startswith("linux"):
            raise OSError(errno.ENOSYS, "no inotify on this system")
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._file: int = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._file < 0:
            raise OSError(ctypes.get_errno(), "inotify_init1 failed")

    def fileno(self) -> int:
        """Readable when something happened."""
        return self._file

    def add(self, folder: str) -> int:
        """Watch a folder; the same number where it is watched already.

        Raises NoRoomError, or OSError where the folder cannot be watched.
        """
        number: int = self._libc.inotify_add_watch(self._file, os.fsencode(folder), _WATCHED)
        if number < 0:
            code = ctypes.get_errno()
            kind = NoRoomError if code in _NO_ROOM else OSError
            raise kind(code, os.strerror(code), folder)
        return number

    def remove(self, number: int) -> None:
        """Watch it no more; one that is gone already is no error."""
        self._libc.inotify_rm_watch(self._file, number)

    def read(self) -> Happened:
        """Return what happened since the last time, one buffer full at most. Raises OSError."""
        happened = Happened()
        try:
            data = os.read(self._file, _BUFFER)
        except BlockingIOError:
            return happened
        place = 0
        while place < len(data):
            _, mask, _, length = _EVENT.unpack_from(data, place)
            place += _EVENT.size + length
            if mask & (_OVERFLOW | _ITSELF):
                happened.files = happened.folders = True
            elif mask & _IGNORED:
                continue
            else:
                name = os.fsdecode(data[place - length : place].rstrip(b"\0"))
                if mask & _ISDIR:
                    if mask & _FOLDERS and name and is_walked(name):
                        happened.files = happened.folders = True
                elif not happened.files and (is_article_name(name) or is_text_name(name)):
                    happened.files = True
        return happened

    def close(self) -> None:
        """Let go of all watches."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def is_walked(name: str) -> bool:
    """Whether the walk goes into a folder of this name."""
    return not (name.startswith(".") or name in SKIPPED_FOLDERS)
