"""Limits to the time that one file may take, so that a hostile one is refused, not waited for.

Only where the system has timers for a process (not Windows): there the window ends the process.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from reader.bounds import INDEX_SECONDS


class TooSlowError(Exception):
    """The time is over."""


def _over(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError


@contextmanager
def deadline(seconds: float = INDEX_SECONDS, *, of_work: bool = False) -> Iterator[None]:
    """Raise TooSlowError within the block when it takes longer. Main thread only.

    of_work: the seconds are the processor's, so that a disk that has to wake up is no reason.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    timer, told_by = (
        (signal.ITIMER_PROF, signal.SIGPROF) if of_work else (signal.ITIMER_REAL, signal.SIGALRM)
    )
    signal.signal(told_by, _over)
    signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)


@contextmanager
def last_resort(seconds: float) -> Iterator[None]:
    """End the process where the block takes for ever, be it in a loop of C's own.

    A deadline is told between two steps of ours alone. seconds: of the processor; of the clock
    twice as many, those of a `disk` within the block not counted. Main thread only.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    # These signals are not handled: they end the process.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    signal.setitimer(signal.ITIMER_REAL, 2 * seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def disk() -> Iterator[None]:
    """Let the block wait for a disk that has to wake up: that is no fault of the file."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    left, _ = signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left)
