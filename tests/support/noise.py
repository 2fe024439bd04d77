"""What a test must not leave behind: refusals, threads, children, log records, Qt messages."""

import logging
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from tests.support.guard import loopback_guard

GRACE_SECONDS = 2.0
_Left = TypeVar("_Left")

# Said by Qt's own test platform, whatever the program does.
IGNORED_QT_MESSAGES = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support grabbing the keyboard",
    "This plugin does not support raise()",
)


class Expected:
    """Called with a regular expression: a message that matches it is no noise in this test.

    Each expectation must be met, so that a test does not go on expecting what no longer comes.
    """

    def __init__(self) -> None:
        self._patterns: dict[str, int] = {}

    def __call__(self, pattern: str) -> None:
        self._patterns.setdefault(pattern, 0)

    def takes(self, message: str) -> bool:
        """True when the message was expected; every pattern that matches counts as met."""
        matching = [pattern for pattern in self._patterns if re.search(pattern, message)]
        for pattern in matching:
            self._patterns[pattern] += 1
        return bool(matching)

    def unmet(self) -> list[str]:
        """The patterns that nothing matched."""
        return [pattern for pattern, count in self._patterns.items() if not count]


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record not in self.records:
            self.records.append(record)


class Noise:
    """Listens from `start` to `finish`, which gives a sentence for everything left behind."""

    def __init__(self, refusals_file: Path) -> None:
        self.expected_log = Expected()
        self.expected_qt = Expected()
        self._refusals_file = refusals_file
        self._handler = _Records()
        self._qt_messages: list[str] = []
        self._qt_handler = None
        self._threads: set[threading.Thread] = set()
        self._children: set[int] = set()

    def start(self) -> None:
        """Note what is there already: a wider fixture's threads are not this test's."""
        self._threads = set(threading.enumerate())
        self._children = child_processes()
        for name in (None, "reader"):
            logging.getLogger(name).addHandler(self._handler)
        qt = sys.modules.get("PySide6.QtCore")
        if qt is not None:
            self._qt_handler = qt.qInstallMessageHandler(self._take_qt_message)

    def finish(self) -> list[str]:
        """Stop listening; what must fail the test, one sentence each."""
        problems = [f"Left running: thread {thread.name}" for thread in self._leftover_threads()]
        problems += [f"Left running: child process {text}" for text in self._end_children()]
        for name in (None, "reader"):
            logging.getLogger(name).removeHandler(self._handler)
        for record in self._handler.records:
            message = record.getMessage()
            if not self.expected_log.takes(message):
                problems.append(f"Logged: {record.levelname} {record.name}: {message}")
        problems += [f"Never logged: {pattern}" for pattern in self.expected_log.unmet()]
        if "PySide6.QtCore" in sys.modules:
            sys.modules["PySide6.QtCore"].qInstallMessageHandler(self._qt_handler)
        for message in self._qt_messages:
            if not self.expected_qt.takes(message):
                problems.append(f"Qt said: {message}")
        problems += [f"Qt never said: {pattern}" for pattern in self.expected_qt.unmet()]
        return problems + self.take_refusals()

    def take_refusals(self) -> list[str]:
        """What the loopback guard refused, here and in children; forgotten once taken."""
        refusals = loopback_guard.refusals[:]
        loopback_guard.refusals.clear()
        if self._refusals_file.exists():
            refusals += self._refusals_file.read_text("utf-8").splitlines()
            self._refusals_file.unlink()
        return refusals

    def _take_qt_message(self, kind: Any, context: Any, message: str) -> None:
        if kind.name in ("QtDebugMsg", "QtInfoMsg") or message in IGNORED_QT_MESSAGES:
            return
        category = getattr(context, "category", None) or ""
        self._qt_messages.append(f"{kind.name} {category}: {message}")

    def _leftover_threads(self) -> list[threading.Thread]:
        def left() -> list[threading.Thread]:
            # A dummy stands for a thread of Qt that once ran Python; it stays when that is gone.
            return [
                thread
                for thread in threading.enumerate()
                if thread not in self._threads and not isinstance(thread, threading._DummyThread)
            ]

        return _after_grace(left)

    def _end_children(self) -> list[str]:
        left = _after_grace(lambda: sorted(child_processes() - self._children))
        told = [f"{pid} {_command_line(pid)}" for pid in left]
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        return told


def _after_grace(left: Callable[[], list[_Left]]) -> list[_Left]:
    end = time.monotonic() + GRACE_SECONDS
    while (found := left()) and time.monotonic() < end:
        time.sleep(0.01)
    return found


def child_processes() -> set[int]:
    """Process ids of this process's living children; none where the system does not tell."""
    # Asked twice in each of thousands of tests, so without the detours of pathlib.
    children: set[int] = set()
    try:
        threads = os.listdir("/proc/self/task")  # noqa: PTH208
    except OSError:
        return children
    for thread in threads:
        try:
            with open(f"/proc/self/task/{thread}/children", "rb") as file:  # noqa: PTH123
                children.update(map(int, file.read().split()))
        except OSError:  # that thread has just ended
            continue
    return {pid for pid in children if _lives(pid)}


def _lives(pid: int) -> bool:
    try:
        state = (
            Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0]
        )
    except OSError:
        return False
    return state != "Z"


def _command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace").replace("\0", " ")
    except OSError:
        return "(gone by now)"
