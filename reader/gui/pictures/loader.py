"""Pictures for the article: asked for at once, decoded off the GUI thread.

What is on screen goes first; what was scrolled or turned away before its turn is not fetched. The
list's thumbnails are in thumbnails.py, where the bytes come from is in source.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader

from reader.bounds import PICTURE_MB
from reader.gui.pictures.decoding import Animation, decode, halvings
from reader.gui.pictures.memory_cache import PictureMemory, key_of
from reader.gui.pictures.queue import PictureQueue, problem_of
from reader.gui.pictures.source import REMOTE, PictureSource, Wanted
from reader.gui.pictures.store import PictureStore
from reader.gui.pictures.thumbnails import ThumbnailLoader
from reader.gui.system.threads import NOW
from reader.images.fetch import Fetcher
from reader.model import PictureProblem
from reader.settings import ALWAYS, ASK, CACHE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from reader.images.fetch import Rules
    from reader.model import BroadsheetError, Page
    from reader.paths import Paths

SIZES_MS = 40
"""So long an article waits at most for the sizes of its pictures."""
WIDEST = 1600
"""Pixels: no column is wider, so a wider picture is scaled down while it is decoded."""
HIGHEST = 20_000
LARGEST = QSize(WIDEST, HIGHEST)
IDLE_MS = 2000
"""So often connections that nobody needs any more are closed."""
_FULL_SIZE = "full size"


class FetchTerms(NamedTuple):
    """How pictures are fetched: whether, through what, and of whom that is private.

    connect_to: see images.fetch.Fetcher; proxy: host and port; None where there is none.
    """

    offline: bool
    connect_to: tuple[str, int] | None
    allowed_hosts: frozenset[str]
    proxy: tuple[str, int] | None


class PictureLoader(QObject):
    """Gives the article's pictures: from memory, the cache, the folder, the network."""

    arrived = Signal(str, str, object)
    """The article's path, the URL as its page has it, a QImage or a PictureProblem."""
    line_changed = Signal(bool)
    """False: we turn out to be offline; True: we are back."""

    def __init__(
        self,
        paths: Paths,
        bound: int,
        *,
        offline: bool = False,
        connect_to: tuple[str, int] | None = None,
        places: Callable[[Path, str], Sequence[str]] = lambda _root, _path: (),
        parent: QObject | None = None,
    ) -> None:
        """bound: bytes that are kept. places: see PictureSource."""
        super().__init__(parent)
        QImageReader.setAllocationLimit(PICTURE_MB)
        self.store = store = PictureStore(paths, bound, self, may_evict=self._may_evict)
        self._connect_to = connect_to
        self.fetcher = Fetcher(
            store.cache, offline=offline, connect_to=connect_to, line_changed=self.line_changed.emit
        )
        self._queue = PictureQueue(self)
        self._source = PictureSource(self.fetcher, self._queue, places)
        self.thumbnails = ThumbnailLoader(self._source, self._queue, store.cache, self)
        """Those of the list, from the same places."""
        self._memory = PictureMemory()
        self._loading: set[str] = set()
        """Keys of the article's pictures that are on their way."""
        self._away: set[str] = set()
        """Keys of those that were scrolled away, before they came or since."""
        self._held: set[str] = set()
        """Keys of those that are wanted whatever the article is scrolled to."""
        self._pages = self._opening = 0
        self._idle = QTimer(self, interval=IDLE_MS)
        self._idle.timeout.connect(self.fetcher.rest)
        self._idle.start()

    def set_folder(self, root: Path, mode: str) -> None:
        """Look for local pictures below this folder from now on.

        mode: one of settings.PICTURE_MODES.
        """
        self._source.set_folder(root, mode)
        self.clear()

    @property
    def mode(self) -> str:
        """Return what may be fetched: one of settings.PICTURE_MODES."""
        return self._source.mode

    def set_mode(self, mode: str) -> None:
        """Change what may be fetched: one of settings.PICTURE_MODES."""
        self._source.mode = mode

    def set_rules(self, rules: Rules) -> None:
        """Fetch by these rules from now on."""
        self.fetcher.rules = rules

    @property
    def terms(self) -> FetchTerms:
        """Return on which terms another process may fetch pictures for the person."""
        rules = self.fetcher.rules
        offline = rules.offline or self.mode != ALWAYS
        return FetchTerms(offline, self._connect_to, rules.allowed_hosts, rules.proxy)

    def set_bound(self, bound: int) -> None:
        """Keep no more than so many bytes from now on."""
        self.store.set_bound(bound)

    def _may_evict(self) -> bool:
        """Return whether what is kept could be fetched again."""
        return not self.fetcher.offline and self.mode != CACHE

    def clear(self) -> None:
        """Drop what is in memory; it is loaded again when it is asked for."""
        self._memory.clear()
        self.thumbnails.clear()

    @property
    def busy(self) -> bool:
        """Return whether a picture, or the sizes of an article's pictures, are on their way."""
        return self._queue.busy or bool(self._opening)

    def close(self) -> None:
        """End all loading; what is under way is not answered any more."""
        self._idle.stop()
        self.fetcher.close()
        self._queue.close()
        self.store.close()

    # -- the article's pictures

    def open_page(self, page: Page, ready: Callable[[], None]) -> None:
        """Turn to this article: call `ready` once the sizes that are known are at hand.

        What waits for the former article is dropped; its problems are forgotten, so that the next
        opening asks the cache again.
        """
        self._memory.drop_problems()
        keep = {key_of(page.path, picture.url) for picture in page.pictures}
        self._loading &= self._queue.pending()  # what ends cancelled is not answered
        for key in self._loading - keep - self._held:
            self._cancel(key)
        self._away.clear()
        self._source.set_page(page)
        remote = self.store.show(page)
        if self.store.knows_sizes(remote):
            self._opening = 0  # whatever an earlier page waits for
            ready()
            return
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

    def learn_sizes(self, urls: Iterable[str], done: Callable[[], None]) -> None:
        """Call `done` once the sizes are at hand of those of these pictures that are kept."""
        self.store.learn_sizes(urls, done)

    def decode_ahead(self, article_path: str, url: str) -> None:
        """Have a kept picture in memory that may be shown next. Nothing is fetched."""
        key, root = key_of(article_path, url), self._source.root
        if self._memory.get(key) is not None or self._queue.is_pending(key):
            return
        read = self._source.reading(Wanted(article_path, url, network=False))

        def done(image: QImage) -> None:
            if root == self._source.root:
                self._memory.keep(key, image)

        self._queue.submit_near(lambda: decode(read(), LARGEST), done)

    def in_memory(self, article_path: str, url: str) -> QImage | PictureProblem | QSize | None:
        """Return what is known: the picture, or why there is none, or its size. Ask for nothing."""
        size = self.store.size_of(url)
        return self._memory.get(key_of(article_path, url)) or (QSize(*size) if size else None)

    def load(
        self, article_path: str, url: str, *, hold: bool = False
    ) -> QImage | PictureProblem | QSize | None:
        """Return the picture, or why there is none, or else have it come (see `arrived`).

        Where it is on its way: its size where that is known, None where it is not. hold: it is
        wanted whatever the article is scrolled to.
        """
        key = key_of(article_path, url)
        known = self.in_memory(article_path, url)
        if isinstance(known, QImage | PictureProblem):
            return known
        if hold:
            self._held.add(key)
        self._away.discard(key)
        if not self._queue.is_pending(key):
            self._load(key, article_path, url)
        return known

    def _load(self, key: str, article_path: str, url: str) -> None:
        wanted = self._source.wanted(article_path, url)

        def done(image: QImage) -> None:
            self._keep(key, image)
            self.thumbnails.retry_missing(key)
            self.arrived.emit(article_path, url, image)

        def failed(error: BroadsheetError) -> None:
            problem = problem_of(error)
            if problem is PictureProblem.OFFLINE and not wanted.network and self.mode == ASK:
                problem = PictureProblem.NOT_ASKED
            self._keep(key, problem)
            self.arrived.emit(article_path, url, problem)

        self._loading.add(key)
        self._source.submit(
            lambda data: self._source.decoded(url, data(), LARGEST), wanted, done, failed, key=key
        )

    def _keep(self, key: str, value: QImage | PictureProblem) -> None:
        self._loading.discard(key)
        self._held.discard(key)
        self._away.discard(key)
        self._memory.keep(key, value)

    def _cancel(self, key: str) -> None:
        """Drop a picture that waits; what has begun comes to its end."""
        if self._queue.cancel(key):
            self._loading.discard(key)

    def prioritize(self, article_path: str, url: str) -> None:
        """Let a picture that is on screen go first.

        Called at each painting: mostly there is nothing to do.
        """
        if not self._away and not self._queue.busy:
            return
        self.resume(article_path, url)
        key = key_of(article_path, url)
        if self._queue.is_pending(key):
            self._queue.prioritize(key)

    def resume(self, article_path: str, url: str) -> None:
        """Ask again for a picture that was cancelled or released and comes near the screen."""
        if key_of(article_path, url) in self._away:
            self.load(article_path, url)

    def cancel(self, article_path: str, url: str) -> None:
        """Do not fetch a picture that was scrolled away, where it still waits."""
        key = key_of(article_path, url)
        if self._queue.is_pending(key) and key not in self._held:
            self._away.add(key)
            self._cancel(key)

    def release(self, article_path: str, url: str) -> None:
        """Drop a picture from memory that was scrolled away; `resume` has it again."""
        key = key_of(article_path, url)
        if key not in self._held:
            self._memory.drop(key)
            self._away.add(key)

    def reload(self, article_path: str, url: str) -> QImage | PictureProblem | QSize | None:
        """Load a picture again, whatever was remembered; see `load`."""
        self._memory.drop(key_of(article_path, url))
        return self.load(article_path, url)

    def retry(self, article_path: str, url: str) -> QImage | PictureProblem | QSize | None:
        """Load a picture again for a person, whatever the mode and its host's last failures."""
        self._source.allow(article_path, url)
        if url.startswith(REMOTE):
            self.fetcher.forget_failure(url)
        return self.reload(article_path, url)

    def retry_thumbnails(self) -> None:
        """Ask again for the list's thumbnails that could not be had, when they are painted next."""
        self.thumbnails.retry_missing()

    def allow_picture(self, article_path: str, url: str) -> None:
        """Let a picture that a person asked for be fetched in every mode."""
        self._source.allow(article_path, url)

    def allow_article(self, article_path: str) -> None:
        """Let all pictures of an article be fetched that a person asked for, in every mode."""
        self._source.allow(article_path)

    # -- one picture, for the viewer and for animations

    def load_bytes(
        self,
        article_path: str,
        url: str,
        done: Callable[[bytes], None],
        failed: Callable[[BroadsheetError], None],
    ) -> None:
        """Get a picture's bytes as they came."""
        wanted = self._source.wanted(article_path, url)
        self._source.submit(lambda data: data(), wanted, done, failed, urgency=NOW)

    def load_full_size(
        self,
        article_path: str,
        url: str,
        done: Callable[[list[QImage]], None],
        failed: Callable[[BroadsheetError], None],
    ) -> None:
        """Get a picture with every pixel, and its halvings; only the newest call is answered."""
        self._queue.discard(_FULL_SIZE)

        def make(data: Callable[[], bytes]) -> list[QImage]:
            return halvings(self._source.decoded(url, data()))

        wanted = self._source.wanted(article_path, url)
        self._source.submit(make, wanted, done, failed, key=_FULL_SIZE, urgency=NOW)

    def load_animation(
        self, article_path: str, url: str, widest: int, done: Callable[[Animation], None]
    ) -> None:
        """Get a kept picture as an animation of at most `widest` pixels; nothing where it is none.

        Nothing is fetched.
        """
        read = self._source.reading(Wanted(article_path, url, network=False))
        self._queue.submit_near(lambda: Animation(read(), QSize(widest, HIGHEST)), done)

    def next_frame(
        self,
        animation: Animation,
        done: Callable[[tuple[QImage, int]], None],
        failed: Callable[[BroadsheetError], None],
    ) -> None:
        """Decode the next frame of an animation: the frame, and its milliseconds on screen."""
        self._queue.submit_near(animation.next, done, failed)
