"""A hand over pictures; a click on one is told, and nothing of the text is lost."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from reader.gui.gallery.click_filter import ClickFilter
from tests.gui.pages import picture
from tests.support import pictures as made
from tests.support.picture_server import picture as answer

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def clicks(article, picture_server, pictures, wait_until):
    picture_server.default = answer(made.png(300, 200))
    article.show_it("<p>Some words to select.</p><img src='picture:0'>", [picture(0)])
    wait_until(lambda: not pictures.busy)
    article.viewport().repaint()
    watched = ClickFilter(article)
    watched.told, watched.over = [], []
    watched.clicked.connect(watched.told.append)
    watched.hovered.connect(watched.over.append)
    wait_until(lambda: place(article) is not None)
    return watched


def place(article):
    """A point on the picture."""
    view = article.viewport()
    points = (QPoint(view.width() // 2, y) for y in range(0, view.height(), 10))
    return next((point for point in points if article.picture_at(point)), None)


def test_a_click_on_a_picture_is_told_and_one_on_text_is_not(clicks, article):
    at = place(article)
    QTest.mouseClick(article.viewport(), LEFT, pos=at)
    assert clicks.told == [picture(0)]
    QTest.mouseClick(article.viewport(), LEFT, pos=QPoint(at.x(), 2))
    assert clicks.told == [picture(0)]


def test_a_press_that_is_let_go_elsewhere_is_no_click(clicks, article):
    at = place(article)
    QTest.mousePress(article.viewport(), LEFT, pos=at)
    QTest.mouseRelease(article.viewport(), LEFT, pos=QPoint(2, 2))
    assert clicks.told == []


def test_the_pointer_is_a_hand_over_it(clicks, article, wait_until):
    view = article.viewport()
    QTest.mouseMove(view, QPoint(3, 3))
    QTest.mouseMove(view, place(article))
    wait_until(lambda: clicks.over and clicks.over[-1] == picture(0))
    assert view.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(view, QPoint(2, 2))
    wait_until(lambda: clicks.over[-1] is None)
    assert view.cursor().shape() is not Qt.CursorShape.PointingHandCursor
