"""Where the window and its splitter stand: kept in the settings, restored at the start."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QSplitter

    from reader.gui.window.settings_store import SettingsStore


class WindowState(QObject):
    """Keep and restore the places of window and panes."""

    def __init__(self, window: QMainWindow, splitter: QSplitter, store: SettingsStore) -> None:
        super().__init__(window)
        self._window = window
        self._splitter = splitter
        self._settings = store.settings
        self._store = store
        store.saving.connect(self._put_into_settings)
        splitter.splitterMoved.connect(self._splitter_moved)

    def restore(self) -> None:
        """Put window and splitter where they were."""
        if self._settings.geometry:
            self._window.restoreGeometry(_bytes(self._settings.geometry))
        if self._settings.splitter:
            self._splitter.restoreState(_bytes(self._settings.splitter))

    def share_width(self) -> None:
        """Give each pane its part of the width, until the person moves a splitter."""
        if not self._settings.splitter:
            width = self._window.width()
            sidebar = min(max(round(width * 0.17), 150), 240)
            listing = min(max(round(width * 0.30), 240), 400)
            self._splitter.setSizes([sidebar, listing, max(width - sidebar - listing, 280)])

    def _splitter_moved(self, _position: int, _index: int) -> None:
        self._settings.splitter = _text(self._splitter.saveState())
        self._store.schedule_save()

    def _put_into_settings(self) -> None:
        self._settings.geometry = _text(self._window.saveGeometry())
        if self._settings.splitter:
            self._settings.splitter = _text(self._splitter.saveState())


def _text(data: QByteArray) -> str:
    return base64.b64encode(bytes(data.data())).decode("ascii")


def _bytes(text: str) -> QByteArray:
    try:
        return QByteArray(base64.b64decode(text, validate=True))
    except ValueError:
        return QByteArray()
