"""The one table of keys: every reader of heads knows all of it."""

import pytest

from reader.folder import keys
from reader.folder.article_file import article_from_bytes
from reader.folder.front_matter import read_front_matter
from reader.folder.loose_front_matter import read_loosely


@pytest.mark.parametrize(
    "spelt", ["publishDate", "publish_date", "Publish-Date", "PUBLISHDATE", "Publish Date"]
)
def test_a_key_is_one_key_however_it_is_spelt(spelt):
    text = f"---\ntitle: A\n{spelt}: 2021-03-22\n---\nText."
    assert read(text).date.strftime("%Y-%m-%d") == "2021-03-22"


def test_the_tolerant_reader_begins_a_value_at_every_key():
    for key in sorted(keys.KNOWN - {"title"}):
        front = read_front_matter(f'---\ntitle: "A "b"\n{key.title()}: one: two\n---\nText.')
        assert front.loose
        assert keys.by_meaning(front.values) == {"title": 'A "b', key: "one: two"}


def test_a_byline_after_a_broken_title_is_no_part_of_it():
    values = read_loosely('title: "A "b"\nByline: Ann\nkeywords: c')
    assert values == {"title": 'A "b', "byline": "Ann", "keywords": "c"}


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("author", "author"),
        ("dc.creator", "author"),
        ("DC.date.issued", "date"),
        ("datePublished", "date"),
        ("article:published_time", "date"),
        ("og:image", "thumbnail"),
        ("twitter:image", "thumbnail"),
        ("og:url", "url"),
        ("og:site_name", "source"),
    ],
)
def test_a_saved_pages_head_is_read_by_the_same_table(name, field):
    value = {"date": "2021-03-22", "thumbnail": "https://a.example/b.png"}.get(field, "Ann")
    value = "https://a.example/b/c" if field == "url" else value
    page = f'<!DOCTYPE html><html><head><meta name="{name}" content="{value}"></head><p>Text.</p>'
    article = read(page, "page.html")
    found = getattr(article, field)
    assert (found.strftime("%Y-%m-%d") if field == "date" else found) == value


def test_a_date_may_hold_when_it_was_made_and_changed():
    text = "---\ntitle: A\ndate:\n  created: 2021-03-22\n  updated: 2022-01-01\n---\nText."
    assert read(text).date.strftime("%Y-%m-%d") == "2021-03-22"


def test_a_nested_key_gives_way_to_one_outside():
    values = {"params": {"cover": "a.png", "Author": "Ann"}, "author": "Bob"}
    assert keys.by_meaning(values)["author"] == "Bob"
    assert keys.by_meaning(values)["cover"] == "a.png"


def read(text, path="a.md"):
    return article_from_bytes(text.encode(), path, 0)
