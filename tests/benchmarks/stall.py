"""Figure: the longest stall of the window while all the articles are being indexed."""

import sys
import time

from tests.benchmarks.figure import Figure, percentile
from tests.benchmarks.place import Place, alone

TICK_MS = 2
KEY_MS = 700


class Ticks:
    """A timer in the event loop, which notes how long it was kept waiting."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.gaps: list[tuple[float, float]] = []
        """Milliseconds without a tick beyond the timer's own, and when they began."""
        self._timer = QTimer(interval=TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._began = self._last = time.monotonic()
        self._timer.start()

    def _tick(self) -> None:
        now = time.monotonic()
        self.gaps.append(((now - self._last) * 1000 - TICK_MS, self._last - self._began))
        self._last = now

    def stop(self) -> list[float]:
        """No more; gives the stalls in milliseconds."""
        self._timer.stop()
        return [gap for gap, _ in self.gaps]


def floor(place: Place) -> list[float]:
    """The same timer in an empty event loop, while the ingest process works as it does below."""
    from PySide6.QtCore import QEventLoop, QProcess

    data, loop, child = place.fresh_data("stall-floor"), QEventLoop(), QProcess()
    child.finished.connect(loop.quit)
    child.setStandardOutputFile(QProcess.nullDevice())
    child.start(sys.executable, ["-m", "reader.ingest", str(place.folder), "--data-dir", str(data)])
    ticks = Ticks()
    loop.exec()
    place.fresh_data("stall-floor")
    return ticks.stop()


def measure(place: Place) -> list[Figure]:
    """The real window on a new folder, with a person who reads on all the while."""
    from PySide6.QtCore import Qt, QTimer

    from tests.benchmarks.driven import Driven
    from tests.benchmarks.painted import pause, until

    folder = place.folder
    driven = Driven(place.fresh_data("stall-data"))
    bare = floor(place)
    driven.show()
    window = driven.window
    window.start(None)
    pause(300)
    keys = QTimer(interval=KEY_MS)
    keys.timeout.connect(
        lambda: driven.press(Qt.Key.Key_J) if window.list.rows.hasFocus() else None
    )
    began = time.monotonic()
    ticks = Ticks()
    window.open_folder(folder)
    keys.start()
    until(lambda: not window.folders.busy, 1800)
    pause(500)
    keys.stop()
    stalls = ticks.stop()
    seconds = time.monotonic() - began
    driven.settle()
    rows = len(window.session.headlines.rows)
    driven.close()
    place.fresh_data("stall-data")
    worst = ", ".join(f"{ms:.0f} at {at:.1f} s" for ms, at in sorted(ticks.gaps, reverse=True)[:6])
    return [
        Figure(
            "longest stall while indexing",
            max(stalls),
            max(bare),
            50,
            note=f"{rows} articles in {seconds:.1f} s, J every {KEY_MS} ms; worst: {worst};"
            f" 99.9 %: {percentile(stalls, 0.999):.1f}; floor: an empty event loop beside the same",
        )
    ]


if __name__ == "__main__":
    alone(measure)
