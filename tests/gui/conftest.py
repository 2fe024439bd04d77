"""One QApplication for all tests of the window; errors in Qt's virtual methods fail the test."""

import sys
import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.gui.article.view import ArticleView


@pytest.fixture(scope="session")
def qapp():
    """The one QApplication of the session."""
    app = QApplication.instance() or QApplication(["broadsheet-tests"])
    app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(False)
    yield app
    # What lies there was made by Python, and the offscreen platform frees it when Python is gone.
    app.clipboard().clear()


@pytest.fixture(autouse=True)
def raised(monkeypatch):
    """What Python raises inside Qt's calls is only printed by PySide: here it fails the test."""
    errors = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: errors.append(error))
    monkeypatch.setattr(sys, "unraisablehook", errors.append)
    yield errors
    if errors:
        pytest.fail(f"Raised inside a call of Qt: {errors}", pytrace=False)


@pytest.fixture
def shown(qapp):
    """`shown(widget)` shows it; it is closed and gone after the test."""
    widgets = []

    def show(widget):
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
def wait_until(qapp):
    """`wait_until(predicate, timeout=5)` runs the event loop until it holds, or fails."""

    def wait(predicate, timeout=5.0):
        end = time.monotonic() + timeout
        while not predicate():
            if time.monotonic() > end:
                pytest.fail(f"Not within {timeout} s", pytrace=True)
            qapp.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            time.sleep(0.001)

    return wait


@pytest.fixture
def view(shown):
    """The article pane alone, of 800 by 600 pixels."""
    pane = ArticleView()
    pane.resize(800, 600)
    return shown(pane)
