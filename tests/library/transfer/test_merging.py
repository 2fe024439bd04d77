"""A file of marks or a backup is merged piece by piece, and can be taken back."""

import errno
import json
import os
import subprocess
import time
from contextlib import suppress

import pytest

from reader.library.library import Library
from reader.library.transfer import merging
from reader.model import LibraryError, Query, Status
from reader.views import BEGUN, STARRED, UNREAD

IDS = [f"{number:032x}" for number in range(1, 61)]


@pytest.fixture
def library(shelf, monkeypatch):
    """Sixty articles, in pieces of four."""
    monkeypatch.setattr(merging, "PIECE", 4)
    shelf.add(*(shelf.article(f"s/{n}.md", id_=id_, day=n) for n, id_ in enumerate(IDS)))
    return shelf.library()


@pytest.fixture
def file(tmp_path):
    """Write a file of marks."""

    def write(*entries, name="marks.json"):
        file = tmp_path / name
        file.write_text(
            json.dumps({"format": "broadsheet statuses", "version": 1, "statuses": entries})
        )
        return file

    return write


def entry(id_, at=5.0, **marks):
    times = {f"{name}_at": at for name in ("read", "starred", "position") if name in marks}
    return {"id": id_, "changed_at": at, **marks, **times}


def note(library, merge):
    while library.merges.note(merge):
        pass
    return merge.number


def work_off(library):
    while library.work_off():
        pass


def unread(library):
    return len(library.rows(Query(UNREAD)))


def test_undo_restores_all_marks_as_they_were(library, file):
    library.set_read(IDS[:10], True)
    library.set_starred(IDS[5:15], True)
    library.set_position(IDS[0], 100, 40)
    library.set_position(IDS[1], 200, 50)
    before = library.statuses(IDS)
    begun = list(library.rows(Query(BEGUN)))
    later = time.time()
    source = file(
        *(
            entry(id_, read=True, starred=n % 2 == 0, position=n, progress=n % 9)
            for n, id_ in enumerate(IDS[10:])
        ),
        entry(IDS[0], later, position=900, progress=90),
        entry(IDS[2], 1.0, read=False),  # older than what was done here: changes nothing
    )
    merge = library.merges.of_file(source)
    number = note(library, merge)
    assert library.statuses(IDS) == before  # nothing before all of it was noted and its turn came
    work_off(library)
    assert library.merges.done(merge) == 51
    assert library.counts().of(UNREAD) == 0
    assert library.statuses(IDS[20:21])[IDS[20]] == Status(True, True, 10)
    library.merges.take_back(number)
    work_off(library)
    assert library.statuses(IDS) == before
    assert sorted(library.rows(Query(BEGUN))) == sorted(begun)
    assert (library.counts().of(UNREAD), library.counts().of(STARRED)) == (50, 10)
    assert not library.is_pending


def test_what_was_undone_does_not_come_back_with_a_later_import(library, file, tmp_path):
    source = file(*(entry(id_, read=True, position=9, progress=3) for id_ in IDS))
    merge = library.merges.of_file(source)
    note(library, merge)
    work_off(library)
    library.merges.take_back(merge.number)
    work_off(library)
    assert library.import_statuses(source).changed == 0
    assert library.statuses(IDS) == dict.fromkeys(IDS, Status())
    # Nor on another machine, which had taken the same file.
    library.export_statuses(tmp_path / "mine.json")
    other = Library.open(tmp_path / "other" / "state.db", tmp_path / "none.db")
    assert other.import_statuses(source).changed == 60
    assert other.import_statuses(tmp_path / "mine.json").changed == 60
    assert other.statuses(IDS) == library.statuses(IDS)
    other.close()


def test_what_was_done_since_stays_and_so_does_what_is_done_meanwhile(library, file):
    merge = library.merges.of_file(file(*(entry(id_, read=True) for id_ in IDS)))
    note(library, merge)
    library.work_off()
    library.set_read([IDS[50]], False)  # its piece is still to come; older than this
    work_off(library)
    assert [id_ for id_ in IDS if not library.statuses([id_])[id_].read] == [IDS[50]]
    library.set_starred(IDS[:2], True)
    library.merges.take_back(merge.number)
    library.work_off()
    library.set_read([IDS[0], IDS[59]], True)  # before, and after, their piece
    library.note_many(IDS[20:24], read=True)
    work_off(library)
    read = {id_ for id_ in IDS if library.statuses([id_])[id_].read}
    assert read == {IDS[0], IDS[59], *IDS[20:24]}
    assert library.counts().of(STARRED) == 2


def test_an_article_that_is_in_a_file_twice_goes_back_to_what_it_was(library, file):
    library.set_starred(IDS[:1], True)
    twice = entry(IDS[0], 7.0, read=False)
    source = file(entry(IDS[0], read=True), *(entry(i, read=True) for i in IDS[1:]), twice)
    merge = library.merges.of_file(source)
    note(library, merge)
    work_off(library)
    assert library.statuses(IDS[:1]) == {IDS[0]: Status(starred=True)}
    library.merges.take_back(merge.number)
    work_off(library)
    assert unread(library) == 60
    assert library.statuses(IDS[:1]) == {IDS[0]: Status(starred=True)}


def test_a_restored_backup_is_taken_back(library, expect_log):
    library.set_read(IDS[:30], True)
    library.set_position(IDS[3], 40, 20)
    library.look_after()
    (backup,) = library.backups()
    library._db.execute("DELETE FROM main.status")  # an accident that no time stamp tells of
    merge = library.merges.of_backup(backup)
    note(library, merge)
    work_off(library)
    assert library.merges.done(merge) == 30
    assert unread(library) == 30
    assert library.counts().of(BEGUN) == 1  # how far it was read comes back too
    library.merges.take_back(merge.number)
    work_off(library)
    assert unread(library) == 60
    assert library.counts().of(BEGUN) == 0


def test_a_merge_that_was_not_noted_to_its_end_changes_nothing(library, shelf, file):
    merge = library.merges.of_file(file(*(entry(id_, read=True) for id_ in IDS)))
    assert library.merges.note(merge)
    assert not library.is_pending
    library.close()
    again = shelf.library()
    work_off(again)
    again.merges.forget_former()
    assert unread(again) == 60
    assert again._db.execute("SELECT count(*) FROM merge_piece").fetchone() == (0,)
    merge.close()


@pytest.mark.parametrize("undone", [False, True])
def test_the_next_start_goes_on_with_what_was_noted(library, shelf, file, undone):
    merge = library.merges.of_file(file(*(entry(id_, read=True) for id_ in IDS)))
    note(library, merge)
    if undone:
        work_off(library)
        library.merges.take_back(merge.number)
    library.work_off()
    assert library.is_pending
    library.close()
    again = shelf.library()
    again.merges.forget_former()  # a session begins
    assert again.is_pending
    work_off(again)
    assert unread(again) == (60 if undone else 0)
    again.merges.forget_former()
    assert again._db.execute("SELECT count(*) FROM merge").fetchone() == (0,)


def test_a_broken_end_of_a_long_file_changes_nothing(library, file):
    source = file(*(entry(id_, read=True) for id_ in IDS))
    source.write_text(source.read_text()[:-30])
    with pytest.raises(LibraryError, match="no file of marks"):
        library.import_statuses(source)
    work_off(library)
    assert unread(library) == 60
    assert library._db.execute("SELECT count(*) FROM merge_piece").fetchone() == (0,)


@pytest.fixture
def small(tmp_path):
    """A file system of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True
    )
    if done.returncode:
        pytest.skip("this user may not mount a file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_takes_nothing_and_undo_comes_when_there_is_room(small, shelf, file):
    shelf.add(*(shelf.article(f"s/{n}.md", id_=id_, day=n) for n, id_ in enumerate(IDS)))
    library = Library.open(small / "state.db", shelf.index_db)
    library.set_starred(IDS[:1], True)
    merge = library.merges.of_file(file(*(entry(id_, read=True) for id_ in IDS)))
    note(library, merge)
    work_off(library)
    ballast = small / "ballast"
    with ballast.open("wb", buffering=0) as out, suppress(OSError):
        while True:
            out.write(bytes(4096))
    many = [entry(f"{n:032x}", read=True) for n in range(100, 30_000)]
    source = file(*many, name="many.json")
    with pytest.raises(LibraryError, match="disk"):
        library.import_statuses(source)
    while True:  # what is left of the log takes a few
        try:
            library.set_starred(IDS[:1], not library.statuses(IDS[:1])[IDS[0]].starred)
        except LibraryError:
            break
    with pytest.raises(LibraryError, match="disk"):
        library.merges.take_back(merge.number)
    library.merges.show_taken_back(merge.number)
    assert (unread(library), library.counts().of(UNREAD)) == (60, 60)
    ballast.unlink()
    library.merges.take_back(merge.number)
    work_off(library)
    assert unread(library) == 60
    assert library.statuses([many[0]["id"]]) == {many[0]["id"]: Status()}
    library.close()


def test_only_one_step_of_a_merge_holds_up_a_mark(library, file, monkeypatch):
    """Of 30,000 entries no step takes as long as a person would notice."""
    monkeypatch.undo()
    entries = [entry(f"{n * 7919:032x}", read=True) for n in range(30_000)]
    merge = library.merges.of_file(file(*entries))
    steps = []

    def timed(work):
        begin = time.thread_time()
        answer = work()
        steps.append(time.thread_time() - begin)
        return answer

    while timed(lambda: library.merges.note(merge)):
        pass
    while timed(library.work_off):
        pass
    timed(lambda: library.merges.take_back(merge.number))
    while timed(library.work_off):
        pass
    assert len(steps) > 200
    assert sorted(steps)[-3] < 0.1


def test_errors_of_the_disk_while_reading_a_file_are_sentences(library, file, monkeypatch):
    source = file(*(entry(id_, read=True) for id_ in IDS))
    merge = library.merges.of_file(source)

    def broken(*_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("reader.library.transfer.json_file.Members.of_array", broken)
    with pytest.raises(LibraryError, match="cannot be read"):
        library.merges.note(merge)
    assert unread(library) == 60


def test_a_damaged_backup_is_refused_while_it_is_read(library, shelf, noise_over):
    library.set_read([f"{n:032x}" for n in range(9000)], True)
    library.look_after()
    (backup,) = library.backups()
    noise_over(backup.file, backup.file.stat().st_size // 2, 8192)
    with pytest.raises(LibraryError, match="backup failed"):
        library.restore(backup)
    assert unread(library) == 0
    assert library._db.execute("SELECT count(*) FROM merge_piece").fetchone() == (0,)
