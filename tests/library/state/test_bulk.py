"""Marks on many articles: noted in one step, carried over piece by piece, none of them lost."""

import pytest

from reader.library.state import bulk
from reader.model import Query
from reader.views import STARRED, UNREAD


@pytest.fixture
def many(shelf, monkeypatch):
    """Fifty articles in pieces of ten: the library, and their ids."""
    monkeypatch.setattr(bulk, "PIECE", 10)
    shelf.add(*(shelf.article(f"s/{n}.md", day=n) for n in range(50)))
    library = shelf.library()
    return library, [headline.id for headline in library.headlines(library.rows(Query()))]


def read(library, ids):
    return sum(status.read for status in library.statuses(ids).values())


def test_what_is_noted_is_carried_over_piece_by_piece(many):
    library, ids = many
    library.note_many(ids, read=True)
    pieces = 0
    while library.is_pending:
        library.work_off()
        pieces += 1
        assert read(library, ids) == 10 * pieces
        assert library.counts().of(UNREAD) == 50 - 10 * pieces
        assert len(library.rows(Query(UNREAD))) == 50 - 10 * pieces
    assert pieces == 5
    assert not library.work_off()


def test_what_was_noted_is_there_at_the_next_start(many, shelf):
    library, ids = many
    library.note_many(ids, read=True)
    library.work_off()
    library.close()
    again = shelf.library()
    assert read(again, ids) == 50
    assert again.counts().of(UNREAD) == 0
    assert not again.is_pending


def test_what_is_done_after_it_holds(many):
    library, ids = many
    library.note_many(ids, read=True)
    assert library.set_read(ids[:2], False) == []  # they were not carried over yet
    library.set_starred(ids[:3], True)
    library.note_many(ids[10:20], read=False)
    while library.work_off():
        pass
    assert [n for n, id_ in enumerate(ids) if not read(library, [id_])] == [0, 1, *range(10, 20)]
    assert library.counts().of(STARRED) == 3


def test_a_file_that_is_written_meanwhile_is_whole(many, shelf, tmp_path):
    library, ids = many
    library.note_many(ids, starred=True)
    assert library.export_statuses(tmp_path / "marks.json") == 50
