"""Drawings within an article are pictures of its page; no article can name one by itself."""

from base64 import b64decode

import pytest

from reader.images.sniff import sniff
from reader.markup.page.page import make_page
from tests.markup.articles import article, body

DRAWING = (
    '<svg width="300" height="100" viewBox="0 0 300 100"><rect width="300" height="100"/>'
    '<text x="9" y="50">River</text><script>x()</script></svg>'
)


def pictures(html):
    return make_page(article(html)).pictures


def test_a_drawing_is_a_picture_with_its_words_as_text_beside():
    [picture] = pictures(f"<p>a</p>{DRAWING}<p>b</p>")
    head, _, data = picture.url.partition(",")
    assert head == "data:image/svg+xml;base64"
    assert sniff(b64decode(data)).shown == (300, 100)
    assert picture.alt == "River"
    assert '<p class="picture">' in body(f"<p>a</p>{DRAWING}<p>b</p>")


def test_drawings_keep_their_places_among_pictures():
    html = f'<p>a</p><img src="a.png"><p>b</p>{DRAWING}<p>c</p><img src="c.png"><p>{DRAWING}</p>'
    kinds = [picture.url[:5] for picture in pictures(html)]
    assert kinds == ["a.png", "data:", "c.png"]
    assert make_page(article(html)).html.count("<img") == 4


@pytest.mark.parametrize(
    "icon",
    [
        '<svg width="16" height="16"><path d="M0 0"/></svg>',
        '<svg viewBox="0 0 512 512"><path d="M0 0"/></svg>',
        '<svg style="width:1em"><path d="M0 0"/></svg>',
    ],
)
def test_icons_go(icon):
    assert pictures(f"<p>a {icon} b</p>") == ()


def test_a_drawing_saved_in_an_address_is_one_too():
    from base64 import b64encode
    from urllib.parse import quote

    for url in (
        "data:image/svg+xml;base64," + b64encode(DRAWING.encode()).decode(),
        "data:image/svg+xml," + quote(DRAWING),
    ):
        [picture] = pictures(f'<p>a</p><img alt="x" src="{url}"><p>b</p>')
        assert picture.url.startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize(
    "html",
    [
        '<p>a <img src="drawing:0"></p>',
        '<svg data-drawing="7" width="300" height="100"></svg>',
        "<x-drawing number='0'></x-drawing><p>b</p>",
        '<img src="data:image/svg+xml,<svg onload=x()>"><p>b</p>',
    ],
)
def test_no_article_names_a_drawing_by_itself(html):
    assert pictures(html) == ()
    assert "drawing" not in body(html).replace("A drawing that is not shown here", "")


def test_very_many_and_very_large_drawings_are_bounded():
    html = DRAWING * 500 + "<svg>" * 10_000 + "<svg width='200' height='200'>" + "<g>" * 300_000
    page = make_page(article(html))
    assert len(page.pictures) <= 60
