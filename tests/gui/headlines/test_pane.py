"""What stands above the rows and in their place."""

import pytest

from reader.gui.headlines.pane import ListPane
from reader.gui.headlines.style import list_style
from reader.gui.session.headline_model import HeadlineModel
from reader.gui.style.labels import ElidedLabel
from reader.gui.style.theme import LIGHT, stylesheet


@pytest.fixture
def pane(shown):
    made = ListPane(HeadlineModel())
    made.setStyleSheet(stylesheet(LIGHT) + list_style(LIGHT))
    made.resize(320, 600)
    return shown(made)


def visible_texts(pane):
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]


def test_it_names_what_is_listed_and_says_how_many(pane):
    pane.show_heading("Unread", "12")
    assert visible_texts(pane) == ["12", "Unread"] or visible_texts(pane) == ["Unread", "12"]


def test_rows_do_not_move_when_a_chinese_name_follows_an_english_one(pane):
    pane.show_heading("Unread", "12")
    pane.layout().activate()
    top = pane.rows.y()
    pane.show_heading("科技新闻", "3")
    pane.layout().activate()
    assert pane.rows.y() == top


def test_a_sentence_stands_in_place_of_rows_in_any_size(pane):
    pane.show_empty_text("Nothing unread. All is read here.")
    assert "Nothing unread. All is read here." in visible_texts(pane)
    pane.resize(320, 300)
    sentence = pane.rows.findChild(object, "ListEmpty")
    assert pane.rows.rect().contains(sentence.geometry())
    pane.show_empty_text("")
    assert visible_texts(pane) == ["", ""]


def test_a_search_of_a_part_says_so(pane):
    pane.show_partial(True)
    assert "Searching what has been read so far." in visible_texts(pane)
    pane.show_partial(False)
    assert "Searching what has been read so far." not in visible_texts(pane)


def test_a_name_is_text_whatever_it_looks_like(pane):
    pane.show_heading("<b>x</b>", "")
    assert "<b>x</b>" in visible_texts(pane)


def test_a_name_that_is_cut_ends_in_dots_and_is_whole_in_its_hint(pane, qapp):
    name = pane.findChild(ElidedLabel)
    for text, cut in (("World", False), ("World news " * 30, True)):
        pane.show_heading(text, "3")
        name.repaint()
        assert (name.shown.endswith("…"), bool(name.toolTip())) == (cut, cut)
    assert name.toolTip().startswith("World news World news")
