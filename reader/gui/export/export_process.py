"""The export process: writes a web page or a book, and tells its progress as JSON lines."""

from __future__ import annotations

import json
import logging
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

from reader.gui.system.child_process import JsonLines, end_child, start_child

log = logging.getLogger(__name__)


class ExportProcess(QObject):
    """Runs one job at a time; see reader/ingest/export_job.py for what a job says."""

    progressed = Signal(object)
    """An event of the child, a dict: "progress" or "pictures", each with "done" and "of"."""
    finished = Signal(object)
    """The last event, a dict: "done", or why nothing was written; {} where the child says none."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._lines = JsonLines()
        self._last: dict[str, Any] = {}

    @property
    def running(self) -> bool:
        """Return whether a job is being done."""
        return self._process is not None

    def start(self, job: dict[str, Any]) -> None:
        """Do this job; none may be running."""
        self._lines, self._last = JsonLines(), {}
        process = self._process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._broke)
        start_child(process, "reader.ingest.export", [])
        process.write(json.dumps(job).encode("ascii") + b"\n")

    def cancel(self) -> bool:
        """End the child, and wait for that; return whether one was running."""
        process, self._process = self._process, None
        if process is None:
            return False
        process.finished.disconnect()
        process.errorOccurred.disconnect()
        end_child(process)
        process.deleteLater()
        return True

    def _read(self) -> None:
        if self._process is None:
            return
        for event in self._lines.feed(bytes(self._process.readAllStandardOutput().data())):
            if event.get("event") in ("progress", "pictures"):
                self.progressed.emit(event)
            else:
                self._last = event

    def _ended(self) -> None:
        self._read()
        process, self._process = self._process, None
        if process is None:
            return
        errors = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        if errors:
            log.info("The export process says: %s", errors)
        process.deleteLater()
        self.finished.emit(self._last)

    def _broke(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._ended()
