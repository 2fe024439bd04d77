"""Count what sidebar and list show, again and again, when nothing else is to be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.system.threads import LATER
from reader.model import Counts

if TYPE_CHECKING:
    from reader.gui.session.library_worker import LibraryWorker
    from reader.library.library import Library
    from reader.model import BroadsheetError, IndexState, Section


T = TypeVar("T")
AFTER_MS = 150


class Counters(QObject):
    """Ask for one figure after the other: a status that is to be written waits for one of them."""

    counted = Signal(object, object, object)
    """Counts, list of Section, IndexState."""
    trouble = Signal(str)
    """A sentence: why there are no figures."""

    def __init__(self, library: LibraryWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.counts = Counts()
        """As last counted."""
        self._sections: list[Section] = []
        self._timer = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._timer.timeout.connect(self.count)

    def schedule(self) -> None:
        """Count in a moment: a status or a reading position changed."""
        self._timer.start()

    def stop(self) -> None:
        """Drop a count that is scheduled."""
        self._timer.stop()

    def count(self) -> None:
        """Count as soon as the library has nothing else to do."""
        self._timer.stop()
        self._ask("counts", lambda library: library.counts(), self._take_counts)
        self._ask("sections", lambda library: library.sections(), self._take_sections)
        self._ask("state", lambda library: library.state(), self._tell)

    def _ask(self, key: str, work: Callable[[Library], T], done: Callable[[T], None]) -> None:
        self._library.ask(work, done, self._failed, key=key, urgency=LATER)

    def _take_counts(self, counts: Counts) -> None:
        self.counts = counts

    def _take_sections(self, sections: list[Section]) -> None:
        self._sections = sections

    def _tell(self, state: IndexState) -> None:
        self.counted.emit(self.counts, self._sections, state)

    def _failed(self, error: BroadsheetError) -> None:
        self.trouble.emit(error.sentence)
