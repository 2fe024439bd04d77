"""The bar to find in the article: what is typed, its keys, what it says."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from reader.gui.article.find_bar import FindBar


@pytest.fixture
def bar(shown):
    return shown(FindBar())


def test_the_bar_tells_what_is_typed(bar):
    changed = QSignalSpy(bar.changed)
    bar.start()
    QTest.keyClicks(bar.edit, "tea")
    assert [changed.at(n)[0] for n in range(changed.count())] == ["t", "te", "tea"]
    assert bar.text() == "tea"


@pytest.mark.parametrize(
    ("key", "shift", "signal"),
    [
        (Qt.Key.Key_Return, False, "next"),
        (Qt.Key.Key_Enter, False, "next"),
        (Qt.Key.Key_F3, False, "next"),
        (Qt.Key.Key_Return, True, "previous"),
        (Qt.Key.Key_F3, True, "previous"),
        (Qt.Key.Key_Escape, False, "closed"),
    ],
)
def test_the_bars_keys(bar, key, shift, signal):
    modifiers = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    override = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
    override.ignore()
    QApplication.sendEvent(bar.edit, override)
    assert override.isAccepted()
    spies = {name: QSignalSpy(getattr(bar, name)) for name in ("next", "previous", "closed")}
    QTest.keyClick(bar.edit, key, modifiers)
    assert {name for name, spy in spies.items() if spy.count()} == {signal}


def test_the_bars_buttons_and_figures(bar):
    bar.start("tea")
    bar.set_result(3, 17)
    assert bar.label.text() == "3 of 17"
    for button, signal in (
        (bar.next_button, bar.next),
        (bar.previous_button, bar.previous),
        (bar.close_button, bar.closed),
    ):
        spy = QSignalSpy(signal)
        button.click()
        assert spy.count() == 1
    bar.set_result(0, 0)
    assert bar.label.text() == "Not found"
    assert not bar.next_button.isEnabled()
    bar.start()
    bar.edit.clear()
    bar.set_result(0, 0)
    assert bar.label.text() == ""
