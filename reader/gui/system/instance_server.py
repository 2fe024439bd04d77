"""The first window's ear: other starts with the same data folder, and what they want."""

import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from reader.gui.system import single_instance
from reader.gui.system.threads import Pool

BEGIN_MS = 600
"""The first paint, the list and the article come first."""
LOOK_MS = 1000
"""Where the data folder cannot be watched it is looked at this often."""


class InstanceServer(QObject):
    """Raises the window, and tells which folder the other start was given."""

    folder_given = Signal(object)
    file_given = Signal(object, str)
    """A folder, and the name of a file in it."""

    def __init__(self, window: QWidget, data: Path) -> None:
        super().__init__(window)
        self._window = window
        self._data = data
        self._pool = Pool("second start", 1, self)
        self._watcher: QFileSystemWatcher | None = None
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self._look)
        QTimer.singleShot(BEGIN_MS, self, self._watch)

    def _watch(self) -> None:
        self._watcher = QFileSystemWatcher([str(self._data)], self)
        self._watcher.directoryChanged.connect(self._look)
        if not self._watcher.directories():
            self._clock.start()
        self._look()

    def _look(self) -> None:
        self._pool.submit(lambda: single_instance.take(self._data), self._taken)

    def _taken(self, all_handed: list[single_instance.Handed]) -> None:
        for handed in all_handed:
            if handed.token:
                # Qt reads it from here when a window asks for the focus (Wayland).
                os.environ["XDG_ACTIVATION_TOKEN"] = handed.token
            self.bring_forward()
            if handed.file:
                self.file_given.emit(Path(handed.folder), handed.file)
            elif handed.folder:
                self.folder_given.emit(Path(handed.folder))

    def bring_forward(self) -> None:
        """Bring the window before all others, as the system allows."""
        window = self._window
        window.setWindowState(
            (window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
        )
        window.show()
        window.raise_()
        window.activateWindow()

    def close(self) -> None:
        """Stop listening for other starts of the program."""
        self._clock.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        self._pool.close()
