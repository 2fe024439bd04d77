"""What an article is remembered by outlives moves, renames and regenerations."""

import os
import time

import pytest

from reader.folder.article_file import article_from_bytes
from reader.folder.identity import identity, place

POST = "---\ntitle: {title}\nauthor: {author}\ndate: {date}\n{more}---\n<p>Body</p>"
USUAL = {"title": "T", "author": "A", "date": "2021-03-22 10:11:12", "more": ""}


def read(path="a/b.md", mtime_ns=0, **values):
    return article_from_bytes(POST.format(**{**USUAL, **values}).encode(), path, mtime_ns)


def test_these_digests_are_in_peoples_databases():
    """If one changes, all that anybody has read is unread: raise VERSION, and migrate."""
    assert identity("", "T", "A", "2021-03-22T10:11:12", "p") == "4ea2dd31c8978704704f950523a1db7b"
    assert (
        identity("https://site.example/a", "T", "A", "", "p") == "2ff741caa65de022b65c3379d922aeaf"
    )
    assert identity("", "", "A", "2021", "p") == "1e4e7deea0e04032205a7b6e9e7ed39e"
    assert place("p", "T") == "88f37a5f101dce791a222d4a1bde2063"


def test_a_moved_renamed_or_rewritten_file_is_the_same_article():
    assert read().id == read(path="elsewhere/c.md", mtime_ns=10**18).id
    assert read().id == read(title='"""""""""\'T\'"""""""""').id
    assert read().place != read(path="elsewhere/c.md").place


def test_another_title_author_or_date_is_another_article():
    others = [read(title="U"), read(author="B"), read(date="2021-03-22 10:11:13")]
    assert len({article.id for article in [read(), *others]}) == 4


def test_one_address_is_one_article_whatever_else_changes():
    first = read(more="url: https://Site.example/a?utm_source=x#top\n")
    second = read(
        path="c.md", title="New", date="2022-01-01", more="link: 'https://site.example/a'\n"
    )
    assert first.id == second.id
    assert first.url.startswith("https://")


def test_a_sites_front_page_is_nobodys_identity():
    more = "link: https://site.example/\n"
    assert read(more=more).id != read(title="U", more=more).id
    assert read(more=more).url == "https://site.example/"


def test_an_article_whose_date_moved_keeps_its_place():
    before, after = read(date="2021-03-22 10:11:12"), read(date="2021-03-23 10:11:12")
    assert before.id != after.id
    assert before.place == after.place


@pytest.mark.parametrize("values", [{"date": ""}, {"date": "Invalid Date"}, {"title": ""}])
def test_without_title_or_date_it_is_the_path(values):
    assert read(**values, mtime_ns=0).id == read(**values, mtime_ns=10**18).id
    assert read(**values).id != read(**values, path="x.md").id


def test_a_decomposed_file_name_is_the_same_path():
    assert read(path="caf\u00e9.md", date="").id == read(path="cafe\u0301.md", date="").id


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be changed here")
def test_another_time_zone_changes_nothing(monkeypatch):
    ids = set()
    for zone in ("UTC", "Asia/Shanghai"):
        monkeypatch.setitem(os.environ, "TZ", zone)
        time.tzset()
        ids.add(read().id)
        ids.add(read(date="2021-03-22T10:11:12").id)
    monkeypatch.delitem(os.environ, "TZ")
    time.tzset()
    assert len(ids) == 1
