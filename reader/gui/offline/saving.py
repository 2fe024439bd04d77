"""Pictures saved for later: the download, what it is to save, and how much is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.gui.offline.coverage_counter import CoverageCounter
from reader.gui.offline.downloader import Downloader
from reader.gui.offline.scope import OfflineScope

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from reader.gui.pictures.loader import PictureLoader
    from reader.gui.session.controller import SessionController
    from reader.gui.session.headline_model import HeadlineModel
    from reader.gui.session.library_worker import LibraryWorker
    from reader.paths import Paths


class OfflineSaving(QObject):
    """Save pictures for when there is no network, and count them; one for the window."""

    message = Signal(str)
    """A sentence for the person."""
    article_wanted = Signal(str)
    """The id of an article: to be read."""
    covered = Signal(object)
    """How much is kept: a dict of Coverage by section."""

    def __init__(
        self,
        controller: SessionController,
        headlines: HeadlineModel,
        library: LibraryWorker,
        paths: Paths,
        pictures: PictureLoader,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._paths = paths
        self.downloader = Downloader(pictures.fetcher, pictures.store, self)
        self.downloader.message.connect(self.message)
        self.downloader.ended.connect(pictures.retry_thumbnails)
        pictures.line_changed.connect(self.downloader.line_changed)
        self._scope = OfflineScope(
            controller, headlines, library, paths, pictures.store, self.downloader, window
        )
        self._scope.message.connect(self.message)
        self._scope.article_wanted.connect(self.article_wanted)
        self._coverage = CoverageCounter(pictures.store, self)
        self._coverage.counted.connect(self.covered)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the commands about saved pictures do, by their ids."""
        return {
            "save-article": self._scope.save_article,
            "save-source": self._scope.save_source,
            "save-list": self._scope.save_list,
            "save-all": self._scope.save_all,
            "pause-saving": self.downloader.pause_or_resume,
            "stop-saving": self.downloader.stop,
            "missing-pictures": self._scope.show_missing,
        }

    def possible(self) -> dict[str, Callable[[], bool]]:
        """Return whether there is a download to pause or to stop."""

        def is_under_way() -> bool:
            return self.downloader.job is not None

        return {"pause-saving": is_under_way, "stop-saving": is_under_way}

    def open_folder(self, folder: Path) -> None:
        """Count what is kept of this folder, and go on with the download that was left."""
        self._coverage.set_library(self._paths.index_db(folder))
        self.downloader.resume_job(folder)

    def count_again(self) -> None:
        """Count soon how much is kept: other articles are known."""
        self._coverage.schedule()

    def close(self) -> None:
        """End what is under way; the download goes on at the next start."""
        self._coverage.stop()
        self.downloader.close()
