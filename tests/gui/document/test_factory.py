"""From a page to its document: how it is to look, what is open, what it was made of."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize

from reader.gui.document.factory import (
    BOTTOM_MARGIN,
    SIDE_MARGIN,
    RenderOptions,
    render_message,
    render_page,
)
from reader.gui.style.theme import DARK, LIGHT
from reader.markup.page.page import make_page
from reader.model import PictureProblem
from tests.gui.pages import image, page, picture
from tests.markup.articles import article

OPTIONS = RenderOptions(LIGHT, 100, (100, 100, ""), QSize(800, 600))
DETAILS = (
    "<p>Before</p><details><summary>More</summary><p>Inside it</p></details>"
    "<details open><summary>Shown</summary><p>Open at first</p></details><p>After</p>"
)


def nothing(_picture):
    return None


def margins(made):
    form = made.document.rootFrame().frameFormat()
    return form.leftMargin(), form.topMargin(), form.rightMargin(), form.bottomMargin()


@pytest.mark.parametrize("width", [300, 800, 2000])
def test_the_column_stands_in_the_middle_and_is_never_wider_than_it_is_to_be(qapp, width):
    made = render_page(page(), OPTIONS, nothing, "")
    made.fit(QSize(width, 600))
    left, top, right, bottom = margins(made)
    column = made.options.column(made.setting)
    assert left + column + right == width
    assert abs(left - right) <= 1
    assert left >= SIDE_MARGIN
    assert column <= made.setting.column
    assert made.pictures.column == column
    assert 20 <= top <= 48
    assert bottom == BOTTOM_MARGIN


def test_a_message_stands_in_the_upper_middle(qapp):
    made = render_message("<p>Nothing here.</p>", OPTIONS)
    assert made.page is None
    assert margins(made)[1] == round(0.36 * 600)
    made.fit(QSize(800, 1000))
    assert margins(made)[1] == 360


def test_pictures_are_asked_for_once_and_kept_when_it_is_rendered_again(qapp):
    asked = []

    def source(wanted):
        asked.append(wanted.key)
        return image(30, 20) if wanted.key == "picture:0" else PictureProblem.GONE

    shown = page("<img src='picture:0'><img src='picture:1'>", pictures=(picture(0), picture(1)))
    made = render_page(shown, OPTIONS, source, "<p>Next</p>")
    again = made.rendered_again(replace(OPTIONS, theme=DARK, zoom=150), made.open_folds)
    assert asked == ["picture:0", "picture:1"]
    assert again.pictures.answer("picture:0").width() == 30
    assert again.pictures.answer("picture:1") is PictureProblem.GONE
    assert again.page is shown
    assert again.document.toPlainText() == made.document.toPlainText()
    assert "Next" in again.document.toPlainText()
    assert again.setting.size > made.setting.size
    assert again.options.theme is DARK


def test_parts_are_open_as_their_author_meant_and_places_have_numbers_for_all_open(qapp):
    made = render_page(make_page(article(DETAILS)), OPTIONS, nothing, "")
    text = made.document.toPlainText()
    assert "Inside it" not in text
    assert "Open at first" in text
    opened = made.rendered_again(OPTIONS, {0, 1})
    whole = opened.document.toPlainText()
    assert "Inside it" in whole
    for word in ("Before", "Open at first", "After"):
        number = made.to_unfolded(text.index(word))
        assert number == opened.to_unfolded(whole.index(word))
        assert made.to_shown(number) == text.index(word)
        assert opened.to_shown(number) == whole.index(word)
    hidden = opened.to_unfolded(whole.index("Inside it"))
    assert made.document.findBlock(made.to_shown(hidden)).text().endswith("More")


def test_the_footer_is_put_there_once(qapp):
    made = render_page(page(), OPTIONS, nothing, "<p>Next: one</p>")
    assert not made.set_footer("<p>Next: one</p>")
    assert made.set_footer("<p>Next: another</p>")
    assert "one" not in made.document.toPlainText()
    assert made.document.toPlainText()[made.document.body_end :].strip() == "Next: another"
