"""Opens every article of a folder in the real window, one after the other, and tells the cost.

`python -m tests.support.open_each FOLDER DATA_DIR`: a JSON line before each article and one after
it. Runs as a process of its own, so that one that hangs or dies is a failed test, not a hung one.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from reader import settings as settings_file
from reader.gui.system.launch_options import LaunchOptions
from reader.gui.window.window import MainWindow
from reader.paths import Paths

PATIENCE = 60.0


class Gaps:
    """How long the window did nothing else, at worst."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.monotonic()
        self.worst = max(self.worst, now - self._last)
        self._last = now

    def begin(self) -> None:
        self.worst, self._last = 0.0, time.monotonic()


def peak(process: int | str) -> int:
    """The largest memory of a process since it was last asked, in MB (Linux; 0 elsewhere)."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
        Path(f"/proc/{process}/clear_refs").write_text("5", encoding="ascii")
    except (OSError, ValueError):
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def worked(process: int) -> float:
    """CPU seconds of another process so far (Linux; 0 elsewhere)."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def tell(**what: object) -> None:
    print(json.dumps(what), flush=True)


def main(folder: Path, data_dir: Path) -> None:
    app = QApplication(["open-each"])
    app.setStyle("Fusion")
    paths = Paths.at(data_dir)
    paths.create()
    window = MainWindow(
        paths,
        settings_file.load(paths.settings_file),
        LaunchOptions(data_dir=data_dir, offline=True),
    )
    session = window.session
    # Each is to be made ready when it is opened, so that its own cost shows.
    session.page_client.prefetch = lambda *_: None  # type: ignore[method-assign]
    gaps = Gaps()
    failed: list[str] = []
    session.controller.page_failed.connect(lambda _title, why: failed.append(why))

    def wait(done: Callable[[], object]) -> bool:
        end = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > end:
                return False
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            time.sleep(0.001)
        return True

    def settled() -> bool:
        return (
            not window.folders.busy
            and session.controller.settled
            and not window.features.pictures.busy
        )

    window.show()
    tell(event="indexing")
    began = time.monotonic()
    window.start(folder)
    complete: list[bool] = []
    window.folders.finished.connect(lambda: complete.append(True))
    counted: list[int] = []
    session.counters.counted.connect(lambda counts, *_: counted.append(counts.articles))

    def all_there() -> bool:
        return bool(complete and counted) and len(session.headlines.rows) == counted[-1]

    wait(lambda: all_there() and settled())
    tell(event="indexed", seconds=time.monotonic() - began, articles=len(session.headlines.rows))
    for position in range(len(session.headlines.rows)):
        wait(partial(session.headlines.headline, position))
        headline = session.headlines.headline(position)
        title = headline.title if headline is not None else ""
        tell(event="opening", title=title)
        peak(os.getpid())
        session.controller.current = session.controller.page = None
        window.article.show_nothing()
        child = session.page_client._process
        pages = int(child.processId()) if child is not None else 0
        peak(pages)
        gaps.begin()
        began, cpu, child_cpu = time.monotonic(), time.process_time(), worked(pages)
        failed.clear()
        session.controller.select(position)
        wait(lambda: failed or window.article.page is not None)
        window.article.grab()
        wait(lambda: not window.features.pictures.busy)
        window.article.grab()
        app.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        seconds = time.monotonic() - began
        text = window.article.toPlainText()
        page = session.controller.page
        tell(
            event="opened",
            title=title,
            seconds=seconds,
            cpu=time.process_time() - cpu + worked(pages) - child_cpu,
            stall=gaps.worst,
            window_mb=peak(os.getpid()),
            pages_mb=peak(pages),
            failed=list(failed),
            notes=[note.sentence for note in page.notes] if page else [],
            before="beforeword" in text,
            behind="behindword" in text,
            width=window.article.document().size().width(),
        )
    window.close()
    tell(event="closed")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
