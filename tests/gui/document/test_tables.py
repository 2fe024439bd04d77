"""Tables with more in their cells than words, as the pane's document holds them."""

import pytest
from PySide6.QtGui import QColor

from reader.gui.style.theme import LIGHT
from tests.gui.document.test_constructs_shown import show, table_of, view  # noqa: F401 – view is a fixture
from tests.gui.document.test_document import block_with


def cell(table, row=0, column=0):
    """The format of a cell."""
    return table.cellAt(row, column).format().toTableCellFormat()


def test_a_box_in_a_cell_has_not_the_borders_of_the_cell(view):  # noqa: F811
    document = show(
        view,
        "<table><tr><th>a<th>b<tr><td><pre>code</pre><td><blockquote>quoted</blockquote></table>"
        "<pre>alone</pre><blockquote>alone too</blockquote>",
    )
    for within, alone in (("code", "alone"), ("quoted", "alone too")):
        box, other = table_of(document, within), table_of(document, alone)
        for column in range(box.columns()):
            mine, its = cell(box, column=column), cell(other, column=column)
            assert mine.leftBorder() == mine.topBorder() == 0
            assert mine.leftPadding() == its.leftPadding()
            assert mine.background() == its.background()


def test_a_table_in_a_quotation_keeps_its_borders(view):  # noqa: F811
    document = show(
        view, "<blockquote><table><tr><th>a<th>b<tr><td>one<td>two</table></blockquote>"
    )
    inner = cell(table_of(document, "one"), row=1)
    assert inner.leftBorder() == 1
    assert inner.leftBorderBrush().color() == QColor(LIGHT.table_line)
    assert inner.leftPadding() > 5


def test_no_word_breaks_in_a_table_in_a_cell(view):  # noqa: F811
    inner = "<table><tr><th>Inner<th>Value<tr><td>x<td>1</table>"
    note = "A longer note that has to wrap within a column of its own. " * 3
    document = show(view, f"<table><tr><th>a<th>b<tr><td>{inner}<td>{note}</table>")
    for word in ("Inner", "Value"):
        assert block_with(document, word).layout().lineCount() == 1
    assert table_of(document, "Inner").format().border() == 0


def test_a_picture_in_a_box_is_as_wide_as_the_words_have_room(view):  # noqa: F811
    for box in ("<blockquote>{}</blockquote>", "<table><tr><th>a<th>b<tr><td>{}<td>c</table>"):
        document = show(view, box.format("<p>words</p><p><img src='https://a.test/b.jpg'></p>"))
        line = block_with(document, "words").layout().lineAt(0)
        assert view.pictures.size("picture:0").width() == pytest.approx(line.width(), abs=2)
