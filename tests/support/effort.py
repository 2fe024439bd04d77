"""What a piece of work costs, told though others use the computer."""

import time
from collections.abc import Callable


def effort(work: Callable[[], object], enough: float, tries: int = 3) -> float:
    """Return the seconds of processor time that `work` takes at least.

    A core that is shared with others makes the same work half as slow again: what takes as much as
    `enough` is done anew, and the lesser counts. What is too dear is so each time.
    """
    least = float("inf")
    for _ in range(tries):
        began = time.process_time()
        work()
        least = min(least, time.process_time() - began)
        if least < enough:
            break
    return least
