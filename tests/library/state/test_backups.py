"""A state that holds less pushes out no backup that holds more, and what is gone is offered."""

import os
import time
from contextlib import closing
from pathlib import Path

import pytest

from reader.library import database
from reader.library.state import backups

MANY = [f"{number:032x}" for number in range(0, 2**128, 2**128 // 40)]
LOST = pytest.mark.parametrize(
    "lose",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.unlink(),
        lambda file: (file.write_bytes(b""), file.with_name("state.db-wal").write_bytes(b"1" * 9)),
        lambda file: empty_table(file),
    ],
    ids=["empty", "missing", "empty beside its log", "without a row"],
)


def empty_table(file: Path):
    with closing(database.connect(file)) as db:
        db.execute("DELETE FROM status")


def day(days: int) -> str:
    """So many days before a Wednesday."""
    return time.strftime("%Y-%m-%d", time.gmtime((20_419 - days) * 86_400))


@pytest.fixture
def backed_up(shelf, monkeypatch):
    """One day of a person of whom so many articles are remembered as read."""
    library = shelf.library()
    library._db.execute("PRAGMA synchronous = OFF")

    def backed_up(read: int, days: int):
        library.set_read(MANY[read:], False)
        library.set_read(MANY[:read], True)
        monkeypatch.setattr(backups, "_today", lambda: day(days))
        library.look_after()

    return backed_up


@LOST
def test_a_state_that_is_gone_beside_a_backup_is_told_and_can_be_had_back(shelf, lose):
    library = shelf.library()
    library.set_read(MANY, True)
    library.look_after()
    library.close()
    lose(shelf.state_db)
    library = shelf.library()
    (note,) = library.notes
    assert "Restore a Backup" in note
    assert f"{len(MANY)} marks" in note
    library.look_after()
    assert library.restore(library.backups()[0]) == len(MANY)
    library.close()
    assert shelf.library().notes == ()


def test_the_log_of_an_empty_state_is_kept(shelf):
    shelf.state_db.write_bytes(b"")
    shelf.state_db.with_name("state.db-wal").write_bytes(b"what was not written back yet")
    shelf.library()
    (kept,) = shelf.state_db.parent.glob("state.db.damaged-*-wal")
    assert kept.read_bytes() == b"what was not written back yet"


def test_who_never_read_anything_is_told_nothing(shelf):
    assert shelf.library().notes == ()


def test_an_emptier_state_pushes_no_fuller_backup_out(shelf, backed_up):
    for days in range(40, 30, -1):
        backed_up(30, days)
    for days in range(30, -1, -1):
        backed_up(1 + days % 3, days)
    held = [backups.held(each) for each in backups.listed(shelf.state_db)]
    assert max(held) == 30
    assert len(held) <= backups.KEPT + backups.WEEKS + 1


def test_the_fullest_of_each_week_is_kept(shelf, backed_up):
    for days in range(34, -1, -1):
        backed_up(40 - days if days % 7 else 1, days)
    made = backups.listed(shelf.state_db)
    assert [each.day for each in made[:7]] == [day(days) for days in range(7)]
    of_weeks = [time.strftime("%G-%V", time.strptime(each.day, "%Y-%m-%d")) for each in made[7:]]
    assert len(of_weeks) == len(set(of_weeks)) == backups.WEEKS
    assert all(backups.held(each) > 1 for each in made[7:])


def test_a_backup_that_cannot_be_read_takes_no_place_of_a_good_one(shelf, backed_up, expect_log):
    expect_log("cannot be used")
    for days in range(12, 7, -1):
        backed_up(30, days)
    for each in backups.listed(shelf.state_db)[1:]:
        each.file.write_bytes(os.urandom(5000))
    for days in range(7, -1, -1):
        backed_up(2, days)
    held = [backups.held(each) for each in backups.listed(shelf.state_db)]
    assert max(held) == 30
    assert -1 not in held
