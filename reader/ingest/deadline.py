"""A limit to the time that one file may take, so that a hostile one is refused, not waited for.

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
