"""The list's thumbnails: asked for as they are painted, the newest first, and kept in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QPixmap

from reader.gui.pictures.decoding import decode, encode, square
from reader.gui.pictures.memory_cache import ThumbnailMemory, key_of
from reader.gui.pictures.source import REMOTE, PictureSource, Wanted
from reader.gui.system.threads import NEWEST_FIRST

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from reader.gui.pictures.queue import PictureQueue
    from reader.images.cache import PictureCache
    from reader.model import BroadsheetError

SIDE = 76
"""Of a thumbnail, in pixels of a screen whose ratio is 1."""
_TASK = "thumbnail "
"""Begins the keys of thumbnails in the queue; the article's pictures have the same without."""


class ThumbnailLoader(QObject):
    """Gives the thumbnails that are at hand, and gets the others."""

    arrived = Signal(str)
    """The URL of a thumbnail that can be painted now, as its headline has it."""

    def __init__(
        self, source: PictureSource, queue: PictureQueue, cache: PictureCache, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._queue = queue
        self._cache = cache
        self._memory = ThumbnailMemory()

    def get(self, article_path: str, url: str, ratio: float) -> QPixmap | None:
        """Return a thumbnail, or None: it has none, or is on its way (see `arrived`).

        url: as the headline has it. ratio: pixels of the screen for one of the window.
        """
        key = key_of(article_path, url)
        known = self._memory.get(key)
        if key in self._memory and (known is None or known.devicePixelRatio() >= ratio):
            return known
        # One of another screen serves until that of this one comes.
        if not self._queue.is_pending(_TASK + key):
            self._load(key, article_path, url, ratio)
        return known

    def _load(self, key: str, article_path: str, url: str, ratio: float) -> None:
        def done(image: QImage) -> None:
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(ratio)
            self._memory.keep(key, pixmap)
            self.arrived.emit(url)

        def failed(_error: BroadsheetError) -> None:
            self._memory.keep(key, None)
            self.arrived.emit(url)

        self._source.submit(
            self._making(url, round(SIDE * ratio)),
            Wanted(article_path, url, self._source.may_fetch(article_path)),
            done,
            failed,
            key=_TASK + key,
            urgency=NEWEST_FIRST,
        )

    def _making(self, url: str, side: int) -> Callable[[Callable[[], bytes]], QImage]:
        """Return what makes a thumbnail of `side` pixels, on any thread; remote ones are kept."""
        cache = self._cache if url.startswith(REMOTE) else None

        def make(data: Callable[[], bytes]) -> QImage:
            kept = cache.get_thumbnail(url, side, side) if cache is not None else None
            if kept is not None:
                return decode(kept)
            image = self._source.decoded(url, data(), QSize(side, side), cover=True)
            made = square(image, side)
            if cache is not None:
                cache.put_thumbnail(url, side, side, encode(made))
            return made

        return make

    def cancel_all_but(self, wanted: set[tuple[str, str]]) -> None:
        """Drop the waiting thumbnails but these: (path of the article, URL), those on screen."""
        keep = {_TASK + key_of(path, url) for path, url in wanted}
        for task in self._queue.pending():
            if task.startswith(_TASK) and task not in keep:
                self._queue.cancel(task)

    def retry_missing(self, key: str = "") -> None:
        """Ask again for those that had none when they are painted next.

        key: of the one picture that can be loaded now (see memory_cache.key_of), "" for all.
        """
        for missing in self._memory.drop_missing(key):
            self.arrived.emit(missing.rpartition("\0")[2])

    def clear(self) -> None:
        """Drop all that are in memory."""
        self._memory.clear()
