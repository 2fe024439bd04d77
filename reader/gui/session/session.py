"""The front door: one session of reading, put together from its parts.

The controller tells what happens to folder, list and article; read tracking, navigation and
prefetching stand above it and listen. What any of them has to say to the person comes out here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.gui.session.controller import SessionController
from reader.gui.session.counters import Counters
from reader.gui.session.headline_model import HeadlineModel
from reader.gui.session.history import History
from reader.gui.session.library_worker import LibraryWorker
from reader.gui.session.list_loader import ListLoader
from reader.gui.session.navigator import Navigator
from reader.gui.session.newcomers import Newcomers
from reader.gui.session.page_client import PageClient
from reader.gui.session.prefetcher import Prefetcher
from reader.gui.session.read_tracker import ReadTracker
from reader.gui.session.reading_positions import ReadingPositions
from reader.gui.session.status_queue import StatusQueue

if TYPE_CHECKING:
    from reader.paths import Paths
    from reader.settings import Settings


class Session(QObject):
    """Hold the parts of a session; each is public for those that need it."""

    message = Signal(str)
    """A sentence: something was done."""
    trouble = Signal(str)
    """A sentence: something went wrong."""
    noted = Signal(str)
    """A sentence about what was found damaged: to be shown until the person has acted."""
    held = Signal(str)
    """A sentence while something cannot be written, "" when all is on disk."""

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        *,
        marks_read: bool = True,
        parent: QObject | None = None,
    ) -> None:
        """marks_read: False where no article is to be marked by being shown."""
        super().__init__(parent)
        self.paths = paths
        self.headlines = HeadlineModel(self)
        self.library = LibraryWorker(self)
        self.page_client = PageClient(self)
        self.counters = Counters(self.library, self)
        self.status_queue = StatusQueue(self.library, self.headlines, self)
        self.reading_positions = ReadingPositions(self.status_queue, self.counters)
        self.list_loader = ListLoader(self.library, self.headlines, self)
        self.controller = SessionController(
            paths, self.library, self.list_loader, self.page_client, self
        )
        self.read_tracker = ReadTracker(
            self.controller, self.list_loader, self.status_queue, settings, marks_read=marks_read
        )
        self.navigator = Navigator(self.controller, self.list_loader, self.library)
        self.history = History(self.controller, self.library)
        self.prefetcher = Prefetcher(
            self.controller, self.headlines, self.page_client, self.library, paths
        )
        self.newcomers = Newcomers(self.library, self.controller, self.list_loader)
        self._connect_controller()
        self._connect_statuses()
        self._connect_voices()

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the commands do that concern list and statuses, by their ids."""
        return {
            **self.navigator.commands(),
            **self.history.commands(),
            **self.read_tracker.commands(),
        }

    def possible(self) -> dict[str, Callable[[], bool]]:
        """Return, of those whose parts know it, whether they can be done."""
        return {**self.history.possible(), **self.read_tracker.possible()}

    def close(self) -> None:
        """Write what is left to write and end what is under way."""
        self.controller.close()

    def _connect_controller(self) -> None:
        controller = self.controller
        controller.folder_opening.connect(self.status_queue.set_folder)
        controller.folder_opening.connect(self.reading_positions.clear)
        controller.library_opened.connect(self.status_queue.set_library)
        controller.library_failed.connect(self.status_queue.hold)
        controller.folder_opened.connect(self.counters.count)
        controller.closing.connect(self.counters.stop)
        self.list_loader.index_changed.connect(self.counters.count)

    def _connect_statuses(self) -> None:
        statuses = self.status_queue
        statuses.changed.connect(self.list_loader.keep_rows)
        statuses.changed.connect(self.controller.update_current)
        statuses.changed.connect(self.counters.schedule)
        statuses.all_changed.connect(self.list_loader.reload)
        statuses.all_changed.connect(self.counters.count)
        statuses.held.connect(self.held)
        self.navigator.passed.connect(self.read_tracker.mark_passed)

    def _connect_voices(self) -> None:
        for speaks in (self.status_queue, self.read_tracker, self.navigator, self.history):
            speaks.message.connect(self.message)
        self.status_queue.trouble.connect(self.trouble)
        self.navigator.trouble.connect(self.trouble)
        self.history.trouble.connect(self.trouble)
        self.controller.trouble.connect(self.trouble)
        self.counters.trouble.connect(self.trouble)
        self.controller.noted.connect(self.noted)
        self.library.noted.connect(self.noted)
