"""Keeps where the window and its panes stood, and all other settings, as they change."""

from __future__ import annotations

import base64
import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QTimer

from reader import settings as settings_file

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QSplitter

    from reader.gui.session.library_worker import LibraryWorker
    from reader.paths import Paths
    from reader.settings import Settings


SAVE_AFTER_MS = 500
SAVE_AGAIN_MS = 5000
"""A disk that is full takes them when there is room, though nothing changes by then."""


class WindowState(QObject):
    """Writes the settings off the GUI thread a moment after a change, and at the end."""

    def __init__(
        self,
        window: QMainWindow,
        splitter: QSplitter,
        owner: LibraryWorker,
        settings: Settings,
        paths: Paths,
        *,
        keep: bool,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._splitter = splitter
        self._owner = owner
        self._settings = settings
        self._file = paths.settings_file
        self._keep = keep
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save)
        self._again = QTimer(self, singleShot=True, interval=SAVE_AGAIN_MS)
        self._again.timeout.connect(self._save)
        splitter.splitterMoved.connect(self._moved)

    def restore(self) -> None:
        """Put window and splitters where they were."""
        if self._settings.geometry:
            self._window.restoreGeometry(_bytes(self._settings.geometry))
        if self._settings.splitter:
            self._splitter.restoreState(_bytes(self._settings.splitter))

    def share(self) -> None:
        """Give each pane its part of the width, until the person moves a splitter."""
        if not self._settings.splitter:
            width = self._window.width()
            sidebar = min(max(round(width * 0.17), 150), 240)
            listing = min(max(round(width * 0.30), 240), 400)
            self._splitter.setSizes([sidebar, listing, max(width - sidebar - listing, 280)])

    def _moved(self, _position: int, _index: int) -> None:
        self._settings.splitter = _text(self._splitter.saveState())
        self.save_soon()

    def save_soon(self) -> None:
        """Something changed."""
        if self._keep:
            self._timer.start()

    def save_now(self) -> None:
        """The window closes."""
        self._timer.stop()
        self._again.stop()
        if self._keep:
            settings_file.save_quietly(self._snapshot(), self._file)

    def _save(self) -> None:
        self._owner.save_settings(self._snapshot(), self._file, self._saved)

    def _saved(self, whole: bool) -> None:
        if not whole and not self._timer.isActive():
            self._again.start()

    def _snapshot(self) -> Settings:
        self._settings.geometry = _text(self._window.saveGeometry())
        if self._settings.splitter:
            self._settings.splitter = _text(self._splitter.saveState())
        return dataclasses.replace(
            self._settings,
            recent_folders=list(self._settings.recent_folders),
            last_article=dict(self._settings.last_article),
            last_view={folder: list(view) for folder, view in self._settings.last_view.items()},
            last_scroll=dict(self._settings.last_scroll),
        )


def _text(data: QByteArray) -> str:
    return base64.b64encode(bytes(data.data())).decode("ascii")


def _bytes(text: str) -> QByteArray:
    try:
        return QByteArray(base64.b64decode(text, validate=True))
    except ValueError:
        return QByteArray()
