"""The child that writes pages and books: what it tells, and that it goes when it is to."""

import os
import signal
import sys

import pytest

from reader.gui.export.export_process import ExportProcess
from tests.end_to_end.conftest import write_article


@pytest.fixture
def process(qapp):
    made = ExportProcess(qapp)
    made.told, made.ends = [], []
    made.progressed.connect(made.told.append)
    made.finished.connect(made.ends.append)
    yield made
    made.cancel()
    made.deleteLater()


@pytest.fixture
def job(tmp_path):
    """A book of three articles."""
    for number in range(3):
        write_article(tmp_path / "news", f"a/{number}.md", f"Title {number}", hours_old=number)
    (tmp_path / "cache").mkdir()
    (tmp_path / "out").mkdir()
    return {
        "form": "epub",
        "folder": str(tmp_path / "news"),
        "out": str(tmp_path / "out" / "book.epub"),
        "title": "Three",
        "articles": [
            {"id": f"{number:032x}", "path": f"a/{number}.md", "source": ""} for number in range(3)
        ],
        "cache": str(tmp_path / "cache"),
        "drafts": str(tmp_path / "drafts"),
        "offline": True,
        "connect_to": None,
        "allowed_hosts": [],
        "proxy": None,
    }


def test_a_book_is_written_and_each_article_told(process, job, tmp_path, wait_until):
    process.start(job)
    assert process.running
    wait_until(lambda: process.ends, 60)
    assert process.ends[0]["event"] == "done"
    assert process.ends[0]["articles"] == 3
    told = [(event["done"], event["of"]) for event in process.told if event["event"] == "progress"]
    assert told == sorted(told)
    assert {of for _, of in told} == {3}
    assert (tmp_path / "out" / "book.epub").read_bytes().startswith(b"PK")
    assert not process.running


def test_why_nothing_was_written_is_a_sentence(process, job, tmp_path, wait_until):
    process.start(job | {"out": str(tmp_path / "none" / "book.epub")})
    wait_until(lambda: process.ends, 60)
    assert process.ends[0]["event"] != "done"
    assert process.ends[0]["sentence"].endswith(".")


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed otherwise there")
def test_one_that_dies_ends_without_a_word(process, job, wait_until):
    process.start(job)
    wait_until(lambda: process._process.processId() > 0, 20)
    os.kill(process._process.processId(), signal.SIGKILL)
    wait_until(lambda: process.ends, 20)
    assert process.ends == [{}]


def test_one_that_is_cancelled_tells_nothing_more(process, job):
    process.start(job)
    assert process.cancel()
    assert not process.cancel()
    assert not process.running
    assert process.ends == []
