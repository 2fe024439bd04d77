"""About Broadsheet: which versions of what are at work, to be copied into a report."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import QSize, QSysInfo, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader import __version__
from reader.gui.style.icons import program_icon
from reader.gui.style.labels import plain_label
from reader.language import _, current
from reader.library.database import sqlite_version

ICON = 64


def versions() -> str:
    """Return a line each: the program, Python, Qt, SQLite, the system, the language."""
    return "\n".join(
        (
            f"Broadsheet {__version__}",
            f"Python {platform.python_version()}",
            f"Qt {qVersion()}, PySide {PySide6.__version__} ({QGuiApplication.platformName()})",
            f"SQLite {sqlite_version()}",
            f"{QSysInfo.prettyProductName()}, {QSysInfo.currentCpuArchitecture()}",
            current(),
        )
    )


class AboutDialog(QDialog):
    """Says what the program is, and its versions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("About Broadsheet"))
        sign = QLabel()
        sign.setPixmap(program_icon().pixmap(QSize(ICON, ICON), self.devicePixelRatioF()))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.versions = QLabel(versions())
        self.versions.setTextFormat(Qt.TextFormat.PlainText)
        self.versions.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        told = plain_label(_("A desktop reader for a folder of news. Your folder stays as it is."))
        told.setWordWrap(True)
        told.setMinimumWidth(340)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.rejected.connect(self.reject)
        copy = buttons.addButton(_("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.versions.text()))
        words = QVBoxLayout()
        words.setSpacing(12)
        words.addWidget(told)
        words.addWidget(self.versions)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(sign)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 14)
        column.setSpacing(16)
        column.addLayout(row)
        column.addWidget(buttons)
