"""Articles that were made ahead, or left: shown as if they were made anew."""

import pytest
from PySide6.QtGui import QImage

from reader.gui.document.document_cache import SHORT
from reader.gui.document.template import footer_html
from reader.gui.style.theme import DARK
from reader.model import PictureProblem
from tests.gui.pages import image, page, paragraphs, picture

FIRST = page(paragraphs(30), id="1" * 32, title="The first")
NEXT = page(
    f"<p><img src='picture:0'></p>{paragraphs(30)}",
    id="2" * 32,
    title="The next",
    pictures=(picture(0, width=300, height=200),),
)
FOOTER = footer_html(("", ""), ("3" * 32, "The one after"))


def nothing(_picture):
    return None


@pytest.fixture
def ready(view, wait_until):
    """`ready(page)` has it made ahead, drawn ahead too."""

    def make(shown, footer=FOOTER):
        view.prepare(shown, footer, nothing)
        wait_until(lambda: not view._cache._undrawn)

    return make


@pytest.fixture
def seen(view, wait_until):
    """`seen()` is what a person sees once all is laid out, with the line for how much was read."""

    def grab():
        most = round(view.document().size().height()) - view.viewport().height()
        wait_until(lambda: view.verticalScrollBar().maximum() == most)
        wait_until(lambda: not view._progress._timer.isActive())
        return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    return grab


@pytest.mark.parametrize("scrolled", [0, 900])
@pytest.mark.parametrize("position", [0, 1500])
def test_a_page_made_ahead_looks_as_one_made_anew(view, scrolled, position, ready, seen):
    view.set_picture_source(lambda _picture: image(300, 200, "#336699"))  # told when it is shown
    view.show_page(NEXT, position=position, footer=FOOTER)
    anew = seen()
    assert view.position() == position
    for _ in range(2):  # made ahead, then left and come back to
        view.show_page(FIRST)
        view.verticalScrollBar().setValue(scrolled)
        ready(NEXT)
        view.show_page(NEXT, position=position, footer=FOOTER)
        assert view.page is NEXT
        assert view.position() == position
        assert seen() == anew


def test_what_is_shown_is_the_document_that_was_made_ahead(view, ready):
    view.show_page(FIRST)
    first = view.document()
    ready(NEXT)
    (waiting,) = view._cache._articles.values()
    view.show_page(NEXT, footer=FOOTER)
    assert view.document() is waiting.document
    view.show_page(FIRST)
    assert view.document() is first


def test_its_footer_and_pictures_are_those_of_now(view, ready, seen):
    view.show_page(FIRST)
    ready(NEXT)
    view.set_picture_source(lambda _picture: image(300, 200, "#ff0000"))
    view.show_page(NEXT, footer=footer_html(("4" * 32, "One before"), ("", "")))
    assert "One before" in view.toPlainText()
    assert "The one after" not in view.toPlainText()
    drawn = seen()
    assert "#ff0000" in {drawn.pixelColor(400, y).name() for y in range(600)}
    view.show_page(FIRST)
    view.set_picture_source(lambda _picture: PictureProblem.OFFLINE)
    view.show_page(NEXT)
    assert view.pictures.answer("picture:0") is PictureProblem.OFFLINE


@pytest.mark.parametrize(
    "change",
    [
        lambda view: view.set_theme(DARK),
        lambda view: view.set_zoom(150),
        lambda view: view.set_typography(120, 130, "sans"),
        lambda view: view.resize(500, 400),
    ],
    ids=["theme", "zoom", "typography", "width"],
)
def test_another_look_is_another_document(view, change, ready, seen):
    view.show_page(FIRST)
    ready(NEXT)
    change(view)
    view.show_page(NEXT, footer=FOOTER)
    made_ahead = seen()
    view.clear_cache()
    view.show_page(FIRST)
    view.clear_cache()
    view.show_page(NEXT, footer=FOOTER)
    assert seen() == made_ahead


def test_a_page_that_changed_in_the_folder_is_made_anew(view, ready):
    view.show_page(FIRST)
    ready(NEXT)
    view.show_page(page("<p>Another text.</p>", id=NEXT.id))
    assert "Another text." in view.toPlainText()


def test_a_long_article_is_not_made_ahead(view, ready):
    view.show_page(FIRST)
    ready(page("x" * (SHORT + 1), id="5" * 32))
    assert not view._cache._articles
