"""Scrolling to where a key leads: at once, or smoothly where that is wanted."""

import pytest
from PySide6.QtWidgets import QProxyStyle, QScrollBar, QStyle

from reader.gui.article.smooth_scroll import SmoothScroll


class Animated(QProxyStyle):
    """A system's style whose animations the test switches on and off."""

    milliseconds = 200

    def styleHint(self, hint, option=None, widget=None, returned=None):
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return self.milliseconds
        return super().styleHint(hint, option, widget, returned)


@pytest.fixture
def style(qapp):
    style = Animated("Fusion")
    yield style
    style.deleteLater()


@pytest.fixture
def bar(shown, style):
    made = QScrollBar()
    made.setStyle(style)
    made.setRange(0, 1000)
    return shown(made)


def test_it_jumps_unless_it_is_to_be_smooth(bar):
    scroll = SmoothScroll(bar)
    scroll.to(400)
    assert bar.value() == scroll.target == 400
    scroll.to(-50)
    assert bar.value() == 0
    scroll.to(5000)
    assert bar.value() == 1000


def test_it_passes_what_lies_between_and_adds_up(bar, wait_until):
    scroll, passed = SmoothScroll(bar), []
    scroll.smooth = True
    bar.valueChanged.connect(passed.append)
    scroll.to(400)
    assert bar.value() < 400
    assert scroll.target == 400
    scroll.to(scroll.target + 400)
    assert scroll.target == 800
    wait_until(lambda: bar.value() == 800)
    assert scroll.target == 800
    assert passed == sorted(passed)
    assert any(0 < value < 800 for value in passed)


def test_what_else_scrolls_stops_it(bar, wait_until):
    scroll = SmoothScroll(bar)
    scroll.smooth = True
    scroll.to(900)
    wait_until(lambda: bar.value() > 0)
    scroll.stop()
    here = bar.value()
    assert scroll.target == here < 900


def test_it_jumps_where_the_system_animates_nothing_and_while_it_is_hidden(bar, style):
    scroll = SmoothScroll(bar)
    scroll.smooth = True
    style.milliseconds = 0
    scroll.to(300)
    assert bar.value() == 300
    style.milliseconds = 200
    bar.hide()
    scroll.to(700)
    assert bar.value() == 700
