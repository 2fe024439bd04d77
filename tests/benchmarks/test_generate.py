"""The generated folders: the same each time, and odd in the measure that is promised."""

import pytest

from reader.folder.article_file import read_article
from reader.folder.walk import walk
from reader.model import Note, NoteCode
from tests.benchmarks.generate import COMMON_WORD, generate

ARTICLES = 400


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("generated")


@pytest.fixture(scope="module")
def made(folder):
    return generate(folder, ARTICLES, seed=7)


def contents(folder):
    return {file.path: (folder / file.path).read_bytes() for file in walk(folder)}


def test_the_same_seed_gives_the_same_files(folder, made, tmp_path):
    assert generate(tmp_path, ARTICLES, seed=7) == made
    assert contents(tmp_path) == contents(folder)


def test_a_larger_folder_begins_like_a_smaller(folder, made, tmp_path):
    generate(tmp_path, 50, seed=7)
    assert contents(tmp_path).items() <= contents(folder).items()


def test_another_seed_gives_other_files(folder, made, tmp_path):
    generate(tmp_path, 50, seed=8)
    assert not contents(tmp_path).keys() & contents(folder).keys()


def test_every_file_reads_as_the_article_it_was_made_for(folder, made):
    articles = [read_article(file.path, folder) for file in walk(folder)]
    assert len(articles) == made.files == ARTICLES + made.twice
    known = [article for article in articles if article.date_source == "article"]
    # Those without a date are told apart by their file.
    assert len({article.id for article in articles}) == ARTICLES
    assert len(known) > 0.95 * len(articles)
    loose = Note(NoteCode.LOOSE_FRONT_MATTER)
    assert sum(loose in article.notes for article in articles) >= made.broken
    common = {article.id for article in articles if COMMON_WORD in article.text}
    assert len(common) == made.common


def test_the_measures_are_those_promised(made):
    assert 0.62 < made.common / ARTICLES < 0.78
    assert 0.01 < made.broken / ARTICLES < 0.06
    assert 0.003 < made.twice / ARTICLES < 0.05
    assert 2_000 < made.bytes / made.files < 8_000
