"""Pictures for the list and the article: asked for at once, decoded off the GUI thread.

What is on screen goes first; what was scrolled away before its turn is not fetched.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter, QPixmap

from reader.gui.threads import NOW, SOON, Pool
from reader.images.cache import PictureCache
from reader.images.fetch import Fetcher
from reader.images.local import data_picture, local_picture
from reader.images.sniff import require_picture
from reader.model import BroadsheetError, PictureError, PictureProblem

THREADS = 6
WIDEST = 1600
"""Pixels: no column is wider, so a wider picture is scaled down while it is decoded."""
KEPT_BYTES = 24 << 20
THUMBNAIL = QSize(76, 76)
THUMBNAILS_KEPT = 400
ALLOCATION_MB = 160
_FORMATS = {
    "jpeg": b"jpeg",
    "png": b"png",
    "gif": b"gif",
    "webp": b"webp",
    "bmp": b"bmp",
    "ico": b"ico",
}


def decode(data: bytes, largest: QSize | None = None, *, cover: bool = False) -> QImage:
    """Bytes to an image no larger than `largest` (covering it, with `cover`), or PictureError.

    The format is told by our own reading of the first bytes, never guessed by Qt: its own
    detection would read SVG, which can open files and end the process.
    """
    info = require_picture(data)
    if info.kind not in _FORMATS:
        raise PictureError(PictureProblem.NOT_A_PICTURE, "no known magic bytes")
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(_FORMATS[info.kind]))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = QSize(info.width, info.height)
    if largest is not None and (size.width() > largest.width() or size.height() > largest.height()):
        mode = (
            Qt.AspectRatioMode.KeepAspectRatioByExpanding
            if cover
            else Qt.AspectRatioMode.KeepAspectRatio
        )
        target = size.scaled(largest, mode)
        if target.width() < size.width():
            reader.setScaledSize(target.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        raise PictureError(PictureProblem.NOT_A_PICTURE, reader.errorString())
    return image


class Pictures(QObject):
    """One place where pictures are had from: memory, the cache, the folder, the network."""

    arrived = Signal(str, str, object)
    """The article's path, the URL as its page has it, a QImage or a PictureProblem."""
    thumbnail_arrived = Signal(str)
    """The key of a thumbnail that can be painted now."""

    def __init__(
        self,
        cache: PictureCache,
        *,
        offline: bool = False,
        connect_to: tuple[str, int] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        QImageReader.setAllocationLimit(ALLOCATION_MB)
        self._cache = cache
        self._fetcher = Fetcher(cache, offline=offline, connect_to=connect_to)
        self._pool = Pool("pictures", THREADS, self)
        self._root = Path()
        self._images: OrderedDict[str, QImage | PictureProblem] = OrderedDict()
        self._bytes = 0
        self._thumbnails: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._under_way: set[str] = set()

    def set_folder(self, root: Path) -> None:
        """Local pictures are looked for below this folder from now on."""
        self._root = root
        self._images.clear()
        self._thumbnails.clear()
        self._bytes = 0

    @property
    def busy(self) -> bool:
        """True while a picture is on its way."""
        return bool(self._under_way)

    def close(self) -> None:
        """End what is under way."""
        self._fetcher.close()
        self._pool.close(2.0)

    # -- the article's pictures

    def full(self, article_path: str, url: str) -> QImage | PictureProblem | None:
        """The picture, why there is none, or None while it is on its way (see `arrived`)."""
        key = self._key(article_path, url)
        known = self._images.get(key)
        if known is not None:
            self._images.move_to_end(key)
            return known
        if key not in self._under_way:
            self._under_way.add(key)

            def done(image: QImage) -> None:
                self._keep(key, image)
                self.arrived.emit(article_path, url, image)

            def failed(error: BroadsheetError) -> None:
                problem = (
                    error.problem
                    if isinstance(error, PictureError)
                    else PictureProblem.NOT_A_PICTURE
                )
                self._keep(key, problem)
                self.arrived.emit(article_path, url, problem)

            self._pool.submit(
                self._full_work(article_path, url), done, failed, key=key, urgency=NOW
            )
        return None

    def leave_article(self) -> None:
        """Problems are forgotten, so that the next opening asks the cache again."""
        for key in [k for k, v in self._images.items() if not isinstance(v, QImage)]:
            del self._images[key]

    def _full_work(self, article_path: str, url: str) -> Callable[[], QImage]:
        root, largest = self._root, QSize(WIDEST, 20_000)
        return lambda: decode(self._data(root, article_path, url), largest)

    def _data(self, root: Path, article_path: str, url: str) -> bytes:
        if url.startswith("data:"):
            return data_picture(url)
        if url.startswith(("http://", "https://")):
            return self._fetcher.picture(url)
        return local_picture(root, article_path, url)

    def _keep(self, key: str, value: QImage | PictureProblem) -> None:
        self._under_way.discard(key)
        self._images[key] = value
        self._bytes += value.sizeInBytes() if isinstance(value, QImage) else 0
        while self._bytes > KEPT_BYTES and len(self._images) > 1:
            _, dropped = self._images.popitem(last=False)
            self._bytes -= dropped.sizeInBytes() if isinstance(dropped, QImage) else 0

    @staticmethod
    def _key(article_path: str, url: str) -> str:
        if url.startswith("data:"):
            return "data:" + hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
        if url.startswith(("http://", "https://")):
            return url
        return f"{article_path}\0{url}"

    # -- the list's thumbnails

    def thumbnail(self, article_path: str, url: str, ratio: float) -> QPixmap | None:
        """The thumbnail, or None: it has none, or is on its way (see `thumbnail_arrived`)."""
        key = self._key(article_path, url)
        if key in self._thumbnails:
            self._thumbnails.move_to_end(key)
            return self._thumbnails[key]
        task = f"thumbnail {key}"
        if task not in self._under_way:
            self._under_way.add(task)

            def done(image: QImage) -> None:
                pixmap = QPixmap.fromImage(image)
                pixmap.setDevicePixelRatio(ratio)
                self._keep_thumbnail(key, task, pixmap)

            def failed(_error: BroadsheetError) -> None:
                self._keep_thumbnail(key, task, None)

            side = round(THUMBNAIL.width() * ratio)
            self._pool.submit(
                self._thumbnail_work(article_path, url, side),
                done,
                failed,
                key=task,
                urgency=SOON,
                newest_first=True,
            )
        return None

    def forget_thumbnails(self, wanted: set[tuple[str, str]]) -> None:
        """Drop the waiting thumbnails that are no longer on screen: (path, url) are those kept."""
        keep = {f"thumbnail {self._key(path, url)}" for path, url in wanted}
        for task in [t for t in self._under_way if t.startswith("thumbnail ") and t not in keep]:
            if self._pool.forget_waiting(task):
                self._under_way.discard(task)

    def _keep_thumbnail(self, key: str, task: str, pixmap: QPixmap | None) -> None:
        self._under_way.discard(task)
        self._thumbnails[key] = pixmap
        while len(self._thumbnails) > THUMBNAILS_KEPT:
            self._thumbnails.popitem(last=False)
        self.thumbnail_arrived.emit(key)

    def _thumbnail_work(self, article_path: str, url: str, side: int) -> Callable[[], QImage]:
        root = self._root

        def work() -> QImage:
            remote = url.startswith(("http://", "https://"))
            if remote:
                kept = self._cache.get_thumbnail(url, side, side)
                if kept is not None:
                    return decode(kept)
            image = _square(
                decode(self._data(root, article_path, url), QSize(side, side), cover=True), side
            )
            if remote:
                self._cache.put_thumbnail(url, side, side, _encode(image))
            return image

        return work


def _square(image: QImage, side: int) -> QImage:
    """Cut to a square from the middle, a little above it in tall pictures: faces are there."""
    if image.width() < 8 or image.height() < 8:
        raise PictureError(PictureProblem.NOT_A_PICTURE, "too small for a thumbnail")
    scaled = image.scaled(
        side,
        side,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left = (scaled.width() - side) // 2
    top = (scaled.height() - side) // 3
    cut = scaled.copy(left, top, side, side)
    if not cut.hasAlphaChannel():
        return cut.convertToFormat(QImage.Format.Format_RGB32)
    page = QImage(side, side, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    painter.drawImage(0, 0, cut)
    painter.end()
    return page


def _encode(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(88)
    writer.write(image)
    return bytes(buffer.data().data())
