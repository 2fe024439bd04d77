"""The program, or a bare window, in a process of its own that tells when it was painted.

    python -m tests.benchmarks.started bare
    python -m tests.benchmarks.started program DATA-DIR FOLDER [--until shown|settled|used]

Prints JSON lines: seconds since BROADSHEET_BEGAN (by time.monotonic(), which all processes of a
system share), and at the end the memory of this process in MB. Nothing is loaded here that the
program would not load.
"""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.benchmarks.painted import Painted, pause, until

BEGAN = float(os.environ.get("BROADSHEET_BEGAN", "0")) or time.monotonic()


def tell(what: dict[str, float]) -> None:
    """One JSON line."""
    print(json.dumps(what), flush=True)


def painted(times: dict[str, float]) -> None:
    """Tell what is on the screen since when."""
    tell({name: at - BEGAN for name, at in times.items()})


def memory(process: str = "self") -> float:
    """PSS in MB: what is shared with others counts by its share."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1e3


def children() -> list[str]:
    """The processes that this one started."""
    found = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return found.split()


def bare() -> int:
    """The floor: an empty window."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1280, 800)

    def over(times: dict[str, float]) -> None:
        painted(times)
        pause(500)
        tell({"memory": memory()})
        window.close()

    Painted(window).expect({"first": lambda: True}, over)
    window.show()
    return app.exec()


def program(data: str, folder: str, end: str) -> int:
    """The program as `python -m reader` runs it, with eyes on its window."""
    from reader import app

    make = app.make_window

    def watched(*arguments: object) -> "tuple[QApplication, QMainWindow]":
        qt, window = make(*arguments)
        left = {"first", "list", "article"}

        def seen(times: dict[str, float]) -> None:
            painted(times)
            left.difference_update(times)
            if not left:
                QTimer.singleShot(0, lambda: go_on(window, end))

        rows, headlines = window.list.rows, window.session.headlines

        def list_is_there() -> bool:
            seen = rows.viewport().height() // rows.delegate.height + 1
            there = min(seen, len(headlines.rows))
            return there > 0 and all(headlines.loaded(n) is not None for n in range(there))

        Painted(window).expect({"first": lambda: True}, seen)
        Painted(rows.viewport()).expect({"list": list_is_there}, seen)
        Painted(window.article.viewport()).expect(
            {"article": lambda: window.article.page is not None}, seen
        )
        return qt, window

    app.make_window = watched
    return app.main(["--data-dir", data, "--offline", folder])


def go_on(window: "QMainWindow", end: str) -> None:
    """What is to happen when all is shown; then the window is closed."""
    sys.excepthook = give_up
    if end != "shown":
        settle(window)
        tell({"memory": memory(), "children": sum(memory(child) for child in children())})
    if end == "used":
        use(window)
        settle(window)
        tell({"used": memory(), "children": sum(memory(child) for child in children())})
    window.close()


def give_up(*error: object) -> None:
    """A benchmark that fails ends: nothing waits for a window that nobody closes."""
    sys.__excepthook__(*error)
    os._exit(1)


def settle(window: "QMainWindow") -> None:
    """Until the folder was looked through and nothing is under way."""

    def quiet() -> bool:
        session, pictures = window.session, window.features.pictures
        return not window.folders.busy and session.controller.settled and not pictures.busy

    pause(400)
    until(quiet, 1200)
    pause(600)
    until(quiet, 60)


def use(window: "QMainWindow") -> None:
    """Two hundred articles, a search for the word that most hold, the end of the list."""
    window.session.controller.select(0)
    settle(window)
    for _ in range(200):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_J)
        pause(30)
        # What is to go goes, as in the program's own event loop; ours runs within a call of it.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.list.search.setText("记者")
    pause(500)
    window.list.search.setText("")
    pause(500)
    bar = window.list.rows.verticalScrollBar()
    for share in range(0, 101, 5):
        bar.setValue(bar.maximum() * share // 100)
        pause(50)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        sys.exit(bare())
    sys.exit(program(*sys.argv[2:4], sys.argv[5] if len(sys.argv) > 5 else "shown"))
