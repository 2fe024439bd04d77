"""How many of each section's pictures are kept, counted again after what is kept has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from reader.library.pictures.coverage import coverage

if TYPE_CHECKING:
    from pathlib import Path

    from reader.gui.pictures.store import PictureStore
    from reader.model import BroadsheetError, Coverage

COUNT_MS = 2000
SHARE = 20
"""Counting takes at most one part of so many: a large library is not counted over and over while
its pictures come."""


class CoverageCounter(QObject):
    """Counts beside all else that is asked of the picture index, one count after the other."""

    counted = Signal(object)
    """A dict of Coverage by section; empty where nothing is known yet."""

    def __init__(self, store: PictureStore, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._index_db: Path | None = None
        self._is_counting = False
        self._took = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._timer.timeout.connect(self._count)
        store.noted.connect(self.schedule)

    def set_library(self, index_db: Path) -> None:
        """Count for the library of this index from now on; nothing is known of it yet."""
        self._index_db = index_db
        self.counted.emit({})

    def schedule(self) -> None:
        """Count a little later: what is listed or kept has changed."""
        if not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Drop a count that is scheduled; one that is under way comes to its end."""
        self._timer.stop()

    def _count(self) -> None:
        index_db = self._index_db
        if index_db is None:
            return
        if self._is_counting:
            self._timer.start()  # one after the other: a newer one would end that which runs
            return
        self._is_counting = True
        self._took.start()

        def failed(_error: BroadsheetError) -> None:
            self._is_counting = False

        def came(found: dict[tuple[str, ...], Coverage]) -> None:
            self._is_counting = False
            self._timer.setInterval(max(COUNT_MS, SHARE * self._took.elapsed()))
            if index_db == self._index_db:
                self.counted.emit(found)

        self._store.query(lambda index: coverage(index, index_db), came, failed, key="coverage")
