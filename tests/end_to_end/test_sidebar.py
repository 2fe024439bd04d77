"""The sidebar gives its room to list and article where there is little, and when it is told to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.end_to_end.conftest import CTRL

Key = Qt.Key


@pytest.fixture
def run(program, news):
    """A window with room for all three panes."""
    run = program().open(news, 6)
    run.window.resize(1200, 700)
    run.wait(lambda: run.window.sidebar.isVisible())
    return run


def test_it_is_hidden_in_a_narrow_window_and_comes_back_as_wide_as_it_was(run):
    widths = run.window.frame.splitter.sizes()
    run.window.resize(700, 700)
    run.wait(lambda: not run.window.sidebar.isVisible())
    assert run.window.article.width() > 400
    run.window.resize(1200, 700)
    run.wait(lambda: run.window.sidebar.isVisible())
    assert run.window.frame.splitter.sizes() == widths


def test_a_narrow_window_is_as_narrow_at_the_next_start(run, program):
    run.window.resize(700, 620)
    run.wait(lambda: not run.window.sidebar.isVisible())
    run.wait(lambda: run.window.minimumSizeHint().width() < 560)
    run.settle()
    run.window.resize(560, 620)
    run.wait(lambda: run.window.width() == 560)
    run.settle()
    run.close()
    again = program().open(None)
    again.settle()
    assert again.window.width() == 560
    assert not again.window.sidebar.isVisible()


def test_a_person_hides_it_for_good_and_reads_on(run, program):
    run.press(Key.Key_F6)
    run.press(Key.Key_F6)
    assert run.window.sidebar.hasFocus()
    run.press("b", CTRL)
    assert not run.window.sidebar.isVisible()
    assert QApplication.focusWidget() is run.window.list.rows
    run.press("j")
    run.shows("Two")
    run.press(Key.Key_Left)
    assert QApplication.focusWidget() is run.window.list.rows
    run.settle()
    run.close()
    again = program().open(None)
    again.settle()
    again.window.resize(1200, 700)
    again.settle()
    assert not again.window.sidebar.isVisible()
    again.press("b", CTRL)
    assert again.window.sidebar.isVisible()


def test_shown_in_a_narrow_window_it_is_so_until_that_is_wide(run):
    run.window.resize(700, 700)
    run.wait(lambda: not run.window.sidebar.isVisible())
    run.press("b", CTRL)
    assert run.window.sidebar.isVisible()
    run.window.resize(720, 700)
    run.settle()
    assert run.window.sidebar.isVisible()
    run.window.resize(1200, 700)
    run.settle()
    run.window.resize(700, 700)
    run.wait(lambda: not run.window.sidebar.isVisible())


def test_focus_mode_does_not_bring_it_back(run):
    run.press("b", CTRL)
    run.press(Key.Key_F9)
    run.press(Key.Key_F9)
    assert run.window.list.isVisible()
    assert not run.window.sidebar.isVisible()
