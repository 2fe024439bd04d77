"""Where a picture's bytes come from: the text itself, the folder, the cache, its host.

What may be fetched is decided here; what is made of the bytes is the business of the loaders.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reader.gui.pictures.decoding import decode
from reader.gui.system.desktop import referer_of
from reader.gui.system.threads import SOON
from reader.images.local import data_picture, local_picture
from reader.model import PictureError
from reader.settings import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage

    from reader.gui.pictures.queue import PictureQueue
    from reader.images.fetch import Fetcher
    from reader.model import BroadsheetError, Page

T = TypeVar("T")
REMOTE = ("http://", "https://")


class Wanted(NamedTuple):
    """One picture of an article: its file, the URL as the page has it, whether to fetch it."""

    article_path: str
    url: str
    network: bool


class PictureSource:
    """Gets the bytes of pictures, near before far; for the GUI thread."""

    def __init__(
        self,
        fetcher: Fetcher,
        queue: PictureQueue,
        places: Callable[[Path, str], Sequence[str]] = lambda _root, _path: (),
    ) -> None:
        """places: gives, on any thread, the other files of a folder that hold an article."""
        self.places = places
        self.mode = ALWAYS
        """Of the library that is open: one of settings.PICTURE_MODES."""
        self._fetcher = fetcher
        self._queue = queue
        self._root = Path()
        self._page: Page | None = None
        self._allowed: set[str] = set()
        """What a person asked for: paths of articles, and paths with a URL (see `allow`)."""

    def set_folder(self, root: Path, mode: str) -> None:
        """Look for local pictures below this folder from now on; what was allowed is not any more.

        mode: one of settings.PICTURE_MODES.
        """
        self._root = root
        self.mode = mode
        self._allowed.clear()

    def set_page(self, page: Page) -> None:
        """Tell the hosts of this page's pictures its site, where a person agreed to that."""
        self._page = page

    @property
    def root(self) -> Path:
        """Return the folder that is open."""
        return self._root

    def allow(self, article_path: str, url: str = "") -> None:
        """Let one picture of an article be fetched whatever the mode; all of them without a URL."""
        self._allowed.add(f"{article_path}\0{url}" if url else article_path)

    def may_fetch(self, article_path: str, url: str = "") -> bool:
        """Return whether a picture may be asked of its host."""
        return (
            self.mode == ALWAYS
            or article_path in self._allowed
            or f"{article_path}\0{url}" in self._allowed
        )

    def wanted(self, article_path: str, url: str) -> Wanted:
        """Return what is asked for: this picture, fetched where it may be."""
        return Wanted(article_path, url, self.may_fetch(article_path, url))

    def submit(
        self,
        make: Callable[[Callable[[], bytes]], T],
        wanted: Wanted,
        done: Callable[[T], None],
        failed: Callable[[BroadsheetError], None],
        *,
        key: str = "",
        urgency: int = SOON,
    ) -> None:
        """Make something of a picture's bytes: of those at hand, else of those from its host.

        make: is called with a function that gives the bytes, or raises PictureError; both run on
        another thread. key, urgency: see PictureQueue.submit.
        """
        near, far = self.reading(wanted._replace(network=False)), self.reading(wanted)
        self._queue.submit(
            lambda: make(near),
            (lambda: make(far)) if wanted.network else None,
            done,
            failed,
            key=key,
            url=wanted.url,
            urgency=urgency,
        )

    def reading(self, wanted: Wanted) -> Callable[[], bytes]:
        """Return a function for any thread that gives the bytes, or raises PictureError."""
        article_path, url, network = wanted
        root, page = self._root, self._page
        shown = page is not None and page.path == article_path
        referer = referer_of(page.url, url) if page is not None and shown else ""

        def read() -> bytes:
            if url.startswith("data:"):
                return data_picture(url)
            if url.startswith(REMOTE):
                return self._fetcher.picture(url, network=network, referer=referer)
            return local_picture(root, article_path, url, partial(self.places, root))

        return read

    def decoded(
        self, url: str, data: bytes, largest: QSize | None = None, *, cover: bool = False
    ) -> QImage:
        """Decode a picture's bytes, on any thread; see decoding.decode. Raises PictureError.

        A kept file that gives no picture is of no use: it is kept no longer, but as a failure.
        """
        try:
            return decode(data, largest, cover=cover)
        except PictureError as error:
            if url.startswith(REMOTE):
                self._fetcher.spoilt(url, error)
            raise
