"""A picture of the real window, once list, article and pictures have settled."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QImageWriter

from reader.gui.window.window import MainWindow

LOOK_MS = 40
STILL = 4
"""So many looks in a row must find nothing under way."""
AT_MOST_MS = 120_000


class Photographer(QObject):
    """Waits for the window to settle, asks for what is to be seen, and takes the picture."""

    taken = Signal(str)
    """"" or a sentence why there is no picture."""

    def __init__(self, window: MainWindow, file: Path, select: str, search: str) -> None:
        super().__init__(window)
        self._window = window
        self._file = file
        steps: list[tuple[object, Callable[[], None]]] = [
            (search, lambda: window.list.search.setText(search)),
            (select, lambda: window.session.navigator.to_title(select)),
            (not select, self._first),
        ]
        self._steps = [step for wanted, step in steps if wanted]
        self._still = 0
        self._since = QElapsedTimer()
        self._since.start()
        self._failed = ""
        window.folders.empty.connect(self._empty)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _first(self) -> None:
        if self._window.session.controller.position < 0:
            self._window.session.controller.select(0)

    def _empty(self, title: str, sentence: str) -> None:
        self._failed = sentence if title.startswith("This folder") else ""

    def _busy(self) -> bool:
        window = self._window
        return (
            window.folders.busy
            or not window.session.controller.settled
            or window.list.search.waiting
            or window.pictures.busy
        )

    def _look(self) -> None:
        late = self._since.elapsed() > AT_MOST_MS
        self._still = 0 if self._busy() and not late else self._still + 1
        if self._still < STILL:
            return
        self._still = 0
        if self._failed:
            self._end(self._failed)
        elif self._steps and not late:
            self._steps.pop(0)()
        else:
            self._window.status_line.say("")
            writer = QImageWriter(str(self._file), QByteArray(b"png"))
            saved = writer.write(self._window.grab().toImage())
            self._end(
                "" if saved else f"{self._file} could not be written: {writer.errorString()}."
            )

    def _end(self, sentence: str) -> None:
        self._timer.stop()
        self.taken.emit(sentence)
