"""The one module with threads: a pool whose answers come back to the GUI thread.

With one thread it is a serial owner (of the databases); with several it fetches and decodes.
"""

import heapq
import itertools
import logging
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from reader.model import BroadsheetError

log = logging.getLogger(__name__)

T = TypeVar("T")

NOW, SOON, LATER, NEWEST_FIRST = 0, 1, 2, 3
"""How urgent a job is: jobs of one urgency run in the order they were given, those of the last one
(the least urgent) in the reverse of it."""

GIVES_WAY = 4
"""So often a job gives way to more urgent ones; then it runs to its end, or it never would."""


_NO_LANES: Mapping[str, int] = {}

one_at_a_time = threading.Lock
"""Makes a lock: `with` it, only one thread at a time does what takes much memory."""


class Turn(NamedTuple):
    """When a job runs: by its urgency, then by its number; the smallest first."""

    urgency: int
    number: int


class _Job:
    """One piece of work."""

    __slots__ = (
        "again",
        "begun",
        "done",
        "failed",
        "interrupt",
        "interrupted",
        "key",
        "lanes",
        "turn",
        "work",
    )

    def __init__(
        self,
        turn: Turn,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[BroadsheetError], None] | None,
        key: str,
        lanes: Mapping[str, int],
        interrupt: Callable[[], None] | None,
    ) -> None:
        self.turn = turn
        self.work = work
        self.done = done
        self.failed = failed
        self.key = key
        self.lanes = lanes
        self.interrupt = interrupt
        self.begun = False
        self.interrupted = 0
        self.again = False

    def __lt__(self, other: "_Job") -> bool:
        return self.turn < other.turn

    def stop(self) -> None:
        """Have it end at once, where it is running and can be ended. Under the pool's lock."""
        if self.begun and self.interrupt is not None and not self.again:
            self.again = True
            self.interrupt()


class Pool(QObject):
    """Runs jobs on its own threads and hands their answers to the thread that made the pool.

    A job given under a key replaces the waiting one of that key, and the answer of one already
    running is dropped: a stale answer never reaches the window. One that can be interrupted is not
    waited for either, nor does what is more urgent wait for it: it begins again after that.
    """

    _answered = Signal(object, object, object)

    def __init__(self, name: str, threads: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._size = threads
        self._threads: list[threading.Thread] = []
        self._heap: list[_Job] = []
        self._counter = itertools.count()
        self._newest: dict[str, _Job] = {}
        self._wake = threading.Condition()
        self._closing = False
        self._busy = 0
        self._on_the_way = 0
        self._running: list[_Job] = []
        self._lanes: Counter[str] = Counter()
        """How many jobs run in each lane."""
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[BroadsheetError], None] | None = None,
        *,
        key: str = "",
        urgency: int | Turn = SOON,
        interrupt: Callable[[], None] | None = None,
        lanes: Mapping[str, int] = _NO_LANES,
    ) -> None:
        """Queue a job; `done` or `failed` is called on the GUI thread. After close(): ignored.

        urgency: or a turn that was taken before.
        interrupt: makes `work` end at once, from another thread; for a job that changes nothing.
        lanes: how many jobs may run at once of those that name the same lane. A job whose lane is
        full takes no thread: it waits where it can still be prioritized or cancelled.
        """
        with self._wake:
            if self._closing:
                return
            turn = urgency if isinstance(urgency, Turn) else self.turn(urgency)
            job = _Job(turn, work, done, failed, key, lanes, interrupt)
            if key:
                self._stop(key)
                self._newest[key] = job
            self._make_way(turn.urgency)
            heapq.heappush(self._heap, job)
            free = len(self._threads) - self._busy
            if len(self._threads) < self._size and free < len(self._heap):
                thread = threading.Thread(
                    target=self._run, name=f"{self._name}-{len(self._threads)}", daemon=True
                )
                self._threads.append(thread)
                thread.start()
            self._wake.notify()

    def turn(self, urgency: int) -> Turn:
        """Take the turn that a job given now would have, for one that will be given later."""
        number = next(self._counter)
        return Turn(urgency, -number if urgency == NEWEST_FIRST else number)

    def cancel(self, key: str) -> None:
        """Drop the waiting job of this key, and the answer of a running one."""
        with self._wake:
            self._stop(key)
            self._newest.pop(key, None)

    def cancel_waiting(self, key: str) -> bool:
        """Drop the job of this key if it has not begun; return whether it was dropped."""
        with self._wake:
            job = self._newest.get(key)
            if job is None or job not in self._heap:
                return False
            self._heap.remove(job)
            heapq.heapify(self._heap)
            del self._newest[key]
            return True

    def prioritize(self, key: str, urgency: int) -> None:
        """Make the waiting job of this key as urgent as this, if it was less so."""
        with self._wake:
            job = self._newest.get(key)
            if job is not None and job.turn.urgency > urgency and job in self._heap:
                job.turn = Turn(urgency, job.turn.number)
                heapq.heapify(self._heap)

    def idle(self) -> bool:
        """Return whether nothing waits, runs or is about to be answered. For the GUI thread."""
        with self._wake:
            return not self._heap and self._busy == 0 and self._on_the_way == 0

    def rests(self) -> bool:
        """Return whether nothing waits or runs; answers may be on their way to the GUI thread."""
        with self._wake:
            return not self._heap and self._busy == 0

    def close(self, timeout: float = 5.0) -> None:
        """Let what was asked for without a key finish, drop the rest, and end the threads."""
        with self._wake:
            self._closing = True
            for running in self._running:
                running.stop()
            self._heap = [job for job in self._heap if not job.key]
            heapq.heapify(self._heap)
            self._newest.clear()
            self._wake.notify_all()
        for thread in self._threads:
            thread.join(timeout)
            if thread.is_alive():
                log.info("%s did not end within %.1f s", thread.name, timeout)

    def _current(self, job: _Job) -> bool:
        return not job.key or self._newest.get(job.key) is job

    def _stop(self, key: str) -> None:
        former = self._newest.get(key)
        if former is not None:
            former.stop()

    def _make_way(self, urgency: int) -> None:
        """Let what is less urgent give way where no other thread is free."""
        if len(self._running) < self._size:
            return
        for job in self._running:
            if job.turn.urgency > urgency and job.interrupted < GIVES_WAY:
                job.stop()

    def _taken_back(self, job: _Job) -> bool:
        """Return whether a job that ended was interrupted; start it again if it is wanted."""
        job.begun = False
        self._running.remove(job)
        if not job.again or self._closing:
            return False
        job.again = False
        job.interrupted += 1
        if self._current(job):
            heapq.heappush(self._heap, job)
        return True

    def _take(self) -> _Job | None:
        """Take the most urgent job that may run now out of the queue; None where none may."""
        if not self._heap or self._free(self._heap[0]):
            return heapq.heappop(self._heap) if self._heap else None
        job = min(filter(self._free, self._heap), default=None)
        if job is not None:
            self._heap.remove(job)
            heapq.heapify(self._heap)
        return job

    def _free(self, job: _Job) -> bool:
        return all(self._lanes[lane] < most for lane, most in job.lanes.items())

    def _run(self) -> None:
        while True:
            with self._wake:
                while (job := self._take()) is None:
                    if self._closing and not self._heap:
                        return
                    self._wake.wait()
                if not self._current(job):
                    continue
                self._busy += 1
                self._running.append(job)
                job.begun = True
                self._lanes.update(job.lanes.keys())
            answer: Any = None
            error: BaseException | None = None
            try:
                answer = job.work()
            except BroadsheetError as expected:
                error = expected
            except BaseException as bug:  # noqa: BLE001 - raised again on the GUI thread, loudly
                error = bug
            with self._wake:
                closing = self._closing
                taken_back = self._taken_back(job)
                self._on_the_way += not closing and not taken_back
            if taken_back:
                log.debug("%s was interrupted", job.key)
            elif not closing:
                self._answered.emit(job, answer, error)
            elif error is not None and not isinstance(error, BroadsheetError):
                log.error("%s failed while closing", job.key or "a job", exc_info=error)
            with self._wake:
                self._busy -= 1
                if job.lanes:
                    self._lanes.subtract(job.lanes.keys())
                    self._lanes = +self._lanes  # those that are empty are forgotten
                    self._wake.notify_all()
            del job, answer, error

    @Slot(object, object, object)
    def _deliver(self, job: _Job, answer: Any, error: BaseException | None) -> None:
        with self._wake:
            self._on_the_way -= 1
            if self._closing or not self._current(job):
                return
            if job.key:
                del self._newest[job.key]
        if error is None:
            if job.done is not None:
                job.done(answer)
        elif isinstance(error, BroadsheetError):
            log.info("%s: %s", error.sentence, error.cause)
            if job.failed is not None:
                job.failed(error)
        else:
            raise error
