"""A clock that is put back, stands still or was years ahead."""

import json
import time

import pytest

from reader.library.state import clock
from reader.model import Query
from reader.views import UNREAD

IDS = [f"{number:032x}" for number in range(1, 9)]


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the library."""

    def at(seconds):
        monkeypatch.setattr(clock.time, "time", lambda: seconds)

    return at


@pytest.fixture
def library(shelf, at):
    at(2e9)
    shelf.add(*(shelf.article(f"s/{n}.md", id_=id_, day=n) for n, id_ in enumerate(IDS)))
    return shelf.library()


def read(library):
    return [id_ for id_ in IDS if library.statuses([id_])[id_].read]


def test_marking_many_holds_though_the_clock_was_put_back(library, shelf, at):
    library.set_read(IDS[:4], True)
    library.set_read(IDS[:4], False)
    library.close()
    at(2e9 - 7200)  # two hours: another system on the same machine wrote local time
    again = shelf.library()
    again.note_many(IDS, read=True)
    while again.work_off():
        pass
    assert read(again) == IDS
    again.set_read(IDS[:1], False)
    again.close()
    at(2e9 + 60)
    assert read(shelf.library()) == IDS[1:]


def test_what_is_taken_off_after_the_clock_was_put_back_is_not_brought_back(library, at, tmp_path):
    library.set_read(IDS[:3], True)
    file = tmp_path / "marks.json"
    library.export_statuses(file)
    at(2e9 - 7200)
    library.set_read(IDS[:1], False)
    assert library.import_statuses(file).changed == 0
    assert read(library) == IDS[1:3]
    merge = library.merges.of_file(file)
    assert not library.merges.note(merge)


def test_an_undone_import_stays_undone_though_the_clock_was_put_back(library, at, tmp_path):
    entries = [{"id": id_, "read": True, "read_at": 2e9, "changed_at": 2e9} for id_ in IDS]
    file = tmp_path / "marks.json"
    file.write_text(
        json.dumps({"format": "broadsheet statuses", "version": 1, "statuses": entries})
    )
    merge = library.merges.of_file(file)
    library.merges.note(merge)
    while library.work_off():
        pass
    at(2e9 - 7200)
    library.merges.take_back(merge.number)
    while library.work_off():
        pass
    assert len(library.rows(Query(UNREAD))) == len(IDS)
    assert library.import_statuses(file).changed == 0


def test_a_clock_that_was_years_ahead_does_not_win_for_years(library, shelf, at, tmp_path):
    at(4e9)
    library.set_read(IDS[:2], True)
    library.note_many(IDS[2:4], read=True)
    library.close()
    at(2e9)
    again = shelf.library()
    again.set_starred(IDS[5:6], True)  # the first thing that is done puts the times right
    at(2e9 + 100)
    elsewhere = [{"id": IDS[0], "read": False, "read_at": 2e9 + 50, "changed_at": 2e9 + 50}]
    file = tmp_path / "marks.json"
    file.write_text(
        json.dumps({"format": "broadsheet statuses", "version": 1, "statuses": elsewhere})
    )
    assert again.import_statuses(file).changed == 1
    assert read(again) == IDS[1:4]


def test_no_two_things_are_done_at_once(library):
    db = library._db
    stamps = [clock.stamp(db) for _ in range(50)]
    assert sorted(set(stamps)) == stamps
    assert stamps[-1] - time.time() < 1
