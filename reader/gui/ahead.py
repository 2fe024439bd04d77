"""What is done behind a page that was painted, when nobody waits: it is kept for the next start,
and its neighbours are made ready to be shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reader.gui.owner import LAST_PAGE

if TYPE_CHECKING:
    from reader.gui.reading import Reading
    from reader.model import Page


class Ahead(QObject):
    """Looks one article on and one back."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._reading = reading
        self._behind = QTimer(self, singleShot=True, interval=0)
        self._behind.timeout.connect(self._painted)

    def soon(self) -> None:
        """A page is about to be painted."""
        self._behind.start()

    def stop(self) -> None:
        """The window closes."""
        self._behind.stop()

    def _painted(self) -> None:
        reading = self._reading
        if reading.page is None:
            return
        reading.owner.keep_page(self._last_page_file(), reading.page)
        here, headlines = reading.position, reading.headlines
        for near in (here + 1, here - 1):
            if 0 <= near < len(headlines.rows) and (ahead := headlines.loaded(near)):
                reading.pages.prefetch(ahead.id, ahead.path)

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
