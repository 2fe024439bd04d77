"""Children: what they say is put together from pieces, and they go when they are told to."""

import json
import os
import signal
import sys

import pytest
from PySide6.QtCore import QProcess

from reader.gui.system import child_process
from reader.gui.system.child_process import (
    IngestProcess,
    JsonLines,
    end_child,
    has_waited,
    start_child,
    work_of,
)
from tests.end_to_end.conftest import write_article


@pytest.fixture
def process(qapp):
    made = QProcess()
    yield made
    made.kill()
    made.waitForFinished(5000)


def test_objects_come_when_their_line_is_whole_however_it_was_cut():
    text = json.dumps({"event": "progress", "title": "徕卡"}, ensure_ascii=False).encode() + b"\n"
    for cut in range(len(text)):
        lines = JsonLines()
        assert lines.feed(text[:cut]) == []
        assert lines.feed(text[cut:]) == [{"event": "progress", "title": "徕卡"}]


def test_what_is_no_object_is_passed_over():
    assert JsonLines().feed(b'no json\n[1]\n{"a": 1}\n\xff\n') == [{"a": 1}]


def test_a_child_is_this_program_with_another_entry(process, wait_until):
    # Qt's strings hold no such bytes; the child is to get them all the same.
    start_child(process, "reader.show", ["caf\udce9.md"])
    wait_until(lambda: process.state() == QProcess.ProcessState.NotRunning, 30)
    assert process.program() == sys.executable
    assert b"caf" in bytes(process.readAllStandardError().data())


def test_a_child_that_does_not_go_is_made_to(process, wait_until):
    process.setProgram(sys.executable)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    process.setArguments(["-c", deaf + "print('up', flush=True); time.sleep(60)"])
    process.start()
    wait_until(lambda: process.canReadLine(), 30)
    end_child(process)
    assert process.state() == QProcess.ProcessState.NotRunning


def test_a_folder_is_read_and_its_progress_told(qapp, tmp_path, wait_until):
    write_article(tmp_path / "news", "Tech/a.md", "One")
    reads, told, ended = IngestProcess(), [], []
    reads.progressed.connect(told.append)
    reads.finished.connect(ended.append)
    reads.start(tmp_path / "news", tmp_path / "data")
    assert reads.running
    wait_until(lambda: ended, 60)
    assert ended == [True]
    assert not reads.running
    assert told[-1]["event"] == "done"
    assert told[-1]["articles"] == 1
    reads.close()


def test_a_folder_that_is_not_there_is_a_sentence(qapp, tmp_path, wait_until):
    reads, problems, ended = IngestProcess(), [], []
    reads.problem.connect(problems.append)
    reads.finished.connect(ended.append)
    reads.start(tmp_path / "none", tmp_path / "data")
    wait_until(lambda: ended, 60)
    assert ended == [False]
    assert len(problems) == 1
    assert problems[0].endswith(".")
    reads.close()


def test_one_that_is_stopped_tells_nothing_more(qapp, tmp_path):
    write_article(tmp_path / "news", "Tech/a.md", "One")
    reads, ended = IngestProcess(), []
    reads.finished.connect(ended.append)
    reads.start(tmp_path / "news", tmp_path / "data")
    reads.close()
    assert ended == []
    assert not reads.running


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells of no other's work")
def test_a_child_that_waits_is_told_from_one_that_works_or_was_stopped(process, wait_until):
    process.setProgram(sys.executable)
    waits = "print('up', flush=True); input(); print('on', flush=True)"
    process.setArguments(["-c", waits + "\nwhile True: pass"])
    process.start()
    wait_until(lambda: process.canReadLine(), 30)
    process.readAll()
    before = work_of(process)
    assert has_waited(process, before, 0.1)
    assert not has_waited(process, None, 0.1)
    os.kill(process.processId(), signal.SIGSTOP)
    wait_until(lambda: not has_waited(process, before, 0.1), 30)
    os.kill(process.processId(), signal.SIGCONT)
    process.write(b"\n")
    wait_until(lambda: process.canReadLine(), 30)
    wait_until(lambda: not has_waited(process, before, 0.1), 30)
    process.kill()
    process.waitForFinished(5000)
    assert work_of(process) is None


@pytest.mark.skipif(sys.platform == "win32", reason="stops by signal")
def test_reading_a_folder_waits_for_its_disk_and_blames_no_file(
    qapp, tmp_path, wait_until, monkeypatch
):
    write_article(tmp_path / "news", "Tech/a.md", "One")
    reads, told, waited, ended = IngestProcess(), [], [], []
    reads.progressed.connect(told.append)
    reads.waits.connect(lambda: waited.append(reads._process.processId()))
    reads.finished.connect(ended.append)
    monkeypatch.setattr(child_process, "has_waited", lambda *_: True)  # as a disk has it wait
    reads._stall.setInterval(5)
    reads.start(tmp_path / "news", tmp_path / "data")
    wait_until(lambda: ended, 60)
    assert ended == [True]
    assert len(set(waited)) == 1  # it was not ended
    # One that works for ever is ended, and says so itself where a file is to blame.
    monkeypatch.setattr(child_process, "has_waited", lambda *_: False)
    reads._stall.setInterval(60_000)
    reads.start(tmp_path / "news", tmp_path / "data")
    wait_until(lambda: reads._place is not None, 30)
    process, place = reads._process.processId(), reads._place
    os.kill(process, signal.SIGSTOP)
    reads._stalled()
    assert (place / "ingest.spared").read_text() == str(process)
    wait_until(lambda: len(ended) == 2, 60)
    assert ended[1] is True
    assert not (place / "ingest.suspects").exists()
    reads.close()
