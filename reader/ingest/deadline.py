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
def deadline(seconds: float = INDEX_SECONDS) -> Iterator[None]:
    """Raises TooSlowError within the block when it takes longer. Main thread only."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, _over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
