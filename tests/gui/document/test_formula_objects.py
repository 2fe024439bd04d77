"""Formulas in the document: on the line, in the text's colour, copied as their TeX."""

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QImage, QPainter, QTextCursor

from reader.gui.document.clipboard import page_markdown, selection
from reader.gui.document.document import ArticleDocument
from reader.gui.document.formula_objects import painter_path
from reader.gui.document.picture_objects import ArticlePictures
from reader.gui.document.template import page_html
from reader.gui.style.theme import DARK, LIGHT
from reader.gui.style.typography import setting
from reader.markup.page.page import make_page
from tests.markup.articles import article

COLUMN = 600


def shown(html, theme=LIGHT):
    page = make_page(article(html))
    own = setting("en", 100)
    held = ArticlePictures(page.pictures, theme, own, COLUMN, page.formulas)
    document = ArticleDocument(page_html(page), theme, 100, own, held)
    document.held = held
    document.setPageSize(QSizeF(COLUMN, -1))
    document.lay_out()
    return document


def painted(document, ratio=1):
    size = document.size().toSize()
    image = QImage(size * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("#808080"))
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()
    return image


def line_of(document, text):
    block = document.begin()
    while text not in block.text():
        block = block.next()
    return block.layout().lineAt(0)


def test_a_small_formula_leaves_its_line_as_high_as_others(qapp):
    inline = '<span class="math inline">x_i^2</span>'
    document = shown(f"<p>plain words</p><p>some {inline} words</p>")
    assert line_of(document, "some").height() == line_of(document, "plain").height()


def test_a_deep_formula_stands_on_the_baseline_of_a_taller_line(qapp):
    deep = r'<span class="math inline">\frac{\frac{a}{b}}{\frac{c}{d}}</span>'
    document = shown(f"<p>plain words</p><p>some {deep} words</p>")
    assert line_of(document, "some").height() > line_of(document, "plain").height()


@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_it_is_drawn_in_the_colour_of_the_text(qapp, theme, ratio):
    image = painted(shown('<div class="math display">x = 1</div>', theme), ratio)
    wanted = QColor(theme.page_text).getRgb()[:3]
    found = {
        image.pixelColor(x, y).getRgb()[:3]
        for y in range(image.height())
        for x in range(image.width() // 3, 2 * image.width() // 3)
    }
    assert wanted in found


def test_a_formula_wider_than_the_column_shrinks_into_it(qapp):
    document = shown('<div class="math display">' + "x + y + z + " * 20 + "1</div>")
    assert document.idealWidth() <= COLUMN + 1


def test_it_is_copied_as_tex_and_exported_so(qapp):
    html = '<p>Say <span class="math inline">a_1 &lt; b</span> and</p><div class="math display">c^2'
    document = shown(html)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    mime = selection(cursor, ())
    assert "Say $a_1 < b$ and" in mime.text()
    assert "$$c^2$$" in mime.text()
    assert "$a_1 &lt; b$" in mime.html()
    assert "Say $a_1 < b$ and" in page_markdown(make_page(article(html)))


@pytest.mark.parametrize("outline", ["", "M", "M 1", "L 1 2 3", "X 1 2", "M 99999999 1", "Z Z Z"])
def test_an_outline_that_cannot_be_read_draws_nothing(qapp, outline):
    assert painter_path(outline).boundingRect().isEmpty()
