"""What the window's process keeps beyond its use: fonts opened twice, and memory that was freed.

A font file is mapped again for each face of it, and, in Qt 6.10 and 6.11, whenever a font was let
go since: all others then count as stale, and the next size or script opens them anew. Some hundred
articles in many scripts had one Chinese font in memory 27 times, 165 MB of 310.

The C library keeps what was freed amid what is in use: 130 MB after some very long articles.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFontDatabase

from reader.bounds import FONT_BYTES, FREED_BYTES

_MEMORY = Path("/proc/self/statm")
_PAGE = 4096
AFTER_MS = 20
"""The article is painted first."""
REST = 4
"""Articles between one time and the next: those that are left still hold what they were set in."""


class FontMemory(QObject):
    """Gives back what has grown by more than the bounds. Only where the system tells (Linux).

    Fonts in use are opened again as they are painted.
    drop_documents: is called to drop those that are not shown and hold fonts.
    """

    def __init__(self, drop_documents: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drop_documents = drop_documents
        self._least_files = self._least_own = 0
        self._rest = 0
        self._timer = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._timer.timeout.connect(self.look)

    def schedule(self) -> None:
        """Look how much is held once the article that was shown is painted."""
        self._timer.start()

    def look(self) -> None:
        """Give back what is too much."""
        self._rest -= 1
        files, own = held()
        self._least_files = min(self._least_files or files, files)
        self._least_own = min(self._least_own or own, own)
        if files - self._least_files > FONT_BYTES and self._rest <= 0:
            self._rest = REST
            self._drop_documents()
            forget_fonts()
        if own - self._least_own > FREED_BYTES:
            give_back()
            self._least_own = held()[1]


def held() -> tuple[int, int]:
    """Return the bytes in memory: (of files, of this process's own); 0 where nobody tells."""
    try:
        _, resident, shared, *_ = map(int, _MEMORY.read_text("ascii").split())
    except (OSError, ValueError):
        return 0, 0
    return shared * _PAGE, (resident - shared) * _PAGE


def forget_fonts() -> None:
    """Have Qt drop every font it has opened; nothing in Qt before 6.9."""
    # To tell it of families makes it begin anew; these are the ones it knows.
    if hasattr(QFontDatabase, "setApplicationEmojiFontFamilies"):
        QFontDatabase.setApplicationEmojiFontFamilies(QFontDatabase.applicationEmojiFontFamilies())


def give_back() -> None:
    """Give the system what was freed; nothing where the C library knows no such call."""
    if sys.platform != "linux":
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
