"""The pool: answers come back to the GUI thread, stale ones never."""

import threading
import time

import pytest

from reader.gui.system.threads import GIVES_WAY, NOW, SOON, Pool
from reader.model import LibraryError


def until(predicate):
    """Wait until this holds, without the event loop, which brings the answers."""
    end = time.monotonic() + 5
    while not predicate():
        assert time.monotonic() < end
        time.sleep(0.001)


@pytest.fixture
def pool(qapp):
    pool = Pool("test")
    yield pool
    pool.close()


def test_an_answer_comes_back_on_the_gui_thread(pool, wait_until):
    came = []
    pool.submit(threading.get_ident, lambda ident: came.append((ident, threading.get_ident())))
    wait_until(lambda: came)
    worked, answered = came[0]
    assert answered == threading.get_ident() != worked


def test_a_newer_job_of_the_same_key_replaces_the_waiting_and_the_running_one(pool, wait_until):
    gate, begun, came = threading.Event(), threading.Event(), []

    def slow():
        begun.set()
        gate.wait(5)
        return "running"

    pool.submit(slow, came.append, key="search")
    wait_until(begun.is_set)
    pool.submit(lambda: "waiting", came.append, key="search")
    pool.submit(lambda: "newest", came.append, key="search")
    gate.set()
    wait_until(pool.idle)
    wait_until(lambda: came)
    assert came == ["newest"]


def test_the_urgent_goes_first(pool, wait_until):
    gate, order = threading.Event(), []
    pool.submit(lambda: gate.wait(5))
    pool.submit(lambda: order.append("soon"), urgency=SOON)
    pool.submit(lambda: order.append("now"), urgency=NOW)
    gate.set()
    wait_until(lambda: len(order) == 2)
    assert order == ["now", "soon"]


def test_an_expected_failure_reaches_the_one_who_asked(pool, wait_until):
    came = []

    def work():
        raise LibraryError("The disk is full.", "ENOSPC")

    pool.submit(work, None, came.append)
    wait_until(lambda: came)
    assert came[0].sentence == "The disk is full."


def test_a_bug_is_loud(pool, wait_until, raised):
    pool.submit(lambda: 1 / 0)
    wait_until(lambda: raised)
    assert raised.pop()[0] is ZeroDivisionError


def test_closing_finishes_writes_and_drops_questions(qapp):
    pool = Pool("test")
    gate, done = threading.Event(), []
    pool.submit(lambda: gate.wait(5))
    pool.submit(lambda: done.append("write"))
    pool.submit(lambda: done.append("question"), key="rows")

    def open_late():
        until(lambda: pool._closing)
        gate.set()

    opening = threading.Thread(target=open_late)
    opening.start()
    pool.close()
    opening.join()
    assert done == ["write"]
    pool.submit(lambda: done.append("late"))
    assert done == ["write"]


def test_what_was_scrolled_away_before_its_turn_is_dropped(pool, wait_until):
    gate, begun, done = threading.Event(), threading.Event(), []
    pool.submit(lambda: (begun.set(), gate.wait(5)), key="running")
    wait_until(begun.is_set)
    pool.submit(lambda: done.append("away"), key="away")
    pool.submit(lambda: done.append("kept"), key="kept")
    assert pool.cancel_waiting("away")
    assert not pool.cancel_waiting("away")
    assert not pool.cancel_waiting("running")
    gate.set()
    wait_until(lambda: done)
    wait_until(pool.idle)
    assert done == ["kept"]


def test_several_threads_work_side_by_side(qapp, wait_until):
    pool = Pool("test", threads=3)
    barrier, came = threading.Barrier(3, timeout=5), []
    for _ in range(3):
        pool.submit(barrier.wait, came.append)
    wait_until(lambda: len(came) == 3)
    pool.close()


def test_it_is_not_idle_while_an_answer_is_on_its_way(pool, wait_until):
    came = []
    pool.submit(lambda: 1, came.append)
    until(pool.rests)  # the thread is done with it; its answer waits for the event loop
    assert not came
    assert not pool.idle()
    wait_until(pool.idle)
    assert came == [1]


class Slow:
    """Work that takes for ever, until it is interrupted or let go."""

    def __init__(self):
        self.begun = 0
        self._end = threading.Event()

    def __call__(self):
        self.begun += 1
        assert self._end.wait(5)
        self._end.clear()
        return self.begun

    def end(self):
        self._end.set()


def test_what_is_no_longer_wanted_is_interrupted(pool, wait_until):
    slow, came = Slow(), []
    pool.submit(slow, came.append, key="search", interrupt=slow.end)
    wait_until(lambda: slow.begun)
    pool.submit(lambda: "newer", came.append, key="search")
    wait_until(lambda: came)
    wait_until(pool.idle)
    assert came == ["newer"]
    assert slow.begun == 1


def test_what_is_more_urgent_does_not_wait_and_the_rest_begins_again(pool, wait_until):
    slow, came = Slow(), []
    pool.submit(slow, came.append, key="rows", interrupt=slow.end)
    wait_until(lambda: slow.begun == 1)
    pool.submit(lambda: "star", came.append, urgency=NOW)
    wait_until(lambda: came == ["star"])
    wait_until(lambda: slow.begun == 2)
    slow.end()
    wait_until(pool.idle)
    assert came == ["star", 2]


def test_in_the_end_it_gives_way_no_more(pool, wait_until):
    slow, came = Slow(), []
    pool.submit(slow, came.append, key="rows", interrupt=slow.end)
    for number in range(GIVES_WAY):
        wait_until(lambda number=number: slow.begun == number + 1)
        pool.submit(lambda: "star", came.append, urgency=NOW)
    wait_until(lambda: slow.begun == GIVES_WAY + 1)
    pool.submit(lambda: "star", came.append, urgency=NOW)
    slow.end()
    wait_until(pool.idle)
    assert came == ["star"] * GIVES_WAY + [GIVES_WAY + 1, "star"]
    assert slow.begun == GIVES_WAY + 1


def test_what_runs_when_the_pool_closes_is_not_waited_for(qapp, wait_until):
    pool, slow = Pool("closing"), Slow()
    pool.submit(slow, key="rows", interrupt=slow.end)
    wait_until(lambda: slow.begun)
    began = time.monotonic()
    pool.close()
    assert time.monotonic() - began < 2


def test_a_full_lane_holds_no_thread_and_its_jobs_can_be_hurried_and_dropped(qapp, wait_until):
    pool = Pool("test", threads=2)
    gate, order = threading.Semaphore(0), []

    def job(name, lane, urgency=SOON):
        def work():
            gate.acquire(timeout=5)
            order.append(name)

        pool.submit(work, key=name, urgency=urgency, lanes={lane: 1})

    job("a1", "a")
    job("a2", "a")
    job("a3", "a")
    job("a4", "a")
    job("b1", "b")
    wait_until(lambda: pool._lanes.total() == 2)
    assert set(pool._lanes) == {"a", "b"}
    pool.prioritize("a4", NOW)
    assert pool.cancel_waiting("a2")
    assert not pool.cancel_waiting("a1")
    gate.release(10)
    wait_until(pool.idle)
    assert order.index("a1") < order.index("a4") < order.index("a3")
    assert sorted(order) == ["a1", "a3", "a4", "b1"]
    assert not pool._running
    pool.close()


def test_a_bug_gives_its_lane_back(qapp, wait_until, raised):
    pool = Pool("test", threads=2)
    came = []
    pool.submit(lambda: 1 / 0, lanes={"a": 1})
    pool.submit(lambda: 5, came.append, lanes={"a": 1})
    wait_until(lambda: came == [5])
    assert raised.pop()[0] is ZeroDivisionError
    pool.close()
