"""What is selected as a tree of HTML's elements, whatever Qt made of them."""

import pytest
from PySide6.QtGui import QTextCursor

from reader.gui.document.selection_tree import tree_of
from reader.markup.export.nodes import Node, plain
from tests.gui.pages import show


def shape(node):
    """A node as nested lists: name, what it holds."""
    if isinstance(node, str):
        return node
    return [node.name, *map(shape, node.children)]


def selected(document, start, end):
    text = document.toPlainText()
    cursor = QTextCursor(document)
    cursor.setPosition(text.index(start))
    cursor.setPosition(text.index(end) + len(end), QTextCursor.MoveMode.KeepAnchor)
    return tree_of(cursor)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>first</p><p>last</p>", [["p", "first"], ["p", "last"]]),
        (
            "<h2>first</h2><p>a <b>b</b> <i>i</i> <s>s</s> <u>u</u> last</p>",
            [
                ["h2", "first"],
                ["p", "a ", ["b", "b"], " ", ["i", "i"], " ", ["s", "s"], " ", ["u", "u"], " last"],
            ],
        ),
        (
            "<p>first</p><p>x<sup>2</sup> y<sub>1</sub> <code>c</code> <mark>m</mark> last</p>",
            [
                ["p", "first"],
                [
                    *("p", "x", ["sup", "2"], " y", ["sub", "1"], " ", ["code", "c"], " "),
                    *(["mark", "m"], " last"),
                ],
            ],
        ),
        (
            "<ul><li>first</li><li>two<ol><li>deep</li></ol></li></ul><p>last</p>",
            [["ul", ["li", "first"], ["li", "two", ["ol", ["li", "deep"]]]], ["p", "last"]],
        ),
        (
            "<blockquote><p>first</p><p>more</p></blockquote><p>last</p>",
            [["blockquote", ["p", "first"], ["p", "more"]], ["p", "last"]],
        ),
        (
            "<p>first<br>line</p><hr><p>last</p>",
            [["p", "first", ["br"], "line"], ["hr"], ["p", "last"]],
        ),
        (
            "<table><tr><th>first</th><td>b</td></tr></table><p>last</p>",
            [["table", ["tr", ["th", "first"], ["td", "b"]]], ["p", "last"]],
        ),
    ],
)
def test_elements_come_back(view, html, expected):
    document = show(view, html)
    tree = selected(document, "first", "last")
    assert isinstance(tree, Node)
    assert [shape(child) for child in tree.children] == expected


def test_a_listing_keeps_its_lines_and_indents(view):
    document = show(view, "<p>first</p><pre>one\n\n  two</pre><p>last</p>")
    found = [shape(child) for child in selected(document, "first", "last").children]
    assert found[0] == ["p", "first"]
    assert found[-1] == ["p", "last"]
    listing = found[1] if found[1][0] == "pre" else found[1][1]  # in the box that holds it
    assert [listing[0], "".join(listing[1:])] == ["pre", "one\n\n  two"]


def test_words_of_one_line_are_words_alone(view):
    document = show(view, "<p>some <b>bold words</b> here</p>")
    assert shape(selected(document, "bold", "bold")) == ["", ["b", "bold"]]


def test_a_part_of_a_table_and_of_a_list_is_that_part(view):
    rows = "<tr><td>a1</td><td>b1</td></tr><tr><td>a2</td><td>b2</td></tr>"
    document = show(view, f"<table>{rows}</table>")
    found = shape(selected(document, "a2", "b2"))
    assert found == ["", ["table", ["tr", ["td", "a2"], ["td", "b2"]]]]
    found = shape(selected(document, "b1", "b2"))
    assert found == ["", ["table", ["tr", ["td", "b1"]], ["tr", ["td", "b2"]]]]
    document = show(view, "<ol><li>one</li><li>two</li><li>three</li></ol>")
    found = shape(selected(document, "two", "three"))
    assert found == ["", ["ol", ["li", "two"], ["li", "three"]]]


def test_nothing_selected_is_nothing(view):
    document = show(view, "<p>Text</p>")
    assert shape(tree_of(QTextCursor(document))) == [""]


def test_the_footer_is_not_the_articles(view):
    document = show(view, "<p>first</p><p>last</p>")
    view.set_footer("<p>Next: another</p>")
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    assert "last" in plain(tree_of(cursor))
    assert "Next" not in plain(tree_of(cursor))
