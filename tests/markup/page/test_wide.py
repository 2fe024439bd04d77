"""What fuzzing found: small files that a parser nested deeper than any bound had seen."""

import pytest

from reader.folder.article_file import article_from_bytes
from reader.markup.page.page import make_page
from tests.end_to_end.conftest import BEGIN
from tests.support.effort import effort

SECONDS = 3.0
"""The bound is 2 s on a machine of its own."""
WIDE = "".join(f"<p>{n}</p>" for n in range(9_000))


def page_of(body):
    data = f"---\ntitle: T\ndate: 2026-01-02\n---\n<div>{body}</div>".encode()
    return make_page(article_from_bytes(data, "a/b.md", int(BEGIN.timestamp() * 1e9)))


@pytest.mark.parametrize(
    "body",
    [
        "<iframe></tfoot><![CDATA[<![CDAATA[",
        "<svg width=300 height=300><iframe src=http://a.example/></iframe></svg>",
        "<svg width=300 height=300><video><iframe src=http://a.example/></video></svg><p>x</p>",
        "<iframe src=http://a.example/><iframe src=http://b.example/><p>x</p>",
        "<object><svg width=200 height=200><embed src=http://a.example/></object>",
    ],
)
def test_a_player_within_anything_is_a_page(body):
    assert page_of(body).title == "T"


@pytest.mark.parametrize("times", [200, 2_000])
def test_what_is_in_a_frame_is_bounded_too(times):
    piece = '<math><mtext><option><table><mglyph><style><math href="</style><img src=x>">'
    body = f"<iframe src='https://a.example/>{piece * times}<p>end'></p>{piece * times}"
    pages = []
    assert effort(lambda: pages.append(page_of(body)), SECONDS) < SECONDS
    assert pages[0].html.count("<table") < 500


@pytest.mark.parametrize(
    "around", ["table", "blockquote", "ul", "details", "figure", "b", "iframe"]
)
def test_much_within_deep_nesting_ends_soon(around):
    inside = {"table": "<tr><td>", "ul": "<li>"}.get(around, "")
    pages = []
    assert (
        effort(lambda: pages.append(page_of(f"<{around}>{inside}" * 55 + WIDE)), SECONDS) < SECONDS
    )
    assert "8000" in pages[0].html
