"""What the article pane makes of an article's constructs: formats and places, not pixels."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
)

from reader.gui.style.theme import THEMES
from reader.markup.page.page import make_page
from tests.gui.document.test_document import block_with, blocks, char_format, tables
from tests.gui.pages import image, show
from tests.markup.articles import article


def size(block, text):
    font = char_format(block, text).font()
    return font.pixelSize()


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_code_has_the_colours_of_the_theme(view, theme):
    view.set_theme(theme)
    document = show(view, '<pre class="language-python">def f():\n\treturn "s"</pre>')
    line = block_with(document, "def")
    assert char_format(line, "def").foreground().color() == QColor(theme.code_word)
    line = block_with(document, "return")
    assert char_format(line, '"s"').foreground().color() == QColor(theme.code_string)
    (box,) = tables(document)
    ground = box.format().background().color()
    assert ground == QColor(theme.code_background)


def test_a_caption_stands_below_its_picture_in_one_size(view):
    document = show(
        view,
        '<figure><img src="https://a.example/b.jpg"><figcaption>By <b>bold</b> and'
        ' <a href="https://a.example/">link</a></figcaption></figure>',
    )
    caption = block_with(document, "By")
    assert caption.previous().text() == "\ufffc"
    assert caption.blockFormat().alignment() == Qt.AlignmentFlag.AlignHCenter
    assert {size(caption, word) for word in ("By", "bold", "link")} == {size(caption, "By")}
    assert size(caption, "By") < document.defaultFont().pixelSize()


@pytest.mark.parametrize(
    ("html", "direction"),
    [
        ('<p dir="rtl">one two</p>', Qt.LayoutDirection.RightToLeft),
        ("<p>זהו משפט בעברית</p>", Qt.LayoutDirection.RightToLeft),
        ("<p>English עברית</p>", Qt.LayoutDirection.LeftToRight),
        (
            '<table dir="rtl"><tr><td>א</td></tr></table><p>After</p>',
            Qt.LayoutDirection.LeftToRight,
        ),
    ],
)
def test_paragraphs_run_as_they_are_written(view, html, direction):
    document = show(view, html)
    block = [block for block in blocks(document) if block.text().strip()][-1]
    if html.count("<p") and "table" not in html:
        block = next(b for b in blocks(document) if b.text() and b.text() in html)
    else:
        block = block_with(document, "After")
    assert block.textDirection() == direction


@pytest.mark.parametrize("width", range(420, 800, 38))
def test_no_line_begins_with_punctuation(view, width):
    view.resize(width, 600)
    text = (
        "他说：“今天（星期一）天气很好，我们去公园；好吗？”她答道，可以。然后、就走了！「はい」。"
        * 8
    )
    document = show(view, f"<p>{text}</p>")
    document.size()
    layout = block_with(document, "今天").layout()
    lines = [layout.lineAt(n) for n in range(layout.lineCount())]
    begins = {text[line.textStart()] for line in lines}
    assert len(lines) > 3
    assert not begins & set("，。；：！？、）」”")


@pytest.mark.parametrize("columns", [3, 8, 30])
@pytest.mark.parametrize("width", [420, 800, 1400])
def test_no_table_widens_the_page(view, columns, width):
    view.resize(width, 600)
    row = "".join(f"<td>{'Incomprehensibilities' * 3} {n}</td>" for n in range(columns))
    show(view, f'<table border="1"><tr>{row}</tr></table>').size()
    assert view.horizontalScrollBar().maximum() <= 1


@pytest.mark.parametrize(
    "html",
    [
        "".join(f"<p>{n} {'这是一段很长的中文，其中也有 words。' * 8}</p>" for n in range(2000)),
        "".join(f'<p>{n}</p><img src="https://a.example/{n}.jpg">' for n in range(200)),
    ],
    ids=["1 MB", "200 pictures"],
)
def test_a_huge_article_is_seen_at_once(view, html):
    whole = image(1200, 900)
    view.set_picture_source(lambda _picture: whole)
    made = make_page(article(html))
    start = time.thread_time()
    view.show_page(made)
    view.viewport().repaint()
    # 30 to 40 ms on a calm computer; the bound is for one that tests on all its cores.
    assert time.thread_time() - start < 0.25
