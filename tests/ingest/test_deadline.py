"""A file that takes too long is left."""

import re
import signal
import time

import pytest

from reader.ingest.deadline import TooSlowError, deadline

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers here")


def test_a_regular_expression_that_never_ends_is_ended():
    start = time.monotonic()
    with pytest.raises(TooSlowError), deadline(0.2):
        re.match(r"(a+)+$", "a" * 40 + "b")
    assert time.monotonic() - start < 5


def test_what_is_in_time_is_left_alone():
    with deadline(0.2):
        pass
    time.sleep(0.3)


def test_a_wait_for_the_disk_is_no_work():
    with deadline(0.2, of_work=True):
        time.sleep(0.4)
    start = time.process_time()
    with pytest.raises(TooSlowError), deadline(0.2, of_work=True):
        re.match(r"(a+)+$", "a" * 40 + "b")
    assert time.process_time() - start < 5
