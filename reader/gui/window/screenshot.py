"""A picture of the real window, once list, article and pictures have settled."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QImageWriter
from PySide6.QtWidgets import QWidget

from reader.language import _

LOOK_MS = 40
STILL = 4
"""So many looks in a row must find nothing under way."""
AT_MOST_MS = 120_000


class Photographer(QObject):
    """Wait for the window to settle, ask for what is to be seen, and take the picture."""

    taken = Signal(str)
    """ "" or a sentence why there is no picture."""

    def __init__(
        self,
        window: QWidget,
        settled: Callable[[], bool],
        steps: Sequence[Callable[[], None]],
        file: Path,
    ) -> None:
        """settled: whether nothing is under way. steps: each is done once all has settled."""
        super().__init__(window)
        self._window = window
        self._settled = settled
        self._steps = list(steps)
        self._file = file
        self._still = 0
        self._since = QElapsedTimer()
        self._since.start()
        self._failed = ""
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def fail(self, sentence: str) -> None:
        """Take no picture, for this reason."""
        self._failed = sentence

    def _look(self) -> None:
        late = self._since.elapsed() > AT_MOST_MS
        self._still = self._still + 1 if late or self._settled() else 0
        if self._still < STILL:
            return
        self._still = 0
        if self._failed:
            self._end(self._failed)
        elif self._steps and not late:
            self._steps.pop(0)()
        else:
            self._end(self._write())

    def _write(self) -> str:
        writer = QImageWriter(str(self._file), QByteArray(b"png"))
        if writer.write(self._window.grab().toImage()):
            return ""
        sentence = _("{name} could not be written: {why}.")
        return sentence.format(name=self._file, why=writer.errorString())

    def _end(self, sentence: str) -> None:
        self._timer.stop()
        self.taken.emit(sentence)
