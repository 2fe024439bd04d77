"""The child processes: how they start, speak and end; the one that brings the index up to date.

They are this program with another entry. A hostile file can at worst end the child.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from reader import language
from reader.bounds import INGEST_SILENT_MS, INGEST_WORK_SECONDS
from reader.ingest.current_file import spare
from reader.language import _

if TYPE_CHECKING:
    from PySide6.QtCore import QProcess


log = logging.getLogger(__name__)

END_MS = 1500
RESTARTS = 20
_RUN = "import runpy, sys; sys.argv = {0!a}; runpy.run_module(sys.argv[0], None, '__main__', True)"


def start_child(process: QProcess, module: str, arguments: list[str]) -> None:
    """Start this program with another entry, speaking the same language."""
    from PySide6.QtCore import QProcessEnvironment

    environment = QProcessEnvironment.systemEnvironment()
    environment.insert(language.VARIABLE, language.current())
    process.setProcessEnvironment(environment)
    process.setProgram(sys.executable)
    # -X utf8: JSON lines are UTF-8 whatever the system's code page is.
    given = ["-m", module, *arguments]
    if not all(map(_is_text, arguments)):
        # Qt's strings hold no bytes that are no UTF-8; Python's own spelling of them does.
        given = ["-c", _RUN.format([module, *arguments])]
    process.setArguments(["-X", "utf8", *given])
    process.start()


def _is_text(argument: str) -> bool:
    try:
        argument.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


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


def end_leftovers(owner: QObject) -> None:
    """Kill the children that were asked to go before and did not, since the window closes."""
    from PySide6.QtCore import QProcess

    for process in owner.findChildren(QProcess):
        end_child(process, wait=True)


class Work(NamedTuple):
    """What a child has done so far.

    seconds: of the processor. stopped: somebody stopped it, and it does not go on by itself.
    """

    seconds: float
    stopped: bool


def work_of(process: QProcess) -> Work | None:
    """Return how much a child has worked; None where the system does not tell (only Linux does)."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        told = Path(f"/proc/{process.processId()}/stat").read_bytes()
    except OSError:
        return None
    # The name before may hold anything.
    state, *numbers = told.rpartition(b")")[2].split()
    user, system = numbers[10:12]
    return Work((int(user) + int(system)) / os.sysconf("SC_CLK_TCK"), state in (b"T", b"t"))


def has_waited(process: QProcess, before: Work | None, seconds: float) -> bool:
    """Return whether a silent child waits for a disk or its turn, rather than work.

    before: its work when it began; None, or no answer of the system, counts as work. seconds: of
    the processor, from which on it is at work.
    """
    now = work_of(process)
    if now is None or before is None or now.stopped:
        return False
    return now.seconds - before.seconds < seconds


class JsonLines:
    """Puts the bytes of a pipe together into JSON objects."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[dict[str, Any]]:
        """Take bytes as they come; return the objects whose lines are whole now."""
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
    waits = Signal()
    """Nothing is heard of the child, which is not at work: the folder's disk does not answer."""
    finished = Signal(bool)
    """True where the whole folder was read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._arguments: list[str] = []
        self._restarts = 0
        self._failed = False
        self.walking = False
        """True once the running process has begun to look into the folder."""
        self._lines = JsonLines()
        self._place: Path | None = None
        """Where the child notes which file it is at; known once it has begun."""
        self._work: Work | None = None
        self._said = b""
        """What the child wrote to stderr of a line that is not whole yet."""
        self._stall = QTimer(self, singleShot=True, interval=INGEST_SILENT_MS)
        self._stall.timeout.connect(self._stalled)

    @property
    def running(self) -> bool:
        """Return whether the folder is being read."""
        return self._process is not None

    def start(self, folder: Path, data_dir: Path | None, *, everything: bool = False) -> None:
        """Read the folder; what is being read already is left first, without waiting for it.

        everything: what is none of the news is listed among it.
        """
        self._leave(wait=False)
        self._arguments = [str(folder)]
        if data_dir is not None:
            self._arguments += ["--data-dir", str(data_dir)]
        if everything:
            self._arguments.append("--everything")
        self._restarts = 0
        self._launch()

    def stop(self) -> None:
        """End the child, without waiting for it; what it has committed stays."""
        self._leave(wait=False)

    def close(self) -> None:
        """End the child; none is left when this returns."""
        self._leave(wait=True)
        end_leftovers(self)

    def _leave(self, *, wait: bool) -> None:
        process, self._process = self._process, None
        self.walking = False
        self._stall.stop()
        if process is not None:
            self._spare(process)
            self._hear_no_more(process)
            end_child(process, wait=wait)

    def _spare(self, process: QProcess) -> None:
        if self._place is not None:
            spare(self._place, "ingest", process.processId())

    @staticmethod
    def _hear_no_more(process: QProcess) -> None:
        for signal in (
            process.finished,
            process.errorOccurred,
            process.readyReadStandardOutput,
            process.readyReadStandardError,
        ):
            signal.disconnect()

    def _launch(self) -> None:
        self._failed = False
        self._lines = JsonLines()
        self._said = b""
        self._place = None
        self._work = None
        from PySide6.QtCore import QProcess

        process = self._process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._broke)
        start_child(process, "reader.ingest", self._arguments)
        self._watch()

    def _watch(self) -> None:
        """Give the child time until it says something more."""
        if self._process is not None:
            self._work = work_of(self._process)
            self._stall.start()

    def _read(self) -> None:
        if self._process is None:
            return
        self._watch()
        for event in self._lines.feed(bytes(self._process.readAllStandardOutput().data())):
            match event.get("event"):
                case "done":
                    self.progressed.emit(event)
                    self._release()
                    return
                case "progress" | "start":
                    if "place" in event:
                        self._place = Path(str(event["place"]))
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

    def _release(self) -> None:
        """Leave the process alone: the folder is read; it may go on to put the index in order."""
        process, self._process = self._process, None
        if process is None:
            return
        self._hear_no_more(process)
        if process.state() == process.ProcessState.NotRunning:
            process.deleteLater()
        else:
            process.finished.connect(process.deleteLater)
        self._settle(complete=True)

    def _read_errors(self) -> None:
        if self._process is not None:
            # Python writes a traceback piece by piece: logged when its line is whole.
            self._said += bytes(self._process.readAllStandardError().data())
            *whole, self._said = self._said.split(b"\n")
            for line in whole:
                log.info("The ingest process says: %s", line.decode("utf-8", "replace"))

    def _broke(self, error: QProcess.ProcessError) -> None:
        if self._process is not None and error == self._process.ProcessError.FailedToStart:
            self._settle(complete=False)
            self.problem.emit(_("The folder cannot be read: a part of Broadsheet did not start."))

    def _stalled(self) -> None:
        if self._process is None:
            return
        if has_waited(self._process, self._work, INGEST_WORK_SECONDS):
            log.info("The ingest process waits")
            self.waits.emit()
            self._stall.start()
            return
        log.info("The ingest process stalled; it is ended and started again")
        self._spare(self._process)
        self._process.kill()

    def _ended(self) -> None:
        if self._process is None:
            return
        self._read()
        if self._process is None:
            return
        if self._failed:
            self._settle(complete=False)
        elif self._restarts < RESTARTS:
            self._restarts += 1
            self._process.deleteLater()
            self._launch()
        else:
            self._settle(complete=False)
            self.problem.emit(_("Reading the folder was given up: too many files ended it."))

    def _settle(self, *, complete: bool) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        self.walking = False
        self._stall.stop()
        self.finished.emit(complete)
