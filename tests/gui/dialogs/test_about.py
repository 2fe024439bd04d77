"""Versions of what is at work, to be read and copied."""

import platform
import sqlite3

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from reader import __version__
from reader.gui.dialogs.about import AboutDialog


def test_versions_are_said_and_copied(shown):
    dialog = AboutDialog(shown(QWidget()))
    [copy] = [one for one in dialog.findChildren(QPushButton) if one.text() == "Copy"]
    copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == dialog.versions.text()
    assert copied.count("\n") == 5
    for version in (
        f"Broadsheet {__version__}",
        f"Python {platform.python_version()}",
        f"Qt {qVersion()}",
        f"SQLite {sqlite3.sqlite_version}",
    ):
        assert version in copied
