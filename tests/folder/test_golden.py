"""Golden pairs: each file of tests/data/articles beside what must be read out of it."""

import json
import os
from datetime import datetime
from pathlib import Path

import pytest

from reader.folder.article_file import article_from_bytes, read_article
from reader.model import DateSource

ARTICLES = Path(__file__).parent.parent / "data" / "articles"
MTIME = datetime.fromisoformat("2022-02-02T02:02:02+00:00")
EXPECTED = sorted(ARTICLES.glob("*.json"))


def file_beside(expected):
    return next(f for f in ARTICLES.glob(f"{expected.stem}.*") if f.suffix in {".md", ".html"})


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_an_article_is_read_as_a_person_would(expected):
    """`path` is where the file lies; a date without zone is local; `odd`: the details say so.

    `date_source`, `date_precision`, `tags` and `draft` may be left out.
    """
    want = json.loads(expected.read_text(encoding="utf-8"))
    precision, tags = want.pop("date_precision", None), want.pop("tags", [])
    source, draft = want.pop("date_source", "article"), want.pop("draft", False)
    mtime_ns = int(MTIME.timestamp()) * 10**9
    article = article_from_bytes(file_beside(expected).read_bytes(), want["path"], mtime_ns)
    assert {
        "path": article.path,
        "title": article.title,
        "categories": list(article.categories),
        "section": list(article.section),
        "author": article.author,
        "source": article.source,
        "url": article.url,
        "thumbnail": article.thumbnail,
        "odd": bool(article.notes),
        "text": article.text[: len(want["text"])],
        "date": want["date"],
    } == want
    if want["date"] is None:
        assert article.date_source is DateSource.FILE
        assert article.date == MTIME
    else:
        date = datetime.fromisoformat(want["date"])
        assert article.date_source.value == source
        assert article.date == (date if date.tzinfo else date.astimezone())
    assert (list(article.tags), article.draft) == (tags, draft)
    assert precision in {None, article.date_precision.value}
    assert all(note.sentence.endswith(".") for note in article.notes)


def test_every_file_has_its_expected_result():
    files = [f for f in ARTICLES.iterdir() if f.suffix in {".md", ".html"}]
    assert len(files) == len(EXPECTED) > 70


def test_the_same_is_read_from_disk():
    expected = ARTICLES / "markdown.json"
    article = read_article("markdown.md", ARTICLES)
    assert article.title == json.loads(expected.read_text(encoding="utf-8"))["title"]
    assert article == read_article(ARTICLES / "markdown.md", os.fspath(ARTICLES))
