"""Pictures for the list and the article: asked for at once, decoded off the GUI thread.

What is on screen goes first; what was scrolled or turned away before its turn is not fetched.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from reader.bounds import PICTURE_MB
from reader.gui.pictures.decoding import Animation, decode, encode, halvings, square
from reader.gui.pictures.memory_cache import PictureMemory, ThumbnailMemory, key_of
from reader.gui.pictures.queue import PictureQueue, problem_of
from reader.gui.pictures.store import PictureStore
from reader.gui.system.desktop import referer_of
from reader.gui.system.threads import LATER, NOW, SOON
from reader.images.fetch import Fetcher
from reader.images.local import data_picture, local_picture
from reader.model import BroadsheetError, Page, PictureError, PictureProblem
from reader.settings import ALWAYS, ASK

T = TypeVar("T")
SIZES_MS = 40
"""So long an article waits at most for the sizes of its pictures."""
WIDEST = 1600
"""Pixels: no column is wider, so a wider picture is scaled down while it is decoded."""
LARGEST = QSize(WIDEST, 20_000)
THUMBNAIL = QSize(76, 76)
_REMOTE = ("http://", "https://")


class PictureLoader(QObject):
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
        QImageReader.setAllocationLimit(PICTURE_MB)
        self.store = store
        self.fetcher = Fetcher(
            store.cache, offline=offline, connect_to=connect_to, line_changed=self.line_changed.emit
        )
        self.mode = ALWAYS
        """Of the library that is open: one of settings.PICTURE_MODES."""
        self._turns = PictureQueue(self)
        self._root = Path()
        self._page: Page | None = None
        self._wanted: set[str] = set()
        self._memory = PictureMemory()
        self._thumbnails = ThumbnailMemory()
        self._left: set[str] = set()
        """Pictures of the article that were scrolled away, before they came or since."""
        self._held: set[str] = set()
        self._pages = self._opening = 0

    def set_folder(self, root: Path, mode: str) -> None:
        """Local pictures are looked for below this folder from now on."""
        self._root = root
        self.mode = mode
        self._wanted.clear()
        self.forget()

    def forget(self) -> None:
        """What is in memory goes: it is had anew when it is asked for."""
        self._memory.clear()
        self._thumbnails.clear()

    @property
    def busy(self) -> bool:
        """True while a picture, or the sizes of an article's pictures, are on their way."""
        return self._turns.busy or bool(self._opening)

    def close(self) -> None:
        """End what is under way."""
        self.fetcher.close()
        self._turns.close()
        self.store.close()

    # -- the article's pictures

    def open_page(self, page: Page, ready: Callable[[], None]) -> None:
        """This article comes next: `ready` is called once the sizes that are known are at hand.

        What waits for the former article is dropped; its problems are forgotten, so that the next
        opening asks the cache again.
        """
        self._memory.drop_problems()
        keep = {key_of(page.path, picture.url) for picture in page.pictures}
        keep |= self._held
        for key in self._turns.under_way():
            if key not in keep and not key.startswith("thumbnail "):
                self._turns.leave(key)
        self._left.clear()
        self._page = page
        remote = self.store.show(page)
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

    def decode_ahead(self, article_path: str, url: str) -> None:
        """This picture may be shown next: if it is kept, have it in memory. Nothing is fetched."""
        key, root = key_of(article_path, url), self._root
        if self._memory.get(key) is not None or self._turns.waits_for(key):
            return
        data = self._data(article_path, url, network=False)

        def done(image: QImage) -> None:
            if root == self._root:
                self._memory.keep(key, image)

        self._turns.soon(lambda: decode(data(), LARGEST), done)

    def at_hand(self, article_path: str, url: str) -> QImage | PictureProblem | QSize | None:
        """What is in memory: the picture, or why there is none, or its size. Asks for nothing."""
        size = self.store.size_of(url)
        return self._memory.get(key_of(article_path, url)) or (QSize(*size) if size else None)

    def full(
        self, article_path: str, url: str, *, hold: bool = False
    ) -> QImage | PictureProblem | QSize | None:
        """The picture, or why there is none, or else it is on its way (see `arrived`).

        On its way: its size where that is known, None where it is not. hold: it is wanted
        whatever the article is scrolled to.
        """
        key = key_of(article_path, url)
        known = self.at_hand(article_path, url)
        if isinstance(known, QImage | PictureProblem):
            return known
        if hold:
            self._held.add(key)
        self._left.discard(key)
        if not self._turns.waits_for(key):
            self._ask(key, article_path, url)
        return known

    def _ask(self, key: str, article_path: str, url: str) -> None:
        network = self._may_fetch(article_path, url)

        def done(image: QImage) -> None:
            self._keep(key, image)
            self.arrived.emit(article_path, url, image)

        def failed(error: BroadsheetError) -> None:
            problem = problem_of(error)
            if problem is PictureProblem.OFFLINE and not network and self.mode == ASK:
                problem = PictureProblem.NOT_ASKED
            self._keep(key, problem)
            self.arrived.emit(article_path, url, problem)

        self._submit(
            lambda data: self._decoded(url, data(), LARGEST),
            (article_path, url, network),
            done,
            failed,
            key=key,
        )

    def hurry(self, article_path: str, url: str) -> None:
        """This picture is on screen: it goes first. Called at each painting: mostly for nothing."""
        if not self._left and not self._turns.busy:
            return
        self.approach(article_path, url)
        key = key_of(article_path, url)
        if self._turns.waits_for(key):
            self._turns.hurry(key)

    def approach(self, article_path: str, url: str) -> None:
        """This picture comes near what is on screen: where it was left it is asked for again."""
        if key_of(article_path, url) in self._left:
            self.full(article_path, url)

    def leave(self, article_path: str, url: str) -> None:
        """This picture was scrolled away: if it still waits, it is not fetched."""
        key = key_of(article_path, url)
        if self._turns.waits_for(key) and key not in self._held:
            self._left.add(key)
            self._turns.leave(key)

    def let_go(self, article_path: str, url: str) -> None:
        """This picture came and was scrolled away: it is had again when it comes near."""
        key = key_of(article_path, url)
        if key not in self._held:
            self._memory.drop(key)
            self._left.add(key)

    def drop(self, article_path: str, url: str) -> None:
        """The next `full` asks anew."""
        self._memory.drop(key_of(article_path, url))

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
        done: Callable[[list[QImage]], None],
        failed: Callable[[BroadsheetError], None],
    ) -> None:
        """The picture with every pixel, and its halvings; only the newest call is answered."""
        which = (article_path, url, self._may_fetch(article_path, url))
        self._turns.forget("whole")

        def make(data: Callable[[], bytes]) -> list[QImage]:
            return halvings(self._decoded(url, data()))

        self._submit(make, which, done, failed, key="whole", urgency=NOW)

    def film(
        self, article_path: str, url: str, widest: int, done: Callable[[Animation], None]
    ) -> None:
        """The picture as an animation; nothing comes where there is none."""
        data = self._data(article_path, url, network=False)
        self._turns.soon(lambda: Animation(data(), QSize(widest, 20_000)), done)

    def next_frame(
        self,
        film: Animation,
        done: Callable[[tuple[QImage, int]], None],
        failed: Callable[[BroadsheetError], None],
    ) -> None:
        """Decode the next frame of a film."""
        self._turns.soon(film.next, done, failed)

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
        self._turns.ask(
            key,
            lambda: make(near),
            (lambda: make(far)) if network else None,
            done,
            failed,
            url=url,
            urgency=urgency,
            newest_first=newest_first,
        )

    def _decoded(
        self, url: str, data: bytes, largest: QSize | None = None, *, cover: bool = False
    ) -> QImage:
        """On any thread. A kept file that gives no picture is of no use: it can be had anew."""
        try:
            return decode(data, largest, cover=cover)
        except PictureError as error:
            if url.startswith(_REMOTE):
                self.fetcher.spoilt(url, error)
            raise

    def _may_fetch(self, article_path: str, url: str = "") -> bool:
        return (
            self.mode == ALWAYS
            or article_path in self._wanted
            or f"{article_path}\0{url}" in self._wanted
        )

    def _data(self, article_path: str, url: str, *, network: bool) -> Callable[[], bytes]:
        root, page = self._root, self._page
        shown = page is not None and page.path == article_path
        referer = referer_of(page.url, url) if page is not None and shown else ""

        def work() -> bytes:
            if url.startswith("data:"):
                return data_picture(url)
            if url.startswith(_REMOTE):
                return self.fetcher.picture(url, network=network, referer=referer)
            return local_picture(root, article_path, url)

        return work

    def _keep(self, key: str, value: QImage | PictureProblem) -> None:
        self._held.discard(key)
        self._left.discard(key)
        self._memory.keep(key, value)
        if isinstance(value, QImage):
            self.look_again(key)

    # -- the list's thumbnails

    def thumbnail(self, article_path: str, url: str, ratio: float) -> QPixmap | None:
        """The thumbnail, or None: it has none, or is on its way (see `thumbnail_arrived`)."""
        key = key_of(article_path, url)
        known = self._thumbnails.get(key)
        if key in self._thumbnails and (known is None or known.devicePixelRatio() >= ratio):
            return known
        # One of another screen serves until that of this one comes.
        task = f"thumbnail {key}"
        if not self._turns.waits_for(task):

            def done(image: QImage) -> None:
                pixmap = QPixmap.fromImage(image)
                pixmap.setDevicePixelRatio(ratio)
                self._thumbnails.keep(key, pixmap)
                self.thumbnail_arrived.emit(url)

            def failed(_error: BroadsheetError) -> None:
                self._thumbnails.keep(key, None)
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
        return known

    def forget_thumbnails(self, wanted: set[tuple[str, str]]) -> None:
        """Drop the waiting thumbnails that are no longer on screen: (path, url) are those kept."""
        keep = {f"thumbnail {key_of(path, url)}" for path, url in wanted}
        for task in self._turns.under_way():
            if task.startswith("thumbnail ") and task not in keep:
                self._turns.leave(task)

    def look_again(self, key: str = "") -> None:
        """What had no thumbnail, or this one, may have one now: it is asked for when painted."""
        for missing in self._thumbnails.drop_missing(key):
            self.thumbnail_arrived.emit(missing.rpartition("\0")[2])

    def _thumbnail_work(self, url: str, side: int) -> Callable[[Callable[[], bytes]], QImage]:
        cache = self.store.cache if url.startswith(_REMOTE) else None

        def work(data: Callable[[], bytes]) -> QImage:
            kept = cache.get_thumbnail(url, side, side) if cache is not None else None
            if kept is not None:
                return decode(kept)
            image = square(self._decoded(url, data(), QSize(side, side), cover=True), side)
            if cache is not None:
                cache.put_thumbnail(url, side, side, encode(image))
            return image

        return work
