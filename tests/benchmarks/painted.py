"""Tells when something is on the screen: the end of the paint in which it was first drawn."""

import time
from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

Holds = Callable[[], bool]


class Painted(QObject):
    """Watches one widget. A frame is painted when the whole window's paint has come to its end:
    the event posted from within it is handled next.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._wanted: dict[str, Holds] = {}
        self._due: list[str] = []
        self._times: dict[str, float] = {}
        self._then: Callable[[dict[str, float]], None] | None = None
        widget.installEventFilter(self)

    def expect(self, wanted: Mapping[str, Holds], then: Callable[[dict[str, float]], None]) -> None:
        """Note when each is painted first, by time.monotonic(); `then` is called after the last."""
        self._wanted, self._then = dict(wanted), then
        self._due, self._times = [], {}

    def wait(
        self, act: Callable[[], None], wanted: Mapping[str, Holds], seconds: float = 20
    ) -> dict[str, float]:
        """Act, and give the milliseconds from then until each is painted."""
        loop, late = QEventLoop(), QTimer(singleShot=True, interval=round(seconds * 1000))
        late.timeout.connect(loop.quit)
        late.start()
        self.expect(wanted, lambda _: loop.quit())
        began = time.monotonic()
        act()
        if self._wanted:
            loop.exec()
        self._wanted = {}
        return {name: (at - began) * 1000 for name, at in self._times.items()}

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at paints alone."""
        if self._wanted and event.type() == QEvent.Type.Paint:
            due = [name for name, holds in self._wanted.items() if holds()]
            if due:
                self._due += due
                for name in due:
                    del self._wanted[name]
                event_ = QEvent(QEvent.Type.User)
                QCoreApplication.postEvent(self, event_, Qt.EventPriority.HighEventPriority.value)
        return False

    def event(self, event: QEvent) -> bool:
        """The paint is over."""
        if event.type() != QEvent.Type.User:
            return super().event(event)
        now = time.monotonic()
        self._times |= {name: now for name in self._due if name not in self._times}
        self._due = []
        if not self._wanted and self._then is not None:
            then, self._then = self._then, None
            then(self._times)
        return True


def pause(milliseconds: int) -> None:
    """Let the program be for a while."""
    loop, timer = QEventLoop(), QTimer(singleShot=True, interval=milliseconds)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(loop.quit)
    timer.start()
    loop.exec()


def until(holds: Holds, seconds: float = 60) -> bool:
    """Let the program be until it holds; False where it never did."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        pause(20)
    return True
