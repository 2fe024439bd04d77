"""The pictures that are in memory, decoded: the last ones that were looked at, within a bound."""

import hashlib
from collections import OrderedDict

from PySide6.QtGui import QImage, QPixmap

from reader.model import PictureProblem

KEPT_BYTES = 4 << 20
"""Beside those of the article that is shown, which holds its own."""
THUMBNAILS_KEPT = 150


class PictureMemory:
    """By key: a picture, or why there is none. What was asked for longest ago goes first."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, QImage | PictureProblem] = OrderedDict()
        self._bytes = 0

    def get(self, key: str) -> QImage | PictureProblem | None:
        """Return the picture, or why there is none; None where nothing is known."""
        known = self._known.get(key)
        if known is not None:
            self._known.move_to_end(key)
        return known

    def keep(self, key: str, value: QImage | PictureProblem) -> None:
        """Keep a picture, or why there is none; past KEPT_BYTES drop the least recent."""
        self.drop(key)
        self._known[key] = value
        self._bytes += _size(value)
        while self._bytes > KEPT_BYTES and len(self._known) > 1:
            _, dropped = self._known.popitem(last=False)
            self._bytes -= _size(dropped)

    def drop(self, key: str) -> None:
        """Drop what is known of this picture."""
        known = self._known.pop(key, None)
        if known is not None:
            self._bytes -= _size(known)

    def drop_problems(self) -> None:
        """Forget why there was no picture, so that it is asked for again."""
        for key in [k for k, v in self._known.items() if not isinstance(v, QImage)]:
            del self._known[key]

    def clear(self) -> None:
        """Drop all pictures and problems."""
        self._known.clear()
        self._bytes = 0


class ThumbnailMemory:
    """By key: a thumbnail, or None where there was none. The last ones that were painted."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, QPixmap | None] = OrderedDict()

    def __contains__(self, key: str) -> bool:
        return key in self._known

    def get(self, key: str) -> QPixmap | None:
        """Return the thumbnail, None where there is none or nothing is known."""
        if key in self._known:
            self._known.move_to_end(key)
        return self._known.get(key)

    def keep(self, key: str, pixmap: QPixmap | None) -> None:
        """Keep a thumbnail; past THUMBNAILS_KEPT drop the one asked for longest ago."""
        self._known[key] = pixmap
        self._known.move_to_end(key)
        while len(self._known) > THUMBNAILS_KEPT:
            self._known.popitem(last=False)

    def drop_missing(self, key: str = "") -> list[str]:
        """Forget that this one, or any, was not there; return the keys of those."""
        wanted = [key] if key else list(self._known)
        missing = [one for one in wanted if one in self._known and self._known[one] is None]
        for one in missing:
            del self._known[one]
        return missing

    def clear(self) -> None:
        """Drop all thumbnails."""
        self._known.clear()


def _size(value: QImage | PictureProblem) -> int:
    return value.sizeInBytes() if isinstance(value, QImage) else 0


def key_of(article_path: str, url: str) -> str:
    """Return the key of a picture: the same wherever it is shown.

    A relative path means another picture in each article.
    """
    if url.startswith("data:"):
        return "data:" + hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
    if url.startswith(("http://", "https://")):
        return url
    return f"{article_path}\0{url}"
