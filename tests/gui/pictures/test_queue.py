"""Whose turn it is: near before far, each host by itself, and what is cancelled does not go out."""

import threading

import pytest

from reader.gui.pictures.queue import PictureQueue, host_of, problem_of
from reader.images.hosts import A_HOST
from reader.model import LibraryError, PictureError, PictureProblem

URL = "https://a.example/1.png"


@pytest.fixture
def queue(qapp):
    from PySide6.QtCore import QObject

    owner = QObject()
    made = PictureQueue(owner)
    yield made
    made.close()


def missing():
    raise PictureError(PictureProblem.OFFLINE, "not kept")


def damaged():
    raise PictureError(PictureProblem.DAMAGED, "cut off")


def test_what_is_at_hand_is_not_sought_far_away(queue, wait_until):
    done, asked = [], []
    queue.submit(lambda: "near", lambda: asked.append(1), done.append, pytest.fail, url=URL)
    wait_until(lambda: done == ["near"])
    queue.submit(missing, lambda: "far", done.append, pytest.fail, url=URL)
    wait_until(lambda: done == ["near", "far"])
    assert not asked


def test_what_is_damaged_at_hand_or_may_not_be_fetched_fails(queue, wait_until):
    failed = []
    queue.submit(damaged, lambda: "far", pytest.fail, failed.append, url=URL)
    queue.submit(missing, None, pytest.fail, failed.append, url=URL)
    wait_until(lambda: len(failed) == 2)
    problems = {problem_of(error) for error in failed}
    assert problems == {PictureProblem.DAMAGED, PictureProblem.OFFLINE}
    assert problem_of(LibraryError("no")) is PictureProblem.NOT_A_PICTURE


def test_what_is_not_at_hand_is_no_error_for_the_log(queue, wait_until, caplog):
    done, failed = [], []
    queue.submit(missing, lambda: "far", done.append, failed.append, url=URL)
    queue.submit(missing, missing, done.append, failed.append, url=URL)
    queue.submit_near(missing, done.append, failed.append)
    queue.submit_near(damaged, done.append, failed.append)
    wait_until(lambda: len(done) + len(failed) == 4)
    assert done == ["far"]
    assert [record.getMessage() for record in caplog.records] == [
        "The picture could not be loaded: damaged.: cut off"
    ]


def test_one_that_is_cancelled_while_it_is_looked_for_does_not_go_out(queue, wait_until):
    looks, goes_on, out = threading.Event(), threading.Event(), []

    def near():
        looks.set()
        goes_on.wait(5)
        missing()

    queue.submit(near, lambda: out.append(1), out.append, out.append, url=URL, key="a")
    wait_until(looks.is_set)
    assert not queue.cancel("a")
    goes_on.set()
    wait_until(lambda: not queue.busy)
    assert out == []


def test_prioritizing_takes_a_cancellation_back(queue, wait_until):
    looks, goes_on, done = threading.Event(), threading.Event(), []

    def near():
        looks.set()
        goes_on.wait(5)
        missing()

    queue.submit(near, lambda: "far", done.append, pytest.fail, url=URL, key="a")
    wait_until(looks.is_set)
    queue.cancel("a")
    queue.prioritize("a")
    goes_on.set()
    wait_until(lambda: done == ["far"])


def test_a_slow_host_holds_up_no_other(queue, wait_until):
    gate, done = threading.Event(), []

    def stuck():
        gate.wait(5)
        return "slow"

    for number in range(A_HOST + 3):
        url = f"https://slow.example/{number}"
        queue.submit(missing, stuck, done.append, pytest.fail, url=url, key=url)
    queue.submit(missing, lambda: "quick", done.append, pytest.fail, url=URL, key="b")
    wait_until(lambda: done == ["quick"])
    assert queue.pending() == {f"https://slow.example/{n}" for n in range(A_HOST + 3)}
    gate.set()
    wait_until(lambda: not queue.busy)


@pytest.mark.parametrize(
    ("url", "host"), [("https://A.example:8/x", "a.example"), ("http://[::1", ""), ("x.png", "")]
)
def test_a_host_is_named_alike_and_a_broken_address_has_none(url, host):
    assert host_of(url) == host
