"""Unknown elements named like those of drawings: their words are on the page."""

import pytest

from reader.markup.foreign_names import without_foreign_names
from reader.markup.page.page import make_page
from reader.markup.sanitize import sanitize
from tests.markup.articles import article


@pytest.mark.parametrize("name", ["Card", "text", "List", "View", "in", "metadata"])
def test_an_element_named_like_a_drawings_takes_no_words_away(name):
    html = f'<p>a</p><{name} title="t"><p>kept words</p></{name}><p>behind <{name}>too</{name}></p>'
    assert "kept words" in sanitize(html)
    assert "behind too" in sanitize(html)
    shown = make_page(article(html)).html
    assert "kept words" in shown
    assert "behind too" in shown


def test_what_is_in_a_drawing_keeps_its_name():
    drawn = "<svg><text>words</text></svg>"
    assert without_foreign_names(drawn) == drawn
