"""The text pane: a place in a text stays whatever lays it out anew."""

from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from reader.gui.document.position import y_of
from reader.gui.style.theme import DARK, LIGHT
from tests.gui.pages import page, paragraphs, top_line

LONG = page(paragraphs(60))


def test_opens_at_a_place(view):
    view.show_page(LONG, position=5000)
    assert view.position() == 5000
    assert abs(top_line(view)) <= 1
    assert 0 < view.progress() < 1


def test_a_place_beyond_the_end_is_the_end(view):
    view.show_page(LONG, position=10**9)
    assert view.progress() > 0.97
    view.show_page(LONG, position=-5)
    assert view.position() == 0


def test_zoom_width_and_theme_keep_the_place(view):
    view.show_page(LONG, position=6000)
    for change in (
        lambda: view.set_zoom(150),
        lambda: view.resize(430, 500),
        lambda: view.set_theme(DARK),
        lambda: view.resize(1200, 700),
        lambda: view.set_zoom(100),
        lambda: view.resize(800, 600),
        lambda: view.set_theme(LIGHT),
    ):
        change()
        QApplication.processEvents()
        assert view.position() == 6000
        assert abs(top_line(view)) <= 1


def test_resizing_step_by_step_does_not_drift(view):
    view.show_page(LONG)
    view.verticalScrollBar().setValue(2000)
    before = view.position()
    for width in [*range(800, 500, -20), *range(500, 801, 20)]:
        view.resize(width, 600)
        QApplication.processEvents()
    assert view.position() == before
    assert abs(view.verticalScrollBar().value() - 2000) <= 1


def test_the_place_is_told_once_scrolling_rests(view, wait_until):
    view.show_page(LONG)
    told = QSignalSpy(view.position_changed)
    for y in range(100, 1000, 100):
        view.verticalScrollBar().setValue(y)
    assert told.count() == 0
    wait_until(lambda: told.count() > 0)
    assert told.count() == 1
    assert told.at(0)[0] == view.position() > 0


def test_showing_an_article_tells_no_place(view):
    told = QSignalSpy(view.position_changed)
    view.show_page(LONG, position=3000)
    view.set_zoom(120)
    view.resize(600, 600)
    QApplication.processEvents()
    assert not view._settled.isActive(), "nothing is going to be told"
    assert told.count() == 0


def test_a_character_is_scrolled_to_only_where_it_cannot_be_seen(view):
    view.show_page(LONG)
    text = view.document().toPlainText()
    view.reveal(text.index("Number 1"))
    assert view.verticalScrollBar().value() == 0
    far = text.index("Number 40")
    view.reveal(far)
    assert 0 < y_of(view.document(), far) - view.verticalScrollBar().value() < 500
    here = view.verticalScrollBar().value()
    view.reveal(far)
    assert view.verticalScrollBar().value() == here


def test_what_is_at_a_height_of_the_pane_can_be_asked_for(view):
    view.show_page(LONG)
    view.go_to_character(view.document().toPlainText().index("Number 20"))
    at_the_top = view.character_at(0)
    assert y_of(view.document(), at_the_top) == y_of(view.document(), view.position())
    below = view.character_at(view.viewport().height())
    assert view.character_at(-view.viewport().height()) < view.position() < below


def test_what_is_highlighted_for_one_purpose_leaves_the_others(view):
    view.show_page(LONG, terms=("sentence",))
    terms = len(view.extraSelections())
    assert terms > 10
    view.find_text("number 7")
    assert len(view.extraSelections()) == terms + 1
    assert view.extraSelections()[-1].cursor.selectedText() == "Number 7"
    view.highlight("terms", [])
    assert [each.cursor.selectedText() for each in view.extraSelections()] == ["Number 7"]
    view.show_page(page("<p>Another one.</p>"))
    assert view.extraSelections() == []


def test_it_tells_of_another_document_and_of_what_is_in_sight(view):
    replaced, sight = QSignalSpy(view.document_replaced), QSignalSpy(view.sight_changed)
    view.show_page(LONG)
    assert replaced.count() == 1
    seen = sight.count()
    view.verticalScrollBar().setValue(700)
    assert sight.count() == seen + 1
    view.set_zoom(120)
    assert replaced.count() == 2


def test_a_span_beyond_the_end_is_cut_off(view):
    view.show_page(page("<p>The end</p>"))
    end = view.document().characterCount() - 1
    assert view.span(end - 3, end + 500).cursor.selectedText() == "end"
    assert view.span(end + 5, end + 9).cursor.selectedText() == ""
