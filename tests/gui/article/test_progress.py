"""How much was read: the line above the article, its end told once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from reader.gui.document.template import footer_html
from reader.gui.style.theme import DARK, LIGHT
from tests.gui.pages import page, paragraphs


def test_the_end_is_told_once_and_only_when_it_is_seen(view, wait_until):
    ends = QSignalSpy(view.end_reached)
    view.show_page(page(paragraphs(60)), footer=footer_html(("", ""), ("b" * 32, "N")))
    wait_until(lambda: view._progress.line.isVisible())
    assert ends.count() == 0
    assert view._progress.line.share == 0.0
    view.scroll_by_key(Qt.Key.Key_End)
    wait_until(lambda: ends.count() == 1)
    assert view._progress.line.share == 1.0
    view.scroll_by_key(Qt.Key.Key_Home)
    view.scroll_by_key(Qt.Key.Key_End)
    wait_until(lambda: view.progress() == 1.0)
    assert ends.count() == 1
    view.show_page(page("<p>Short.</p>"))
    wait_until(lambda: ends.count() == 2)
    assert not view._progress.line.isVisible()


def test_the_line_is_as_long_as_what_was_read(view, wait_until):
    view.show_page(page(paragraphs(60)))
    line = view._progress.line
    wait_until(line.isVisible)
    assert line.width() == view.viewport().width()
    view.go_to_character(view.document().toPlainText().index("Number 30"))
    wait_until(lambda: line.share > 0.4)
    assert line.share == view.progress() < 0.7
    drawn = line.grab().toImage()
    painted = [drawn.pixelColor(x, 1).name() == LIGHT.accent for x in range(drawn.width())]
    assert painted[0]
    assert not painted[-1]
    assert sum(painted) == pytest.approx(drawn.width() * line.share, abs=2)
    view.set_theme(DARK)
    assert line.grab().toImage().pixelColor(2, 1).name() == DARK.accent
    view.show_nothing("Nothing here.")
    wait_until(lambda: not line.isVisible())
