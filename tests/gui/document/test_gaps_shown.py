"""What stands between boxes, lists and the end of an article, as the pane's document holds it."""

import pytest

from reader.gui.document.template import footer_html
from reader.gui.style.typography import LATIN_SIZE
from reader.markup.page.page import make_page
from tests.gui.document.test_constructs_shown import (  # noqa: F401 – view is a fixture
    LTR,
    RTL,
    left_of,
    show,
    table_of,
    view,
)
from tests.gui.document.test_document import block_with, blocks
from tests.gui.pages import image
from tests.markup.articles import article

NO, NEXT = ("", ""), ("b" * 32, "The one after")


@pytest.mark.parametrize("box", ["<pre>{}</pre>", "<blockquote>{}</blockquote>"])
def test_two_boxes_stand_no_further_apart_than_a_box_and_a_text(view, box):  # noqa: F811
    document = show(view, f"{box.format('one')}{box.format('two')}<p>three</p>")
    first, second = table_of(document, "one").format(), table_of(document, "two").format()
    assert first.bottomMargin() > 10
    assert second.topMargin() == 0
    apart = show(view, f"{box.format('one')}<p><img src='a.jpg'></p>{box.format('two')}")
    assert table_of(apart, "two").format().topMargin() > 10


def test_a_table_in_a_cell_is_as_far_from_its_upper_as_from_its_lower_edge(view):  # noqa: F811
    inner = "<table><tr><th>a<th>b<tr><td>inner<td>d</table>"
    document = show(view, f"<table><tr><th>x<th>y<tr><td>{inner}<td>outer</table>")
    inner, outer = (table_of(document, text).format() for text in ("inner", "outer"))
    assert inner.topMargin() == inner.bottomMargin() == 0
    assert min(outer.topMargin(), outer.bottomMargin()) > 10


def test_a_box_begins_where_the_quotation_around_it_begins(view):  # noqa: F811
    document = show(
        view,
        "<blockquote><pre>first</pre><p>words</p><pre>later</pre><p>end</p></blockquote>",
    )
    assert table_of(document, "first").format().topMargin() == 0
    assert table_of(document, "later").format().topMargin() > 10


def test_code_runs_from_left_to_right_in_a_right_to_left_article(view):  # noqa: F811
    document = show(view, "<p>في صباح يوم</p><pre>x = 1\n    y = 2</pre>")
    assert block_with(document, "صباح").textDirection() == RTL
    for line in ("x = 1", "y = 2"):
        assert block_with(document, line).textDirection() == LTR
        assert left_of(document, line) < 60


def test_what_stands_below_an_article_stands_apart_from_it(view):  # noqa: F811
    view.show_page(make_page(article("<p>The end.</p>")), footer=footer_html(NO, NEXT))
    below = block_with(view.document(), "Next:")
    assert below.blockFormat().topMargin() > 2 * LATIN_SIZE


def test_a_list_behind_a_list_stands_apart_from_it(view):  # noqa: F811
    document = show(
        view,
        "<ul><li>a<li><p>one</p><p>two</p><ul><li><p>in</p><p>under</p></ul><li>last<p>lines</p></ul>"
        "<ol><li>first</ol>",
    )
    margins = {
        text: block_with(document, text).blockFormat().bottomMargin()
        for text in ("one", "two", "under", "last", "lines")
    }
    assert margins["lines"] > 2 * margins["one"]
    assert margins["two"] == margins["under"] == margins["last"] == margins["one"]


def test_a_list_behind_a_list_that_ends_with_one_in_it_stands_apart_from_it(view):  # noqa: F811
    document = show(
        view,
        "<ul><li>a<ul><li>inner<ul><li>deep</ul></ul><li>outer<ul><li>ends</ul></ul>"
        "<ol><li>first<ol><li>within</ol><li>second</ol>",
    )
    margins = {
        text: block_with(document, text).blockFormat().bottomMargin()
        for text in ("inner", "deep", "outer", "ends", "first", "within")
    }
    assert margins["ends"] > 2 * margins["inner"]
    for text in ("deep", "outer", "first", "within"):
        assert margins[text] == margins["inner"]


def test_an_item_with_a_number_of_its_own_is_no_further_off(view):  # noqa: F811
    document = show(view, "<ol><li>one<li value=10>ten<li>eleven</ol><ol><li>anew</ol><p>end</p>")
    margins = {
        text: block_with(document, text).blockFormat().bottomMargin()
        for text in ("one", "ten", "eleven")
    }
    assert margins["one"] == margins["ten"]
    assert margins["eleven"] > 2 * margins["ten"]


def test_rows_of_pictures_stand_apart_and_no_further_from_what_follows(view):  # noqa: F811
    view.set_picture_source(lambda picture: image(250, 80))
    pictures = "".join(f"<img src='https://x.test/{number}.png'>" for number in range(3))
    document = show(view, f"<p>{pictures}</p><p>after</p><p><img src='b.png'></p><p>later</p>")
    row = next(block for block in blocks(document) if "\ufffc" in block.text())
    lines = [row.layout().lineAt(number) for number in range(row.layout().lineCount())]
    assert len(lines) == 2
    assert lines[1].y() - lines[0].y() > 84
    rect = document.documentLayout().blockBoundingRect

    def gap(text):
        block = block_with(document, text)
        return rect(block).top() - rect(block.previous()).bottom()

    free = lines[-1].height() - 80
    assert gap("after") + free < gap("later") + 8
