"""Figure: painting one frame while the list scrolls, with thumbnails."""

import time
from itertools import pairwise
from statistics import median

from tests.benchmarks.figure import Figure, percentile
from tests.benchmarks.place import WARM, Place, alone

FRAME_MS = 16
STEP = 48
"""Pixels a frame: about 27 rows a second."""


def scroll(bar, pixels: int, step: int = STEP) -> list[float]:
    """Scroll down at a steady rate; gives the milliseconds between two steps."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, timer = QEventLoop(), QTimer(interval=FRAME_MS)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    stamps: list[float] = []

    def on() -> None:
        stamps.append(time.monotonic())
        before = bar.value()
        bar.setValue(before + step)
        if bar.value() == before or bar.value() >= pixels:
            loop.quit()

    timer.timeout.connect(on)
    timer.start()
    loop.exec()
    return [(b - a) * 1000 for a, b in pairwise(stamps)]


def bare(rows: int, height: int, pixels: int) -> list[float]:
    """The frames of a list of one line of text a row."""
    from PySide6.QtCore import QEvent, QSize, QStringListModel
    from PySide6.QtWidgets import QListView, QMainWindow, QStyledItemDelegate

    frames: list[float] = []

    class Window(QMainWindow):
        def event(self, event: QEvent) -> bool:
            began = time.perf_counter()
            done = super().event(event)
            if event.type() == QEvent.Type.UpdateRequest:
                frames.append((time.perf_counter() - began) * 1000)
            return done

    class Rows(QStyledItemDelegate):
        def sizeHint(self, *_) -> QSize:
            return QSize(200, height)

    window, view = Window(), QListView()
    view.setUniformItemSizes(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setItemDelegate(Rows(view))
    view.setModel(QStringListModel([f"A row of one line, number {n}" for n in range(rows)], view))
    window.setCentralWidget(view)
    window.resize(380, 760)
    window.show()
    scroll(view.verticalScrollBar(), pixels)
    window.close()
    return frames


def measure(place: Place) -> list[Figure]:
    """Down through the rows whose thumbnails are in the cache, and once more; then far and fast."""
    from tests.benchmarks.driven import Driven
    from tests.benchmarks.painted import pause

    data, folder = place.warm_data, place.folder
    driven = Driven(data)
    driven.open(folder)
    window, bar = driven.window, driven.window.list.rows.verticalScrollBar()
    window.session.controller.select(0)
    driven.settle()
    height, rows = window.list.rows.delegate.height, len(window.session.headlines.rows)
    pixels = min(WARM, rows) * height
    passes, gaps = [], []
    for _ in range(2):
        bar.setValue(0)
        pause(500)
        window.frames = []
        gaps += scroll(bar, pixels)
        passes.append(window.frames)
        window.frames = None
    bar.setValue(0)
    pause(500)
    window.frames = []
    scroll(bar, min(rows * height, 200 * 2400), 2400)
    fast, window.frames = window.frames, None
    driven.close()
    floor = bare(rows, height, pixels)
    first, again = passes
    return [
        Figure(
            "list: one frame while scrolling, 99 %",
            percentile(first + again, 0.99),
            percentile(floor, 0.99),
            8,
            note=f"{len(first) + len(again)} frames; median {median(first + again):.2f},"
            f" slowest {max(first + again):.1f} ms; 99 % of the first pass"
            f" {percentile(first, 0.99):.1f}, of the second {percentile(again, 0.99):.1f};"
            f" longest time between two steps of {FRAME_MS} ms: {max(gaps):.0f} ms",
        ),
        Figure(
            "… three screens a frame, 99 %",
            percentile(fast, 0.99),
            None,
            None,
            note="rows that were never looked at before",
        ),
    ]


if __name__ == "__main__":
    alone(measure)
