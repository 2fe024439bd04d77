"""The rows: what is chosen, what is marked as read now, and that nothing moves by itself."""

from array import array

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.headlines.conftest import headline

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def click(listing, row, held=Qt.KeyboardModifier.NoModifier):
    place = listing.visualRect(listing.headlines.index(row)).center()
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, held, place)


def selected(listing):
    return sorted(index.row() for index in listing.selectionModel().selectedIndexes())


def test_a_click_chooses_and_a_click_with_ctrl_or_shift_only_selects(listing):
    listing.fill(100)
    chosen = []
    listing.chosen.connect(chosen.append)
    click(listing, 1)
    assert set(chosen) == {1}
    listing.follow(1)
    del chosen[:]
    click(listing, 3, CTRL)
    assert selected(listing) == [1, 3]
    click(listing, 5, SHIFT)
    assert selected(listing) == [3, 4, 5]
    assert chosen == []
    assert listing.currentIndex().row() == 1  # what is read stays
    click(listing, 2)
    assert set(chosen) == {2}
    assert not listing.multi_selection


def test_page_down_chooses_and_a_focus_does_not(listing):
    listing.fill(100)
    chosen = []
    listing.chosen.connect(chosen.append)
    listing.setFocus()
    assert chosen == []
    listing.follow(0)
    QTest.keyClick(listing, Qt.Key.Key_PageDown)
    assert chosen == [listing.viewport().height() // listing.row_height]


def test_the_row_that_is_read_comes_into_sight_with_its_neighbours(listing):
    listing.fill(100)
    listing.follow(50)
    seen = listing.visible_rows()
    assert 50 in seen
    assert 51 in seen
    before = listing.verticalScrollBar().value()
    listing.verticalScrollBar().setValue(0)
    listing.follow(50)  # the same article: a person who scrolls away is left there
    assert listing.verticalScrollBar().value() == 0
    listing.follow(49)
    assert 0 < listing.verticalScrollBar().value() < before


def test_new_articles_above_move_nothing_on_the_screen(listing):
    listing.fill(100)
    listing.follow(50)
    top = listing.visualRect(listing.currentIndex()).top()
    rows = listing.headlines.rows
    listing.headlines.set_rows(array("q", range(1000, 1005)) + rows)
    listing.follow(55)
    assert listing.visualRect(listing.headlines.index(55)).top() == top


def test_another_list_starts_at_its_top_once_it_is_there(listing):
    listing.fill(100)
    listing.follow(50)
    listing.start_list()
    assert listing.verticalScrollBar().value() > 0
    listing.headlines.set_rows(array("q", range(60, 100)))
    listing.follow(-1)
    assert listing.verticalScrollBar().value() == 0
    assert selected(listing) == []


def test_a_place_in_the_list_is_found_again(listing):
    listing.fill(100)
    listing.scroll_to_position(30, 7)
    assert listing.scroll_position() == (30, 7)


def test_selecting_further_follows_with_the_screen(listing):
    listing.fill(100)
    listing.follow(0)
    for _ in range(12):
        listing.extend_selection(1)
    assert selected(listing) == list(range(13))
    assert 12 in listing.visible_rows()
    assert listing.currentIndex().row() == 0


def test_a_changed_headline_is_painted_where_it_is_in_sight(listing):
    listing.fill(3)
    place = listing.visualRect(listing.headlines.index(1))
    before = listing.viewport().grab(place).toImage()
    listing.headlines.add([headline(1, title="Another title")])
    QTest.qWait(1)
    assert listing.viewport().grab(place).toImage() != before


def hover(listing, row, x=100, y=50):
    """Move the mouse over a row; return where it is."""
    place = listing.visualRect(listing.headlines.index(row)).topLeft() + QPoint(x, y)
    move(listing, place)
    return place


def move(listing, place):
    # Not QTest.mouseMove: on a screen that moves the pointer there, and the event comes later.
    where, none = QPointF(place), Qt.MouseButton.NoButton
    everywhere = listing.viewport().mapToGlobal(where)
    held = Qt.KeyboardModifier.NoModifier
    moved = QMouseEvent(QEvent.Type.MouseMove, where, everywhere, none, none, held)
    QApplication.sendEvent(listing.viewport(), moved)


@pytest.fixture
def told(listing):
    """What the list tells: the positions chosen, and what was toggled of which article."""
    said = []
    listing.chosen.connect(said.append)
    listing.toggled.connect(lambda headline, what: said.append((headline.row, what)))
    listing.fill(20)
    return said


def test_a_click_on_dot_or_star_toggles_and_opens_nothing(listing, told):
    for y, what in ((15, "read"), (36, "star")):
        place = hover(listing, 2, 10, y)
        QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert set(told) == {(2, what)}
        told.clear()
    place = hover(listing, 3)
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert set(told) == {3}


def test_the_row_under_the_mouse_has_buttons(listing, told):
    right = listing.viewport().width()
    for from_right, what in ((15, "read"), (42, "star")):
        place = hover(listing, 4, right - from_right, 17)
        QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert told == [(4, what)]
        told.clear()
    assert listing.hovered == 4
    move(listing, QPoint(10, listing.row_height * 5 + 40))
    assert listing.hovered == 5
    listing.verticalScrollBar().setValue(300)
    assert listing.hovered == -1


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_only_the_left_button_opens(listing, told, button):
    QTest.mouseClick(listing.viewport(), button, pos=hover(listing, 3))
    QTest.mouseClick(listing.viewport(), button, pos=hover(listing, 4, 10, 15))
    assert told == []
    assert not listing.currentIndex().isValid()
