"""Whose turn it is: what is asked of pictures, from near (kept, in the folder) and from far.

What is near never waits behind what comes from far. What waits can be hurried, because it came on
screen, and left, because it was scrolled away; what has begun comes to its end.
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
    """Two pools, and what is under way in them, by key; for the GUI thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._near = Pool("near pictures", NEAR_THREADS, self)
        self._far = Pool("far pictures", AT_ONCE, self)
        self._under_way: set[str] = set()
        self._left: set[str] = set()
        """Keys that were left while their job ran near: they are not sought far away."""

    def ask(
        self,
        key: str,
        near: Callable[[], T],
        far: Callable[[], T] | None,
        done: Callable[[T], None],
        failed: Callable[[BroadsheetError], None],
        *,
        url: str,
        urgency: int = SOON,
        newest_first: bool = False,
    ) -> None:
        """Do `near`; where that finds nothing, and there is a `far`, that, when its host is free.

        key: the newest of a key replaces the one that waits; "" for what nobody will hurry or
        leave. url: of the picture: what comes from one host waits for that host alone.
        """
        if key:
            self._under_way.add(key)
            self._left.discard(key)

        def came(answer: T) -> None:
            self._forget(key)
            done(answer)

        def gave_up(error: BroadsheetError) -> None:
            self._forget(key)
            failed(error)

        def missed(error: BroadsheetError) -> None:
            if far is None or problem_of(error) is not PictureProblem.OFFLINE:
                gave_up(error)
            elif key in self._left:
                self._forget(key)
            else:
                self._far.submit(
                    far,
                    came,
                    gave_up,
                    key=key,
                    urgency=urgency,
                    newest_first=newest_first,
                    # The list and the article may want the same one: one asks, one waits for it.
                    lanes={f"host {host_of(url)}": A_HOST, f"url {url}": 1},
                )

        self._near.submit(near, came, missed, key=key, urgency=urgency, newest_first=newest_first)

    def waits_for(self, key: str) -> bool:
        """Whether this is under way."""
        return key in self._under_way

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._under_way)

    def under_way(self) -> set[str]:
        """The keys of all that is under way."""
        return set(self._under_way)

    def hurry(self, key: str) -> None:
        """This goes first."""
        self._left.discard(key)
        self._near.hurry(key, NOW)
        self._far.hurry(key, NOW)

    def leave(self, key: str) -> bool:
        """Drop what has not begun; True where nothing of it is under way any more."""
        if self._near.forget_waiting(key) or self._far.forget_waiting(key):
            self._forget(key)
            return True
        if key in self._under_way:
            self._left.add(key)
        return False

    def forget(self, key: str) -> None:
        """Drop what waits, and the answer of what runs."""
        self._near.forget(key)
        self._far.forget(key)
        self._forget(key)

    def soon(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BroadsheetError], None] | None = None,
    ) -> None:
        """Something else that is done with pictures at hand."""
        self._near.submit(work, done, failed)

    def close(self) -> None:
        """End the threads."""
        self._far.close(2.0)
        self._near.close(2.0)

    def _forget(self, key: str) -> None:
        self._under_way.discard(key)
        self._left.discard(key)


def problem_of(error: BroadsheetError) -> PictureProblem:
    """Why there is no picture."""
    return error.problem if isinstance(error, PictureError) else PictureProblem.NOT_A_PICTURE


def host_of(url: str) -> str:
    """The host of an address, "" where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
