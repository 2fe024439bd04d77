"""The pool: answers come back to the GUI thread, stale ones never."""

import threading

import pytest

from reader.gui.threads import NOW, SOON, Pool
from reader.model import LibraryError


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
    gate.set()
    pool.close()
    assert done == ["write"]
    pool.submit(lambda: done.append("late"))
    assert done == ["write"]


def test_what_was_scrolled_away_before_its_turn_is_dropped(pool, wait_until):
    gate, begun, done = threading.Event(), threading.Event(), []
    pool.submit(lambda: (begun.set(), gate.wait(5)), key="running")
    wait_until(begun.is_set)
    pool.submit(lambda: done.append("away"), key="away")
    pool.submit(lambda: done.append("kept"), key="kept")
    assert pool.forget_waiting("away")
    assert not pool.forget_waiting("away")
    assert not pool.forget_waiting("running")
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
    wait_until(lambda: pool._running.total() == 2)
    assert set(pool._running) == {"a", "b"}
    pool.hurry("a4", NOW)
    assert pool.forget_waiting("a2")
    assert not pool.forget_waiting("a1")
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
