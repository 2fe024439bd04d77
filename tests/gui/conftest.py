"""One QApplication for all tests of the window; errors in Qt's virtual methods fail the test."""

import sys
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reader.gui.article.view import ArticleView


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    """The one QApplication of the session."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["broadsheet-tests"])
    app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(False)
    yield app
    # What lies there was made by Python, and the offscreen platform frees it when Python is gone.
    app.clipboard().clear()


@pytest.fixture(autouse=True)
def raised(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """What Python raises inside Qt's calls is only printed by PySide: here it fails the test."""
    errors = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: errors.append(error))
    monkeypatch.setattr(sys, "unraisablehook", errors.append)
    yield errors
    if errors:
        pytest.fail(f"Raised inside a call of Qt: {errors}", pytrace=False)


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Callable[[QWidget], QWidget]]:
    """`shown(widget)` shows it; it is closed and gone after the test."""
    widgets = []

    def show(widget: QWidget) -> QWidget:
        widgets.append(widget)
        widget.show()
        QTest.qWait(1)
        return widget

    yield show
    for widget in widgets:
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def wait_until(qapp: QApplication) -> Callable[..., None]:
    """`wait_until(predicate, timeout=5)` runs the event loop until it holds, or fails."""

    def wait(predicate: Callable[[], object], timeout: float = 5.0) -> None:
        end = time.monotonic() + timeout
        while not predicate():
            if time.monotonic() > end:
                pytest.fail(f"Not within {timeout} s", pytrace=True)
            qapp.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            time.sleep(0.001)

    return wait


@pytest.fixture
def view(shown: Callable[[QWidget], QWidget]) -> ArticleView:
    """The article pane alone, of 800 by 600 pixels."""
    pane = ArticleView()
    pane.resize(800, 600)
    shown(pane)
    return pane
