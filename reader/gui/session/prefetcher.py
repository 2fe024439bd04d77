"""What is done behind a page that was painted, when nobody waits: it is kept for the next start,
and its neighbours are made ready to be shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.session.library_worker import LAST_PAGE

if TYPE_CHECKING:
    from reader.gui.session.controller import SessionController
    from reader.model import Headline, Page


PAGES = 3
"""So many articles on are made into pages: a key that is held down goes on at once."""
AT_ONCE = 2
"""So many are asked for at once: one is made while the other is on its way."""
UNREAD = 50
"""So many rows on an unread article is looked for."""
REST_MS = 25
"""So long after the painting the person reads, and holds no key down."""


class Prefetcher(QObject):
    """Looks a few articles on and one back."""

    near = Signal(object, int)
    """A Page that is likely to be read next, and its position in the list: one at a time, while
    the person reads."""

    def __init__(self, reading: SessionController) -> None:
        super().__init__(reading)
        self._reading = reading
        self._wanted: list[int] = []
        self._likely: list[int] = []
        self._kept_page: Page | None = None
        self._behind = QTimer(self, singleShot=True, interval=0)
        self._behind.timeout.connect(self._painted)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._resting)
        reading.pages.answered.connect(self._ask)

    def soon(self) -> None:
        """A page is about to be painted."""
        self._rest.stop()
        self._behind.start()

    def is_near(self, page: Page, position: int) -> bool:
        """Whether the person reads beside it still, and nothing else is about to be painted."""
        headline = self._at(position)
        return headline is not None and headline.id == page.id and not self._behind.isActive()

    def stop(self) -> None:
        """The window closes."""
        self._wanted, self._likely = [], []
        self._behind.stop()
        self._rest.stop()

    def _painted(self) -> None:
        reading = self._reading
        if reading.page is None:
            return
        here = reading.position
        self._likely = [here + 1, *self._next_unread(here + 2), here - 1]
        self._wanted = [*self._likely, *range(here + 2, here + PAGES + 1)]
        self._ask()
        self._rest.start()

    def _next_unread(self, start: int) -> list[int]:
        headlines = self._reading.headlines
        for position in range(start, min(start + UNREAD, len(headlines.rows))):
            headline = headlines.loaded(position)
            if headline is None:
                break
            if not headline.status.read:
                return [position]
        return []

    def _at(self, position: int) -> Headline | None:
        headlines = self._reading.headlines
        return headlines.loaded(position) if 0 <= position < len(headlines.rows) else None

    def _ask(self) -> None:
        """A few at a time: what the person asks for does not wait for long."""
        pages = self._reading.pages
        while self._wanted and pages.asked < AT_ONCE:
            headline = self._at(self._wanted.pop(0))
            if headline is not None:
                pages.prefetch(headline.id, headline.path)

    def _resting(self) -> None:
        """Nobody waits: one page at a time is told of."""
        reading = self._reading
        if reading.page is None or self._wanted or reading.pages.busy:
            self._rest.start()
            return
        if reading.page is not self._kept_page:
            self._kept_page = reading.page
            reading.owner.keep_page(self._last_page_file(), reading.page)
        while self._likely:
            position = self._likely.pop(0)
            headline = self._at(position)
            page = reading.pages.kept(headline.id) if headline is not None else None
            if page is not None:
                self.near.emit(page, position)
                self._rest.start()
                return

    # -- the page shown last

    def ask_kept(self) -> None:
        """Have the page at hand that was shown when the folder was left."""
        self._reading.owner.kept_page(self._last_page_file(), self._kept)

    def _kept(self, page: Page | None) -> None:
        """Good to show until the file says otherwise."""
        if page is not None and self._reading.page is None:
            self._reading.pages.keep(page)

    def _last_page_file(self) -> Path:
        assert self._reading.folder is not None
        return self._reading.paths.library(self._reading.folder) / LAST_PAGE
