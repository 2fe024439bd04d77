"""The sample articles: all read, all whole, and between them all that they are to show."""

from itertools import pairwise
from pathlib import Path

import pytest

from reader.folder.article_file import read_article
from reader.folder.walk import walk
from reader.images.local import local_picture
from reader.images.sniff import sniff
from reader.markup.page.page import make_page

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "sample"


@pytest.fixture(scope="module")
def articles():
    """Newest first, as the list shows them."""
    found = [read_article(file.path, SAMPLES) for file in walk(SAMPLES)]
    return sorted(found, key=lambda article: article.date, reverse=True)


@pytest.fixture(scope="module")
def pages(articles):
    return [make_page(article) for article in articles]


def test_there_are_twelve_half_of_them_chinese(pages):
    assert len(pages) == 12
    assert sum(page.language == "zh-Hans" for page in pages) == 6
    assert sum(page.language == "en" for page in pages) == 6


def test_the_newest_tells_how_to_read(articles):
    assert articles[0].title == "How to read with the keyboard"
    assert len({article.id for article in articles}) == 12


def test_each_has_a_date_of_its_own_and_lies_where_it_says(articles):
    for newer, older in pairwise(articles):
        assert newer.date > older.date
    for article in articles:
        assert article.date.year == 2026
        assert article.date_source == "article"
        assert article.path.startswith("/".join(article.section) + "/")


def test_every_picture_is_there(articles, pages):
    shown = 0
    for article, page in zip(articles, pages, strict=True):
        for address in {article.thumbnail, *(picture.url for picture in page.pictures)} - {""}:
            assert sniff(local_picture(SAMPLES, article.path, address)), (article.title, address)
        for picture in page.pictures:
            assert picture.alt
            shown += 1
    assert shown >= 10


def test_the_pictures_are_small_and_all_are_used(articles, pages):
    files = list((SAMPLES / "pictures").iterdir())
    assert all(file.stat().st_size <= 120_000 for file in files)
    assert sum(file.stat().st_size for file in SAMPLES.rglob("*") if file.is_file()) < 2_000_000
    used = {picture.url.rpartition("/")[2] for page in pages for picture in page.pictures}
    assert {file.name for file in files} == used


def test_only_the_one_with_the_broken_title_has_a_note(articles):
    noted = [article for article in articles if article.notes]
    assert [article.title for article in noted] == [
        'Curly or "straight"? A small war over quotation marks'
    ]


def test_there_is_a_long_read_in_each_language(articles):
    texts = [article.text for article in articles]
    assert any(len(text.split()) > 2000 for text in texts)
    assert any(sum("一" <= sign <= "鿿" for sign in text) > 2000 for text in texts)


@pytest.mark.parametrize(
    "sign",
    ["<table", "<pre", "<blockquote", "<ol", "<ruby", "<iframe", "<sup", "<kbd", "<figure", "<h2"],
)
def test_they_show_what_articles_can_hold(articles, sign):
    assert any(sign in article.html for article in articles)
