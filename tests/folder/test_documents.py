"""What saved pages say of themselves, wherever in them."""

import pytest

from reader.folder.article_file import article_from_bytes
from reader.folder.documents import read_document

PAGE = "<!DOCTYPE html><html>{0}<head><title>T</title>{1}</head><body>{2}<p>Text.</p></body></html>"
SINGLE_FILE = """<!--
 Page saved with SingleFile
 url: https://a.example/b/c
 saved date: Thu Dec 02 2021 10:15:30 GMT+0100 (CET)
-->"""


WRITTEN = "2021-03-22"
LINKED = '<script type="application/ld+json">{"datePublished": "2021-03-22"}</script>'
PERSON = '<script>{"author": [{"@type": "Person", "name": "Ann Moss"}]}</script>'
CHANNEL = f'<em id="publish_time">{WRITTEN} 10:00</em><a id="js_name"> A Channel </a>'
FROM = "<!-- saved from url=(0021)https://a.example/b/c -->"


@pytest.mark.parametrize(
    ("comment", "head", "body", "said"),
    [
        (SINGLE_FILE, "", "", {"url": "https://a.example/b/c"}),
        (FROM, "", "", {"url": "https://a.example/b/c"}),
        ("", "", LINKED, {"date": WRITTEN}),
        ("", PERSON, "", {"author": "Ann Moss"}),
        ("", "", f'<time class="x" datetime="{WRITTEN}">yesterday</time>', {"date": WRITTEN}),
        ("", "", CHANNEL, {"date": f"{WRITTEN} 10:00", "author": "A Channel"}),
        (
            "",
            "",
            '<p id="timestamp"> January 4th, 2014 3:04pm </p>',
            {"date": "January 4th, 2014 3:04pm"},
        ),
        ("", "", '<script>var ct = "1616400000";</script>', {"date": "1616400000"}),
        ("", '<meta name="date" content="2020-01-01">', LINKED, {"date": "2020-01-01"}),
    ],
)
def test_a_page_says_where_when_and_by_whom(comment, head, body, said):
    values, _ = read_document(PAGE.format(comment, head, body))
    assert {key: values.get(key) for key in said} == said


def test_the_day_on_which_a_page_was_saved_is_better_than_none():
    page = PAGE.format(SINGLE_FILE, "", "").encode()
    assert article_from_bytes(page, "a.html", 0).date.isoformat() == "2021-12-02T10:15:30+01:00"
    dated = PAGE.format(SINGLE_FILE, '<meta name="pubdate" content="2021-11-30">', "").encode()
    assert article_from_bytes(dated, "a.html", 0).date.strftime("%Y-%m-%d") == "2021-11-30"


def test_the_picture_that_a_page_tells_others_does_not_stand_above_it():
    head = '<meta property="og:image" content="https://a.example/card.png">'
    article = article_from_bytes(PAGE.format("", head, "").encode(), "a.html", 0)
    assert article.thumbnail == "https://a.example/card.png"
    assert "card.png" not in article.html


H_ENTRY = (
    '<article class="h-entry"><header><h1 class="p-name">T</h1></header>'
    '<section data-field="body" class="e-content"><p>The ferry is back.</p></section>'
    '<footer><p>By <a href="https://m.example/@ann" class="p-author h-card">Ann Moss</a> on '
    '<a href="https://m.example/p/1"><time class="dt-published" datetime="2018-03-04T10:20:30Z">'
    'March 4, 2018</time></a>.</p><p><a href="https://m.example/the-ferry" class="p-canonical">'
    "Canonical link</a></p><p>Exported.</p></footer></article>"
)


def test_a_page_of_microformats_names_its_author_and_its_address():
    page = PAGE.format("", "", H_ENTRY).replace("<p>Text.</p>", "")
    article = article_from_bytes(page.encode(), "2018_T.html", 0)
    assert (article.author, article.url) == ("Ann Moss", "https://m.example/the-ferry")
    assert article.date.isoformat() == "2018-03-04T10:20:30+00:00"
    assert "The ferry is back." in article.text
    assert "Canonical" not in article.text
