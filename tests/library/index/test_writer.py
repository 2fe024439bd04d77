"""What the index keeps although files are written anew, moved, renamed; and when it is damaged."""

import sqlite3
from contextlib import closing

import pytest

from reader.library import database
from reader.library.index.entry import entry_of
from reader.library.index.writer import IndexDamagedError
from reader.model import DateSource, LibraryError, Query
from reader.views import UNREAD
from tests.library.conftest import File, mark_read

DAY = 86400
MAY = 1_651_363_200
"""Day 0 of the shelf, in seconds."""


def status_and_date(library):
    (headline,) = library.headlines(library.rows(Query()))
    return headline.status.read, round((headline.date - MAY) / DAY)


@pytest.fixture
def read_one(shelf):
    """One article, read."""
    shelf.add(shelf.article("s/a.md", "Title", text="Text", day=1))
    library = shelf.library()
    mark_read(library, Query())
    return library


def test_a_date_that_moves_alone_changes_nothing(shelf, read_one):
    row = read_one.rows(Query())[0]
    shelf.add(shelf.article("s/a.md", "Title", text="Text", day=300))
    assert status_and_date(read_one) == (True, 1)
    assert list(read_one.rows(Query())) == [row]


def test_a_date_and_a_text_that_move_keep_the_status(shelf, read_one):
    shelf.add(shelf.article("s/a.md", "Title", text="Text, more of it", day=30))
    assert status_and_date(read_one) == (True, 30)


def test_a_date_of_the_regeneration_does_not_carry_an_article_to_the_top(shelf, read_one):
    article = shelf.article("s/a.md", "Title", text="Text, more of it", day=30)
    shelf.add(article, mtime=MAY + 30 * DAY + 600)
    assert status_and_date(read_one) == (True, 1)


def test_a_file_time_does_not_carry_an_article_to_the_top(shelf):
    def article(day, text):
        return shelf.article("a.md", "T", day=day, text=text, date_source=DateSource.FILE)

    shelf.add(article(1, "x"))
    shelf.add(article(9, "y"))
    assert status_and_date(shelf.library()) == (False, 1)


def test_a_date_that_is_put_right_is_shown(shelf, read_one):
    shelf.add(shelf.article("s/a.md", "Title", text="Text", day=-50))
    assert status_and_date(read_one) == (True, -50)


def test_another_title_is_another_article(shelf, read_one):
    shelf.add(shelf.article("s/a.md", "Another", text="Text", day=1))
    assert status_and_date(read_one) == (False, 1)
    assert read_one.counts().articles == 1


def test_another_original_under_the_same_title_is_another_article(shelf):
    shelf.add(shelf.article("daily.md", "Daily", url="https://example.org/1"))
    library = shelf.library()
    mark_read(library, Query())
    shelf.add(shelf.article("daily.md", "Daily", url="https://example.org/2"))
    assert status_and_date(library)[0] is False


def test_both_places_of_an_article_keep_the_status_when_the_date_moves(shelf):
    def copies(day):
        return [shelf.article(f"{s}/t.md", "T", day=day, text="x") for s in "ab"]

    shelf.add(*copies(1))
    library = shelf.library()
    mark_read(library, Query())
    shelf.add(*copies(200))
    assert library.counts().articles == 1
    assert status_and_date(library) == (True, 1)
    shelf.add(*reversed(copies(201)))
    assert library.counts().articles == 1
    assert status_and_date(library) == (True, 1)


def test_a_moved_file_without_date_or_address_keeps_the_status(shelf):
    shelf.add(shelf.article("old/a.md", "T", text="x", id_="aa" * 16))
    library = shelf.library()
    mark_read(library, Query())
    shelf.paths.remove("old/a.md")
    shelf.add(shelf.article("new/b.md", "T", text="x", id_="bb" * 16))
    shelf.remove("old/a.md")
    assert status_and_date(library)[0] is True
    assert [section.path for section in library.sections()] == [("new",)]
    assert library.file_of(library.rows(Query())[0]) == "new/b.md"


def test_a_copy_without_date_or_address_is_an_article_of_its_own(shelf):
    shelf.add(shelf.article("old/a.md", "T", text="x", id_="aa" * 16))
    library = shelf.library()
    mark_read(library, Query())
    shelf.add(shelf.article("new/b.md", "T", text="x", id_="bb" * 16))
    assert library.counts().articles == 2
    assert len(library.rows(Query(UNREAD))) == 1


def test_a_rebuilt_index_finds_the_status_by_place_when_the_date_moved(shelf, read_one):
    database.delete(shelf.index_db)
    shelf.add(shelf.article("s/a.md", "Title", text="Text", day=77))
    assert status_and_date(read_one) == (True, 77)


def test_an_index_of_another_version_is_made_anew(shelf, read_one):
    with closing(sqlite3.connect(shelf.index_db)) as db:
        db.execute("PRAGMA user_version = 7")
    fresh = shelf.library()
    assert list(fresh.rows(Query())) == []
    shelf.add(shelf.article("s/a.md", "Title", text="Text", day=1))
    assert status_and_date(fresh) == (True, 1)
    assert status_and_date(read_one) == (True, 1)


@pytest.mark.parametrize("damage", ["noise", "no header", "cut", "empty", "text"])
def test_a_damaged_index_is_made_anew_and_statuses_stay(
    shelf, read_one, noise_over, expect_log, damage
):
    file = shelf.index_db
    read_one.close()
    shelf.writer().close()
    match damage:
        case "noise":
            noise_over(file, 4096)
        case "no header":
            noise_over(file, 0, 100)
        case "cut":
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])
        case "empty":
            file.write_bytes(b"")
        case "text":
            file.write_bytes(b"This is no database. " * 1000)
    if damage not in ("empty",):
        expect_log("is made anew")
    shelf.add(shelf.article("s/a.md", "Title", text="Text", day=1))
    assert status_and_date(shelf.library()) == (True, 1)


def test_damage_that_the_window_finds_is_told_and_mended_by_the_next_run(
    shelf, read_one, noise_over, expect_log
):
    shelf.add(*(shelf.article(f"s/{number}.md", text="word " * 50) for number in range(500)))
    library = shelf.library()
    noise_over(shelf.index_db, shelf.index_db.stat().st_size // 3)
    expect_log("is damaged")

    def read_all():
        for row in range(1, 502):
            library.headlines([row])
            library.first_rows(Query(search="word"), 10)

    with pytest.raises(LibraryError, match="made anew"):
        read_all()
    assert list(library.rows(Query())) == []
    shelf.add(shelf.article("s/a.md", "Title", text="Text", day=1))
    assert status_and_date(library) == (True, 1)


def test_a_writer_that_meets_damage_says_so(shelf, noise_over):
    paths = [f"s/{number}.md" for number in range(500)]
    shelf.add(*(shelf.article(path, text="word " * 50) for path in paths))
    writer = shelf.writer()
    noise_over(shelf.index_db, 8192 * 12)

    def take_all_out():
        writer.remove(paths)
        writer.commit()

    with pytest.raises(IndexDamagedError):
        take_all_out()
    writer.discard()
    shelf.add(shelf.article("s/a.md", "Title"))
    assert shelf.library().counts().articles == 1


def test_one_process_writes_an_index_at_a_time(shelf):
    first = shelf.writer()
    with pytest.raises(LibraryError, match="another Broadsheet"):
        shelf.writer(wait=0.05)
    first.close()
    shelf.writer(wait=0.05).close()


def test_what_was_not_committed_is_not_there(shelf):
    shelf.add(shelf.article("a.md"))
    writer = shelf.writer()
    writer.remove(["a.md"])
    writer.close()
    library = shelf.library()
    assert library.counts().articles == 1
    assert library.state().complete


def test_one_that_was_ended_while_it_was_filled_has_all_its_indexes_the_next_time(shelf):
    def indexes():
        with closing(sqlite3.connect(shelf.index_db)) as db:
            return {name for (name,) in db.execute("SELECT name FROM sqlite_master")}

    writer = shelf.writer()
    article = shelf.article("old/a.md", "T", text="x", id_="aa" * 16)
    shelf.paths.add("old/a.md")
    content = b"as it lies in the file"
    writer.add(entry_of(article), File("old/a.md", 1, 10**18), content, shelf.paths.__contains__)
    writer.commit()
    writer.close()  # killed here, before finish()
    assert "file_fingerprint" not in indexes()

    library = shelf.library()
    mark_read(library, Query())
    shelf.paths = {"new/b.md"}  # moved: found again by its content alone
    writer = shelf.writer()
    moved = shelf.article("new/b.md", "T", text="x", id_="bb" * 16)
    writer.add(entry_of(moved), File("new/b.md", 1, 10**18), content, shelf.paths.__contains__)
    writer.remove(["old/a.md"])
    writer.finish(complete=True)
    writer.close()
    assert "file_fingerprint" in indexes()
    assert status_and_date(library)[0] is True


def test_an_unreadable_state_does_not_stop_the_index(shelf, expect_log):
    shelf.state_db.write_bytes(b"This is no database. " * 1000)
    expect_log("could not be read")
    shelf.add(shelf.article("a.md"))


def test_rows_are_never_used_twice(shelf):
    shelf.add(shelf.article("a.md"))
    library = shelf.library()
    first = library.rows(Query())[0]
    shelf.remove("a.md")
    shelf.add(shelf.article("b.md"))
    assert library.rows(Query())[0] > first


def test_an_index_full_of_former_words_is_made_anew(shelf, monkeypatch):
    monkeypatch.setattr("reader.library.index.index_file.MOST_WORN", 5)
    for day in range(6):
        shelf.add(shelf.article("a.md", "T", text=f"text {day}"))
    library = shelf.library()
    generation = library.generation
    shelf.add(shelf.article("a.md", "T", text="text"))
    assert len(library.rows(Query(search="text"))) == 1
    assert library.generation > generation
