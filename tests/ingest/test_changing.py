"""A folder that is being written while it is read: checkouts, unpacking, regenerations."""

import os
import random
import subprocess
import sys
import time

import pytest

from reader.folder import file_bytes
from reader.folder.file_bytes import read_bytes
from reader.model import FileRefusedError, Query
from tests.ingest.conftest import ROOT

TEXT = "\n---\ntitle: Title {n}\ndate: 2022-05-{d:02} 11:00:00\n---\n\n<p>{body}</p>\n"

SLOW_WRITER = """
import os, random, sys, time
root, seed = sys.argv[1], int(sys.argv[2])
dice = random.Random(seed)
text = open(sys.argv[3], encoding="utf-8").read()
numbers = list(range(400))
dice.shuffle(numbers)
print("begun", flush=True)
for n in numbers:
    data = text.format(n=n, d=1 + n % 28, body=f"finally{seed} " * 300).encode()
    cut = dice.randrange(len(data))
    with open(f"{root}/{n}.md", "wb", buffering=0) as file:
        if n % 5 == 0:
            time.sleep(0.004)
        file.write(data[:cut])
        if n % 3 == 0:
            time.sleep(0.004)
        file.write(data[cut:])
"""


@pytest.mark.parametrize("seed", [1, 2])
def test_no_half_read_article_stays_wrong(folder, tmp_path, seed):
    text = tmp_path / "text"
    text.write_text(TEXT, encoding="utf-8")
    for n in range(400):
        (folder.root / f"{n}.md").write_text(TEXT.format(n=n, d=1 + n % 28, body="before"))
    folder.ingest()
    library = folder.library()
    marked = [h.id for h in library.headlines(library.rows(Query()))][::3]
    library.set_read(marked, True)
    command = [sys.executable, "-c", SLOW_WRITER, str(folder.root), str(seed), str(text)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        writer.stdout.readline()
        rounds = 0
        while writer.poll() is None:
            folder.ingest()
            rounds += 1
    # What the window does when all was quiet for a moment.
    time.sleep(0.05)
    folder.ingest()
    assert rounds
    assert library.counts().articles == 400
    assert len(library.rows(Query(search=f"finally{seed}"))) == 400
    assert len(library.rows(Query(search="before"))) == 0
    assert library.refused() == []
    assert sum(s.read for s in library.statuses(marked).values()) == len(marked)
    assert folder.done()["unchanged"] == 400


def test_a_file_that_changes_while_it_is_read_is_not_settled(tmp_path, monkeypatch):
    file = tmp_path / "a.md"
    file.write_bytes(b"x" * 100)
    os.utime(file, ns=(1, 1_600_000_000_123_456_789))
    read = os.read
    assert read_bytes(str(file)).settled

    def read_and_write(handle, size):
        data = read(handle, size)
        if data and file.stat().st_size == 100:
            with file.open("ab") as other:
                other.write(b"y")
        return data

    monkeypatch.setattr(file_bytes.os, "read", read_and_write)
    found = read_bytes(str(file))
    assert (found.settled, found.size) == (False, 100)


def test_a_file_written_just_now_is_not_settled_for_a_moment(tmp_path):
    file = tmp_path / "a.md"
    file.write_bytes(b"x")
    now = time.time_ns()
    os.utime(file, ns=(now, now | 1))
    assert not read_bytes(str(file)).settled
    time.sleep(0.05)
    assert read_bytes(str(file)).settled
    # Where the system keeps whole seconds, longer.
    os.utime(file, ns=(now, (now // 10**9) * 10**9))
    assert not read_bytes(str(file)).settled


def test_a_file_that_is_empty_at_first_is_read_when_it_is_not(folder):
    file = folder.root / "a.md"
    file.touch()
    assert folder.done()["refused"] == 1
    file.write_text(TEXT.format(n=1, d=1, body="text"))
    assert folder.done() == {"articles": 1, "files": 1, "refused": 0, "unchanged": 0}


def test_a_regeneration_costs_reading_not_indexing(folder):
    for n in range(400):
        (folder.root / f"{n}.md").write_text(TEXT.format(n=n, d=1 + n % 28, body="text"))
    (folder.root / "bare.md").write_text("---\ntitle: Bare\n---\n\n<p>No date.</p>")
    folder.ingest()
    library = folder.library()
    rows = list(library.rows(Query()))
    ids = [headline.id for headline in library.headlines(rows)]
    library.set_read(ids[::2], True)
    library.set_starred(ids[::5], True)
    before = library.statuses(ids)
    tables = ("article", "listing", "meta", "title_search_data", "text_search_data")

    def written():
        return {t: library._db.execute(f"SELECT * FROM idx.{t}").fetchall() for t in tables}

    tables_before = written()
    files = list(folder.root.iterdir())
    random.Random(1).shuffle(files)
    for file in files:
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
    assert folder.done() == {"articles": 401, "files": 401, "refused": 0, "unchanged": 401}
    assert list(library.rows(Query())) == rows
    assert library.statuses(ids) == before
    # Not one row of an article, of a list or of a search table: only the files' times.
    assert written() == tables_before


def test_a_gigabyte_is_refused_without_being_read(folder):
    folder.write("good.md", "Good")
    huge = folder.root / "huge.md"
    with huge.open("wb") as file:
        file.truncate(1 << 30)
    began = time.process_time()
    with pytest.raises(FileRefusedError, match="1,024 MB"):
        read_bytes(str(huge))
    assert time.process_time() - began < 0.5
    assert folder.done() == {"articles": 1, "files": 2, "refused": 1, "unchanged": 0}
    ((path, why),) = folder.library().refused()
    assert (path, "too large" in why.sentence) == ("huge.md", True)


def test_two_folders_have_an_index_each_and_know_what_was_read_in_both(folder, tmp_path):
    folder.write("a/one.md", "One")
    other = tmp_path / "other"
    (other / "b").mkdir(parents=True)
    (other / "b" / "one.md").write_bytes((folder.root / "a/one.md").read_bytes())
    (other / "b" / "two.md").write_text(TEXT.format(n=2, d=2, body="text"))
    folder.ingest()
    folder.ingest(other)
    assert folder.place() != folder.place(other)
    first, second = folder.library(), folder.library(other)
    first.set_read([h.id for h in first.headlines(first.rows(Query()))], True)
    again = folder.library(other)
    assert {h.title: h.status.read for h in again.headlines(again.rows(Query()))} == {
        "One": True, "Title 2": False,
    }  # fmt: skip
    assert first.counts().articles == 1
    assert second.counts().articles == 2


PEAK = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, check=True)
assert b'"done"' in done.stdout.splitlines()[-1]
used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(used / (1e6 if sys.platform == "darwin" else 1e3))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="does not tell it")
def test_the_memory_of_reading_a_folder_does_not_grow_with_it(folder):
    """Of the larger of the two processes, in MB; both together stay under 250."""

    def peak(number):
        for n in range(number):
            folder.write(f"s{n % 9}/{n}.md", f"Title {n}", body="<p>" + f"文字 word{n} " * 200)
        command = folder.command("--data-dir", str(folder.data))
        told = subprocess.check_output([sys.executable, "-c", PEAK, *command], cwd=ROOT)
        return float(told)

    small, large = peak(500), peak(3000)
    assert large < 125
    assert large - small < 40
