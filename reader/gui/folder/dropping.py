"""Folders from outside: dropped on the window, or chosen from a menu made of them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl


def called(open_folder: Callable[[Path], None], folder: Path) -> Callable[[bool], None]:
    """What a menu's entry does: open this folder."""

    def triggered(_checked: bool = False) -> None:
        open_folder(folder)

    return triggered


def dropped_folder(urls: list[QUrl]) -> Path | None:
    """The folder among what was dropped, or the one that a dropped file lies in."""
    for url in urls:
        if url.isLocalFile():
            path = Path(url.toLocalFile())
            return path if path.is_dir() else path.parent
    return None
