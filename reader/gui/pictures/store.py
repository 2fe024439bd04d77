"""The picture cache with its index: what was kept and used is noted, and the bound holds.

pictures.db is owned by one thread here, as the library's databases are by another.
"""

import itertools
import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.system.threads import LATER, NOW, SOON, Pool
from reader.images.cache import PictureCache
from reader.language import _
from reader.library import database
from reader.library.pictures.picture_index import PictureIndex
from reader.model import BroadsheetError, KeptFile, LibraryError, Page, picture_digest
from reader.paths import Paths

log = logging.getLogger(__name__)

T = TypeVar("T")
NOTE_MS = 1000
SIZES_KEPT = 2000
REMOTE = ("http://", "https://")
STOCK = 100
"""Files looked at in one go."""
WATCH_MS = 5000
"""So often the cache is looked for: a person may delete it."""
OPEN_AGAIN_SECONDS = 3.0
"""So often it is tried to open the index where the disk was full, or could not be written."""
STOCK_AFTER_MS = 8000
"""The start comes first."""


class _Events:
    """What the cache did since it was last asked; written to by any thread."""

    def __init__(self) -> None:
        self._events: deque[tuple[str, str, KeptFile | None]] = deque()

    def kept(self, file: KeptFile) -> None:
        self._events.append(("kept", file.name, file))

    def used(self, name: str) -> None:
        self._events.append(("used", name, None))

    def gone(self, name: str) -> None:
        self._events.append(("gone", name, None))

    def __len__(self) -> int:
        return len(self._events)

    def missed(self, name: str) -> None:
        self._events.append(("missed", name, None))

    def taken(self) -> tuple[list[KeptFile], set[str], set[str], set[str]]:
        """Return all that happened, of each file only what holds in the end."""
        kept: dict[str, KeptFile] = {}
        used: set[str] = set()
        gone: set[str] = set()
        missed: set[str] = set()
        while self._events:
            what, name, file = self._events.popleft()
            if file is not None:
                kept[name] = file
                gone.discard(name)
            elif what == "used":
                used.add(name)
            elif what == "missed":
                missed.add(name)
            else:
                kept.pop(name, None)
                gone.add(name)
        return list(kept.values()), used, gone, missed - kept.keys() - gone


class PictureStore(QObject):
    """The cache, its index, and the bound of both."""

    _renewed = Signal()
    noted = Signal()
    """What is kept has changed, and the index knows it."""

    def __init__(
        self,
        paths: Paths,
        bound: int,
        parent: QObject | None = None,
        *,
        may_evict: Callable[[], bool] = lambda: True,
    ) -> None:
        """bound: bytes. may_evict: returns False where what is kept could not be fetched again."""
        super().__init__(parent)
        self._paths = paths
        self._events = _Events()
        self.cache = PictureCache(paths.pictures, self._events)
        self.bound = bound
        """Bytes."""
        self._may_evict = may_evict
        self._index: PictureIndex | None = None
        self._pool = Pool("picture index", 1, self)
        self._readers = Pool("picture figures", 1, self)
        self._sizes: dict[str, tuple[int, int]] = {}
        self._unkept: set[str] = set()
        """Not kept when that was asked last; forgotten as soon as any picture is."""
        self._timer = QTimer(self, interval=NOTE_MS)
        self._timer.timeout.connect(self._note)
        self._timer.start()
        self._stock = QTimer(self, singleShot=True)
        self._stock.timeout.connect(self._take_stock)
        self._was_renewed = False
        self._not_before = 0.0
        self._folder: tuple[int, int] | None = None
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self._check_files)
        self._watch.start()
        self._renewed.connect(self._take_stock)
        self._pool.submit(self._open, self._opened, self._failed, urgency=NOW)

    def _open(self) -> None:
        self._not_before = time.monotonic() + OPEN_AGAIN_SECONDS
        self._index = PictureIndex.open(self._paths.pictures_db)

    def _opened(self, _: None) -> None:
        fresh = self._index is not None and self._index.fresh
        self._stock.start(0 if fresh else STOCK_AFTER_MS)

    def _take_stock(self) -> None:
        """Look for what the index does not know: it was lost, or a child or a crash kept more."""
        names: list[str] = []

        def came(known: set[str]) -> None:
            self._take_some(self.cache.scan(known, names), known, names)

        self.ask(lambda index: index.names(), came, urgency=LATER)

    def _take_some(self, files: Iterator[KeptFile], known: set[str], names: list[str]) -> None:
        """Note some files more, a little at a time: others wait."""

        def work(index: PictureIndex) -> tuple[bool, bool]:
            found = list(itertools.islice(files, STOCK))
            gone = () if found else known.difference(names)
            index.note(found, gone=gone)
            return bool(found), bool(gone)

        def done(looked: tuple[bool, bool]) -> None:
            more, gone = looked
            self._unkept.clear()
            if gone:
                self._sizes.clear()
            if more:
                self._take_some(files, known, names)
            else:
                self.noted.emit()

        self.ask(work, done, urgency=LATER)

    def _check_files(self) -> None:
        """Look whether the cache, or the index beside it, was deleted while we run."""

        def work(index: PictureIndex) -> bool:
            rebuilt = index.anew(self._paths.pictures_db)
            self._index = rebuilt or index
            former, self._folder = self._folder, database.inode(self._paths.pictures)
            return rebuilt is not None or former not in (None, self._folder)

        def done(deleted: bool) -> None:
            if deleted:
                self._sizes.clear()
                self._take_stock()

        self.ask(work, done, urgency=LATER)

    def _failed(self, error: BroadsheetError) -> None:
        log.warning("%s (%s)", error.sentence, error.cause)

    def ask(
        self,
        work: Callable[[PictureIndex], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[BroadsheetError], None] | None = None,
        *,
        key: str = "",
        urgency: int = SOON,
    ) -> None:
        """Run `work` with the index; what writes bears no key."""

        def with_index() -> T:
            index = self._index or self._opened_again()
            try:
                return work(index)
            except LibraryError as error:
                index = self._renewed_index(error)
            return work(index)

        self._pool.submit(with_index, done, failed or self._failed, key=key, urgency=urgency)

    def query(
        self,
        work: Callable[[PictureIndex], T],
        done: Callable[[T], None],
        failed: Callable[[BroadsheetError], None] | None = None,
        *,
        key: str,
    ) -> None:
        """Run `work`, which reads and may take long, beside all that is asked of the index."""
        asked: list[PictureIndex] = []

        def with_index() -> T:
            with PictureIndex.open_to_read(self._paths.pictures_db) as index:
                asked[:] = [index]
                return work(index)

        def interrupt() -> None:
            for index in asked:
                index.interrupt()

        self._readers.submit(
            with_index, done, failed or self._failed, key=key, urgency=LATER, interrupt=interrupt
        )

    def _opened_again(self) -> PictureIndex:
        """Open the index that could not be opened, as on a full disk; not at every question.

        Raises LibraryError.
        """
        now = time.monotonic()
        if now < self._not_before:
            raise LibraryError(_("The index of pictures is not open."))
        self._not_before = now + OPEN_AGAIN_SECONDS
        self._index = PictureIndex.open(self._paths.pictures_db)
        self._renewed.emit()
        return self._index

    def _renewed_index(self, error: LibraryError) -> PictureIndex:
        """Rebuild a damaged index, once, from the cache's files."""
        renewed = None
        if self._index is not None and not self._was_renewed:
            renewed = self._index.renewed(self._paths.pictures_db, error)
        if renewed is None:
            raise error
        self._index, self._was_renewed = renewed, True
        self._renewed.emit()
        return renewed

    # -- sizes

    def learn_sizes(self, urls: Iterable[str], done: Callable[[], None]) -> None:
        """Call `done` once the sizes of those of these pictures that are kept are known.

        At once where they are known already; only the newest call is answered.
        """
        self._pool.cancel("sizes")
        unknown = [url for url in dict.fromkeys(urls) if not self._is_looked_up(url)]
        if not unknown:
            done()
            return
        names = {self.cache.name_of(url): url for url in unknown}

        def came(found: dict[str, tuple[int, int]]) -> None:
            if len(self._sizes) > SIZES_KEPT:
                self._sizes.clear()
            if len(self._unkept) > SIZES_KEPT:
                self._unkept.clear()
            self._unkept.update(url for name, url in names.items() if name not in found)
            for name, size in found.items():
                self._sizes[names[name]] = size
            done()

        self.ask(
            lambda index: index.sizes(list(names)),
            came,
            lambda _error: done(),
            key="sizes",
            urgency=NOW,
        )

    def knows_sizes(self, urls: Iterable[str]) -> bool:
        """Whether `learn_sizes` would have nothing to look up; who asked before waits no longer."""
        self._pool.cancel("sizes")
        return all(map(self._is_looked_up, urls))

    def _is_looked_up(self, url: str) -> bool:
        return url in self._sizes or url in self._unkept

    def size_of(self, url: str) -> tuple[int, int] | None:
        """Return (width, height) in pixels of a kept picture that `learn_sizes` has looked up."""
        return self._sizes.get(url)

    # -- what is noted

    def show(self, page: Page) -> list[str]:
        """Note that an article shows its pictures; return their http(s) addresses, each once."""
        urls = list(dict.fromkeys(p.url for p in page.pictures if p.url.startswith(REMOTE)))
        pictures = [(picture_digest(url), url) for url in urls]
        foretold = [picture_digest(url) for url in page.foretold]

        def shown(corrected: bool) -> None:
            if corrected:
                self.noted.emit()

        self.ask(lambda index: index.show(page.id, pictures, foretold), shown, urgency=LATER)
        return urls

    def _note(self) -> None:
        if not len(self._events):
            return
        kept, used, gone, missed = self._events.taken()
        if kept:
            self._unkept.clear()
        bound, may_evict = self.bound, self._may_evict()

        def work(index: PictureIndex) -> bool:
            lost = index.known(missed)
            index.note(kept, used, gone.union(lost))
            if kept and may_evict:
                self._make_room(index, bound)
            return bool(lost)

        def done(lost: bool) -> None:
            if lost and not self._stock.isActive():
                self._stock.start(STOCK_AFTER_MS)  # somebody deletes files, likely not that one
            if lost or kept or gone:
                self.noted.emit()

        self.ask(work, done, urgency=LATER)

    def _make_room(self, index: PictureIndex, bound: int) -> None:
        going = index.surplus(bound, self._paths.state_db)
        for name in going:
            self.cache.remove(name)
        if going:
            log.info("%d files left the picture cache", len(going))
            index.note([], gone=going)

    def set_bound(self, bound: int) -> None:
        """Keep no more than so many bytes from now on."""
        if bound == self.bound:
            return
        self.bound = bound
        if self._may_evict():
            self.ask(lambda index: self._make_room(index, bound), lambda _: self.noted.emit())

    def clear(self, done: Callable[[], None]) -> None:
        """Delete every picture, thumbnail and failure that is kept."""
        self._sizes.clear()
        self._events.taken()

        def work(index: PictureIndex) -> None:
            self.cache.clear()
            index.forget_all()

        def cleared(_: None) -> None:
            self.noted.emit()
            done()

        self.ask(work, cleared)

    @property
    def idle(self) -> bool:
        """Return whether nothing waits or runs."""
        return self._pool.idle() and self._readers.idle()

    def close(self) -> None:
        """Note what is left to note and close the index."""
        self._timer.stop()
        self._stock.stop()
        self._watch.stop()
        self._note()

        def work() -> None:
            if self._index is not None:
                self._index.close()
                self._index = None

        self._pool.submit(work, urgency=LATER)
        self._readers.close(2.0)
        self._pool.close(10.0)
