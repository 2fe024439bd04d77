"""What Qt keeps of fonts, within a bound.

A font file is mapped again for each face of it, and, in Qt 6.10 and 6.11, whenever a font was let
go since: all others then count as stale, and the next size or script opens them anew. Some hundred
articles in many scripts had one Chinese font in memory 27 times, 165 MB of 310.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFontDatabase

from reader.bounds import FONT_BYTES

_MEMORY = Path("/proc/self/statm")
_PAGE = 4096
AFTER_MS = 20
"""The article is painted first."""
REST = 4
"""Articles between one time and the next: those that are left still hold what they were set in."""


class FontMemory(QObject):
    """Has Qt let go of its fonts where the files in memory have grown by more than the bound.

    Those in use are opened again as they are painted. Only where the system tells (Linux).
    let_go: has documents go that are not shown and hold fonts.
    """

    def __init__(self, let_go: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._let_go = let_go
        self._least = 0
        self._rest = 0
        self._soon = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._soon.timeout.connect(self.look)

    def soon(self) -> None:
        """An article was shown: look when it is painted."""
        self._rest -= 1
        if self._rest <= 0:
            self._soon.start()

    def look(self) -> bool:
        """Let go of them where they are too many; whether that was so."""
        held = files_held()
        self._least = min(self._least or held, held)
        if held - self._least <= FONT_BYTES:
            return False
        self._rest = REST
        self._let_go()
        forget_fonts()
        return True


def files_held() -> int:
    """Bytes of files that stand in this process's memory; 0 where the system does not tell."""
    try:
        return int(_MEMORY.read_text("ascii").split()[2]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0


def forget_fonts() -> None:
    """Have Qt drop every font it has opened; nothing in Qt before 6.9."""
    # To tell it of families makes it begin anew; these are the ones it knows.
    if hasattr(QFontDatabase, "setApplicationEmojiFontFamilies"):
        QFontDatabase.setApplicationEmojiFontFamilies(QFontDatabase.applicationEmojiFontFamilies())
