"""How far each article was read: remembered for the session, written behind, counted when told."""

from reader.gui.session.counters import Counters
from reader.gui.session.status_queue import StatusQueue


class ReadingPositions:
    """The places of this folder's articles."""

    def __init__(self, statuses: StatusQueue, counting: Counters) -> None:
        self._statuses = statuses
        self._counting = counting
        self._places: dict[str, int] = {}
        self._progress: dict[str, int] = {}
        self._begun: dict[str, bool] = {}

    def forget(self) -> None:
        """Another folder is open: what is remembered of its articles is in the library."""
        self._places.clear()
        self._progress.clear()

    def of(self, article_id: str, written: int) -> int:
        """The character where this article is to be opened; `written` is what the library says."""
        return self._places.get(article_id, written)

    def keep(self, article_id: str, position: int, progress: int) -> None:
        """This article is read up to this character, this much of it (percent)."""
        self._places[article_id] = position
        progress = progress if position or progress == 100 else 0
        self._progress[article_id] = progress
        self._statuses.set_position(article_id, position, progress)
        begun = 0 < progress < 100
        if self._begun.get(article_id, False) != begun or progress == 100:
            self._begun[article_id] = begun
            self._counting.soon()

    def finish(self, article_id: str) -> None:
        """This article is done with, wherever its end is; its place was kept just now."""
        position, progress = self._places.get(article_id, 0), self._progress.get(article_id, 0)
        self._statuses.finish(article_id, position, progress)
        self._begun[article_id] = False
        self._counting.soon()
