"""The process that reads ahead: in order, without waiting for each other, and when it dies."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.ingest import ahead, run
from reader.ingest.ahead import Ahead, EndedError
from reader.ingest.answer import (
    END,
    LENGTH,
    Answer,
    Outcome,
    Task,
    answer_from_bytes,
    answer_to_bytes,
    task_from_bytes,
    task_to_bytes,
)
from reader.library.index.entry import Entry
from reader.model import Note, NoteCode, Query

linux = pytest.mark.skipif(sys.platform != "linux", reason="finds children by /proc")


@pytest.fixture
def reading_ahead(folder):
    """Start one on the folder."""
    started = []

    def start():
        started.append(Ahead(str(folder.root)))
        return started[-1]

    yield start
    for each in started:
        each.close()


@pytest.fixture
def run_here(folder, monkeypatch, capsys):
    """The ingest process in this one, with another module that reads ahead."""

    def run_here(module="tests.ingest.killed_reader"):
        monkeypatch.setattr(ahead, "MODULE", module)
        monkeypatch.setattr("reader.ingest.priority.lower", lambda: None)
        monkeypatch.setattr("reader.ingest.run.signal.signal", lambda *_: None)
        monkeypatch.setattr("reader.ingest.update._cores", lambda: 2)
        assert run.main([str(folder.root), "--data-dir", str(folder.data)]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run_here


def task(file, root):
    found = file.stat()
    return Task(file.relative_to(root).as_posix(), found.st_size, found.st_mtime_ns)


def test_answers_come_in_order_whatever_the_files_are(folder, reading_ahead):
    folder.write_many(60, words=200)
    (folder.root / "empty.md").write_text("")
    tasks = [task(file, folder.root) for file in sorted(folder.root.rglob("*.md"))]
    tasks.insert(30, Task("missing\udcff.md", 1, 1))
    process = reading_ahead()
    waiting, answers = list(tasks), []
    while len(answers) < len(tasks):
        while waiting and process.ask(waiting[0]):
            waiting.pop(0)
        answers.append(process.answer(wait=True))
    assert [asked for asked, _ in answers] == tasks
    outcomes = {asked.path: answer.outcome for asked, answer in answers}
    assert outcomes.pop("empty.md") == Outcome.REFUSED
    assert outcomes.pop("missing\udcff.md") == Outcome.UNREADABLE
    assert set(outcomes.values()) == {Outcome.READ}
    first = next(answer for asked, answer in answers if asked.path == "s0/t0/0.md")
    again = task(folder.root / "s0/t0/0.md", folder.root)._replace(fingerprint=first.fingerprint)
    process.ask(again)
    assert process.answer(wait=True)[1].outcome is Outcome.SAME


def test_what_travels_arrives_as_it_was():
    entry = Entry(
        "ab" * 16, "cd" * 16, -1.5, False, ("科技", "a\udcff"), "ef" * 16,
        ("T\n", "", "徕卡", "", "", "“”", "\u2028"), ("0123456789ab",), (("\0", "徕"),), "徕 卡",
        "词 ".encode() * 5000, 2**32 - 1, 2**61, "ab" * 16, "cd" * 16,
    )  # fmt: skip
    for answer in (
        Answer(Outcome.READ, 2**40, -(2**60), False, b"\0" * 16, None, entry),
        Answer(Outcome.REFUSED, 0, 0, note=Note(NoteCode.NOT_UTF_8, ("“big5”",))),
    ):
        data = answer_to_bytes(answer)
        (length,) = LENGTH.unpack_from(data)
        assert len(data) == LENGTH.size + length
        arrived = answer_from_bytes(data[LENGTH.size :])
        assert arrived == answer
        assert type(arrived.outcome) is Outcome
        assert type(arrived.entry) is type(answer.entry)
    for path in ("a.md", "caf\udce9/\n\\\"'.md", "徕" * 80):
        sent = Task(path, 1, 2, b"\xff" * 16)
        written = task_to_bytes(sent)
        assert written.index(END) == len(written) - len(END)
        assert task_from_bytes(written.removesuffix(END)) == sent


@pytest.mark.parametrize("after", [0, 5])
def test_its_end_tells_which_file_was_being_read(folder, reading_ahead, after):
    folder.write_many(10)
    process = reading_ahead()
    tasks = [task(file, folder.root) for file in sorted(folder.root.rglob("*.md"))]
    for each in tasks[:after]:
        process.ask(each)
        process.answer(wait=True)
    process._process.kill()
    process._process.wait()
    for each in tasks[after:]:
        process.ask(each)
    with pytest.raises(EndedError) as ended:
        process.answer(wait=True)
    assert ended.value.asked == tasks[after:]
    assert ended.value.was_ready or not after


@pytest.mark.parametrize("name", ["killer", "sleeper"])
def test_a_file_that_ends_the_reader_twice_is_refused_and_all_others_are_read(
    folder, run_here, name
):
    folder.write_many(500)
    folder.write("zz/bad.md", "Bad")
    (folder.root / "zz/bad.md").rename(folder.root / f"s6/{name}.md")
    events = run_here()
    assert events[-1]["articles"] == 500
    refused = [event for event in events if event["event"] == "refused"]
    assert [event["path"] for event in refused] == [f"s6/{name}.md"]
    assert "twice" in refused[0]["reason"]
    again = run_here()
    assert (again[-1]["unchanged"], again[-1]["refused"]) == (501, 1)
    os.utime(folder.root / f"s6/{name}.md")
    # Changed, and now alone: this process reads it, which nothing ends.
    assert run_here("reader.ingest.read_ahead")[-1]["articles"] == 501


def test_where_no_other_process_starts_one_reads_alone(folder, run_here, monkeypatch):
    monkeypatch.setenv("BROADSHEET_TEST", "unready")
    folder.write_many(400)
    done = run_here()[-1]
    assert (done["articles"], done["refused"]) == (400, 0)


@linux
def test_the_reader_killed_from_outside_costs_nothing(folder):
    folder.write_many(1500, words=100)
    process = folder.start()
    killed = 0
    while process.poll() is None:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        try:
            for child in children.read_text().split():
                if killed < 5:
                    os.kill(int(child), signal.SIGKILL)
                    killed += 1
        except (OSError, ProcessLookupError):
            break
        time.sleep(0.05)
    out, err = process.communicate(timeout=60)
    done = json.loads(out.splitlines()[-1])
    assert killed
    assert (done["articles"], done["refused"]) == (1500, 0), err
    assert len(folder.library().rows(Query(search="徕卡"))) == 1500


@linux
def test_the_reader_ends_with_the_writer(folder):
    folder.write_many(3000, words=50)
    process = folder.start()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    deadline = time.monotonic() + 20
    while not (child := children.read_text().split()) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    process.communicate(timeout=60)
    assert child
    while Path(f"/proc/{child[0]}/stat").exists() and time.monotonic() < deadline:
        if Path(f"/proc/{child[0]}/stat").read_text().split(")")[1].split()[0] == "Z":
            break
        time.sleep(0.02)
    else:
        assert not Path(f"/proc/{child[0]}/stat").exists()


def test_it_says_how_it_is_used():
    told = subprocess.run(
        [sys.executable, "-m", "reader.ingest.read_ahead"], capture_output=True, text=True
    )
    assert (told.returncode, told.stdout) == (2, "")
    assert "usage" in told.stderr
