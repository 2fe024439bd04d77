"""`python -m reader.ingest.read_ahead FOLDER`: reads files for the process that writes the index.

So that both cores work. Tasks on stdin, an answer a frame on stdout, in the same order
(reader.ingest.answer); it ends when stdin does. A file that ends it leaves the index alone.
"""

import gc
import os
import select
import signal
import sys
from collections import deque

from reader.bounds import READ_AHEAD_BYTES, READ_AHEAD_SECONDS
from reader.ingest.answer import END, LENGTH, answer_to_bytes, task_from_bytes
from reader.ingest.deadline import last_resort
from reader.ingest.events import leave_quietly
from reader.ingest.reading import read

READY = LENGTH.pack(0)
"""Said once at the start: from here on it is the files' fault."""


class Outbox:
    """Answers on their way, without waiting for the writer to take them.

    Windows has no such pipes before Python 3.12: there it waits.
    """

    def __init__(self, handle: int) -> None:
        """handle: the pipe."""
        self.handle = handle
        self._waiting: deque[bytes] = deque()
        self._size = 0
        if os.name != "nt":
            os.set_blocking(handle, False)

    def __bool__(self) -> bool:
        """Whether something waits."""
        return bool(self._waiting)

    def put(self, data: bytes) -> None:
        """Send this, or keep it for later. Raises OSError: nobody reads any more."""
        self._waiting.append(data)
        self._size += len(data)
        self.push()
        while self._size > READ_AHEAD_BYTES:  # never where writing waits
            select.select([], [self.handle], [])
            self.push()

    def push(self) -> None:
        """Send what can be sent now. Raises OSError."""
        while self._waiting:
            data = self._waiting[0]
            try:
                sent = os.write(self.handle, data)
            except BlockingIOError:
                return
            self._size -= sent
            if sent == len(data):
                self._waiting.popleft()
            else:
                self._waiting[0] = data[sent:]


def _serve(folder: str, tasks: int, outbox: Outbox) -> None:
    """Answer until there is nothing more to come. Raises OSError where nobody listens."""
    outbox.put(READY)
    rest = b""
    while True:
        while outbox and not select.select([tasks], [outbox.handle], [])[0]:
            outbox.push()
        more = os.read(tasks, 1 << 16)
        if not more:
            return
        *asked, rest = (rest + more).split(END)
        for written in asked:
            with last_resort(READ_AHEAD_SECONDS):
                answer = read(folder, task_from_bytes(written))
            outbox.put(answer_to_bytes(answer))


def main() -> int:
    """Run the process."""
    if len(sys.argv) != 2:
        print("usage: python -m reader.ingest.read_ahead FOLDER", file=sys.stderr)
        return 2
    gc.freeze()  # what was imported stays: the collector need not go through it again and again
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the writer is told, and ends this one
    try:
        _serve(sys.argv[1], sys.stdin.fileno(), Outbox(sys.stdout.fileno()))
    except OSError:
        leave_quietly()
    return 0


if __name__ == "__main__":
    sys.exit(main())
