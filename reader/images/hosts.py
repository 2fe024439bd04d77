"""What is known of the hosts and of our own line: who is busy, who is left alone, are we offline.

Pure bookkeeping with the time given; whoever holds a Hosts guards it against other threads.
"""

import errno
from collections import Counter

A_HOST = 2
"""How many requests one host gets at once."""
AT_ONCE = 6
"""How many there are at once in all, whoever asks for them."""
BACK_OFF_SECONDS = 30.0
"""How long a host is left alone that failed; twice as long after each further failure."""
BACK_OFF_MOST = 1800.0
SLOW_BEFORE_BACK_OFF = 2
"""So many time-outs in a row are a failure of the host; one may be the picture's own."""
OFFLINE_HOSTS = 3
"""So many different hosts unreachable in a row, and none reached, mean that we are offline."""
OFFLINE_SECONDS = 20.0
"""After so long one request may try whether the line is back."""
ASKED_TO_WAIT_MOST = 900.0
_OUR_LINE = {errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EHOSTUNREACH}


class Hosts:
    """Turns, back-off and the line."""

    def __init__(self) -> None:
        self._busy: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._slow: Counter[str] = Counter()
        self._alone: dict[str, float] = {}
        self._lost: set[str] = set()
        self._offline_until = 0.0
        self.offline = False
        """True from the moment it was noticed until a host is reached again."""

    # -- turns

    def free(self, host: str) -> bool:
        """Whether one more request may go there now."""
        return self._busy[host] < A_HOST and self._busy.total() < AT_ONCE

    def begin(self, host: str) -> None:
        """Note that a request to the host begins."""
        self._busy[host] += 1

    def end(self, host: str) -> None:
        """Note that a request to the host has ended, however it did."""
        self._busy[host] -= 1
        if not self._busy[host]:
            del self._busy[host]

    # -- back-off

    def left_alone(self, host: str, now: float) -> bool:
        """Whether this host failed, or asked us to wait, a moment ago."""
        return self._alone.get(host, 0.0) > now

    def closed(self, now: float) -> bool:
        """Whether we are offline and it is too early to try again; lets one try through."""
        if not self.offline:
            return False
        if now < self._offline_until:
            return True
        self._offline_until = now + OFFLINE_SECONDS
        return False

    def unreachable(self, host: str, error: BaseException | None, now: float) -> None:
        """No connection came about."""
        self._back_off(host, now)
        self._lost.add(host)
        ours = isinstance(error, OSError) and error.errno in _OUR_LINE
        if self.offline or len(self._lost) >= (2 if ours else OFFLINE_HOSTS):
            self.offline = True
            self._offline_until = now + OFFLINE_SECONDS

    def slow(self, host: str, now: float) -> None:
        """Note that the host was reached and did not answer in time."""
        self._slow[host] += 1
        if self._slow[host] >= SLOW_BEFORE_BACK_OFF:
            self._back_off(host, now)

    def asked_to_wait(self, host: str, seconds: float, now: float) -> None:
        """Leave the host alone for as long as it said (429, 503 with Retry-After)."""
        self._tidy(now)
        wait = min(max(seconds, BACK_OFF_SECONDS), ASKED_TO_WAIT_MOST)
        self._alone[host] = max(self._alone.get(host, 0.0), now + wait)

    def reached(self, host: str) -> None:
        """Note that a connection came about."""
        self._lost.clear()
        self.offline = False
        if host in self._failures:
            del self._failures[host]

    def answered(self, host: str) -> None:
        """Note that a whole answer came in."""
        if host in self._slow:
            del self._slow[host]

    def forgive(self, host: str) -> None:
        """Let the host be asked at once: a person wants its picture again."""
        self._alone.pop(host, None)
        self._offline_until = 0.0

    def _back_off(self, host: str, now: float) -> None:
        self._tidy(now)
        if self.left_alone(host, now):
            return  # another request of the same moment has been counted
        self._failures[host] += 1
        wait = BACK_OFF_SECONDS * 2.0 ** min(self._failures[host] - 1, 10)
        self._alone[host] = now + min(wait, BACK_OFF_MOST)

    def _tidy(self, now: float) -> None:
        """Drop what was long ago, so that 10,000 hosts leave nothing behind."""
        if len(self._alone) < 500:
            return
        self._alone = {host: end for host, end in self._alone.items() if end > now}
        for counter in (self._failures, self._slow):
            for host in [host for host in counter if host not in self._alone]:
                del counter[host]
        if len(self._lost) > 500:
            self._lost = set(sorted(self._lost)[:OFFLINE_HOSTS])
