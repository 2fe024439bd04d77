"""Pictures for the list and the article: asked for at once, decoded off the GUI thread.

What is on screen goes first; what was scrolled or turned away before its turn is not fetched.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from reader.gui.decoding import ALLOCATION_MB, Film, decode, encode, square
from reader.gui.picture_store import PictureStore
from reader.gui.threads import LATER, NOW, SOON, Pool
from reader.images.fetch import Fetcher
from reader.images.local import data_picture, local_picture
from reader.model import BroadsheetError, Page, PictureError, PictureProblem
from reader.settings import ALWAYS, ASK

T = TypeVar("T")
NEAR_THREADS = 2
"""For what is kept or lies in the folder: it never waits behind what comes from far."""
FAR_THREADS = 12
"""Half of them may wait for their host's turn: the fetcher lets six through."""
SIZES_MS = 40
"""So long an article waits at most for the sizes of its pictures."""
WIDEST = 1600
"""Pixels: no column is wider, so a wider picture is scaled down while it is decoded."""
KEPT_BYTES = 24 << 20
THUMBNAIL = QSize(76, 76)
THUMBNAILS_KEPT = 400
_REMOTE = ("http://", "https://")


class Pictures(QObject):
    """One place where pictures are had from: memory, the cache, the folder, the network."""

    arrived = Signal(str, str, object)
    """The article's path, the URL as its page has it, a QImage or a PictureProblem."""
    thumbnail_arrived = Signal(str)
    """The URL of a thumbnail that can be painted now, as its headline has it."""
    line_changed = Signal(bool)
    """False: we turn out to be offline; True: we are back."""

    def __init__(
        self,
        store: PictureStore,
        *,
        offline: bool = False,
        connect_to: tuple[str, int] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        QImageReader.setAllocationLimit(ALLOCATION_MB)
        self.store = store
        self.fetcher = Fetcher(
            store.cache,
            offline=offline,
            connect_to=connect_to,
            line_changed=self.line_changed.emit,
        )
        self.mode = ALWAYS
        """Of the library that is open: one of settings.PICTURE_MODES."""
        self._near = Pool("near pictures", NEAR_THREADS, self)
        self._far = Pool("far pictures", FAR_THREADS, self)
        self._root = Path()
        self._page: Page | None = None
        self._site = ""
        self._wanted: set[str] = set()
        self._images: OrderedDict[str, QImage | PictureProblem] = OrderedDict()
        self._bytes = 0
        self._thumbnails: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._under_way: set[str] = set()
        self._pages = self._opening = 0

    def set_folder(self, root: Path, mode: str) -> None:
        """Local pictures are looked for below this folder from now on."""
        self._root = root
        self.mode = mode
        self._wanted.clear()
        self.forget()

    def forget(self) -> None:
        """What is in memory goes: it is had anew when it is asked for."""
        self._images.clear()
        self._thumbnails.clear()
        self._bytes = 0

    @property
    def busy(self) -> bool:
        """True while a picture, or the sizes of an article's pictures, are on their way."""
        return bool(self._under_way) or bool(self._opening)

    def close(self) -> None:
        """End what is under way."""
        self.fetcher.close()
        self._far.close(2.0)
        self._near.close(2.0)
        self.store.close()

    # -- the article's pictures

    def open_page(self, page: Page, ready: Callable[[], None]) -> None:
        """This article comes next: `ready` is called once the sizes that are known are at hand.

        What waits for the former article is dropped; its problems are forgotten, so that the next
        opening asks the cache again.
        """
        for key in [k for k, v in self._images.items() if not isinstance(v, QImage)]:
            del self._images[key]
        keep = {self._key(page.path, picture.url) for picture in page.pictures}
        for key in [k for k in self._under_way if not k.startswith("thumbnail ")]:
            if key not in keep and self._forget_waiting(key):
                self._under_way.discard(key)
        self._page, self._site = page, site_of(page.url)
        remote = [picture.url for picture in page.pictures if picture.url.startswith(_REMOTE)]
        self.store.show(page.id, remote)
        self._pages += 1
        number = self._opening = self._pages

        def known() -> None:
            if number == self._opening:
                self._opening = 0
                ready()

        self.store.learn_sizes(remote, known)
        if self._opening == number:
            # Whatever keeps the index busy: reading does not wait for it.
            QTimer.singleShot(SIZES_MS, self, known)

    def full(self, article_path: str, url: str) -> QImage | PictureProblem | QSize | None:
        """The picture, or why there is none, or else it is on its way (see `arrived`).

        On its way: its size where that is known, None where it is not.
        """
        key = self._key(article_path, url)
        known = self._images.get(key)
        if known is not None:
            self._images.move_to_end(key)
            return known
        if key not in self._under_way:
            self._under_way.add(key)
            network = self._may_fetch(article_path, url)

            def done(image: QImage) -> None:
                self._keep(key, image)
                self.arrived.emit(article_path, url, image)

            def failed(error: BroadsheetError) -> None:
                problem = _problem(error)
                if problem is PictureProblem.OFFLINE and not network and self.mode == ASK:
                    problem = PictureProblem.NOT_ASKED
                self._keep(key, problem)
                self.arrived.emit(article_path, url, problem)

            largest = QSize(WIDEST, 20_000)
            self._submit(
                lambda data: decode(data(), largest),
                (article_path, url, network),
                done,
                failed,
                key=key,
            )
        size = self.store.size_of(url)
        return QSize(*size) if size else None

    def hurry(self, article_path: str, url: str) -> None:
        """This picture is on screen: it goes first."""
        key = self._key(article_path, url)
        if key in self._under_way:
            self._near.hurry(key, NOW)
            self._far.hurry(key, NOW)

    def drop(self, article_path: str, url: str) -> None:
        """The next `full` asks anew."""
        known = self._images.pop(self._key(article_path, url), None)
        self._bytes -= known.sizeInBytes() if isinstance(known, QImage) else 0

    def retry(self, article_path: str, url: str) -> None:
        """A person asks for this one, whatever was remembered and whatever the mode."""
        self.drop(article_path, url)
        self._wanted.add(f"{article_path}\0{url}")
        if url.startswith(_REMOTE):
            self.fetcher.forget_failure(url)
        self.full(article_path, url)

    def want_picture(self, article_path: str, url: str) -> None:
        """A person asks for this one: it may be fetched in every mode."""
        self._wanted.add(f"{article_path}\0{url}")

    def want_article(self, article_path: str) -> None:
        """A person asks for all pictures of this article."""
        self._wanted.add(article_path)

    def data(
        self,
        article_path: str,
        url: str,
        done: Callable[[bytes], None],
        failed: Callable[[BroadsheetError], None],
    ) -> None:
        """The bytes as they came."""
        which = (article_path, url, self._may_fetch(article_path, url))
        self._submit(lambda data: data(), which, done, failed, urgency=NOW)

    def whole(
        self,
        article_path: str,
        url: str,
        done: Callable[[QImage], None],
        failed: Callable[[BroadsheetError], None],
    ) -> None:
        """The picture with every pixel; only the newest call is answered."""
        which = (article_path, url, self._may_fetch(article_path, url))
        self._far.forget("whole")
        self._submit(lambda data: decode(data()), which, done, failed, key="whole", urgency=NOW)

    def film(self, article_path: str, url: str, widest: int, done: Callable[[Film], None]) -> None:
        """The picture as an animation; nothing comes where there is none."""
        data = self._data(article_path, url, network=False)
        self._near.submit(lambda: Film(data(), QSize(widest, 20_000)), done)

    def next_frame(
        self,
        film: Film,
        done: Callable[[tuple[QImage, int]], None],
        failed: Callable[[BroadsheetError], None],
    ) -> None:
        """Decode the next frame of a film."""
        self._near.submit(film.next, done, failed)

    def _submit(
        self,
        make: Callable[[Callable[[], bytes]], T],
        which: tuple[str, str, bool],
        done: Callable[[T], None],
        failed: Callable[[BroadsheetError], None],
        *,
        key: str = "",
        urgency: int = SOON,
        newest_first: bool = False,
    ) -> None:
        """Make something of a picture's bytes: of those at hand, else of those from its host.

        which: the article's path, the URL, whether it may be fetched.
        """
        path, url, network = which
        near = self._data(path, url, network=False)
        far = self._data(path, url, network=True)

        def missed(error: BroadsheetError) -> None:
            if not network or _problem(error) is not PictureProblem.OFFLINE:
                failed(error)
                return
            self._far.submit(
                lambda: make(far),
                done,
                failed,
                key=key,
                urgency=urgency,
                newest_first=newest_first,
            )

        self._near.submit(
            lambda: make(near), done, missed, key=key, urgency=urgency, newest_first=newest_first
        )

    def _forget_waiting(self, key: str) -> bool:
        return self._near.forget_waiting(key) or self._far.forget_waiting(key)

    def _may_fetch(self, article_path: str, url: str = "") -> bool:
        return (
            self.mode == ALWAYS
            or article_path in self._wanted
            or f"{article_path}\0{url}" in self._wanted
        )

    def _data(self, article_path: str, url: str, *, network: bool) -> Callable[[], bytes]:
        root = self._root
        page = self._page
        referer = self._site if page is not None and page.path == article_path else ""

        def work() -> bytes:
            if url.startswith("data:"):
                return data_picture(url)
            if url.startswith(_REMOTE):
                return self.fetcher.picture(url, network=network, referer=referer)
            return local_picture(root, article_path, url)

        return work

    def _keep(self, key: str, value: QImage | PictureProblem) -> None:
        self._under_way.discard(key)
        before = self._images.pop(key, None)
        self._bytes -= before.sizeInBytes() if isinstance(before, QImage) else 0
        self._images[key] = value
        self._bytes += value.sizeInBytes() if isinstance(value, QImage) else 0
        while self._bytes > KEPT_BYTES and len(self._images) > 1:
            _, dropped = self._images.popitem(last=False)
            self._bytes -= dropped.sizeInBytes() if isinstance(dropped, QImage) else 0

    @staticmethod
    def _key(article_path: str, url: str) -> str:
        if url.startswith("data:"):
            return "data:" + hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
        if url.startswith(_REMOTE):
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
                self.thumbnail_arrived.emit(url)

            def failed(_error: BroadsheetError) -> None:
                self._keep_thumbnail(key, task, None)
                self.thumbnail_arrived.emit(url)

            side = round(THUMBNAIL.width() * ratio)
            self._submit(
                self._thumbnail_work(url, side),
                (article_path, url, self._may_fetch(article_path)),
                done,
                failed,
                key=task,
                urgency=LATER,
                newest_first=True,
            )
        return None

    def forget_thumbnails(self, wanted: set[tuple[str, str]]) -> None:
        """Drop the waiting thumbnails that are no longer on screen: (path, url) are those kept."""
        keep = {f"thumbnail {self._key(path, url)}" for path, url in wanted}
        for task in [t for t in self._under_way if t.startswith("thumbnail ") and t not in keep]:
            if self._forget_waiting(task):
                self._under_way.discard(task)

    def _keep_thumbnail(self, key: str, task: str, pixmap: QPixmap | None) -> None:
        self._under_way.discard(task)
        self._thumbnails[key] = pixmap
        while len(self._thumbnails) > THUMBNAILS_KEPT:
            self._thumbnails.popitem(last=False)

    def _thumbnail_work(self, url: str, side: int) -> Callable[[Callable[[], bytes]], QImage]:
        cache = self.store.cache if url.startswith(_REMOTE) else None

        def work(data: Callable[[], bytes]) -> QImage:
            kept = cache.get_thumbnail(url, side, side) if cache is not None else None
            if kept is not None:
                return decode(kept)
            image = square(decode(data(), QSize(side, side), cover=True), side)
            if cache is not None:
                cache.put_thumbnail(url, side, side, encode(image))
            return image

        return work


def site_of(url: str) -> str:
    """What an article's host is told as Referer where a person agreed: its site, no more."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or not host.isascii():
        return ""
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}/"


def _problem(error: BroadsheetError) -> PictureProblem:
    return error.problem if isinstance(error, PictureError) else PictureProblem.NOT_A_PICTURE
