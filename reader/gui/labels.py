"""Foreign text in labels, menus and titles of windows: Qt takes no sign in it for its own."""

from pathlib import Path

from PySide6.QtCore import QUrl

from reader.markup.plain import isolated, one_line


def label(text: str) -> str:
    """Foreign text for a button or menu entry: "&" underlines nothing there."""
    return one_line(text).replace("&", "&&")


def window_title(folder: Path) -> str:
    """The window's title for a folder: "[*]", where Qt puts its mark of change, is text."""
    name = isolated(folder.name or str(folder)).replace("[*]", "[*][*]")
    return f"{name} – Broadsheet"


def tooltip(text: str) -> str:
    """Foreign text for a tooltip: never taken for HTML, however much it looks like it."""
    return one_line(text).replace("<", "‹")


def shown_address(url: QUrl) -> str:
    """An address as it really is: its host in punycode, so that no letter looks like another."""
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
