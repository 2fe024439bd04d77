"""What the article pane makes of an article's constructs: formats and places, not pixels."""

import time

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QPainter,
    QTextListFormat,
    QTextTable,
)
from PySide6.QtTest import QSignalSpy

from reader.gui.document.folding import FOLD
from reader.gui.document.position import progress_at, y_of
from reader.gui.document.template import footer_html
from reader.gui.style.theme import DARK, SEPIA, THEMES
from reader.gui.style.typography import CJK_COLUMN, reading_families, setting
from reader.markup.page.page import make_page
from reader.model import Status
from tests.gui.document.test_document import block_with, blocks, char_format, tables
from tests.gui.pages import image, page, paragraphs, picture
from tests.markup.articles import article


def show(view, html, **other):
    """The view with an article that came all the way through markup."""
    view.show_page(make_page(article(html, **other)), Status())
    return view.document()


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


def test_tabs_are_four_characters_wide(view):
    document = show(view, "<pre>a\n\tb</pre>")
    stop = document.defaultTextOption().tabStopDistance()
    assert 3 * 6 < stop < 4 * 14


def test_lists_have_air_and_no_bullet_beside_a_lone_picture(view):
    html = (
        "<ul><li>one</li><li>two<ul><li>deep</li></ul></li>"
        '<li><img src="https://a.example/b.jpg"></li></ul><p>end</p>'
        '<ol start="3" type="I"><li>three</li></ol>'
    )
    document = show(view, html)
    one, two = block_with(document, "one"), block_with(document, "two")
    assert one.textList() is two.textList() or one.textList() == two.textList()
    assert one.blockFormat().bottomMargin() < view.document().defaultFont().pixelSize() / 2
    deep = block_with(document, "deep").textList().format()
    assert deep.indent() == one.textList().format().indent() + 1
    assert block_with(document, "\ufffc").textList() is None
    three = block_with(document, "three").textList()
    assert three.format().style() == QTextListFormat.Style.ListUpperRoman
    assert three.itemText(block_with(document, "three")) == "III."
    # Qt keeps a bullet off the text by a space of the block's own font: a wide one.
    assert one.charFormat().fontFamilies() != document.defaultFont().families()


def test_two_lists_stand_apart_and_parts_of_one_do_not(view):
    document = show(view, "<ul><li>a</li></ul><ul><li>b</li></ul><ol reversed><li>x</li><li>y</ol>")
    a, x = block_with(document, "a"), block_with(document, "x")
    assert a.blockFormat().bottomMargin() > 2 * x.blockFormat().bottomMargin()


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


def test_a_box_ends_with_its_last_line(view):
    document = show(view, "<blockquote><p>First</p><p>Last</p></blockquote><p>c</p>")
    assert block_with(document, "First").blockFormat().bottomMargin() > 0
    assert block_with(document, "Last").blockFormat().bottomMargin() == 0


def test_a_part_opens_and_closes_with_its_place(view):
    document = show(view, "<details><summary>More</summary><p>Inside</p></details><p>After</p>")
    assert "Inside" not in document.toPlainText()
    view.follow(QUrl(f"{FOLD}0"))
    assert "Inside" in view.toPlainText()
    assert view.toPlainText().index("Inside") < view.toPlainText().index("After")
    view.follow(QUrl(f"{FOLD}0"))
    assert "Inside" not in view.toPlainText()


def line_at_the_top(view):
    block = view.document().findBlock(view.position())
    return block.text()[:10], round(y_of(view.document(), view.position())) - (
        view.verticalScrollBar().value()
    )


PARTS = (
    "<details><summary>First</summary><p>In it</p><table border=1><tr><td>a</td><td>b</td></tr>"
    f"</table><details open><summary>Within</summary>{paragraphs(5)}</details></details>"
    f"<p>Between</p><details open><ul><li>one</li><li>two</li></ul></details>{paragraphs(40)}"
    "<details><summary>Last</summary><p>At the end</p></details>"
)


@pytest.mark.parametrize("number", range(4))
def test_the_place_stays_whatever_opens_above_it(view, number):
    made = make_page(article(PARTS))
    view.show_page(made, Status())
    view.go_to_character(view.document().toPlainText().index("Number 20"))
    before = line_at_the_top(view)
    assert before[0].startswith("Number 20")
    kept = view.position_to_keep()
    for _ in range(2):
        view.follow(QUrl(f"{FOLD}{number}"))
        assert line_at_the_top(view) == before
        assert view.position_to_keep() == kept
        view.show_nothing()
        view.show_page(made, Status(), position=kept)
        assert line_at_the_top(view) == before
        view.follow(QUrl(f"{FOLD}0"))


def test_a_place_within_a_part_that_is_closed_is_at_its_line(view):
    view.show_page(make_page(article(f"<p>a</p>{PARTS}{paragraphs(60)}")), Status())
    view.follow(QUrl(f"{FOLD}0"))
    view.go_to_character(view.document().toPlainText().index("Number 3"))
    kept = view.position_to_keep()
    view.follow(QUrl(f"{FOLD}0"))
    assert view.document().findBlock(view.position()).text() == "▸ First"
    view.follow(QUrl(f"{FOLD}0"))
    view.show_page(make_page(article(f"<p>a</p>{PARTS}{paragraphs(60)}")), Status(), position=kept)
    assert view.document().findBlock(view.position()).text() == "▸ First"


NOTES = (
    "<p id=m1>One<sup><a href='#n1'>1</a></sup> and <a href='https://x.test/'>x</a>"
    "<sup><a href='#n2'>2</a></sup>.</p>"
    + "<p>Between <a href='https://y.test/'>y</a>.</p>"
    * 60
    + "<ol><li id=n1>Note one <a href='https://z.test/'>z</a> <a href='#m1'>up</a>"
    "<li id=n2>Note two.<p><a href='https://w.test/'>w</a></p></ol>"
)


def test_return_at_a_footnote_goes_back_to_its_mark(view):
    show(view, NOTES)
    view.choose_link(1)  # the category above it
    view.choose_link(1)
    mark = view._links.chosen
    view.follow(QUrl(mark.address))
    assert view.verticalScrollBar().value() > 500
    text = view.document().toPlainText()
    assert text[view._links.chosen.start : view._links.chosen.end] == "up"
    view.follow(QUrl(view._links.chosen.address))
    assert view._links.chosen == mark
    assert view.verticalScrollBar().value() < 300


def test_tab_goes_on_from_where_a_jump_led(view):
    show(view, NOTES)
    address = [link.address for link in view._links.links() if link.address.startswith("#")][1]
    view.follow(QUrl(address))
    assert view._links.chosen is None
    view.choose_link(1)
    assert view._links.chosen.address == "https://w.test/"


def test_a_footnote_is_jumped_to_and_back(view):
    show(
        view,
        f'<p id="t">Top<a href="#n">1</a></p>{paragraphs(80)}'
        '<p id="n">Note <a href="#t">up</a></p>',
    )
    there, back = [link.address for link in view._links.links() if link.address.startswith("#")]
    activated = QSignalSpy(view.link_activated)
    view.follow(QUrl(there))
    assert view.progress() == 1.0
    view.follow(QUrl(back))
    assert view.progress() < 0.1
    assert activated.count() == 0


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


def test_the_header_leads_to_the_categories_and_the_footer_on(view):
    view.show_page(
        page(categories=("Tech", "R&D")),
        Status(),
        footer=footer_html(("", ""), ("b" * 32, "A <next> one")),
    )
    links = [(link.address, text_of(view, link)) for link in view._links.links()]
    assert links == [
        ("broadsheet:section/0", "Tech"),
        ("broadsheet:section/1", "R&D"),
        (f"broadsheet:article/{'b' * 32}", "A <next> one"),
    ]
    view.set_footer(footer_html(("c" * 32, "Before"), ("", "")))
    assert "A <next> one" not in view.toPlainText()
    assert view.toPlainText().rstrip().endswith("Previous: Before")
    view.set_footer("")
    assert view.toPlainText().rstrip().endswith("Text.")


def text_of(view, link):
    cursor = view.textCursor()
    cursor.setPosition(link.start)
    cursor.setPosition(link.end, cursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def test_the_end_is_told_once_and_only_when_it_is_seen(view, wait_until):
    ends = QSignalSpy(view.end_reached)
    view.show_page(page(paragraphs(60)), Status(), footer=footer_html(("", ""), ("b" * 32, "N")))
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
    view.show_page(page("<p>Short.</p>"), Status())
    wait_until(lambda: ends.count() == 2)
    assert not view._progress.line.isVisible()


def test_the_words_sought_stay_marked_through_themes_and_sizes(view):
    view.show_page(page("<p>Ｔｅａ and tea, no TEAR.</p>"), Status(), terms=("tea",))
    for change in (lambda: None, lambda: view.set_theme(DARK), lambda: view.set_zoom(150)):
        change()
        marked = [mark.cursor.selectedText() for mark in view.extraSelections()]
        assert [word for word in marked if word != "tea"] == ["Ｔｅａ", "TEA"]
    view.find_text("no")
    assert len(view.extraSelections()) > len(marked)
    view.clear_find()
    assert len(view.extraSelections()) == len(marked)


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


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_pictures_have_a_pixel_for_each_of_the_screen_s(view, ratio):
    view.picture_source = lambda _picture: image(3000, 1500)
    view.show_page(
        page('<p class="picture"><img src="picture:0"></p>', pictures=(picture(0),)), Status()
    )
    width = view.pictures.size("picture:0").width()
    screen = QImage(1600, 1200, QImage.Format.Format_RGB32)
    screen.setDevicePixelRatio(ratio)
    painter = QPainter(screen)
    view.document().drawContents(painter)
    painter.end()
    drawn = view.pictures._places["picture:0"].scaled
    assert drawn.width() == round(width * ratio)


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
    view.picture_source = lambda _picture: whole
    made = make_page(article(html))
    start = time.thread_time()
    view.show_page(made, Status())
    view.viewport().repaint()
    # 30 to 40 ms on a calm computer; the bound is for one that tests on all its cores.
    assert time.thread_time() - start < 0.25


def test_sepia_is_a_theme_of_its_own(view):
    view.set_theme(SEPIA)
    assert view.viewport().palette().base().color() == QColor(SEPIA.page)
    assert QGuiApplication.instance() is not None
    document = show(view, "<p>a</p><table border=1><tr><th>h</th></tr></table>")
    assert any(isinstance(frame, QTextTable) for frame in document.rootFrame().childFrames())


def test_a_paragraph_that_has_no_height_yet_ends_nothing(view):
    """As where a picture came and the window is closed at once: the place is kept."""
    view.show_page(page(paragraphs(60)), Status())
    document = view.document()
    document.size()
    block = document.findBlockByNumber(30)
    top = round(document.documentLayout().blockBoundingRect(block).top())
    block.layout().clearLayout()
    assert 0 < progress_at(document, 200, top - 5, document.characterCount() - 1) < 1
