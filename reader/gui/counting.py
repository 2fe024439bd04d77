"""The figures of sidebar and list, counted again when nothing else is to be done."""

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.owner import LibraryOwner
from reader.gui.threads import LATER
from reader.library.library import Library
from reader.model import BroadsheetError, Counts, IndexState, Section

AFTER_MS = 150


class Counting(QObject):
    """Asks for one figure after the other: a mark that is to be written waits for one of them."""

    counted = Signal(object, object, object)
    """Counts, list of Section, IndexState."""
    trouble = Signal(str)

    def __init__(self, owner: LibraryOwner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._owner = owner
        self._counts = Counts()
        self._sections: list[Section] = []
        self._timer = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._timer.timeout.connect(self.now)

    def soon(self) -> None:
        """Something was marked."""
        self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def now(self) -> None:
        """Count as soon as the library has nothing else to do."""
        self._timer.stop()
        ask = self._owner.ask
        ask(Library.counts, self._take_counts, self._failed, key="counts", urgency=LATER)
        ask(Library.sections, self._take_sections, self._failed, key="sections", urgency=LATER)
        ask(Library.state, self._tell, self._failed, key="state", urgency=LATER)

    def _take_counts(self, counts: Counts) -> None:
        self._counts = counts

    def _take_sections(self, sections: list[Section]) -> None:
        self._sections = sections

    def _tell(self, state: IndexState) -> None:
        self.counted.emit(self._counts, self._sections, state)

    def _failed(self, error: BroadsheetError) -> None:
        self.trouble.emit(error.sentence)
