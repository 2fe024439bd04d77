"""Each construct of an article as the pane's document holds it: formats, not pixels."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextListFormat,
)

from reader.gui.article.view import ArticleView
from reader.gui.style.theme import LIGHT
from reader.gui.style.typography import code_families, setting
from reader.markup.page.page import make_page
from tests.gui.document.test_document import block_with, blocks, char_format, tables
from tests.gui.pages import image
from tests.markup.articles import article

RTL, LTR = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
RULER = QTextFormat.Property.BlockTrailingHorizontalRulerWidth
Style = QTextListFormat.Style


@pytest.fixture
def view(shown):
    pane = ArticleView()
    pane.resize(800, 600)
    pane.set_picture_source(lambda picture: image(900, 500))
    return shown(pane)


def show(view, html, **other):
    """The document of an article that came all the way through markup, laid out."""
    made = replace(make_page(article(html, **other)), notes=())
    view.show_page(made)
    view.document().size()
    return view.document()


def form(document, text):
    """The format of these characters."""
    return char_format(block_with(document, text), text)


def marker(document, text):
    """The bullet's style or the number beside the item that holds this text."""
    block = block_with(document, text)
    style = block.textList().format().style()
    if style in (Style.ListDisc, Style.ListCircle, Style.ListSquare):
        return style
    return block.textList().itemText(block)


def table_of(document, text):
    """The innermost table around this text."""
    return QTextCursor(block_with(document, text)).currentTable()


def left_of(document, text):
    """Where the block's first line begins, from the column's left."""
    block = block_with(document, text)
    place = document.documentLayout().blockBoundingRect(block).topLeft()
    margin = document.rootFrame().frameFormat().leftMargin()
    return place.x() + block.layout().lineAt(0).naturalTextRect().x() - margin


def column(document):
    frame = document.rootFrame().frameFormat()
    return document.pageSize().width() - frame.leftMargin() - frame.rightMargin()


# --- quotations and code


def test_a_quotation_stands_beside_its_bar(view):
    document = show(view, "<p>Before</p><blockquote><p>Said</p></blockquote>")
    box = table_of(document, "Said")
    assert (box.rows(), box.columns()) == (1, 2)
    bar, words = box.cellAt(0, 0), box.cellAt(0, 1)
    assert bar.format().background().color() == QColor(LIGHT.quote_bar)
    assert words.firstCursorPosition().block().text() == "Said"
    assert box.format().columnWidthConstraints()[0].rawValue() == 3
    assert left_of(document, "Said") > 12
    assert left_of(document, "Before") == pytest.approx(0, abs=1)


def test_quotations_within_quotations_have_bars_of_their_own(view):
    document = show(view, "<blockquote><p>One</p><blockquote>Two</blockquote></blockquote>")
    assert table_of(document, "Two") != table_of(document, "One")
    assert left_of(document, "Two") > left_of(document, "One") + 12


def test_the_bar_of_a_right_to_left_quotation_stands_on_its_right(view):
    document = show(view, '<blockquote dir="rtl"><p>ציטוט</p></blockquote><p>After</p>')
    box = table_of(document, "ציטוט")
    assert box.cellAt(0, 1).format().background().color() == QColor(LIGHT.quote_bar)
    assert box.format().columnWidthConstraints()[1].rawValue() == 3
    assert block_with(document, "ציטוט").textDirection() == RTL
    assert block_with(document, "After").textDirection() == LTR


def test_code_stands_in_a_tinted_box_with_its_indents_and_wraps(view):
    code = "def f():\n\tif x:\n        return  " + "very_long_name + " * 12 + "1"
    document = show(view, f"<pre><code>{code}</code></pre>")
    box = table_of(document, "def f")
    assert box.format().background().color() == QColor(LIGHT.code_background)
    assert document.toPlainText().count(code) == 1
    assert form(document, "def f").font().families()[0] == code_families("en")[0]
    assert block_with(document, "very_long_name").layout().lineCount() > 2
    assert document.size().width() <= view.viewport().width() + 2
    assert view.horizontalScrollBar().maximum() <= 2


def test_code_in_a_known_language_is_coloured(view):
    document = show(view, '<pre><code class="language-python">return "a" # b</code></pre>')
    inks = [form(document, word).foreground().color().name() for word in ("return", '"a"', "# b")]
    assert inks == [LIGHT.code_word, LIGHT.code_string, LIGHT.code_comment]


def test_code_and_keys_within_a_line(view):
    document = show(view, "<p>Text <code>code()</code> and <kbd>Ctrl</kbd>.</p>")
    for word in ("code()", "Ctrl"):
        assert form(document, word).font().families()[0] == code_families("en")[0], word
        assert form(document, word).background().color() == QColor(LIGHT.code_background), word
    assert form(document, "Text").background() == QBrush()


def test_code_in_an_item_has_the_lines_of_code(view):
    document = show(view, "<pre>first</pre><ul><li>x<pre>second</pre></li></ul>")
    heights = [block_with(document, w).blockFormat().lineHeight() for w in ("first", "second")]
    assert heights[0] == heights[1]


def test_a_heading_behind_a_box_is_no_further_off(view):
    document = show(view, "<p>a</p><h2>One</h2><pre>code</pre><h2>Two</h2><p>b</p>")
    places = [
        document.documentLayout().blockBoundingRect(block_with(document, word))
        for word in ("code", "Two")
    ]
    size = setting("en", 100).size
    assert places[1].top() - places[0].bottom() < 2.6 * size


# --- lists


def test_items_have_the_numbers_their_author_gave_them(view):
    document = show(
        view,
        '<ol start="3"><li>three<ol type="a"><li>aa</li><li>bb<ol type="i"><li>first</li>'
        "</ol></li></ol></li><li>four</li></ol>"
        '<ol type="I" start="4"><li>roman</li></ol><ol type="A"><li>big</li></ol>'
        "<ol reversed><li>zwei</li><li>eins</li></ol>"
        '<ol><li value="7">seven</li><li>eight</li></ol>',
    )
    told = ["three", "aa", "bb", "first", "four", "roman", "big", "zwei", "eins", "seven", "eight"]
    assert [marker(document, word) for word in told] == [
        "3.", "a.", "b.", "i.", "4.", "IV.", "A.", "2.", "1.", "7.", "8.",
    ]  # fmt: skip


def test_lists_within_lists_stand_further_in_with_bullets_of_their_own(view):
    document = show(view, "<ul><li>one<ul><li>two<ul><li>three</li></ul></li></ul></li></ul>")
    words = ("one", "two", "three")
    styles = [marker(document, word) for word in words]
    assert styles == [Style.ListDisc, Style.ListCircle, Style.ListSquare]
    places = [left_of(document, word) for word in words]
    assert places[0] > 10
    assert places[2] - places[1] == pytest.approx(places[1] - places[0])
    assert places[1] > places[0]


def test_a_definition_stands_in_below_its_term(view):
    document = show(view, "<dl><dt>Term</dt><dd>Meaning</dd><dt>Other</dt><dd>More</dd></dl>")
    assert form(document, "Term").font().bold()
    assert not form(document, "Meaning").font().bold()
    assert left_of(document, "Meaning") > left_of(document, "Term") + 10


def test_a_right_to_left_definition_stands_in_from_the_right(view):
    document = show(view, '<dl dir="rtl"><dt>מונח</dt><dd>הגדרה</dd></dl>')
    term, meaning = (block_with(document, word).blockFormat() for word in ("מונח", "הגדרה"))
    assert meaning.rightMargin() > term.rightMargin() + 10
    assert meaning.leftMargin() == term.leftMargin()


def test_what_follows_a_list_stands_apart_from_it(view):
    document = show(view, "<ul><li>one<p>plain</p><p>last</p></li></ul><p>After</p>")
    size = setting("en", 100).size
    inner, last = (block_with(document, word).blockFormat() for word in ("plain", "last"))
    assert inner.bottomMargin() < 0.5 * size
    assert last.bottomMargin() == round(0.9 * size)


# --- tables


def test_a_table_has_a_header_borders_and_room_in_its_cells(view):
    document = show(
        view,
        "<table><caption>Table 1</caption><tr><th>Name</th><th>Sum</th></tr>"
        '<tr><td>One</td><td align="right">4711</td></tr></table>',
    )
    table = table_of(document, "One")
    head, cell = (table.cellAt(row, 0).format().toTableCellFormat() for row in (0, 1))
    assert head.background().color() == QColor(LIGHT.table_header)
    assert form(document, "Name").font().bold()
    assert cell.leftBorder() == cell.topBorder() == 1
    assert cell.leftBorderBrush().color() == QColor(LIGHT.table_line)
    assert cell.leftPadding() > 4
    assert block_with(document, "4711").blockFormat().alignment() & Qt.AlignmentFlag.AlignRight
    caption = block_with(document, "Table 1")
    assert caption.next().position() == table.firstPosition()
    assert caption.blockFormat().bottomMargin() < caption.blockFormat().topMargin()


def test_a_wide_table_breaks_no_word_of_its_header(view):
    head = "".join(f"<th>Column {n}</th>" for n in range(16))
    row = "".join(f"<td>{n}</td>" for n in range(16))
    document = show(view, f"<table><tr>{head}</tr><tr>{row}</tr></table>")
    parts = tables(document)
    assert len(parts) == 3
    for part in parts:
        for number in range(part.columns()):
            block = part.cellAt(0, number).firstCursorPosition().block()
            line = block.layout().lineAt(0)
            assert block.text()[: line.textLength()].strip() in {"Column", block.text()}
        assert part.cellAt(0, 0).firstCursorPosition().block().text() == "Column 0"
    assert view.horizontalScrollBar().maximum() <= 2
    assert not view.horizontalScrollBar().isVisible()


def test_a_right_to_left_table_begins_on_its_right(view):
    rows = "<tr><th>א</th><th>ב</th></tr><tr><td>ג</td></tr>"
    document = show(view, f'<table border="1">{rows}</table>')
    table = table_of(document, "א")
    texts = [
        [table.cellAt(row, at).firstCursorPosition().block().text() for at in range(2)]
        for row in range(2)
    ]
    assert texts == [["ב", "א"], ["", "ג"]]


# --- figures, rules, notes, lines


def test_a_caption_belongs_to_its_picture(view):
    document = show(
        view, '<figure><img src="https://a.test/b.png"><figcaption>Seen</figcaption></figure>'
    )
    caption = block_with(document, "Seen")
    assert "\ufffc" in caption.previous().text()
    assert caption.blockFormat().alignment() == Qt.AlignmentFlag.AlignHCenter
    assert form(document, "Seen").foreground().color() == QColor(LIGHT.text_soft)
    assert form(document, "Seen").font().pixelSize() < setting("en", 100).size
    assert caption.previous().blockFormat().bottomMargin() < caption.blockFormat().bottomMargin()


def test_a_rule_is_a_rule(view):
    document = show(view, "<p>a</p><hr><p>b</p>")
    assert sum(block.blockFormat().hasProperty(RULER) for block in blocks(document)) == 1


def test_marks_within_a_line(view):
    document = show(
        view,
        "<p>H<sub>lower</sub> E<sup>upper</sup> <mark>marked</mark> <b>bold</b> <i>slanted</i> "
        "<u>below</u> <s>struck</s> <small>small</small> <ins>added</ins> <del>taken</del></p>",
    )
    aligned = QTextCharFormat.VerticalAlignment
    assert form(document, "lower").verticalAlignment() == aligned.AlignSubScript
    assert form(document, "upper").verticalAlignment() == aligned.AlignSuperScript
    assert form(document, "marked").background().color() == QColor(LIGHT.mark)
    assert form(document, "bold").fontWeight() == QFont.Weight.Bold
    assert form(document, "slanted").fontItalic()
    assert form(document, "below").fontUnderline()
    assert form(document, "added").fontUnderline()
    assert form(document, "struck").fontStrikeOut()
    assert form(document, "taken").fontStrikeOut()


def test_ruby_is_read_beside_its_characters(view):
    ruby = "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby></p>"
    assert block_with(show(view, ruby), "漢").text() == "漢（かん）字（じ）"


def test_nothing_empty_stands_between_paragraphs(view):
    document = show(
        view,
        "<p>one</p><p></p><p>&nbsp;</p><p>　</p><br><br><br><div><br></div><p><span> </span></p>"
        "<p>two<br><br><br>three</p><p><br></p>",
    )
    texts = [block.text() for block in blocks(document)]
    assert texts[texts.index("one") :] == ["one", "two", "three"]


def test_the_title_is_said_once(view):
    document = show(view, "<h1>Fog over tea</h1><p>Text</p>", title="Fog over tea")
    assert document.toPlainText().count("Fog over tea") == 1


def test_a_bold_line_that_heads_a_text_stands_close_to_it(view):
    document = show(view, "<p>Before</p><p><b>Heading</b></p><p>Text</p><p>More</p>")
    head, text = (block_with(document, word).blockFormat() for word in ("Heading", "Text"))
    assert head.bottomMargin() < text.bottomMargin() / 2
    assert head.topMargin() > text.bottomMargin()


def test_parts_open_where_they_stand(view):
    document = show(view, "<details><summary>More</summary><p>Hidden</p></details><p>End</p>")
    assert "Hidden" not in document.toPlainText()
    link = form(document, "More").anchorHref()
    assert link
    view.toggle_fold(0)
    assert "Hidden" in view.document().toPlainText()


# --- what cannot be shown


@pytest.mark.parametrize(
    ("html", "said", "address"),
    [
        (
            '<iframe src="//player.bilibili.com/player.html?bvid=BV1xx411c7mD"></iframe>',
            "bilibili",
            "https://www.bilibili.com/video/BV1xx411c7mD",
        ),
        (
            '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="A song"></iframe>',
            "A song",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ),
        (
            '<iframe src="https://player.vimeo.com/video/1234"></iframe>',
            "Vimeo",
            "https://vimeo.com/1234",
        ),
        (
            '<iframe src="https://platform.twitter.com/embed/Tweet.html?id=1"></iframe>',
            "X (Twitter)",
            "https://platform.twitter.com/embed/Tweet.html?id=1",
        ),
        ('<audio src="https://a.test/b.mp3"></audio>', "Audio", "https://a.test/b.mp3"),
    ],
)
def test_a_player_is_a_card_that_leads_to_it(view, html, said, address):
    document = show(view, f"<p>Before</p>{html}<p>After</p>")
    card = table_of(document, said)
    assert card.cellAt(0, 0).format().background().color() == QColor(LIGHT.code_background)
    assert form(document, said).anchorHref() == address


def test_a_video_shows_its_poster_in_its_card(view):
    document = show(
        view, '<video src="https://a.test/b.mp4" poster="https://a.test/c.jpg"></video>'
    )
    card = table_of(document, "Video")
    assert "\ufffc" in card.cellAt(0, 0).firstCursorPosition().block().text()
    assert [picture.url for picture in view.page.pictures] == ["https://a.test/c.jpg"]


def test_a_link_is_seen_without_its_colour(view):
    document = show(view, '<p>Go <a href="https://a.test/">there</a></p>', title="Fog")
    assert form(document, "there").fontUnderline()
    assert form(document, "there").foreground().color() == QColor(LIGHT.link)
    assert not form(document, "Go").fontUnderline()
    assert not form(document, "news").fontUnderline()  # a category, among nothing but such


def test_lines_are_as_high_whatever_stands_in_them(view):
    document = show(view, "<p>Plain</p><p>With <code>code</code>, <b>bold</b>, x<sup>2</sup>.</p>")
    fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
    forms = [block_with(document, word).blockFormat() for word in ("Plain", "With")]
    assert [one.lineHeightType() for one in forms] == [fixed, fixed]
    assert forms[0].lineHeight() == forms[1].lineHeight() == setting("en", 100).line


@pytest.mark.parametrize(
    "behind",
    [
        "<pre>first line\nsecond</pre>",
        "<p><small>first line</small></p>",
        "<p><code>first line</code></p>",
        "<blockquote>first line</blockquote>",
        "<table><tr><td>first line</td></tr></table>",
        "<ul><li>first line</li></ul>",
        "",
    ],
    ids=["listing", "small", "code", "quotation", "table", "list", "footer"],
)
@pytest.mark.parametrize("zoom", [80, 100])
def test_what_is_no_caption_is_not_centred_below_a_picture(view, behind, zoom):
    """At some sizes a listing's letters are as large as a caption's."""
    view.set_zoom(zoom)
    document = show(view, f'<p><img src="https://a.test/b.png"></p>{behind}')
    following = block_with(document, "\ufffc").next()
    while following.isValid():
        assert following.blockFormat().alignment() != Qt.AlignmentFlag.AlignHCenter
        following = following.next()
