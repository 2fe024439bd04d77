"""The tree of sanitized HTML is the one that bs4 makes, and written as bs4 writes it."""

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.markup.bounds import is_well_formed
from reader.markup.page.built import built
from reader.markup.page.prepare import QuickTag
from reader.markup.page.written import written
from reader.markup.sanitize import sanitize

LINKS = ("parent", "next_element", "previous_element", "next_sibling", "previous_sibling")
PARTS = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<ruby>a<rt>b</rt></ruby>", "<pre>\n  a\n\n</pre>", " ", "\n ",
     "a", "&amp;lt;", "&lt;", "<img src='a.png'>", "<br>",
     "<a href='http://a/?b&amp;c=\"d'>", "</a>",
     "<table><tr><td colspan=2>", "</table>", "<ul><li>a<li>b</ul>", "\xa0", "测试"]
)  # fmt: skip


def places(soup):
    """Every node with its kind, and those beside it by their number."""
    nodes = [soup, *soup.descendants]
    number = {id(node): at for at, node in enumerate(nodes)}
    return [
        (
            type(node),
            (node.name, node.attrs, node.can_be_empty_element, node.interesting_string_types)
            if isinstance(node, Tag)
            else str(node),
            [number.get(id(getattr(node, link))) for link in LINKS],
        )
        for node in nodes
    ]


@given(st.lists(PARTS, max_size=12).map("".join))
@settings(max_examples=60, deadline=None)
def test_the_tree_is_the_same(html):
    html = f"<div>{sanitize(html)}</div>"
    parsed = BeautifulSoup(html, "html.parser", element_classes={Tag: QuickTag})
    assert places(built(html, QuickTag)) == places(parsed)
    assert sanitize(written(parsed)) == sanitize(str(parsed))


@pytest.mark.parametrize(
    "html",
    ["<p>a", "a</p>", "<p>a<p>b</p></p>", "<b><p>a</b></p>", "<p title='>'>a</p>", "<br></br>",
     '<p title="a>b">c</p>', "<script>a</script>", "<!-- a -->", "<P>a</P>", "a < b"],
)  # fmt: skip
def test_what_is_not_well_formed_is_left_to_a_parser(html):
    assert not is_well_formed(html)
    parsed = BeautifulSoup(html, "html.parser", element_classes={Tag: QuickTag})
    assert places(built(html, QuickTag)) == places(parsed)
