"""Which folder is to be opened: asked for, picked among those known, dropped on the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.gui.folder.dropping import called, dropped_folder
from reader.gui.style.labels import label, tooltip
from reader.paths import resources

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent
    from PySide6.QtWidgets import QMenu, QWidget

    from reader.settings import Settings


class FolderChooser(QObject):
    """Every way to a folder but the command line."""

    wanted = Signal(object)
    """The folder."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings

    def choose(self) -> None:
        """Ask for a folder with the system's own dialog."""
        from PySide6.QtWidgets import QFileDialog  # late: a start does not pay for it

        start = self._settings.folder or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self._window, "Open Folder", start)
        if chosen:
            self.wanted.emit(Path(chosen))

    def samples(self) -> None:
        """The articles that come with the program."""
        self.wanted.emit(resources() / "sample")

    def fill_recent(self, menu: QMenu) -> None:
        """The folders opened before, into their menu."""
        menu.clear()
        for folder in self._settings.recent_folders:
            action = menu.addAction(label(folder))
            action.setToolTip(tooltip(folder))
            action.triggered.connect(called(self.wanted.emit, Path(folder)))
        menu.setDisabled(menu.isEmpty())

    def dropped(self, event: QDropEvent, *, take: bool) -> None:
        """Something is dragged over the window; `take`: it was let go."""
        folder = dropped_folder(event.mimeData().urls())
        if folder is not None:
            event.acceptProposedAction()
            if take:
                self.wanted.emit(folder)
