"""The library answers on its own thread: the newest question of a key, and writes always."""

import threading

import pytest

from reader.gui.session.library_worker import LibraryWorker
from reader.paths import Paths
from tests.gui.session.conftest import ingest


@pytest.fixture
def worker(qapp, wait_until, news, tmp_path):
    data = tmp_path / "data"
    ingest(news, data)
    paths, answers = Paths.at(data), []
    worker = LibraryWorker()
    worker.open(paths.state_db, paths.index_db(news), answers.append, answers.append)
    wait_until(lambda: answers)
    yield worker
    worker.close()


def test_answers_come_back_to_the_asking_thread(worker, wait_until):
    threads = []

    def work(library):
        threads.append(threading.current_thread())
        return library.counts().articles

    answers = []

    def done(count):
        threads.append(threading.current_thread())
        answers.append(count)

    worker.ask(work, done)
    wait_until(lambda: answers)
    assert answers == [5]
    assert threads[0] is not threading.current_thread()
    assert threads[1] is threading.current_thread()


def test_of_a_key_the_newest_is_answered_and_a_cancelled_one_never(worker, wait_until):
    answers = []
    for number in range(5):
        worker.ask(lambda _library, n=number: n, answers.append, key="rows")
    worker.ask(lambda _library: "cancelled", answers.append, key="other")
    worker.cancel("other")
    wait_until(lambda: worker.idle)
    assert answers == [4]


def test_what_is_asked_behind_the_painting_comes_before_what_is_asked_next(worker, wait_until):
    order = []
    worker.ask(lambda _library: order.append("behind"), behind=True)
    assert not worker.idle
    worker.ask(lambda _library: order.append("next"))
    wait_until(lambda: worker.idle)
    assert order == ["behind", "next"]


def test_without_a_folder_there_is_a_sentence(qapp, wait_until):
    worker, failed = LibraryWorker(), []
    worker.ask(lambda library: library.counts(), None, failed.append)
    wait_until(lambda: failed)
    assert failed[0].sentence == "No folder is open."
    worker.close()


def test_until_a_library_can_be_opened_the_reason_is_told_and_no_other(qapp, wait_until, tmp_path):
    """As on a disk that is full when the program starts."""
    blocked = tmp_path / "data"
    blocked.write_text("a file where a folder should be")
    paths, opened, failed, asked = Paths.at(blocked), [], [], []
    worker = LibraryWorker()
    worker._open_again.setInterval(20)
    worker.open(paths.state_db, paths.index_db(tmp_path), opened.append, failed.append)
    wait_until(lambda: failed)
    worker.ask(lambda library: library.counts(), asked.append, asked.append)
    wait_until(lambda: asked)
    assert asked[0].sentence == failed[0].sentence
    blocked.unlink()
    wait_until(lambda: opened)
    worker.ask(lambda library: library.counts().articles, asked.append, asked.append)
    wait_until(lambda: len(asked) == 2)
    assert asked[1] == 0
    worker.close()
