"""What is done behind a page that was painted, when nobody waits.

It is kept for the next start, and its neighbours are made ready to be shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.session.library_worker import LAST_PAGE

if TYPE_CHECKING:
    from pathlib import Path

    from reader.gui.session.controller import SessionController
    from reader.gui.session.headline_model import HeadlineModel
    from reader.gui.session.library_worker import LibraryWorker
    from reader.gui.session.page_client import PageClient
    from reader.model import Headline, Page
    from reader.paths import Paths


PAGES = 3
"""So many articles on are made into pages: a key that is held down goes on at once."""
AT_ONCE = 2
"""So many are asked for at once: one is made while the other is on its way."""
UNREAD = 50
"""So many rows on an unread article is looked for."""
REST_MS = 25
"""So long after the painting the person reads, and holds no key down."""


class Prefetcher(QObject):
    """Have the pages made that are likely to be read next, and keep the one that is read."""

    near = Signal(object, int)
    """A Page that is likely to be read next, and its position in the list: one at a time, while
    the person reads."""

    def __init__(
        self,
        controller: SessionController,
        headlines: HeadlineModel,
        pages: PageClient,
        library: LibraryWorker,
        paths: Paths,
    ) -> None:
        super().__init__(controller)
        self._controller = controller
        self._headlines = headlines
        self._pages = pages
        self._library = library
        self._paths = paths
        self._wanted: list[int] = []
        self._likely: list[int] = []
        self._kept_page: Page | None = None
        self._behind = QTimer(self, singleShot=True, interval=0)
        self._behind.timeout.connect(self._painted)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._resting)
        controller.folder_opened.connect(self._read_last_page)
        controller.page_shown.connect(self._page_shown)
        controller.closing.connect(self._stop)
        pages.answered.connect(self._ask)

    def is_near(self, page: Page, position: int) -> bool:
        """Return whether the person still reads beside this page of a position in the list.

        False also where another page is about to be painted.
        """
        headline = self._at(position)
        return headline is not None and headline.id == page.id and not self._behind.isActive()

    def _page_shown(self) -> None:
        self._rest.stop()
        self._behind.start()

    def _stop(self) -> None:
        self._wanted, self._likely = [], []
        self._behind.stop()
        self._rest.stop()

    def _painted(self) -> None:
        if self._controller.page is None:
            return
        here = self._controller.position
        self._likely = [here + 1, *self._next_unread(here + 2), here - 1]
        self._wanted = [*self._likely, *range(here + 2, here + PAGES + 1)]
        self._ask()
        self._rest.start()

    def _next_unread(self, start: int) -> list[int]:
        headlines = self._headlines
        for position in range(start, min(start + UNREAD, len(headlines.rows))):
            headline = headlines.loaded(position)
            if headline is None:
                break
            if not headline.status.read:
                return [position]
        return []

    def _at(self, position: int) -> Headline | None:
        headlines = self._headlines
        return headlines.loaded(position) if 0 <= position < len(headlines.rows) else None

    def _ask(self) -> None:
        """Ask for a few at a time: what the person asks for does not wait for long."""
        while self._wanted and self._pages.asked < AT_ONCE:
            headline = self._at(self._wanted.pop(0))
            if headline is not None:
                self._pages.prefetch(headline.id, headline.path)

    def _resting(self) -> None:
        """Tell of one page at a time, while nobody waits."""
        page = self._controller.page
        if page is None or self._wanted or self._pages.busy:
            self._rest.start()
            return
        if page is not self._kept_page and (file := self._last_page_file()) is not None:
            self._kept_page = page
            self._library.keep_page(file, page)
        while self._likely:
            position = self._likely.pop(0)
            headline = self._at(position)
            near = self._pages.kept(headline.id) if headline is not None else None
            if near is not None:
                self.near.emit(near, position)
                self._rest.start()
                return

    # -- the page shown last

    def _read_last_page(self, article_id: str) -> None:
        """Have the page at hand that was shown when the folder was left."""
        if article_id and (file := self._last_page_file()) is not None:
            self._library.kept_page(file, self._last_page_came)

    def _last_page_came(self, page: Page | None) -> None:
        """Take it: it is good to show until the file says otherwise."""
        if page is not None and self._controller.page is None:
            self._pages.keep(page)

    def _last_page_file(self) -> Path | None:
        folder = self._controller.folder
        return self._paths.library(folder) / LAST_PAGE if folder is not None else None
