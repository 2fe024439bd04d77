"""The real articles, where they are present: every one gives what a person reads in its file."""

import json
from datetime import datetime
from pathlib import Path

from reader.folder.article_file import read_article
from reader.folder.walk import walk
from reader.model import DateSource, Note, NoteCode

FACTS = Path(__file__).parent.parent / "data" / "corpus.json"


def test_every_article_of_the_corpus_is_right(corpus):
    """Title, date (without a zone: local; null: none), categories and first picture of each."""
    facts = {fact["path"]: fact for fact in json.loads(FACTS.read_text(encoding="utf-8"))}
    found = list(walk(corpus))
    assert {file.path for file in found} == set(facts)
    assert len(found) == 49
    for file in found:
        article, want = read_article(file.path, corpus), facts[file.path]
        assert article.path == file.path
        assert article.title == want["title"]
        assert article.categories == tuple(want["categories"])
        assert article.section == article.categories
        assert article.thumbnail == want["picture"]
        if want["date"] is None:
            assert article.date_source is DateSource.FILE
        else:
            date = datetime.fromisoformat(want["date"])
            assert article.date == (date if date.tzinfo else date.astimezone())


def test_six_articles_of_the_corpus_say_that_yaml_refused_them(corpus):
    articles = [read_article(file.path, corpus) for file in walk(corpus)]
    odd = [article for article in articles if Note(NoteCode.LOOSE_FRONT_MATTER) in article.notes]
    assert len(odd) == 6
    assert len({article.id for article in articles}) == 49
