"""The settings on disk: written off the GUI thread a moment after a change, and at the end."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader import settings as settings_file

if TYPE_CHECKING:
    from pathlib import Path

    from reader.gui.session.library_worker import LibraryWorker
    from reader.settings import Settings


SAVE_AFTER_MS = 500
SAVE_AGAIN_MS = 5000
"""A disk that is full takes them when there is room, though nothing changes by then."""


class SettingsStore(QObject):
    """Hold the settings, and save them."""

    saving = Signal()
    """The settings are about to be saved: who holds a part of them puts it in now."""

    def __init__(
        self,
        settings: Settings,
        file: Path,
        library: LibraryWorker,
        *,
        keep: bool,
        parent: QObject | None = None,
    ) -> None:
        """keep: False leaves the file as it is. library: on its thread they are written."""
        super().__init__(parent)
        self.settings = settings
        self._file = file
        self._library = library
        self._keep = keep
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save)
        self._again = QTimer(self, singleShot=True, interval=SAVE_AGAIN_MS)
        self._again.timeout.connect(self._save)

    def schedule_save(self) -> None:
        """Save in a moment: something changed."""
        if self._keep:
            self._timer.start()

    def save_now(self) -> None:
        """Save before this returns: the window closes, and no thread is there any more."""
        self._timer.stop()
        self._again.stop()
        if self._keep:
            settings_file.save_quietly(self._snapshot(), self._file)

    def _save(self) -> None:
        self._library.save_settings(self._snapshot(), self._file, self._saved)

    def _saved(self, whole: bool) -> None:
        if not whole and not self._timer.isActive():
            self._again.start()

    def _snapshot(self) -> Settings:
        """Return a copy that the library's thread may read while the window goes on."""
        self.saving.emit()
        settings = self.settings
        return dataclasses.replace(
            settings,
            recent_folders=list(settings.recent_folders),
            last_article=dict(settings.last_article),
            last_view={folder: list(view) for folder, view in settings.last_view.items()},
            last_scroll=dict(settings.last_scroll),
            keys={command: list(keys) for command, keys in settings.keys.items()},
        )
