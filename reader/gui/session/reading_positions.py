"""How far each article was read: remembered while its folder is open, written behind."""

from reader.gui.session.counters import Counters
from reader.gui.session.status_queue import StatusQueue


class ReadingPositions:
    """Remember the places of this folder's articles."""

    def __init__(self, statuses: StatusQueue, counters: Counters) -> None:
        self._statuses = statuses
        self._counters = counters
        self._positions: dict[str, int] = {}
        self._progress: dict[str, int] = {}
        self._begun: dict[str, bool] = {}

    def clear(self) -> None:
        """Drop all: the library of the folder that is opened knows its articles' places."""
        self._positions.clear()
        self._progress.clear()

    def of(self, article_id: str, written: int) -> int:
        """Return the character at which to open this article; written: the one the library has."""
        return self._positions.get(article_id, written)

    def keep(self, article_id: str, position: int, progress: int) -> None:
        """Keep the character up to which this article is read, and how much that is (percent)."""
        self._positions[article_id] = position
        progress = progress if position or progress == 100 else 0
        self._progress[article_id] = progress
        self._statuses.set_position(article_id, position, progress)
        begun = 0 < progress < 100
        if self._begun.get(article_id, False) != begun or progress == 100:
            self._begun[article_id] = begun
            self._counters.schedule()

    def finish(self, article_id: str) -> bool:
        """Take this article as read to its end, wherever that is; its place was kept just now.

        Return False, and do nothing, where it was not begun, or read to its end already.
        """
        position, progress = self._positions.get(article_id, 0), self._progress.get(article_id, 0)
        if not 0 < progress < 100:
            return False
        self._statuses.finish(article_id, position, progress)
        self._begun[article_id] = False
        self._counters.schedule()
        return True
