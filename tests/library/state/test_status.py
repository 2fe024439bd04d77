"""What the person did: never lost, on disk at once."""

import sqlite3
from contextlib import closing

import pytest

from reader.library import database
from reader.library.library import Library
from reader.model import LibraryError, Query, Status
from reader.views import BEGUN, STARRED, UNREAD
from tests.library.conftest import mark_read


@pytest.fixture
def library(shelf):
    shelf.add(*(shelf.article(f"s/{name}.md", day=day) for day, name in enumerate("abcd")))
    return shelf.library()


@pytest.fixture
def ids(library):
    return [headline.id for headline in library.headlines(library.rows(Query()))]


def test_setting_tells_what_really_changed(library, ids):
    assert library.set_read(ids[:2], True) == ids[:2]
    assert library.set_read(ids[:3], True) == [ids[2]]
    assert library.set_read(ids, False) == ids[:3]
    assert library.set_starred([ids[3], ids[3], "no id", ""], True) == [ids[3]]
    assert library.statuses([*ids, "no id"]) == {
        **dict.fromkeys(ids[:3], Status()),
        ids[3]: Status(starred=True),
    }


def test_one_mark_leaves_the_others_alone(library, ids):
    library.set_starred(ids[:1], True)
    library.set_position(ids[0], 120)
    library.set_read(ids[:1], True)
    assert library.statuses(ids[:1]) == {ids[0]: Status(True, True, 120)}
    library.set_starred(ids[:1], False)
    assert library.headlines(library.rows(Query()))[0].status == Status(True, False, 120)


def test_a_list_is_marked_read_and_back(library, ids):
    library.set_starred(ids[1:3], True)
    assert mark_read(library, Query(STARRED)) == ids[1:3]
    assert mark_read(library, Query(section=("s",))) == [ids[0], ids[3]]
    assert mark_read(library, Query()) == []
    assert library.set_read([ids[0], ids[3]], False) == [ids[0], ids[3]]
    assert len(library.rows(Query(UNREAD))) == 2


def test_another_start_knows_everything(shelf, library, ids):
    library.set_read(ids[:1], True)
    library.set_position(ids[1], 7)
    library.close()
    again = shelf.library()
    assert again.statuses(ids[:2]) == {ids[0]: Status(read=True), ids[1]: Status(position=7)}
    assert len(again.rows(Query(UNREAD))) == 3


def test_a_mark_is_on_disk_when_it_returns(shelf, library, ids):
    """Another process sees it although this one never closed: a kill now would lose nothing."""
    library.set_read(ids[:1], True)
    with closing(sqlite3.connect(database.address(shelf.state_db, read_only=True), uri=True)) as db:
        assert db.execute("SELECT read, length(place) FROM status").fetchall() == [(1, 16)]
    synchronous = library._db.execute("PRAGMA main.synchronous").fetchone()
    journal = library._db.execute("PRAGMA main.journal_mode").fetchone()
    assert (synchronous, journal) == ((2,), ("wal",))


def test_marks_can_be_set_without_an_index(shelf):
    library = shelf.library()
    article = shelf.article("a.md")
    assert library.set_read([article.id], True) == [article.id]
    shelf.add(article)
    assert list(library.rows(Query(UNREAD))) == []
    library.set_starred([article.id], True)
    place = library._db.execute("SELECT place FROM main.status").fetchone()[0]
    assert place.hex() == article.place


def test_a_status_outlives_its_article(shelf, library, ids):
    library.set_read(ids[:1], True)
    path = library.file_of(library.row_of(ids[0]))
    shelf.remove(path)
    assert library.row_of(ids[0]) is None
    shelf.add(shelf.article(path, day=3))
    assert library.headlines(library.rows(Query()))[0].status.read


def test_marks_of_articles_that_come_later_count_at_once(shelf, library, ids):
    late = shelf.article("late.md", day=50)
    library.set_read([late.id], True)
    shelf.add(late)
    assert library.counts().of(UNREAD) == 4
    assert len(library.rows(Query(UNREAD))) == 4


def test_a_rebuilt_index_is_taken_up_and_marks_stay(shelf, library, ids):
    library.set_read(ids[:2], True)
    generation = library.generation
    database.delete(shelf.index_db)
    assert list(library.rows(Query())) == []
    assert library.statuses(ids[:1]) == {ids[0]: Status(read=True)}
    shelf.add(*(shelf.article(f"s/{name}.md", day=day) for day, name in enumerate("abcd")))
    assert len(library.rows(Query(UNREAD))) == 2
    assert library.generation > generation


def test_a_newer_state_is_never_opened_for_writing(shelf):
    shelf.library().close()
    with closing(sqlite3.connect(shelf.state_db)) as db:
        db.execute("PRAGMA user_version = 99")
    before = shelf.state_db.read_bytes()
    with pytest.raises(LibraryError, match="newer Broadsheet"):
        shelf.library()
    assert shelf.state_db.read_bytes() == before


@pytest.mark.parametrize("start", [0, 4096])
def test_a_damaged_state_is_kept_aside_and_said(shelf, library, ids, noise_over, expect_log, start):
    library.set_read(ids, True)
    library.close()
    noise_over(shelf.state_db, start)
    damaged = shelf.state_db.read_bytes()
    expect_log("is damaged")
    again = shelf.library()
    (note,) = again.notes
    assert "state.db.damaged-" in note
    (kept,) = [
        file
        for file in shelf.state_db.parent.glob("state.db.damaged-*")
        if not file.name.endswith(("-wal", "-shm"))
    ]
    assert kept.read_bytes() == damaged
    assert again.statuses(ids[:1]) == {ids[0]: Status()}
    assert again.set_read(ids[:1], True) == ids[:1]


def test_a_data_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError) as raised:
        Library.open(tmp_path / "file" / "state.db", tmp_path / "index.db")
    assert raised.value.sentence.endswith(".")


def test_a_state_that_another_program_holds_is_a_sentence(shelf, library, ids, monkeypatch):
    library._db.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(shelf.state_db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="another program"):
            library.set_read(ids[:1], True)
        other.execute("ROLLBACK")
    assert library.counts().of(UNREAD) == 4
    assert library.set_read(ids[:1], True) == ids[:1]


def test_names_of_the_data_folder_may_hold_anything(tmp_path):
    folder = tmp_path / "a %20 #?&=' \udce9"
    try:
        folder.mkdir()
    except (OSError, UnicodeEncodeError):
        pytest.skip("this system takes no such name")
    library = Library.open(folder / "state.db", folder / "index.db")
    library.set_read(["ab" * 16], True)
    library.close()
    assert (folder / "state.db").is_file()


def test_what_was_begun_is_listed_until_its_end_was_seen(shelf, library, ids, titles):
    begun = Query(BEGUN)
    assert titles(library, begun) == []
    library.set_position(ids[0], 0, 0)  # opened and left at its first line
    library.set_position(ids[1], 300, 20)
    library.set_position(ids[2], 700, 60)
    names = dict(zip(ids, titles(library, Query()), strict=True))
    assert titles(library, begun) == [names[ids[2]], names[ids[1]]]  # the last one read first
    assert titles(library, Query(BEGUN, ("s",))) == titles(library, begun)
    assert titles(library, Query(BEGUN, search=names[ids[1]])) == [names[ids[1]]]
    assert library.counts().of(BEGUN) == 2
    library.set_position(ids[1], 900, 100)
    library.set_position(ids[1], 10, 5)  # read again: it was finished once
    assert titles(library, begun) == [names[ids[2]]]
    library.close()
    assert titles(shelf.library(), begun) == [names[ids[2]]]


def test_a_state_of_the_first_version_is_taken_over(shelf):
    shelf.add(shelf.article("s/a.md"))
    library = shelf.library()
    (ids,) = [[h.id for h in library.headlines(library.rows(Query()))]]
    library.set_read(ids, True)
    library.set_position(ids[0], 44)
    library.close()
    with closing(sqlite3.connect(shelf.state_db)) as db:
        db.executescript(
            "DROP TABLE pending; DROP TABLE merge; DROP TABLE merge_piece; DROP INDEX status_begun;"
            "ALTER TABLE status DROP COLUMN progress;"
            "ALTER TABLE status DROP COLUMN progress_at; PRAGMA user_version = 1"
        )
    assert shelf.library().statuses(ids) == {ids[0]: Status(read=True, position=44)}
    assert shelf.state_db.with_name(f"{shelf.state_db.name}.version-1").exists()
