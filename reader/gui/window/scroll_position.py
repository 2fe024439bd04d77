"""Where each folder's list was scrolled to: kept as it is scrolled, restored when it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from reader.gui.headlines.list_view import HeadlineList
    from reader.gui.session.session import Session
    from reader.gui.window.window_state import WindowState
    from reader.settings import Settings


class ScrollPosition(QObject):
    """By the article at the top, so that new ones above it do not count."""

    def __init__(
        self,
        session: Session,
        rows: HeadlineList,
        settings: Settings,
        keeper: WindowState,
    ) -> None:
        super().__init__(session)
        self._session = session
        self._rows = rows
        self._settings = settings
        self._keeper = keeper
        self._wanted: tuple[str, int] | None = None
        session.controller.list_ready.connect(self._restore)
        rows.scrolled.connect(self._keep)

    def opened(self, folder: Path) -> None:
        """This folder's list comes."""
        kept = self._settings.last_scroll.get(str(folder), [])
        self._wanted = None
        if len(kept) == 2 and kept[1].isdecimal():
            self._wanted = (kept[0], int(kept[1]))

    def _keep(self) -> None:
        controller = self._session.controller
        if self._wanted is not None or controller.folder is None or controller.query.search:
            return
        top, offset = self._rows.scroll_position()
        headlines = self._session.headlines
        headline = headlines.loaded(top) if top < len(headlines.rows) else None
        if headline is not None:
            self._settings.last_scroll[str(controller.folder)] = [headline.id, str(offset)]
            self._keeper.save_soon()

    def _restore(self) -> None:
        if self._wanted is None:
            return
        article_id, offset = self._wanted

        def done(row: int | None) -> None:
            self._wanted = None
            position = self._session.headlines.position_of(row) if row is not None else -1
            if position >= 0:
                self._rows.scroll_to_position(position, offset)

        def failed(_: object) -> None:
            self._wanted = None

        self._session.library.ask(
            lambda library: library.row_of(article_id), done, failed, key="scroll place"
        )
