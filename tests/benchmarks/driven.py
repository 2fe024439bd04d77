"""The real window in this process, driven by real key events."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader import settings as settings_file
from reader.gui.system.application import make_application
from reader.gui.system.launch_options import LaunchOptions
from reader.gui.window.window import MainWindow
from reader.paths import Paths
from tests.benchmarks.painted import Painted, pause, until

_apps: list[QApplication] = []


class TimedWindow(MainWindow):
    """The real window, which also tells how long each of its frames takes to paint."""

    frames: list[float] | None = None
    """Milliseconds; None: nothing is noted."""

    def event(self, event: QEvent) -> bool:
        """An UpdateRequest paints all that is to be painted."""
        if self.frames is None or event.type() != QEvent.Type.UpdateRequest:
            return super().event(event)
        import time

        began = time.perf_counter()
        done = super().event(event)
        self.frames.append((time.perf_counter() - began) * 1000)
        return done


class Driven:
    """One window and the hands on its keys."""

    def __init__(self, data: Path, *, connect_to: tuple[str, int] | None = None) -> None:
        if not _apps:
            _apps.append(make_application())
        paths = Paths.at(data)
        paths.create()
        self.window = TimedWindow(
            paths,
            settings_file.load(paths.settings_file),
            LaunchOptions(data_dir=data, offline=connect_to is None, connect_to=connect_to),
        )
        self.list_painted = Painted(self.window.list.rows.viewport())
        self.article_painted = Painted(self.window.article.viewport())

    def show(self) -> None:
        """Show the window, the first in front."""
        self.window.show()
        self.window.activateWindow()
        if not until(self.window.isActiveWindow, 10):
            raise SystemExit("The window was not brought to the front.")

    def open(self, folder: Path) -> None:
        """Open a folder and wait until nothing is under way."""
        self.show()
        self.window.start(folder)
        self.settle()

    def settle(self, seconds: float = 600) -> None:
        """Wait until nothing has been under way for a while."""
        still = 0
        while still < 10:
            if not until(self._quiet, seconds):
                raise SystemExit("The window did not come to rest.")
            pause(20)
            still = still + 1 if self._quiet() else 0

    def _quiet(self) -> bool:
        window = self.window
        return (
            not window.folders.busy
            and window.session.controller.settled
            and not window.list.search.waiting
            and not window.features.pictures.busy
        )

    def visible_rows(self) -> range:
        """The positions of the list that can be seen."""
        rows, view = self.window.session.headlines.rows, self.window.list.rows
        height, top = view.delegate.height, view.verticalScrollBar().value()
        return range(top // height, min(len(rows), (top + view.viewport().height()) // height + 1))

    def list_is_there(self) -> bool:
        """Whether each row in sight has its headline."""
        loaded = self.window.session.headlines.loaded
        return all(loaded(position) is not None for position in self.visible_rows())

    def shows(self, article_id: str) -> bool:
        """Whether this article is in the pane."""
        current = self.window.article.page
        return current is not None and current.id == article_id

    def pictures_are_there(self) -> bool:
        """Whether the pane has an answer for each picture of its article, and has made room."""
        view = self.window.article
        pictures = view.page.pictures if view.page else ()
        return not view.pictures_pending and all(
            view.pictures.answer(picture.key) is not None for picture in pictures
        )

    def press(self, key: Qt.Key) -> None:
        """A key, where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key)

    def type(self, letter: str) -> None:
        """A letter of any script, where the focus is; as an input method's keyboard sends it."""
        target = QApplication.focusWidget() or self.window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key, none = Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(target, QKeyEvent(kind, key, none, letter))

    def next(self, *, pictures: bool, seconds: float = 5) -> dict[str, float]:
        """J: milliseconds until the next article's text is painted, and all its pictures."""
        session = self.window.session
        position = session.controller.position + 1
        if not until(lambda: session.headlines.loaded(position) is not None, 5):
            raise SystemExit("The next headline never came.")
        wanted = session.headlines.loaded(position).id
        expected = {"text": lambda: self.shows(wanted)}
        if pictures:
            expected["pictures"] = lambda: self.shows(wanted) and self.pictures_are_there()
        return self.article_painted.wait(lambda: self.press(Qt.Key.Key_J), expected, seconds)

    def close(self) -> None:
        """Close the window and wait for what it started."""
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
