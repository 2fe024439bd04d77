"""Keeping the list in line with its folder by itself: changes, drives that come and go."""

from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from reader.folder.folders import is_there
from reader.gui.folder.controller import FolderController
from reader.gui.folder.watcher import FolderWatcher
from reader.gui.system.threads import Pool
from reader.language import _
from reader.markup.text.plain import quoted

QUIET_MS, QUIET_MOST_MS = 400, 1500
"""So long nothing must change before the folder is looked at. Where changes go on after that (a
checkout, an unpacking), twice as long each time."""
BURST_MS = 10_000
"""While changes never cease, the folder is looked at this often all the same; and a change so long
after the last one is a new burst."""
AWAY_MS = 2000
"""How often a folder that is not there is looked for."""
AGAIN_MS = 15_000
"""After a look that failed (a full disk), it is tried again."""
SOMETIMES_MS = 5 * 60_000
FOCUS_MS = 20_000
"""Where changes are not told: looks by the clock, and when the window comes to the front, unless
the last was so recent."""


class FolderMonitor(QObject):
    """Look again when something changed, and tell whether the folder is there."""

    away = Signal(str)
    """A sentence while the folder is not there, "" when it is."""
    blind = Signal(str)
    """A sentence where changes are not told by the system, "" where they are."""

    def __init__(self, folders: FolderController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folders = folders
        self._pool = Pool("watch", 1, self)
        self._watch = FolderWatcher(self._pool, self)
        self._root: Path | None = None
        self._changed = False
        self._renewing = False
        self._whole = True
        self._is_away = False
        self._watching = self._looked_blindly = False
        self._last_look = QElapsedTimer()
        self._last_change = QElapsedTimer()
        self._burst = QElapsedTimer()
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._look)
        self._seek = QTimer(self, interval=AWAY_MS)
        self._seek.timeout.connect(self._see)
        self._sometimes = QTimer(self, interval=SOMETIMES_MS)
        self._sometimes.timeout.connect(self._look)
        self._later = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._later.timeout.connect(self._look)
        self._watch.changed.connect(self._something_changed)
        self._watch.settled.connect(self._settled)
        folders.finished.connect(self._looked)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._focus)

    @property
    def waiting(self) -> bool:
        """Return True where a change was seen and its look is still to come."""
        return self._changed

    def close(self) -> None:
        """Watch the folder no longer."""
        self._root = None
        for timer in (self._quiet, self._seek, self._sometimes, self._later):
            timer.stop()
        self._watch.close()
        self._pool.close()

    def open(self, folder: Path) -> None:
        """Watch this folder from now on."""
        self._root = folder
        self._changed = self._renewing = False
        self._whole = True
        self._quiet.stop()
        self._seek.stop()
        self._sometimes.stop()
        self._later.stop()
        self._last_look.start()
        self._burst.invalidate()
        self._say_away("")
        self.blind.emit("")
        self._open_watch(folder)

    def _open_watch(self, folder: Path) -> None:
        self._watching = self._looked_blindly = False
        self._watch.open(folder)

    # -- changes

    def _something_changed(self) -> None:
        if self._last_change.isValid() and self._last_change.elapsed() > BURST_MS:
            self._quiet.setInterval(QUIET_MS)
        self._last_change.start()
        if not self._changed:
            self._changed = True
            self._burst.start()
        if self._burst.elapsed() < BURST_MS or not self._quiet.isActive():
            self._quiet.start()

    def _look(self) -> None:
        if self._root is None or self._is_away:
            self._changed = False  # all is looked at when it is back
            return
        if self._folders.busy:
            return  # once more when that look is over
        if self._watch.folders_changed and not self._renewing:
            # New folders are watched before they are looked into: nothing falls between.
            self._renewing = True
            self._watch.renew()
            return
        self._changed = self._renewing = False
        self._quiet.setInterval(min(2 * self._quiet.interval(), QUIET_MOST_MS))
        self._last_look.start()
        self._folders.look_quietly()

    def _looked(self) -> None:
        self._looked_blindly |= not self._watching
        if self._changed or self._watch.folders_changed:
            self._changed = True
            self._quiet.start()
        if self._folders.sentence:
            self._later.start()
        self._see()

    def _settled(self, whole: bool) -> None:
        if not self._watching:
            self._watching = True
            if self._looked_blindly or self._folders.walking:
                self._something_changed()  # in what was looked into before it was watched
        if whole != self._whole:
            self._whole = whole
            self.retranslate()
            self._sometimes.start() if not whole else self._sometimes.stop()
        if self._renewing:
            self._look()

    def retranslate(self) -> None:
        """Say, in the language that is spoken now, whether changes are told."""
        self.blind.emit(
            ""
            if self._whole
            else _(
                "Changes in this folder are not all told by the system: it is looked through"
                " every five minutes, and with F5."
            )
        )

    def _focus(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive or self._root is None:
            return
        self._see()
        if not self._whole and self._last_look.elapsed() > FOCUS_MS:
            self._look()

    # -- is it there?

    def _see(self) -> None:
        """Look whether the folder is there: off the GUI thread, a drive may take its time."""
        root = self._root
        if root is None:
            return

        def seen(there: bool) -> None:
            if root != self._root:
                return
            if there and (self._is_away or self._seek.isActive()):
                self._seek.stop()
                self._say_away("")
                self._open_watch(root)  # another folder by the same name, for the system
                self._something_changed()
            elif not there and not self._folders.busy:
                if self._folders.articles:
                    sentence = _(
                        "The folder {name} is not there now: is its drive connected? Its list"
                        " stays, and so does all that you have read."
                    )
                    self._say_away(sentence.format(name=quoted(root.name or str(root))))
                self._seek.start()

        self._pool.submit(lambda: is_there(root), seen, key="there")

    def _say_away(self, sentence: str) -> None:
        self._is_away = bool(sentence)
        self.away.emit(sentence)
