"""A file that takes too long is left."""

import re
import signal
import subprocess
import sys
import time

import pytest

from reader.ingest.deadline import TooSlowError, deadline, disk, last_resort

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers here")


def test_a_regular_expression_that_never_ends_is_ended():
    start = time.monotonic()
    with pytest.raises(TooSlowError), deadline(0.2):
        re.match(r"(a+)+$", "a" * 40 + "b")
    assert time.monotonic() - start < 5


def test_what_is_in_time_is_left_alone():
    with deadline(50):
        assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= 50
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_a_wait_for_the_disk_is_no_work():
    with deadline(0.2, of_work=True):
        time.sleep(0.4)
    start = time.process_time()
    with pytest.raises(TooSlowError), deadline(0.2, of_work=True):
        re.match(r"(a+)+$", "a" * 40 + "b")
    assert time.process_time() - start < 5


def test_a_loop_that_never_comes_back_ends_the_process_and_a_sleeping_disk_does_not():
    looping = (
        "from reader.ingest.deadline import last_resort\n"
        "with last_resort(0.1): sum(__import__('itertools').repeat(1))"
    )
    ended = subprocess.run([sys.executable, "-c", looping], timeout=60)
    assert -ended.returncode in (signal.SIGVTALRM, signal.SIGALRM)
    with last_resort(50):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 50
        with disk():
            assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 50
    assert (
        signal.getitimer(signal.ITIMER_REAL)[0] == signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
    )
    with disk():
        pass
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
