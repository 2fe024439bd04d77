"""A long box in pieces looks, is marked, copied and found as the one that it is."""

from itertools import pairwise

import pytest
from PySide6.QtGui import QTextCursor, QTextFormat, QTextTable

from reader.gui.document.clipboard import selection, selection_markdown
from reader.gui.document.document import ArticleDocument
from reader.gui.document.picture_objects import ArticlePictures
from reader.gui.document.position import y_of
from reader.gui.document.template import page_html
from reader.gui.style.theme import DARK, LIGHT
from reader.gui.style.typography import setting
from reader.markup.page import seams
from reader.markup.page.page import make_page
from tests.gui.pages import image, page
from tests.markup.articles import article
from tests.support.long_articles import WORDS, bodies

HTML = bodies(1_600)
HEBREW = "שלום עולם, זה משפט ארוך. "
ALIKE = [kind for kind in HTML if kind != "table"]
"""Of a table, Qt itself tells the columns' widths by all of it."""
BESIDE = {
    "a heading behind a quotation": f"{HTML['quotation']}<h2>Head</h2><p>Words.</p>",
    "quotations beside each other": HTML["quotation"] * 2,
    "listings beside each other": HTML["listing"] * 2,
    "a quotation that ends in one": "<blockquote><p>a</p>"
    + HTML["quotation"].replace("<h2>End.</h2>", "</blockquote><p>b</p>"),
    "a table before and behind": "<table><tr><th>a</th></tr><tr><td>b</td></tr></table>"
    + HTML["quotation"].replace("<p>Begin.</p>", "").replace("<h2>End.</h2>", "")
    + "<table><tr><th>a</th></tr><tr><td>b</td></tr></table>",
    "a picture in a quotation": HTML["quotation"].replace(
        "<blockquote>", "<blockquote><p><img src='https://x.test/1.jpg' width=900 height=300></p>"
    ),
    "from right to left": f"<blockquote>{f'<p>{HEBREW * 12}</p>' * 6}</blockquote>",
}  # fmt: skip


@pytest.fixture
def cut(monkeypatch):
    """`cut(html)` makes a page in small pieces, `cut(html, whole=True)` in one."""

    def make(html, *, whole=False, line=3_000):
        with monkeypatch.context() as patch:
            sizes = {"LONG": 10**6} if whole else {"LONG": 0, "PIECE": 500, "CUT_BOX": 400}
            for name, size in (sizes | {"PIECE_OF_TABLE": 400, "LONG_LINE": line}).items():
                patch.setattr(seams, name, size)
            made = make_page(article(html))
        assert whole == ("<!--seam" not in made.html)
        return made

    return make


@pytest.fixture
def shown_page(view, wait_until):
    def show(made, *, width=800, height=1_500):
        view.resize(width, height)
        view.set_picture_source(lambda _picture: image(300, 100))
        view.show_page(made)
        wait_until(lambda: view.is_complete, 20)
        return view

    return show


def picture_of(view):
    """As it is painted, without the scroll bar."""
    view.document().size()
    return view.viewport().grab().toImage()


def copied(view):
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.document().toPlainText().index("Begin."))
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    mime = selection(cursor, ())
    return mime.text(), mime.html(), selection_markdown(cursor, ())


@pytest.mark.parametrize("kind", [*ALIKE, *BESIDE])
def test_it_is_painted_as_one(cut, shown_page, kind):
    html = (HTML | BESIDE)[kind]
    pictures = [
        picture_of(shown_page(cut(f"<p>Before.</p>{html}<p>After.</p>", whole=whole)))
        for whole in (False, True)
    ]
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("kind", HTML)
def test_it_is_copied_as_one(cut, shown_page, kind):
    text, html, markdown = copied(shown_page(cut(HTML[kind], line=900)))
    whole = copied(shown_page(cut(HTML[kind], whole=True)))
    assert text == whole[0]
    # Around a listing there is nothing to be told.
    assert html == whole[1].replace("<div><pre>", "<pre>").replace("</pre></div>", "</pre>")
    assert markdown == whole[2]


def test_a_paragraph_of_many_parts_is_copied_as_one(shown_page):
    words = "".join(f"Number {n} with <b>bold</b> words. " for n in range(400))
    lines = "<br>".join(f"Line {n}. {WORDS * 3}" for n in range(40))
    item = f"<ul><li>{words}</li><li>Two</li></ul>"
    view = shown_page(make_page(article(f"<p>Begin.</p><p>{words}</p><p>{lines}</p>{item}")))
    text = copied(view)[0]
    assert view.document().blockCount() > 20
    first, paragraph, of_lines, items = text.split("\n\n")[:4]
    assert first == "Begin."
    assert paragraph == "".join(f"Number {n} with bold words. " for n in range(400)).strip()
    assert of_lines.count("\n") == 39
    assert items.split("\n")[0] == paragraph
    assert items.split("\n")[1] == "Two"


def test_what_is_marked_over_a_seam_is_just_that(cut, shown_page):
    view = shown_page(cut(HTML["quotation"]))
    text = view.document().toPlainText()
    cursor = view.textCursor()
    cursor.setPosition(text.index("1 A sentence") + 2)
    cursor.setPosition(text.index("2 A sentence") + 12, QTextCursor.MoveMode.KeepAnchor)
    assert len(view._article.document.long_blocks.all) == 1
    assert selection(cursor, ()).text() == f"{(WORDS * 8).strip()}\n\n2 A sentence"


def test_a_quotation_stands_in_and_has_a_bar_from_its_first_line_to_its_last(cut, shown_page):
    for theme in (LIGHT, DARK):
        view = shown_page(cut(HTML["quotation"]))
        view.set_theme(theme)
        shown_page(cut(HTML["quotation"]))
        document, text = view.document(), view.document().toPlainText()
        x = round(document.rootFrame().frameFormat().leftMargin()) + 1
        first, last = text.index("0 A sentence"), text.index("End.")
        seen = picture_of(view)
        top, bottom = round(y_of(document, first)) + 2, round(y_of(document, last)) - 60
        colours = {seen.pixelColor(x, y).name() for y in range(top, bottom)}
        assert colours == {theme.quote_bar}
        assert seen.pixelColor(x, bottom + 45).name() == theme.page


def test_a_listing_has_its_tint_wherever_one_has_scrolled_to(cut, shown_page):
    view = shown_page(cut(bodies(6_000)["listing"]), height=300)
    document = view.document()
    right = document.textWidth() - document.rootFrame().frameFormat().rightMargin()
    for y in (400, 900, 1_400):
        view.verticalScrollBar().setValue(y)
        seen = picture_of(view)
        column = {seen.pixelColor(round(right) - 2, at).name() for at in range(300)}
        assert column == {LIGHT.code_background}


def tables_of(view):
    frames = view.document().rootFrame().childFrames()
    return [frame for frame in frames if isinstance(frame, QTextTable)]


@pytest.mark.parametrize("zoom", [100, 170])
def test_a_table_has_its_columns_and_its_rows_alike_in_all_its_pieces(cut, shown_page, zoom):
    rows = "".join(f"<tr><td>{n}</td><td>Words of one line</td></tr>" for n in range(40))
    view = shown_page(cut(f"<p>a</p><table><tr><th>No</th><th>What</th></tr>{rows}</table>"))
    view.set_zoom(zoom)
    view.complete()
    found = tables_of(view)
    assert len(found) > 3
    document = view.document()
    layout = document.documentLayout()
    lefts = set()
    tops = []
    for table in found:
        for row in range(table.rows()):
            rects = [
                layout.blockBoundingRect(table.cellAt(row, column).firstCursorPosition().block())
                for column in range(2)
            ]
            lefts.add(tuple(rect.x() for rect in rects))
            tops.append(rects[0].y())
    line = round(view._article.setting.line)
    assert len(lefts) == 1
    assert tops[1] - tops[0] < 2 * line
    assert len({round(below - above, 2) for above, below in pairwise(tops)}) == 1


def test_a_table_of_long_cells_is_as_wide_as_the_text_and_one_of_short_ones_is_not(cut, shown_page):
    long = shown_page(cut(HTML["table"]))
    assert {table.format().width().rawValue() for table in tables_of(long)} == {100}
    rows = "".join(f"<tr><td>{n}</td><td>Words</td></tr>" for n in range(40))
    short = shown_page(cut(f"<table><tr><th>No</th><th>W</th></tr>{rows}</table>"))
    assert all(table.format().width().rawValue() < 40 for table in tables_of(short))
    assert not short.horizontalScrollBar().maximum()


def test_a_word_behind_a_seam_is_found_and_its_number_is_told(cut, shown_page):
    for kind in ("table", "quotation", "listing"):
        view = shown_page(cut(HTML[kind]))
        whole = view.document().toPlainText()
        word = "sentence" if kind != "listing" else "say_"
        assert view.find_text(word)[1] == whole.count(word) > 4


def test_a_list_in_pieces_counts_on_and_has_no_gap(cut, shown_page):
    view = shown_page(cut(HTML["numbered list"]))
    block, numbers, gaps = view.document().begin(), [], []
    while block.isValid():
        if block.textList() is not None:
            numbers.append(block.textList().itemText(block))
            gaps.append(block.blockFormat().bottomMargin())
        block = block.next()
    assert numbers == [f"{n}." for n in range(7, 7 + len(numbers))]
    assert len(set(gaps[:-1])) == 1 < len(gaps)


def test_a_place_in_a_long_box_is_kept_by_character(cut, shown_page, view, wait_until):
    made = cut(bodies(9_000)["quotation"])
    shown_page(made, height=300)
    place = view.document().toPlainText().index("12 A sentence")
    view.go_to_character(place)
    kept = view.position_to_keep()
    view.show_page(page())
    view.show_page(made, position=kept)
    wait_until(lambda: view.verticalScrollBar().value() > 0)
    assert view.document().findBlock(view.position()).text().startswith("12 A sentence")


def test_a_link_in_a_long_listing_leads_where_it_did(cut, shown_page):
    lines = "".join(f"line {n} <a href='https://a.test/{n}'>there</a>\n" for n in range(60))
    view = shown_page(cut(f"<pre>{lines}</pre>"))
    addresses = [link.address for link in view._links.links() if "a.test" in link.address]
    assert addresses == [f"https://a.test/{n}" for n in range(60)]
    families = QTextFormat.Property.FontFamilies
    block = view.document().findBlock(view.document().toPlainText().index("line 59"))
    assert block.begin().fragment().charFormat().hasProperty(families)


@pytest.mark.parametrize("kind", ["listing in a quotation", "items of paragraphs", "table"])
def test_what_is_laid_out_for_paper_has_no_seams(cut, qapp, kind):
    own = setting("en", 100)
    held = ArticlePictures((), LIGHT, own, 600)
    texts = [
        ArticleDocument(page_html(made), LIGHT, 100, own, held).toPlainText()
        for made in (cut(HTML[kind]), cut(HTML[kind], whole=True))
    ]
    assert texts[0] == texts[1]
