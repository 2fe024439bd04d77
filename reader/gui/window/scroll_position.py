"""Where each folder's list was scrolled to: kept as it is scrolled, restored when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from pathlib import Path

    from reader.gui.headlines.list_view import HeadlineList
    from reader.gui.session.controller import SessionController
    from reader.gui.session.headline_model import HeadlineModel
    from reader.gui.session.library_worker import LibraryWorker
    from reader.gui.window.settings_store import SettingsStore


class ScrollPosition(QObject):
    """Keep the article at the top of the list, so that new ones above it do not count."""

    def __init__(
        self,
        controller: SessionController,
        headlines: HeadlineModel,
        library: LibraryWorker,
        rows: HeadlineList,
        store: SettingsStore,
    ) -> None:
        super().__init__(controller)
        self._controller = controller
        self._headlines = headlines
        self._library = library
        self._rows = rows
        self._store = store
        self._wanted: tuple[str, int] | None = None
        """The article to scroll to once the list is there, and the pixels of it out of sight."""
        controller.folder_opening.connect(self._folder_opening)
        controller.list_ready.connect(self._restore)
        rows.scrolled.connect(self._keep)

    def _folder_opening(self, folder: Path) -> None:
        kept = self._store.settings.last_scroll.get(str(folder), [])
        self._wanted = None
        if len(kept) == 2 and kept[1].isdecimal():
            self._wanted = (kept[0], int(kept[1]))

    def _keep(self) -> None:
        folder = self._controller.folder
        if self._wanted is not None or folder is None or self._controller.query.search:
            return
        headlines = self._headlines
        top, offset = self._rows.scroll_position()
        headline = headlines.loaded(top) if top < len(headlines.rows) else None
        if headline is not None:
            self._store.settings.last_scroll[str(folder)] = [headline.id, str(offset)]
            self._store.schedule_save()

    def _restore(self) -> None:
        if self._wanted is None:
            return
        article_id, offset = self._wanted

        def done(row: int | None) -> None:
            self._wanted = None
            position = self._headlines.position_of(row) if row is not None else -1
            if position >= 0:
                self._rows.scroll_to_position(position, offset)

        def failed(_: object) -> None:
            self._wanted = None

        self._library.ask(
            lambda library: library.row_of(article_id), done, failed, key="scroll place"
        )
