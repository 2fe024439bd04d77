"""What leaves the program: a link to the browser, a file to the file manager. Nothing else does."""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

SCHEMES = ("http", "https", "mailto")


def open_link(url: QUrl) -> bool:
    """Hand an address to the system's browser or mail program; False where it was not taken."""
    if url.scheme().lower() not in SCHEMES:
        return False
    return QDesktopServices.openUrl(url)


def reveal_file(file: Path) -> bool:
    """Show a file in the system's file manager, selected where the system can."""
    if sys.platform == "darwin":
        return bool(QProcess.startDetached("open", ["-R", str(file)])[0])
    if sys.platform == "win32":
        return bool(QProcess.startDetached("explorer", [f"/select,{file}"])[0])
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
