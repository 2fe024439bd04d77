"""The rows: what is chosen, what is marked as read now, and that nothing moves by itself."""

from array import array

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

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
    assert chosen == [700 // listing.row_height]


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
