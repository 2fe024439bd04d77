"""The writer's side of the process that reads ahead (read_ahead): tasks out, answers in."""

import os
import select
import subprocess
import sys
from collections import deque

from reader.ingest.answer import LENGTH, Answer, Task, answer_from_bytes, task_to_bytes

MODULE = "reader.ingest.read_ahead"

ROOM = 4_000 if sys.platform == "win32" else 14_000 if sys.platform == "darwin" else 60_000
"""Bytes of tasks under way: what a pipe of the system holds, so that asking never waits."""


class EndedError(Exception):
    """The process ended; `asked` was not answered, the first of it was being read."""

    def __init__(self, asked: list[Task], *, was_ready: bool) -> None:
        super().__init__(f"The process that reads ahead ended, {len(asked)} files before its time.")
        self.asked = asked
        self.was_ready = was_ready


class Ahead:
    """One process. It must be closed."""

    def __init__(self, folder: str) -> None:
        """Start it. Raises OSError."""
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", MODULE, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        pipes = self._process.stdin, self._process.stdout
        if pipes[0] is None or pipes[1] is None:
            raise OSError("There are no pipes.")
        self._tasks, self._answers = pipes[0].fileno(), pipes[1].fileno()
        self._asked: deque[tuple[Task, int]] = deque()
        self._room = ROOM
        self._incoming = bytearray()
        self._came: deque[tuple[Task, Answer]] = deque()
        self._ready = False
        self._broken = False

    def __len__(self) -> int:
        """Tasks that were asked and not yet handed over."""
        return len(self._asked) + len(self._came)

    def ask(self, task: Task) -> bool:
        """Have a file read; False where there is no room for it now."""
        if self._room < ROOM // 4 and self._asked:
            return False
        line = task_to_bytes(task)
        if len(line) > self._room and self._asked:
            return False
        self._asked.append((task, len(line)))
        self._room -= len(line)
        if not self._broken:
            try:
                rest = memoryview(line)
                while rest:
                    rest = rest[os.write(self._tasks, rest) :]
            except OSError:
                self._broken = True  # answer() tells
        return True

    def answer(self, *, wait: bool = False) -> tuple[Task, Answer] | None:
        """Return the next answer, None where there is none yet. Raises EndedError."""
        while not self._came:
            if not wait and not self._something_came():
                return None
            self._take_in(os.read(self._answers, 1 << 20))
        return self._came.popleft()

    def close(self) -> None:
        """End it; what it is at is of no use."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()

    def _something_came(self) -> bool:
        if sys.platform == "win32":
            import _winapi
            import msvcrt

            try:
                return _winapi.PeekNamedPipe(msvcrt.get_osfhandle(self._answers), 0)[0] > 0
            except OSError:
                return True  # its end: os.read tells
        return bool(select.select([self._answers], [], [], 0)[0])

    def _take_in(self, data: bytes) -> None:
        if not data:
            raise EndedError([task for task, _ in self._asked], was_ready=self._ready)
        self._incoming += data
        at = 0
        while len(self._incoming) - at >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self._incoming, at)
            start = at + LENGTH.size
            if len(self._incoming) < start + length:
                break
            at = start + length
            if not length:
                self._ready = True
                continue
            answer = answer_from_bytes(self._incoming[start:at])
            task, room = self._asked.popleft()
            self._room += room
            self._came.append((task, answer))
        del self._incoming[:at]
