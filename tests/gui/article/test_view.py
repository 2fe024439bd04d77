"""The article pane as a person meets it: pages, place, pictures, keys."""

import gc
import sys
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QTextTable,
)
from PySide6.QtWidgets import QApplication

from reader.gui.document.document_cache import KEPT
from reader.gui.style.theme import SEPIA
from reader.gui.style.typography import CJK_COLUMN, reading_families, setting
from tests.gui.document.test_document import block_with
from tests.gui.pages import image, page, paragraphs, picture, show

LONG = page(paragraphs(60))


def test_shows_a_page_from_its_start(view):
    view.show_page(LONG)
    assert view.page is LONG
    assert view.position() == 0
    assert view.progress() == 0
    assert "Number 59" in view.toPlainText()
    assert view.accessibleName() == "Article: Fog over the tea gardens"


def test_shows_nothing_and_errors(view):
    view.show_page(LONG)
    view.show_nothing("Choose an article.")
    assert view.page is None
    assert view.toPlainText().strip() == "Choose an article."
    view.show_error("No article", "The file <b>x</b> is gone.")
    assert view.toPlainText().split("\n") == ["No article", "The file <b>x</b> is gone."]
    assert not view.page_down()


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("width", [400, 800, 1800])
def test_the_column_is_centred_and_of_reading_width(view, width, language):
    view.resize(width, 600)
    view.show_page(page(paragraphs(3), language=language))
    QApplication.processEvents()
    form = view.document().rootFrame().frameFormat()
    assert form.leftMargin() >= 24
    assert abs(form.leftMargin() - form.rightMargin()) <= 1
    column = view.viewport().width() - form.leftMargin() - form.rightMargin()
    if language == "zh-Hans" and width == 1800:
        assert 34 <= column / view.document().defaultFont().pixelSize() <= 42
    if language == "en" and width == 1800:
        block = view.document().findBlock(view.toPlainText().index("Number 1"))
        lines = [block.layout().lineAt(n).textLength() for n in range(block.layout().lineCount())]
        assert 60 <= lines[0] <= 80


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal: nothing can be lost")
def test_none_keeps_its_references(view):
    """PySide 6.12.0 loses one reference to None at calls that return nothing (DESIGN, 4)."""
    shown = page("<p>Text</p><img src='picture:0'>", pictures=(picture(0, width=9, height=9),))
    view.set_picture_source(lambda _wanted: image(9, 9))
    view.show_page(shown)
    view.viewport().repaint()
    gc.collect()  # what the tests before left behind holds references of its own
    gc.disable()
    before = sys.getrefcount(None)
    for _ in range(300):
        view.show_page(shown)
        view.picture_arrived(picture(0).url, image(5, 5))
        view._updates._lay_out()
        view.viewport().repaint()
    for _ in range(3000):
        view.document().setHtml("<p>x</p>")
        image(2, 2)
    # Short of a lost one each call; a handful may come and go by themselves.
    after = sys.getrefcount(None)
    gc.enable()
    assert after > before - 100


def delete_later():
    """Have Qt delete now what is to be deleted: processing events leaves it."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_an_article_that_was_left_takes_its_document_with_it(view):
    """A day of reading must not pile up every text and picture that was shown."""
    documents = []
    for number in range(12):
        view.show_page(page(paragraphs(3), id=f"{number:032}"))
        documents.append(weakref.ref(view.document()))
        delete_later()
    gc.collect()
    left = [document() for document in documents]
    # A few wait for the person to come back.
    assert left[: -1 - KEPT] == [None] * (11 - KEPT)
    assert None not in left[-1 - KEPT :]
    view.set_zoom(120)
    delete_later()
    del left
    gc.collect()
    assert {document() for document in documents} == {None}


def column_of(view):
    form = view.document().rootFrame().frameFormat()
    return view.viewport().width() - form.leftMargin() - form.rightMargin()


def test_width_lines_and_font_are_as_wished(view):
    view.resize(1400, 600)
    document = show(view, "<p>这是中文的正文，足够长。</p>")
    usual = setting("zh-Hans", 100)
    assert 34 <= CJK_COLUMN <= 42
    assert column_of(view) == usual.column
    place = block_with(document, "正文").position()
    view.go_to_character(place)
    view.set_typography(120, 130, "serif")
    wished = setting("zh-Hans", 100, 120, 130, "serif")
    assert column_of(view) == wished.column > usual.column
    line = block_with(view.document(), "正文").blockFormat().lineHeight()
    assert line == wished.line > usual.line
    assert view.document().defaultFont().families() == reading_families("zh-Hans", "serif")
    assert reading_families("en", "sans")[0] != reading_families("en", "serif")[0]
    assert reading_families("ja", "No Such Face") == reading_families("ja")


def test_sepia_is_a_theme_of_its_own(view):
    view.set_theme(SEPIA)
    assert view.viewport().palette().base().color() == QColor(SEPIA.page)
    assert QGuiApplication.instance() is not None
    document = show(view, "<p>a</p><table border=1><tr><th>h</th></tr></table>")
    assert any(isinstance(frame, QTextTable) for frame in document.rootFrame().childFrames())
