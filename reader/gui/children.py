"""The child processes: one that brings the index up to date, one that makes pages.

Both are this program with another entry. A hostile file can at worst end the child.
"""

from __future__ import annotations

import json
import logging
import sys
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from reader.bounds import INGEST_SILENT_MS, PAGE_CHILD_MS
from reader.ingest.current_file import ENDS, KILLER

if TYPE_CHECKING:
    from PySide6.QtCore import QProcess

    from reader.model import Page

log = logging.getLogger(__name__)

END_MS = 1500
RESTARTS = 20
PAGES_KEPT = 24


def start_child(process: QProcess, module: str, arguments: list[str]) -> None:
    """Start this program with another entry."""
    process.setProgram(sys.executable)
    # -X utf8: JSON lines are UTF-8 whatever the system's code page is.
    process.setArguments(["-X", "utf8", "-m", module, *arguments])
    process.start()


def end_child(process: QProcess, *, wait: bool = True) -> None:
    """Ask a child to go, and make it go where it does not. Only a closing window waits for it."""
    process.closeWriteChannel()
    if process.state() == process.ProcessState.NotRunning:
        process.deleteLater()
        return
    process.terminate()
    if not wait:
        process.finished.connect(process.deleteLater)
        QTimer.singleShot(END_MS, process, process.kill)
        return
    if not process.waitForFinished(END_MS):
        process.kill()
        process.waitForFinished(END_MS)
    process.deleteLater()


def _end_leftovers(owner: QObject) -> None:
    """The window closes: children that were asked to go before are gone when it is."""
    from PySide6.QtCore import QProcess

    for process in owner.findChildren(QProcess):
        end_child(process, wait=True)


class JsonLines:
    """Puts the bytes of a pipe together into JSON objects."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[dict[str, Any]]:
        """The objects whose lines are whole now."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        objects = []
        for line in lines:
            try:
                value = json.loads(line)
            except ValueError:
                log.info("A child said what is no JSON: %r", line[:200])
                continue
            if isinstance(value, dict):
                objects.append(value)
        return objects


class IngestProcess(QObject):
    """Brings one folder's index up to date; started again after a file that ended it."""

    progressed = Signal(dict)
    problem = Signal(str)
    finished = Signal(bool)
    """True where the whole folder was read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._arguments: list[str] = []
        self._restarts = 0
        self._done = False
        self._failed = False
        self.walking = False
        """True once the running process has begun to look into the folder."""
        self._lines = JsonLines()
        self._stall = QTimer(self, singleShot=True, interval=INGEST_SILENT_MS)
        self._stall.timeout.connect(self._stalled)

    @property
    def running(self) -> bool:
        """True while the folder is being read."""
        return self._process is not None

    def start(self, folder: Path, data_dir: Path | None) -> None:
        """Read the folder; what is being read already is left first, without waiting for it."""
        self._leave(wait=False)
        self._arguments = [str(folder)]
        if data_dir is not None:
            self._arguments += ["--data-dir", str(data_dir)]
        self._restarts = 0
        self._launch()

    def stop(self) -> None:
        """End the child, without waiting for it; what it has committed stays."""
        self._leave(wait=False)

    def close(self) -> None:
        """End the child; none is left when this returns."""
        self._leave(wait=True)
        _end_leftovers(self)

    def _leave(self, *, wait: bool) -> None:
        process, self._process = self._process, None
        self.walking = False
        self._stall.stop()
        if process is not None:
            for signal in (
                process.finished,
                process.errorOccurred,
                process.readyReadStandardOutput,
                process.readyReadStandardError,
            ):
                signal.disconnect()
            end_child(process, wait=wait)

    def _launch(self) -> None:
        self._done = self._failed = False
        self._lines = JsonLines()
        from PySide6.QtCore import QProcess

        process = self._process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._broke)
        start_child(process, "reader.ingest", self._arguments)
        self._stall.start()

    def _read(self) -> None:
        if self._process is None:
            return
        self._stall.start()
        for event in self._lines.feed(bytes(self._process.readAllStandardOutput().data())):
            match event.get("event"):
                case "done":
                    self._done = True
                    self.progressed.emit(event)
                case "progress" | "start":
                    self.progressed.emit(event)
                case "walk":
                    self.walking = True
                case "refused":
                    log.info("Refused %r: %s", event.get("path"), event.get("reason"))
                case "problem":
                    self.problem.emit(str(event.get("sentence", "")))
                case "error":
                    self._failed = True
                    self.problem.emit(str(event.get("sentence", "")))

    def _read_errors(self) -> None:
        if self._process is not None:
            text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
            log.info("The ingest process says: %s", text.strip())

    def _broke(self, error: QProcess.ProcessError) -> None:
        if self._process is not None and error == self._process.ProcessError.FailedToStart:
            self._settle(complete=False)
            self.problem.emit("The folder cannot be read: a part of Broadsheet did not start.")

    def _stalled(self) -> None:
        if self._process is not None:
            log.info("The ingest process stalled; it is ended and started again")
            self._process.kill()

    def _ended(self) -> None:
        if self._process is None:
            return
        self._read()
        if self._process is None:
            return
        if self._done or self._failed:
            self._settle(complete=self._done)
        elif self._restarts < RESTARTS:
            self._restarts += 1
            self._process.deleteLater()
            self._launch()
        else:
            self._settle(complete=False)
            self.problem.emit("Reading the folder was given up: too many files ended it.")

    def _settle(self, *, complete: bool) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        self.walking = False
        self._stall.stop()
        self.finished.emit(complete)


class PageProcess(QObject):
    """Makes articles ready to be shown, one at a time, and keeps the last ones.

    Only the newest request is answered; prefetched pages wait in the store. refused: sentences, by
    the paths of those files that have ended the child twice.
    """

    refusals_changed = Signal()
    answered = Signal()
    """One that was asked for is here, or is known not to come."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arguments: list[str] = []
        self.refused: dict[str, str] = {}
        self._ends: dict[str, int] = {}
        self._process: QProcess | None = None
        self._lines = JsonLines()
        self._number = 0
        self._asked: OrderedDict[int, tuple[str, str]] = OrderedDict()
        self._wanted: tuple[str, Callable[[Page | str], None]] | None = None
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._deadline = QTimer(self, singleShot=True, interval=PAGE_CHILD_MS)
        self._deadline.timeout.connect(self._too_long)

    def open(self, folder: Path, place: Path | None = None) -> None:
        """Serve this folder from now on; `place`: where the child keeps what it must remember."""
        self._leave(wait=False)
        self._arguments = [str(folder), *([] if place is None else [str(place)])]
        self._pages.clear()
        self._ends.clear()
        self._refuse({})
        self._launch()

    def close(self) -> None:
        """End the child and forget what was asked."""
        self._leave(wait=True)
        _end_leftovers(self)

    def _leave(self, *, wait: bool) -> None:
        process, self._process = self._process, None
        self._asked.clear()
        self._wanted = None
        self._deadline.stop()
        if process is not None:
            process.finished.disconnect()
            process.readyReadStandardOutput.disconnect()
            process.readyReadStandardError.disconnect()
            end_child(process, wait=wait)

    def forget_pages(self) -> None:
        """The folder changed: what was made is made anew when asked for."""
        self._pages.clear()
        for path in list(self.refused):
            self._ask(path, path)  # it may be another now; the child knows

    def page(self, id_: str, path: str, answer: Callable[[Page | str], None]) -> None:
        """Ask for a page; `answer` gets it, at once where it is kept, or a sentence."""
        kept = self._pages.get(id_)
        if kept is not None:
            self._wanted = None
            self._pages.move_to_end(id_)
            answer(kept)
            return
        self._wanted = (id_, answer)
        self._ask(id_, path)

    def keep(self, page: Page) -> None:
        """Put a page into the store that was had elsewhere."""
        self._pages[page.id] = page
        self._pages.move_to_end(page.id)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)

    def kept(self, id_: str) -> Page | None:
        """The page of this article, if it is made."""
        return self._pages.get(id_)

    def prefetch(self, id_: str, path: str) -> None:
        """Have this page made before it is asked for."""
        if id_ not in self._pages:
            self._ask(id_, path)

    @property
    def busy(self) -> bool:
        """True while an answer is on its way."""
        return bool(self._asked)

    @property
    def asked(self) -> int:
        """How many answers are on their way."""
        return len(self._asked)

    def _ask(self, id_: str, path: str) -> None:
        if any(known == id_ for known, _ in self._asked.values()):
            return
        if self._process is None:
            self._launch()
        self._number += 1
        self._asked[self._number] = (id_, path)
        self._send(self._number)
        if not self._deadline.isActive():
            self._deadline.start()

    def _send(self, number: int) -> None:
        if self._process is not None:
            id_, path = self._asked[number]
            request = json.dumps({"n": number, "id": id_, "path": path})
            self._process.write(request.encode() + b"\n")

    def _launch(self) -> None:
        self._lines = JsonLines()
        from PySide6.QtCore import QProcess

        process = self._process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._ended)
        start_child(process, "reader.ingest.pages", self._arguments)

    def _read(self) -> None:
        if self._process is None:
            return
        for answer in self._lines.feed(bytes(self._process.readAllStandardOutput().data())):
            if answer.get("event") == "ready":
                found = [path for path in answer.get("killers", ()) if isinstance(path, str)]
                self._refuse(self.refused | dict.fromkeys(found, KILLER))
            asked = self._asked.pop(answer.get("n", 0), None)
            if asked is None:
                continue
            self._deadline.stop()
            if self._asked:
                self._deadline.start()
            self._ends.pop(asked[1], None)
            self._hand_over(*asked, answer)

    def _hand_over(self, id_: str, path: str, answer: dict[str, Any]) -> None:
        from reader.ingest.page_json import page_from_json

        others = {other: why for other, why in self.refused.items() if other != path}
        self._refuse(others | {path: KILLER} if answer.get("killer") else others)
        result: Page | str
        try:
            result = page = page_from_json(answer["page"])
            self.keep(page)
        except (KeyError, ValueError):
            result = str(answer.get("error", "")) or "This article cannot be shown."
        if self._wanted is not None and self._wanted[0] == id_:
            _, give = self._wanted
            self._wanted = None
            give(result)
        self.answered.emit()

    def _refuse(self, refused: dict[str, str]) -> None:
        if refused != self.refused:
            self.refused = refused
            self.refusals_changed.emit()

    def _read_errors(self) -> None:
        if self._process is not None:
            text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
            log.info("The page process says: %s", text.strip())

    def _too_long(self) -> None:
        if self._process is not None:
            log.info("An article took too long; the page process is ended and started again")
            self._process.kill()

    def _ended(self) -> None:
        """The child died of the oldest request: at the second time refuse it; ask for the rest."""
        if self._process is None:
            return
        self._read()
        self._process.deleteLater()
        self._process = None
        self._deadline.stop()
        if not self._asked:
            return
        id_, path = next(iter(self._asked.values()))
        log.info("The page process ended at %s", path)
        self._ends[path] = self._ends.get(path, 0) + 1
        refused = self._ends[path] >= ENDS
        if refused:
            self._asked.popitem(last=False)
            del self._ends[path]
        rest = list(self._asked.items())
        if rest:
            self._launch()
            for number, _ in rest:
                self._send(number)
            self._deadline.start()
        if refused:
            self._hand_over(id_, path, {"error": KILLER, "killer": True})
