"""Places in a laid-out document: by character, and how much was read."""

import pytest

from reader.gui.document.position import Position, position_at, progress_at, y_of
from tests.gui.pages import page, paragraphs


def test_a_paragraph_that_has_no_height_yet_ends_nothing(view):
    """As where a picture came and the window is closed at once: the place is kept."""
    view.show_page(page(paragraphs(60)))
    document = view.document()
    document.size()
    block = document.findBlockByNumber(30)
    top = round(document.documentLayout().blockBoundingRect(block).top())
    block.layout().clearLayout()
    assert 0 < progress_at(document, 200, top - 5, document.characterCount() - 1) < 1


@pytest.fixture
def document(view):
    view.show_page(page(paragraphs(60)))
    return view.document()


def test_a_character_is_found_at_the_height_that_it_has(document):
    for number in (0, 7, 31, 59):
        character = document.toPlainText().index(f"Number {number}.")
        y = y_of(document, character)
        found = position_at(document, round(y))
        assert document.findBlock(found.character).text().startswith(f"Number {number}.")
        assert y_of(document, found.character) == y
        assert abs(found.offset) <= 1


def test_above_the_text_is_its_beginning_and_below_it_its_end(document):
    assert position_at(document, -40) == position_at(document, 0) == Position(0, 0)
    end = position_at(document, 10**7).character
    assert end >= document.toPlainText().rindex("Number 59")
    assert y_of(document, 10**9) == 0


def test_a_line_that_is_cut_by_the_top_is_the_one_at_the_top(document):
    character = document.toPlainText().index("Number 12.")
    found = position_at(document, round(y_of(document, character)) + 5)
    assert y_of(document, found.character) == y_of(document, character)
    assert found.offset == -5


def test_what_was_read_grows_from_none_to_all(document):
    end = document.characterCount() - 1
    height = document.size().height()
    shares = []
    for y in range(600, round(height) + 600, 500):
        first = position_at(document, y - 600).character
        shares.append(progress_at(document, first, y, end))
    assert shares[0] == 0
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert all(share < 1 for share in shares[:-2])
