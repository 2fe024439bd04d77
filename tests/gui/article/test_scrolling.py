"""The keys that scroll an article."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from reader.gui.article.scrolling import LINES
from tests.gui.pages import page, paragraphs, press

LONG = page(paragraphs(60))


def test_page_down_ends_at_the_end(view):
    view.show_page(LONG)
    steps = 0
    while view.page_down():
        steps += 1
        assert steps < 100
    assert steps > 3
    assert view.progress() == 1
    while view.page_up():
        steps -= 1
    assert steps == 0
    assert view.position() == 0


def test_nothing_is_skipped_between_two_screens(view):
    view.show_page(LONG)
    before = view.verticalScrollBar().value()
    view.page_down()
    moved = view.verticalScrollBar().value() - before
    assert view.viewport().height() - 120 < moved < view.viewport().height()


def test_scroll_keys_scroll(view):
    view.show_page(LONG)
    bar = view.verticalScrollBar()
    places = []
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Up,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_End,
        Qt.Key.Key_Home,
    ):
        override = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, override)
        assert override.isAccepted()
        assert press(view, key)
        places.append(bar.value())
    down, further, back, up, end, home = places
    assert 0 < down < 120 < further
    assert up < back < further
    assert end == bar.maximum()
    assert home == 0
    assert not press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)


def test_arrows_go_by_lines_of_the_text_whatever_its_size(view):
    bar = view.verticalScrollBar()
    moved = []
    for zoom in (100, 200):
        view.set_zoom(zoom)
        view.show_page(LONG)
        press(view, Qt.Key.Key_Down)
        moved.append(bar.value())
        line = view.document().findBlock(view.position() + 500).blockFormat().lineHeight()
        assert bar.value() == LINES * line
        press(view, Qt.Key.Key_Up)
        assert bar.value() == 0
    assert moved[1] > 1.5 * moved[0]


def test_in_a_pane_of_a_few_lines_a_screen_is_a_line_at_least(view):
    view.resize(800, 40)
    view.show_page(LONG)
    assert view.page_down()
    assert view.verticalScrollBar().value() == view.line_height
