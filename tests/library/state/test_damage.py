"""state.db damaged, deleted, on a full disk: what was remembered is kept as far as that goes."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from reader.library import database
from reader.library.library import Library
from reader.library.state import backups
from reader.model import LibraryError, Query, Status
from reader.views import UNREAD
from tests.library.conftest import Shelf

MANY = [f"{number:032x}" for number in range(0, 2**128, 2**128 // 3000)]


@pytest.fixture
def library(shelf):
    """A library in which 3,000 articles were read."""
    library = shelf.library()
    library.set_read(MANY, True)
    library.set_starred(MANY[::7], True)
    return library


def day_before(state_db, days):
    """Make the backup of today one of an earlier day."""
    (today,) = backups.listed(state_db)[:1]
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() - days * 86400))
    today.file.rename(today.file.with_name(f"state-{day}.db"))


def read_count(library):
    return sum(status.read for status in library.statuses(MANY).values())


def test_a_backup_is_made_once_a_day_and_seven_are_kept(shelf, library):
    for days in range(9, 0, -1):
        assert library.look_after() == ()
        day_before(shelf.state_db, days)
    library.look_after()
    made = library.backups()
    assert len(made) == 7
    assert made[0].day == time.strftime("%Y-%m-%d")
    before = made[0].file.stat().st_mtime_ns
    library.set_read(MANY[:1], False)
    library.look_after()
    assert made[0].file.stat().st_mtime_ns == before
    assert sorted(made[0].file.parent.iterdir()) == sorted(each.file for each in made)


def test_nothing_is_no_backup(shelf):
    library = shelf.library()
    library.look_after()
    assert library.backups() == []


def test_a_backup_holds_what_lies_in_the_log_alone(shelf, library):
    library.look_after()
    rows = list(backups.rows(library.backups()[0], time.time()))
    assert sum(row.read for row in rows) == len(MANY)


def test_a_restored_backup_takes_nothing_back_that_was_done_since(shelf, library, tmp_path):
    library.look_after()
    library.set_read(MANY[:10], False)
    library.set_starred(MANY[1:2], True)
    assert library.restore(library.backups()[0]) == 0
    library.close()
    database.delete(shelf.state_db)
    again = shelf.library()
    again.set_read(MANY[:10], False)
    assert again.restore(again.backups()[0]) == len(MANY) - 8  # two of the ten are starred there
    assert read_count(again) == len(MANY) - 10
    assert again.statuses(MANY[:1])[MANY[0]] == Status(starred=True)


def test_a_damaged_or_foreign_backup_is_refused_with_a_sentence(
    shelf, library, noise_over, expect_log
):
    library.look_after()
    (backup,) = library.backups()
    whole = backup.file.read_bytes()
    for damage in (whole[:5000], b"", b"no database" * 1000):
        backup.file.write_bytes(damage)
        with pytest.raises(LibraryError) as raised:
            library.restore(backup)
        assert raised.value.sentence.endswith(".")
    expect_log("cannot be used")
    assert backups.last_good(shelf.state_db) is None
    assert read_count(library) == len(MANY)


@pytest.mark.parametrize("page", [1, 2, 3, 7, 20, -1])
def test_what_can_be_read_of_a_damaged_state_is_recovered(
    shelf, library, noise_over, expect_log, page
):
    library.close()
    size = shelf.state_db.stat().st_size
    start = 4096 * (page - 1) if page > 0 else size - 4096
    noise_over(shelf.state_db, start, 4096)
    damaged = shelf.state_db.read_bytes()
    expect_log("is damaged")
    again = shelf.library()
    again._left_open = True
    again.look_after()
    (note,) = again.notes
    assert "damaged-" in note
    (kept,) = [f for f in shelf.state_db.parent.glob("state.db.damaged-*") if f.suffix != ".copy"]
    assert kept.read_bytes() == damaged
    # Page 2 is the root, without which nothing is found; one leaf holds a hundred.
    assert read_count(again) >= (0 if page == 2 else len(MANY) - 150)
    again.set_read(MANY, True)
    assert read_count(again) == len(MANY)


def test_the_last_good_backup_is_offered(shelf, library, noise_over, expect_log):
    library.look_after()
    library.close()
    noise_over(shelf.state_db, 4096)
    expect_log("is damaged")
    again = shelf.library()
    assert "can be restored" in again.notes[0]
    assert again.restore(again.backups()[0]) == len(MANY)
    assert read_count(again) == len(MANY)


def test_damage_met_while_running_is_mended_and_the_next_mark_is_kept(
    shelf, library, noise_over, expect_log
):
    library._db.execute("PRAGMA main.wal_checkpoint(TRUNCATE)")
    library._db.execute("PRAGMA main.cache_size = 1")
    noise_over(shelf.state_db, 4096)
    expect_log("is damaged")

    def write():
        for _ in range(3):
            library.set_read(MANY, False)
            library._db.execute("PRAGMA main.wal_checkpoint(TRUNCATE)")

    with pytest.raises(LibraryError, match="damaged"):
        write()
    assert library.set_starred(MANY[:1], True) in ([MANY[0]], [])
    assert library.statuses(MANY[:1])[MANY[0]].starred


def test_a_state_deleted_under_us_is_made_anew_with_all_it_held(shelf, library, expect_log):
    database.delete(shelf.state_db)
    expect_log("another file")
    library.set_starred(MANY[1:2], True)
    library.close()
    again = shelf.library()
    assert read_count(again) == len(MANY)
    assert again.statuses(MANY[1:2])[MANY[1]].starred


def test_a_newer_state_is_left_as_it_is_though_it_was_killed(shelf, library):
    with closing(sqlite3.connect(shelf.state_db)) as db:
        db.execute("PRAGMA user_version = 99")
    library.close()
    before = shelf.state_db.read_bytes()
    with pytest.raises(LibraryError, match="newer Broadsheet"):
        shelf.library()
    assert shelf.state_db.read_bytes() == before


# --- disks that are full, folders that may not be written ---------------------------------------


@pytest.fixture
def small_disk(tmp_path):
    """A file system of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    size = "size=1m"
    done = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", size, "tmpfs", str(place)], capture_output=True
    )
    if not done or done.returncode:
        pytest.skip("this user may not mount a file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_a_sentence_and_marks_are_kept_once_there_is_room(small_disk):
    library = Library.open(small_disk / "state.db", small_disk / "index.db")
    library.set_read(MANY[:5], True)
    ballast = small_disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    with pytest.raises(LibraryError, match="disk"):
        library.set_read(MANY, True)
    assert read_count(library) == 5
    with pytest.raises(LibraryError, match=r"\.$"):
        library.look_after()
    with pytest.raises(LibraryError, match=r"\.$"):
        library.export_statuses(small_disk / "marks.json")
    ballast.unlink()
    assert len(library.set_read(MANY[:100], True)) == 95
    assert sorted(file.name for file in small_disk.glob("*.part")) == []
    library.close()
    again = Library.open(small_disk / "state.db", small_disk / "index.db")
    assert read_count(again) == 100
    again.close()


def test_the_index_on_a_full_disk_is_a_sentence_and_comes_when_there_is_room(small_disk, tmp_path):
    news = tmp_path / "news"
    news.mkdir()
    for number in range(400):
        text = f"title: T{number}\ndate: 2022-05-01 10:00:00\n---\n\n<p>{os.urandom(900).hex()}</p>"
        (news / f"{number}.md").write_text(f"---\n{text}")
    command = [sys.executable, "-m", "reader.ingest", str(news), "--data-dir", str(small_disk)]
    told = subprocess.run(command, capture_output=True, text=True)
    assert told.returncode == 1
    assert '"error"' in told.stdout.splitlines()[-1]
    assert "disk" in told.stdout.splitlines()[-1]
    assert told.stderr == ""
    for file in sorted(news.iterdir())[20:]:
        file.unlink()
    shutil.rmtree(small_disk / "cache")
    assert subprocess.run(command, capture_output=True).returncode == 0


def test_a_data_folder_that_may_not_be_written_is_a_sentence(tmp_path):
    """With a limit instead of permissions, which do not hold for root."""
    state_db = tmp_path / "state.db"
    Library.open(state_db, tmp_path / "index.db").close()
    library = Library.open(state_db, tmp_path / "index.db")
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
        with pytest.raises(LibraryError, match=r"disk|written"):
            library.set_read(MANY, True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert read_count(library) == 0
    assert len(library.set_read(MANY[:3], True)) == 3
    library.close()


@pytest.fixture
def of_nobody():
    """A folder with a shelf of nine articles; `become()`: this process is from now on a user for
    whom rights hold, and the folder theirs. The program itself may lie where only root may look."""
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("only root may be somebody else")
    place = Path(tempfile.mkdtemp())
    shelf = Shelf(place)
    shelf.add(*(shelf.article(f"{n}.md", id_=id_, day=n) for n, id_ in enumerate(MANY[:9])))
    shelf.library().close()

    def become():
        for each in (place, *place.rglob("*")):
            os.chown(each, 65534, 65534)
        os.seteuid(65534)
        return shelf

    yield become
    os.seteuid(0)
    place.chmod(0o700)
    shutil.rmtree(place)


def test_a_data_folder_that_may_not_be_entered_any_more_loses_nothing(of_nobody):
    """What is open stays in use: the list is not empty, and marks are written as before."""
    shelf = of_nobody()
    nobody = shelf.state_db.parent
    library = shelf.library()
    library.set_read(MANY[:2], True)
    nobody.chmod(0)
    with pytest.raises(PermissionError):
        shelf.state_db.stat()
    assert len(library.rows(Query())) == 9
    assert library.counts().of(UNREAD) == 7
    library.set_read(MANY[2:4], True)
    with pytest.raises(LibraryError, match=r"\.$"):
        library.look_after()
    assert len(library.headlines(library.rows(Query()))) == 9
    nobody.chmod(0o700)
    library.close()
    assert read_count(shelf.library()) == 4
    shelf.close()


def test_lone_surrogates_are_no_identities(shelf):
    library = shelf.library()
    assert library.set_read(["\ud800" * 32, "\udcff"], True) == []
    assert list(library.rows(Query(search="\ud800", section=("\udcff",)))) == []
