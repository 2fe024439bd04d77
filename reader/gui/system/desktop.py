"""What leaves the program: a link to the browser, a file to the file manager, a site's name."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

SCHEMES = ("http", "https", "mailto")


def leaves(url: QUrl) -> bool:
    """Return whether this address leads out of the program, to what may be told of it."""
    return url.scheme().lower() in SCHEMES


def open_link(url: QUrl) -> bool:
    """Hand an address to the system's browser or mail program; return whether it was taken."""
    if not leaves(url):
        return False
    return QDesktopServices.openUrl(url)


def reveal_file(file: Path) -> bool:
    """Show a file in the system's file manager, selected where the system can."""
    if sys.platform == "darwin":
        return bool(QProcess.startDetached("open", ["-R", str(file)])[0])
    if sys.platform == "win32":
        return bool(QProcess.startDetached("explorer", [f"/select,{file}"])[0])
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))


def referer_of(article: str, picture: str) -> str:
    """Return what a picture's host is told as Referer where a person agreed: the site, no more.

    Of an article that names no original: the picture's own, as if it had been looked at there.
    """
    return site_of(article) or site_of(picture)


def site_of(url: str) -> str:
    """Return the site of this address, "" where it has none."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or not host.isascii():
        return ""
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}/"
