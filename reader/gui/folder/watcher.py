"""Watching the folder: tells that something changed in it, and whether the system tells all."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QFileSystemWatcher,
    QObject,
    QSocketNotifier,
    QStorageInfo,
    QTimer,
    Signal,
)

from reader.folder.folders import REMOTE, folders
from reader.folder.inotify import Inotify, NoRoomError
from reader.gui.system.threads import Pool

log = logging.getLogger(__name__)

AT_ONCE = 100
"""So many folders are handed to Qt's watcher in one turn of the event loop."""
SAVED_UP_MS = 50
"""Events are taken in batches: a folder that is written anew sends them by the hundred thousand."""


class FolderWatcher(QObject):
    """Watch every folder below one root. The tree is walked off the GUI thread."""

    changed = Signal()
    """Articles are new, changed, moved or gone; sent again and again while that goes on."""
    settled = Signal(bool)
    """The folders of the tree are watched; False: not all of them, or not all that happens."""

    def __init__(self, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._root: Path | None = None
        self._inotify: Inotify | None = None
        self._notifier: QSocketNotifier | None = None
        self._numbers: set[int] = set()
        self._qt: QFileSystemWatcher | None = None
        self._to_add: list[str] = []
        self._turn = 0
        self._read_soon = QTimer(self, singleShot=True, interval=SAVED_UP_MS)
        self._read_soon.timeout.connect(self._read)
        self._add_soon = QTimer(self, singleShot=True, interval=0)
        self._add_soon.timeout.connect(self._add_some)
        self._folders_changed = False

    def open(self, root: Path) -> None:
        """Watch this tree and no other."""
        self.close()
        self._root = root
        try:
            self._inotify = Inotify()
        except OSError as error:
            log.info("No inotify: %s", error)
            self._qt = QFileSystemWatcher(self)
            self._qt.directoryChanged.connect(self._qt_changed)
        else:
            number = self._inotify.fileno()
            self._notifier = QSocketNotifier(number, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._readable)
        self.renew()

    def close(self) -> None:
        """Watch the folder no longer."""
        self._turn += 1
        self._root = None
        self._numbers = set()
        self._to_add.clear()
        self._read_soon.stop()
        self._add_soon.stop()
        self._folders_changed = False
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._inotify is not None:
            inotify, self._inotify = self._inotify, None
            # A walk that is under way may still use it: closed on that thread, after it.
            self._pool.submit(inotify.close)
        if self._qt is not None:
            self._qt.deleteLater()
            self._qt = None

    @property
    def folders_changed(self) -> bool:
        """Return True where the tree may hold folders not watched yet: `renew` is due."""
        return self._folders_changed

    def renew(self) -> None:
        """Look for folders that are not watched yet, and leave those that are gone."""
        root, inotify, turn = self._root, self._inotify, self._turn
        if root is None:
            return
        self._folders_changed = False

        def going_on() -> bool:
            return turn == self._turn

        if inotify is None:
            self._pool.submit(
                lambda: list(folders(root, going_on)),
                lambda found: self._listed(found) if going_on() else None,
                key="watch",
            )
            return
        known = self._numbers

        def watched(answer: tuple[set[int], bool]) -> None:
            if going_on():
                self._numbers, whole = answer
                self.settled.emit(whole)

        self._pool.submit(lambda: _watch(inotify, root, known, going_on), watched, key="watch")

    def _listed(self, found: list[str]) -> None:
        """Have Qt's watcher watch these folders and no others."""
        if self._qt is not None:
            known = set(self._qt.directories())
            if gone := list(known - set(found)):
                self._qt.removePaths(gone)
            self._to_add = [folder for folder in found if folder not in known]
            self._add_some()

    def _add_some(self) -> None:
        if self._qt is None:
            return
        now, self._to_add = self._to_add[:AT_ONCE], self._to_add[AT_ONCE:]
        refused = self._qt.addPaths(now) if now else []
        if refused:
            log.info("%d folders cannot be watched", len(refused) + len(self._to_add))
            self._to_add.clear()
        if self._to_add:
            self._add_soon.start()
        else:
            # Only Windows tells of files that are written again in their place.
            self.settled.emit(not refused and sys.platform == "win32")

    def _qt_changed(self, _folder: str) -> None:
        self._folders_changed = True
        self.changed.emit()

    def _readable(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)  # until the batch is read
            self._read_soon.start()

    def _read(self) -> None:
        if self._inotify is None or self._notifier is None:
            return
        try:
            happened = self._inotify.read()
        except OSError as error:
            log.warning("The folder is no longer watched: %s", error)
            self.settled.emit(False)
            return
        self._notifier.setEnabled(True)
        self._folders_changed |= happened.folders
        if happened.files:
            self.changed.emit()


def _watch(
    inotify: Inotify, root: Path, known: set[int], going_on: Callable[[], bool]
) -> tuple[set[int], bool]:
    """Watch each folder below the root, and leave those of `known` that are gone.

    Return the watches' numbers, and whether all that happens there is told.
    """
    numbers: set[int] = set()
    whole = not is_remote(root)
    for folder in folders(root, going_on):
        try:
            numbers.add(inotify.add(folder))
        except NoRoomError as error:
            log.info("No more watches after %d folders: %s", len(numbers), error)
            whole = False
            break
        except OSError as error:
            log.debug("%s is not watched: %s", folder, error)
    else:
        for gone in known - numbers:
            inotify.remove(gone)
    return numbers, whole


def is_remote(root: Path) -> bool:
    """Return whether the folder lies on another computer, which tells no changes. May block."""
    kind = bytes(QStorageInfo(str(root)).fileSystemType().data()).decode("ascii", "replace")
    return kind.lower() in REMOTE
