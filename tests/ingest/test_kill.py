"""Killed at any moment, the ingest process leaves an index that the next run completes."""

import os
import random
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from reader.ingest.current_file import CurrentFile
from reader.model import Query


def sound(folder):
    """Whether the index is whole, as somebody finds it who opens it now.

    SQLite's check does not look whether another connection wrote meanwhile, as a search does: on
    one that was open before it calls a sound FTS5 table malformed (3.44 to 3.54.1 at least).
    """
    file = folder.place() / "index.db"
    if not file.exists():
        return True
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
        return db.execute("PRAGMA quick_check(1)").fetchone() in [("ok",), None]


@pytest.mark.skipif(sys.platform != "linux", reason="finds children by /proc")
def test_killed_at_40_random_moments(folder):
    """The writer or the process that reads ahead of it, while the folder is written anew."""
    folder.write_many(1200, words=60)
    dice = random.Random(3)
    library = folder.library()
    marked = []
    for turn in range(40):
        if turn % 4 == 3:
            for number in dice.sample(range(1200), 60):
                folder.write(
                    f"s{number % 7}/t{number % 3}/{number}.md",
                    f"Title {number}",
                    date=f"2022-05-{1 + number % 28:02} 11:{number % 60:02}:00",
                    body=f"<p>{'小米徕卡 words ' * 60} {turn}</p>",
                )
        process = folder.start()
        time.sleep(dice.uniform(0.1, 0.5))
        if dice.random() < 0.3:
            try:
                children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
                for child in children.split():
                    os.kill(int(child), signal.SIGKILL)
                time.sleep(0.05)
            except OSError:
                pass  # it has ended
        process.kill()
        process.communicate(timeout=60)
        rows = library.first_rows(Query(), 5)
        marked += library.set_read([h.id for h in library.headlines(rows)], True)
        assert sound(folder)
    done = folder.done()
    assert (done["articles"], done["files"], done["refused"]) == (1200, 1200, 0)
    assert len(library.rows(Query(search="徕卡"))) == 1200
    assert library.counts().articles == 1200
    assert sum(status.read for status in library.statuses(marked).values()) == len(marked)
    assert not list(folder.place().glob("*.damaged*"))


def note(folder, file):
    """What a process leaves behind that is killed while it reads this file."""
    found = file.stat()
    place = folder.place()
    place.mkdir(parents=True, exist_ok=True)
    current = CurrentFile(place)
    current.note(file.relative_to(folder.root).as_posix(), found.st_size, found.st_mtime_ns)


def test_a_file_that_ended_the_process_twice_is_refused_until_it_changes(folder, later):
    bad = folder.write("s/bad.md", "Bad")
    folder.write("s/good.md", "Good")
    note(folder, bad)
    note(folder, bad)
    events = folder.ingest()
    assert events[-1]["refused"] == 1
    library = folder.library()
    ((path, why),) = library.refused()
    assert path == "s/bad.md"
    assert "twice" in why.sentence
    assert folder.done()["refused"] == 1
    later(bad)
    assert folder.done() == {"articles": 2, "files": 2, "refused": 0, "unchanged": 1}
    assert folder.done()["unchanged"] == 2


def test_a_file_that_was_read_when_the_process_was_killed_once_is_read(folder):
    file = folder.write("s/a.md", "A")
    note(folder, file)
    assert folder.done()["articles"] == 1
    note(folder, file)
    file.write_text(file.read_text() + "more", encoding="utf-8")
    assert folder.done()["articles"] == 1


@pytest.mark.parametrize("left", [b"", b"\0\0\0\xffnoise", b"\0\0\0\x05a b c", b"\xff" * 5000])
def test_a_broken_note_is_no_note(folder, left):
    folder.write("a.md", "A")
    place = folder.place()
    place.mkdir(parents=True)
    (place / "ingest.current").write_bytes(left)
    (place / "ingest.suspects").write_bytes(b'{"a.md": [1, "x"], "b": 7}')
    assert folder.done()["articles"] == 1
