"""The words in order: many pieces become one, and every search finds what it found before."""

import sqlite3
from contextlib import closing

import pytest

from reader.library.index import optimize
from reader.library.index.optimize import merge_some
from reader.model import Query
from reader.views import ALL, STARRED, UNREAD


def pieces(shelf):
    """So many pieces the words of the index lie in."""
    with closing(sqlite3.connect(shelf.index_db)) as db:
        found = db.execute("SELECT count(DISTINCT id >> 37) FROM text_search_data WHERE id >> 37")
        return found.fetchone()[0]


def some(shelf, first):
    """Twenty articles, most of which hold a common word."""
    return [
        shelf.article(
            f"s{number % 3}/{number}.md",
            f"标题{number}",
            day=number * 37 % 100,
            text="相机" if number % 8 else "无",
        )
        for number in range(first, first + 20)
    ]


@pytest.fixture
def worth_while(monkeypatch):
    """A few articles are many."""
    monkeypatch.setattr(optimize, "FEW", 1)
    monkeypatch.setattr(optimize, "PAGES", 1)


@pytest.fixture
def written(shelf, worth_while):
    """An index that was written in six runs."""
    for run in range(6):
        shelf.add(*some(shelf, 20 * run))
    return shelf


def merge(shelf):
    """To its end; in how many steps."""
    steps = 1
    while merge_some(shelf.index_db):
        steps += 1
        assert steps < 1000
    return steps


def test_many_pieces_become_one_and_all_is_found_as_before(written):
    before = list(written.library().rows(Query(search="相机")))
    assert pieces(written) > 2
    assert merge(written) > 1
    assert pieces(written) == 1
    assert list(written.library().rows(Query(search="相机"))) == before


def test_it_is_done_once_until_much_is_new(written):
    merge(written)
    assert merge(written) == 1
    written.add(*some(written, 500))
    assert pieces(written) == 2
    merge(written)
    assert pieces(written) == 1
    assert len(written.library().rows(Query(search="标题500"))) == 1


def test_few_articles_are_left_as_they_lie(shelf):
    for run in range(6):
        shelf.add(*some(shelf, 20 * run))
    before = pieces(shelf)
    assert merge(shelf) == 1
    assert pieces(shelf) == before


def test_what_is_written_between_two_steps_is_found(written):
    assert merge_some(written.index_db)
    written.add(written.article("new.md", "Lately", text="一件新事"))
    merge(written)
    library = written.library()
    assert len(library.rows(Query(search="新事"))) == 1
    assert len(library.rows(Query(search="标题7"))) == 1


def test_a_window_that_was_open_before_finds_what_one_finds_that_opens_now(shelf, worth_while):
    """SQLite remembers which pieces an FTS5 table has; a search looks whether they are others."""
    shelf.add(shelf.article("first.md", "First", text="相机"))
    library = shelf.library()
    for run in range(6):
        shelf.add(*some(shelf, 20 * run))
        if run % 2:
            merge_some(shelf.index_db)
        for words in ("相机", "标题", f"标题{20 * run}"):
            found = list(library.rows(Query(search=words)))
            assert found == list(shelf.library().rows(Query(search=words)))
            assert found
    merge(shelf)
    assert len(library.rows(Query(search="相机"))) == 106


def test_it_keeps_out_of_the_way_of_a_process_that_writes(written):
    writer = written.writer()
    assert not merge_some(written.index_db)
    writer.close()
    assert merge_some(written.index_db)


def test_nothing_is_made_where_there_is_no_index(shelf):
    assert not merge_some(shelf.index_db)
    assert not shelf.index_db.exists()


@pytest.mark.parametrize("view", [ALL, UNREAD, STARRED])
@pytest.mark.parametrize("section", [(), ("s1",)])
def test_asking_the_top_of_the_list_gives_what_going_through_all_hits_gives(
    written, monkeypatch, view, section
):
    merge(written)
    library = written.library()
    ids = [headline.id for headline in library.headlines(library.rows(Query()))]
    library.set_read(ids[::2], True)
    library.set_starred(ids[::5], True)
    query = Query(view, section, "相机")
    rows = list(library.rows(query))
    asked = []
    monkeypatch.setattr("reader.library.index.search_hits.MANY_HITS", 10)
    monkeypatch.setattr("reader.library.index.search_hits.LOOKUP", 0)
    library._db.set_trace_callback(asked.append)
    for limit in (1, 5, 12):
        assert list(library.first_rows(query, limit)) == rows[:limit]
    assert any("near.doc" in statement for statement in asked)


def test_a_word_that_the_top_of_the_list_lacks_is_found_further_down(shelf, monkeypatch, titles):
    monkeypatch.setattr(optimize, "FEW", 1)
    monkeypatch.setattr("reader.library.index.search_hits.MANY_HITS", 10)
    monkeypatch.setattr("reader.library.index.search_hits.LOOKUP", 0)
    # The old ones all hold it, and lie together in the search tables; the new ones do not.
    shelf.add(
        *(
            shelf.article(f"{day}.md", day=day, text="相机" if day < 40 else "")
            for day in range(200)
        )
    )
    merge(shelf)
    library = shelf.library()
    rows = library.first_rows(Query(search="相机"), 3)
    assert [headline.title for headline in library.headlines(rows)] == ["39", "38", "37"]
