"""Whose turn it is: what is asked of pictures, from near (kept, in the folder) and from far.

What is near never waits behind what comes from far. What waits can be given priority, because it
came on screen, and cancelled, because it was scrolled away; what has begun comes to its end.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

from PySide6.QtCore import QObject

from reader.gui.system.threads import NOW, SOON, Pool
from reader.images.hosts import A_HOST, AT_ONCE
from reader.model import BroadsheetError, PictureError, PictureProblem

T = TypeVar("T")
NEAR_THREADS = 2


class _Miss(NamedTuple):
    """A picture that is not at hand and was not fetched: an answer, and nothing for the log."""

    error: PictureError


class PictureQueue(QObject):
    """Two pools, and what is pending in them, by key; for the GUI thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._near = Pool("near pictures", NEAR_THREADS, self)
        self._far = Pool("far pictures", AT_ONCE, self)
        self._pending: set[str] = set()
        self._cancelled: set[str] = set()
        """Keys that were cancelled while their job ran near: they are not sought far away."""

    def submit(
        self,
        near: Callable[[], T],
        far: Callable[[], T] | None,
        done: Callable[[T], None],
        failed: Callable[[BroadsheetError], None],
        *,
        url: str,
        key: str = "",
        urgency: int = SOON,
    ) -> None:
        """Do `near`; where that finds nothing, and there is a `far`, that, when its host is free.

        url: of the picture: what comes from one host waits for that host alone. key: the newest of
        a key replaces the one that waits; "" for what nobody will prioritize or cancel. urgency:
        see threads.Pool.
        """
        if key:
            self._pending.add(key)
            self._cancelled.discard(key)
        turn = self._far.turn(urgency)  # now: near ones end in another order than they were given

        def gave_up(error: BroadsheetError) -> None:
            self._settle(key)
            failed(error)

        def came(answer: T | _Miss) -> None:
            if isinstance(answer, _Miss):
                gave_up(answer.error)
            else:
                self._settle(key)
                done(answer)

        def looked(answer: T | _Miss) -> None:
            if far is None or not isinstance(answer, _Miss):
                came(answer)
            elif key in self._cancelled:
                self._settle(key)
            else:
                # The list and the article may want the same one: one asks, one waits for it.
                lanes = {f"host {host_of(url)}": A_HOST, f"url {url}": 1}
                go = _or_miss(far)
                self._far.submit(go, came, gave_up, key=key, urgency=turn, lanes=lanes)

        self._near.submit(_or_miss(near), looked, gave_up, key=key, urgency=urgency)

    def submit_near(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BroadsheetError], None] | None = None,
    ) -> None:
        """Do something else with pictures at hand; it cannot be cancelled."""

        def came(answer: T | _Miss) -> None:
            if not isinstance(answer, _Miss):
                done(answer)
            elif failed is not None:
                failed(answer.error)

        self._near.submit(_or_miss(work), came, failed)

    @property
    def busy(self) -> bool:
        """Return whether anything is pending: it waits or runs."""
        return bool(self._pending)

    def pending(self) -> set[str]:
        """Return the keys of all that waits or runs."""
        return set(self._pending)

    def is_pending(self, key: str) -> bool:
        """Return whether the job of this key waits or runs."""
        return key in self._pending

    def prioritize(self, key: str) -> None:
        """Let the job of this key go first."""
        self._cancelled.discard(key)
        self._near.prioritize(key, NOW)
        self._far.prioritize(key, NOW)

    def cancel(self, key: str) -> bool:
        """Drop what has not begun; return whether nothing of it is pending any more."""
        if self._near.cancel_waiting(key) or self._far.cancel_waiting(key):
            self._settle(key)
            return True
        if key in self._pending:
            self._cancelled.add(key)
        return False

    def discard(self, key: str) -> None:
        """Drop what waits, and the answer of what runs."""
        self._near.cancel(key)
        self._far.cancel(key)
        self._settle(key)

    def close(self) -> None:
        """End the threads that fetch and decode; what waits is dropped."""
        self._far.close(2.0)
        self._near.close(2.0)

    def _settle(self, key: str) -> None:
        self._pending.discard(key)
        self._cancelled.discard(key)


def _or_miss(work: Callable[[], T]) -> Callable[[], T | _Miss]:
    """Return what does the work, and gives a _Miss where its picture is not at hand."""

    def do() -> T | _Miss:
        try:
            return work()
        except PictureError as error:
            if error.problem is PictureProblem.OFFLINE:
                return _Miss(error)
            raise

    return do


def problem_of(error: BroadsheetError) -> PictureProblem:
    """Return why there is no picture."""
    return error.problem if isinstance(error, PictureError) else PictureProblem.NOT_A_PICTURE


def host_of(url: str) -> str:
    """Return the host of an address, "" where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
