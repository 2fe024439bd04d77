"""The window's title: how many articles are unread, which one is read, in which folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reader.gui.style.labels import window_title
from reader.views import UNREAD

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from reader.gui.session.controller import SessionController
    from reader.gui.session.counters import Counters
    from reader.model import Counts

TITLE_MS = 60
"""Who holds a key down gets another title so often at most."""


class WindowTitle(QObject):
    """Keep the title in line with what is read and counted."""

    def __init__(self, window: QWidget, controller: SessionController, counters: Counters) -> None:
        super().__init__(window)
        self._window = window
        self._controller = controller
        self._folder: Path | None = None
        self._unread = 0
        self._soon = QTimer(self, singleShot=True, interval=TITLE_MS)
        self._soon.timeout.connect(self._show)
        controller.folder_opening.connect(self.name_folder)
        controller.selected.connect(self._begin)
        counters.counted.connect(self._counted)

    def name_folder(self, folder: Path) -> None:
        """Name this folder, before anything of it is known."""
        self._folder, self._unread = folder, 0
        self._show()

    def _begin(self, _position: int) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _counted(self, counts: Counts) -> None:
        self._unread = counts.of(UNREAD)
        self._begin(0)

    def _show(self) -> None:
        current = self._controller.current
        if self._folder is not None:
            article = current.title if current is not None else ""
            self._window.setWindowTitle(window_title(self._folder, article, self._unread))
