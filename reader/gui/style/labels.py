"""Foreign text in labels, menus and titles of windows: Qt takes no sign in it for its own."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLabel

from reader.markup.text.plain import isolated, one_line, said


def plain_label(text: str = "") -> QLabel:
    """A label that shows its text and never takes it for markup."""
    made = QLabel(said(text))
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def dialog_title(text: str) -> str:
    """A window's title with foreign parts: "[*]", where Qt puts its mark of change, is text."""
    return said(text).replace("[*]", "[*][*]")


def label(text: str) -> str:
    """Foreign text for a button or menu entry: "&" underlines nothing there."""
    return one_line(text).replace("&", "&&")


def window_title(folder: Path) -> str:
    """The window's title for a folder: "[*]", where Qt puts its mark of change, is text."""
    return dialog_title(f"{isolated(folder.name or str(folder))} – Broadsheet")


def tooltip(text: str) -> str:
    """Foreign text for a tooltip: never taken for HTML, however much it looks like it."""
    return said(text).replace("<", "‹")


def shown_address(url: QUrl) -> str:
    """An address as it really is: its host in punycode, so that no letter looks like another."""
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
