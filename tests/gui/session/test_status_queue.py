"""What is marked is shown at once, and written; where it cannot be, it is held and told."""

import sqlite3
from contextlib import closing


def ids_of(opened, *positions):
    assert opened.titles
    return [opened.session.headlines.headline(at).id for at in positions]


def test_a_mark_is_shown_at_once_and_is_on_disk_behind_that(opened):
    statuses, rows = opened.session.status_queue, []
    ids = ids_of(opened, 0, 3)
    statuses.changed.connect(rows.append)
    statuses.set_starred(ids, True)
    assert opened.session.headlines.headline(3).status.starred
    assert len(rows[0]) == 2
    assert statuses.unwritten == 2
    opened.settle()
    assert statuses.unwritten == 0
    assert [title for title, (_, starred, _) in opened.on_disk().items() if starred] == [
        "One",
        "Four",
    ]


def test_what_cannot_be_written_is_held_and_saved_later(opened):
    statuses, held = opened.session.status_queue, []
    opened.session.held.connect(held.append)
    ids = ids_of(opened, 1)
    with closing(sqlite3.connect(opened.paths.state_db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        statuses.set_read(ids, True, "")
        opened.wait(lambda: held, 20)
        assert "kept in memory" in held[0]
        assert statuses.unwritten == 1
        assert opened.read() == ["Two"]
    opened.wait(lambda: held[-1] == "", 20)
    assert opened.messages[-1] == "All marks are saved now."
    assert opened.on_disk()["Two"][0]


def test_nothing_to_mark_is_a_sentence(opened):
    statuses = opened.session.status_queue
    statuses.mark_read(lambda _library: frozenset(), "Nothing here.")
    opened.wait(lambda: opened.messages == ["Nothing here."])
    assert statuses.depth == 0


def test_what_was_done_in_another_folder_says_so_when_it_is_undone(opened, tmp_path):
    statuses = opened.session.status_queue
    statuses.set_starred(ids_of(opened, 0), True)
    statuses.set_folder(tmp_path / "other")
    assert statuses.undo() is not None
    assert opened.messages == ["Undone: Starred in “news”."]
    assert statuses.undo() is None
