"""Whose turn it is: what is asked of pictures, from near (kept, in the folder) and from far.

What is near never waits behind what comes from far. What waits can be given priority, because it
came on screen, and cancelled, because it was scrolled away; what has begun comes to its end.
"""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from PySide6.QtCore import QObject

from reader.gui.system.threads import NOW, SOON, Pool
from reader.images.hosts import A_HOST, AT_ONCE
from reader.model import BroadsheetError, PictureError, PictureProblem

T = TypeVar("T")
NEAR_THREADS = 2


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

        def came(answer: T) -> None:
            self._settle(key)
            done(answer)

        def gave_up(error: BroadsheetError) -> None:
            self._settle(key)
            failed(error)

        def missed(error: BroadsheetError) -> None:
            if far is None or problem_of(error) is not PictureProblem.OFFLINE:
                gave_up(error)
            elif key in self._cancelled:
                self._settle(key)
            else:
                # The list and the article may want the same one: one asks, one waits for it.
                lanes = {f"host {host_of(url)}": A_HOST, f"url {url}": 1}
                self._far.submit(far, came, gave_up, key=key, urgency=urgency, lanes=lanes)

        self._near.submit(near, came, missed, key=key, urgency=urgency)

    def submit_near(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BroadsheetError], None] | None = None,
    ) -> None:
        """Do something else with pictures at hand; it cannot be cancelled."""
        self._near.submit(work, done, failed)

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
        """End the threads."""
        self._far.close(2.0)
        self._near.close(2.0)

    def _settle(self, key: str) -> None:
        self._pending.discard(key)
        self._cancelled.discard(key)


def problem_of(error: BroadsheetError) -> PictureProblem:
    """Return why there is no picture."""
    return error.problem if isinstance(error, PictureError) else PictureProblem.NOT_A_PICTURE


def host_of(url: str) -> str:
    """Return the host of an address, "" where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
