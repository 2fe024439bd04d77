"""Foreign text in labels, menus and titles of windows: Qt takes no sign in it for its own."""

import re
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from reader.markup.text.plain import isolated, one_line, said


def plain_label(text: str = "") -> QLabel:
    """Return a label that shows its text and never takes it for markup."""
    made = QLabel(said(text))
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


class ElidedLabel(QLabel):
    """One line of plain text that ends in "…" where there is no room, and is whole in its hint."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def shown(self) -> str:
        """Return what there is room for."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what there is room for."""
        painter, shown = QPainter(self), self.shown
        self.setToolTip(tooltip(self.text()) if shown != self.text() else "")
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(self.contentsRect(), where, shown)


def dialog_title(text: str) -> str:
    """Return a dialog's title with foreign parts: "[*]", Qt's mark of change, is text."""
    return said(text).replace("[*]", "[*][*]")


def label(text: str) -> str:
    """Return foreign text for a button or menu entry: "&" underlines nothing there."""
    return one_line(text).replace("&", "&&")


def window_title(folder: Path, article: str = "", unread: int = 0) -> str:
    """Return the window's title for an article of a folder: "[*]", Qt's mark of change, is text."""
    named = isolated(folder.name or str(folder))
    if article:
        named = f"{isolated(one_line(article))} – {named}"
    return dialog_title(f"({unread:,}) {named}" if unread else f"{named} – Broadsheet")


def tooltip(text: str) -> str:
    """Return foreign text for a tooltip, which never takes it for HTML."""
    return said(text).replace("<", "‹")


def key_text(key: QKeySequence) -> str:
    """Return a key as this system writes it, "" for none."""
    return key.toString(QKeySequence.SequenceFormat.NativeText)


def menu_name(title: str) -> str:
    """Return the title of a menu without its letter: "File" of "&File" and "(&F)"."""
    return re.sub(r"\(&.\)|&", "", title)


def shown_address(url: QUrl) -> str:
    """Return an address with its host in punycode, so that no letter looks like another."""
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
