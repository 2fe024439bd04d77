"""Figures: from the key J to the next article painted, its pictures in the cache."""

import time
from statistics import median

from tests.benchmarks.figure import Figure, percentile
from tests.benchmarks.place import WARM, Place, alone

PAUSE_MS = 120
"""Between two keys of a person in a hurry."""


def floor(texts: list[str]) -> list[float]:
    """Milliseconds from key to paint of a bare text pane that shows these."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QKeySequence, QShortcut
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QMainWindow, QTextBrowser

    from tests.benchmarks.painted import Painted, pause, until

    window, pane = QMainWindow(), QTextBrowser()
    window.setCentralWidget(pane)
    window.resize(800, 800)
    waiting = list(texts)
    QShortcut(QKeySequence(Qt.Key.Key_J), window).activated.connect(
        lambda: pane.setPlainText(waiting.pop())
    )
    window.show()
    window.activateWindow()
    until(window.isActiveWindow, 10)
    painted, times = Painted(pane.viewport()), []
    while waiting:
        left = len(waiting)
        found = painted.wait(
            lambda: QTest.keyClick(pane, Qt.Key.Key_J),
            {"text": lambda left=left: len(waiting) < left},
        )
        times.append(found["text"])
        pause(10)
    window.close()
    return times


def measure(place: Place) -> list[Figure]:
    """J through the first articles: unhurried, then as fast as they come."""
    from tests.benchmarks.driven import Driven
    from tests.benchmarks.painted import pause

    data, folder = place.warm_data, place.folder
    driven = Driven(data)
    driven.open(folder)
    session = driven.window.session
    session.controller.select(0)
    driven.settle()
    steps = min(WARM, len(session.headlines.rows) - 1)
    found, texts = [], []
    for _ in range(steps):
        found.append(driven.next(pictures=True))
        texts.append(driven.window.article.toPlainText())
        pause(PAUSE_MS)
    session.controller.select(0)
    driven.settle()
    held, busy = [], []
    for _ in range(steps):
        began = time.thread_time()
        held.append(driven.next(pictures=False)["text"])
        busy.append((time.thread_time() - began) * 1000)
    driven.close()
    bare = floor(texts)

    text = [each["text"] for each in found]
    whole = [each["pictures"] for each in found if "pictures" in each]
    note = f"{steps} articles, {PAUSE_MS} ms between two; the slowest {max(text):.1f} ms"
    without = len(found) - len(whole)
    return [
        Figure("next article, median", median(text), median(bare), 8, note=note),
        Figure("next article, 99 %", percentile(text, 0.99), percentile(bare, 0.99), 16),
        Figure(
            "next article, J held down, median",
            median(held),
            median(bare),
            8,
            note="each J as soon as the last article is painted; processor time of the window's"
            f" own thread: median {median(busy):.1f}, 99 % {percentile(busy, 0.99):.1f} ms",
        ),
        Figure("next article, J held down, 99 %", percentile(held, 0.99), None, 16),
        Figure(
            "… with all its pictures, median",
            median(whole),
            None,
            None,
            note=f"{without} articles never had all of theirs" if without else "",
        ),
        Figure("… with all its pictures, 99 %", percentile(whole, 0.99), None, None),
    ]


if __name__ == "__main__":
    alone(measure)
