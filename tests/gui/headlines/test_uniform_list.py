"""The list of any length: a change costs the same, and all that Qt asks is answered."""

import sys
import time
from array import array

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView

from reader.gui.session.headline_model import _position, merged


def fill(listing, number):
    listing.headlines.set_rows(array("q", range(number)))
    QTest.qWait(1)


def test_a_change_costs_the_same_with_a_hundred_thousand_rows(listing):
    def took(number):
        best = 1.0
        for more in range(5):
            rows = array("q", range(number + more))
            began = time.perf_counter()
            listing.headlines.set_rows(rows)
            listing.follow(number // 2)
            listing.doItemsLayout()
            best = min(best, time.perf_counter() - began)
        return best

    assert took(100_000) < max(0.016, 20 * took(100))


def test_the_scroll_bar_is_honest(listing):
    fill(listing, 100_000)
    bar = listing.verticalScrollBar()
    assert bar.maximum() == 100_000 * listing.row_height - listing.viewport().height()
    assert bar.pageStep() == listing.viewport().height()
    bar.setValue(bar.maximum())
    assert listing.visible_rows()[-1] == 99_999
    bar.setValue(bar.maximum() // 2)
    assert abs(listing.visible_rows()[0] - 50_000) < 20


def test_rows_are_where_they_say(listing):
    fill(listing, 1000)
    model = listing.model()
    listing.scrollTo(model.index(500), QAbstractItemView.ScrollHint.PositionAtTop)
    assert listing.visualRect(model.index(500)).top() == 0
    assert listing.indexAt(QPoint(5, 3)).row() == 500
    listing.scrollTo(model.index(990), QAbstractItemView.ScrollHint.EnsureVisible)
    assert listing.visualRect(model.index(990)).bottom() <= listing.viewport().height()
    listing.scrollTo(model.index(3), QAbstractItemView.ScrollHint.EnsureVisible)
    assert listing.visualRect(model.index(3)).top() == 0
    listing.scrollTo(model.index(300), QAbstractItemView.ScrollHint.PositionAtCenter)
    middle = listing.visualRect(model.index(300)).center().y()
    assert abs(middle - listing.viewport().height() // 2) <= listing.row_height
    fill(listing, 2)
    assert not listing.indexAt(QPoint(5, 600)).isValid()


def test_clicks_and_page_keys_choose(listing):
    fill(listing, 1000)
    chosen = []
    listing.chosen.connect(chosen.append)
    height = listing.row_height
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 2 * height + 5))
    assert chosen[-1] == 2
    assert listing.currentIndex().row() == 2
    QTest.keyClick(listing, Qt.Key.Key_PageDown)
    assert chosen[-1] == 2 + listing.viewport().height() // height
    QTest.keyClick(listing, Qt.Key.Key_PageUp)
    assert chosen[-1] == 2


def test_a_screen_reader_finds_the_rows(listing):
    fill(listing, 50)
    interface = QAccessible.queryAccessibleInterface(listing)
    assert interface.role() == QAccessible.Role.List
    assert interface.childCount() == 50


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal: nothing can be lost")
def test_painting_and_scrolling_lose_no_reference(listing):
    """What PySide once did at every call that returns nothing ended the process."""
    fill(listing, 1000)
    bar = listing.verticalScrollBar()
    for number in range(50):
        bar.setValue(number * 37)
        listing.viewport().repaint()
    before = sys.getrefcount(None)
    for number in range(300):
        bar.setValue(number * 37)
        listing.follow(number)
        listing.viewport().repaint()
    assert abs(sys.getrefcount(None) - before) < 200


@pytest.mark.parametrize("number", [0, 1, 255, 256, 65_536, 2**40, 99_999])
def test_a_position_is_found_as_numbers_are_compared(number):
    rows = array("q", [7, 2**40 + 1, 256, 65_536, 255, 1, 2**56, 0, 2**40, 99_999])
    assert _position(rows, number) == rows.index(number)
    assert _position(rows, 12_345) == -1


def test_merging_long_lists_where_a_few_stay_is_quick():
    shown = array("q", range(100_000))
    kept = set(range(0, 100_000, 1000))
    found = array("q", (row for row in shown if row not in kept))
    began = time.process_time()
    result = merged(shown, found, kept)
    assert time.process_time() - began < 5
    assert result == shown
    assert merged(shown, found, None) == shown
