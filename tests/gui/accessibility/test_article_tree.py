"""The article pane in the tree of a screen reader."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible

from reader.gui.accessibility.screen_reader import ScreenReader
from tests.gui.pages import paragraphs, show

ROLE = QAccessible.Role


@pytest.fixture
def heard(view) -> Iterator[object]:
    """The pane, with a screen reader listening."""
    QAccessible.setActive(True)
    QAccessible.queryAccessibleInterface(view.viewport())  # it asked before we answer
    ScreenReader(view, view)
    yield view
    QAccessible.setActive(False)


def document(view):
    return QAccessible.queryAccessibleInterface(view.viewport())


def inside(one):
    return [one.child(number) for number in range(one.childCount())]


def name(one):
    return one.text(QAccessible.Text.Name)


def test_it_is_a_document_of_headings_paragraphs_links_and_pictures(heard):
    show(
        heard,
        '<h2>Fog</h2><p>See <a href="https://tea.test/">tea</a>.</p>'
        '<p><img src="https://tea.test/a.jpg" alt="A garden"></p><ul><li>Green</li></ul>',
        title="Tea gardens",
    )
    top = document(heard)
    assert top.role() == ROLE.Document
    assert name(top) == "Tea gardens"
    parts = inside(top)
    told = [(one.role(), name(one)) for one in parts]
    start = told.index((ROLE.Heading, "Fog, level 2"))
    assert told[start : start + 4] == [
        (ROLE.Heading, "Fog, level 2"),
        (ROLE.Paragraph, "See tea."),
        (ROLE.Paragraph, "A garden"),
        (ROLE.List, ""),
    ]
    [link] = inside(parts[start + 1])
    assert (link.role(), name(link)) == (ROLE.Link, "tea")
    assert link.text(QAccessible.Text.Value) == "https://tea.test/"
    [picture] = inside(parts[start + 2])
    assert (picture.role(), name(picture)) == (ROLE.Graphic, "A garden")
    [item] = inside(parts[start + 3])
    assert (item.role(), name(item)) == (ROLE.ListItem, "Green")
    assert item.parent() is parts[start + 3]
    assert parts[start + 3].indexOfChild(item) == 0
    assert parts[start].parent().role() == ROLE.Document
    assert top.parent().object() is heard


def test_what_is_at_a_point_is_found_and_what_is_below_is_off_the_screen(heard):
    show(heard, paragraphs(30))
    top = document(heard)
    second = next(one for one in inside(top) if name(one).startswith("Number 1."))
    centre = second.rect().center()
    assert top.childAt(centre.x(), centre.y()) is second
    assert heard.viewport().rect().contains(heard.viewport().mapFromGlobal(centre))
    assert not second.state().offscreen
    assert next(one for one in inside(top) if name(one).startswith("Number 29.")).state().offscreen
    outside = heard.mapToGlobal(QPoint(-50, -50))
    assert top.childAt(outside.x(), outside.y()) is None


def test_another_article_takes_the_place_of_the_former(heard):
    for number in range(5):
        show(heard, f"<p>Text {number}</p><ul><li>Item</li></ul>", title=f"Title {number}")
        parts = inside(document(heard))
        assert any(name(one) == f"Text {number}" for one in parts)
        for one in parts:
            QAccessible.uniqueId(one)  # as a screen reader's bridge does
            inside(one)
        del parts, one
        gc.collect()
    heard.show_nothing("Nothing here")
    assert [name(one) for one in inside(document(heard))] == ["Nothing here"]


def test_a_text_that_grows_is_told_to_its_end(heard, wait_until):
    show(heard, paragraphs(600))
    inside(document(heard))
    heard.complete()
    wait_until(
        lambda: any(name(one).startswith("Number 599.") for one in inside(document(heard))[-9:])
    )
