"""What is scrolled past by hand is told once scrolling rests; a jump passes nothing."""

import pytest
from PySide6.QtWidgets import QAbstractSlider

from reader.model import Status
from tests.gui.headlines.conftest import headline

PAGE = QAbstractSlider.SliderAction.SliderPageStepAdd


@pytest.fixture
def passed(listing):
    listing.fill(60)
    told = []
    listing.passed_rows.passed.connect(told.append)
    return told


def rest(listing):
    listing._scrolling.stop()
    listing._scrolling_ended()


def test_rows_that_left_at_the_top_were_passed(listing, passed):
    listing.headlines.add([headline(1, status=Status(read=True))])
    bar = listing.verticalScrollBar()
    bar.triggerAction(PAGE)
    count = bar.value() // listing.row_height
    assert passed == []  # the hand is still on it
    rest(listing)
    assert passed == [[f"{row:032x}" for row in range(count) if row != 1]]
    bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepSub)
    rest(listing)
    assert len(passed) == 1


def test_what_moves_by_itself_or_jumps_passes_nothing(listing, passed):
    listing.scroll_to_position(3, 0)
    rest(listing)
    bar = listing.verticalScrollBar()
    bar.triggerAction(QAbstractSlider.SliderAction.SliderToMaximum)
    rest(listing)
    assert passed == []
