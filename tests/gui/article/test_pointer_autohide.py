"""The pointer hides over what is read, and comes back when it moves."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from reader.gui.article.pointer_autohide import PointerAutohide


@pytest.fixture
def over(shown):
    """A widget with the hand as its pointer; the test says whether it is over it."""

    class Under(QWidget):
        here = True

        def underMouse(self):
            return self.here

    widget = Under()
    widget.setCursor(Qt.CursorShape.PointingHandCursor)
    widget.setMouseTracking(True)  # as that of a text is: moves are told though no button is down
    widget.resize(200, 100)
    return shown(widget)


def move(widget, kind=QEvent.Type.MouseMove):
    place = QPointF(50, 50)
    button = Qt.MouseButton.NoButton
    event = QMouseEvent(kind, place, place, button, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def test_it_hides_when_asked_and_comes_back_as_it_was_when_it_moves(over):
    pointer = PointerAutohide(over)
    assert not pointer.hidden
    pointer.hide()
    assert pointer.hidden
    assert over.cursor().shape() == Qt.CursorShape.BlankCursor
    pointer.hide()
    move(over)
    assert not pointer.hidden
    assert over.cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_it_hides_by_itself_once_it_rests_and_not_after_it_left(over, wait_until):
    pointer = PointerAutohide(over)
    pointer._timer.setInterval(1)
    move(over)
    wait_until(lambda: pointer.hidden)
    move(over, QEvent.Type.MouseButtonPress)
    assert not pointer.hidden
    QApplication.sendEvent(over, QEvent(QEvent.Type.Leave))
    assert not pointer._timer.isActive()


def test_it_stays_where_it_is_over_something_else(over):
    pointer = PointerAutohide(over)
    over.here = False
    pointer.hide()
    assert not pointer.hidden
    assert over.cursor().shape() == Qt.CursorShape.PointingHandCursor
