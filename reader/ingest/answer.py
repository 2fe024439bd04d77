"""What came of reading one file, and how it travels from one process to another."""

import marshal
import struct
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.model import Note, NoteCode

if TYPE_CHECKING:
    from reader.library.index.entry import Entry

LENGTH = struct.Struct(">I")
"""Before each answer: its bytes."""

END = b"\0"
"""Behind each task."""


class Task(NamedTuple):
    """A file to read. fingerprint: the content it is known with, b"" where it is not."""

    path: str
    size: int
    mtime_ns: int
    fingerprint: bytes = b""


class Outcome(StrEnum):
    """The four ends of it."""

    READ = "read"
    SAME = "same"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


class Answer(NamedTuple):
    """What came of a Task.

    size, mtime_ns: as they were when it was read. settled: False where it was being written.
    note: why it is refused or unreadable; of one that was read, why it is none of the news.
    """

    outcome: Outcome
    size: int
    mtime_ns: int
    settled: bool = True
    fingerprint: bytes = b""
    note: Note | None = None
    entry: "Entry | None" = None


def task_to_bytes(task: Task) -> bytes:
    """One task, with END behind it: no path holds that."""
    path, size, mtime_ns, fingerprint = task
    text = f"{size} {mtime_ns} {fingerprint.hex()} {path}\0"
    return text.encode("utf-8", "surrogatepass")


def task_from_bytes(written: bytes) -> Task:
    """Read the task that task_to_bytes wrote, without its END. Raises ValueError."""
    size, mtime_ns, fingerprint, path = written.decode("utf-8", "surrogatepass").split(" ", 3)
    return Task(path, int(size), int(mtime_ns), bytes.fromhex(fingerprint))


def answer_to_bytes(answer: Answer) -> bytes:
    """One frame. marshal takes a third of the time of JSON, and both ends are this program."""
    entry: tuple[Any, ...] | None = answer.entry and tuple(answer.entry)
    note = answer.note and (answer.note.code.value, answer.note.values)
    data = marshal.dumps((answer.outcome.value, *answer[1:-2], note, entry))
    return LENGTH.pack(len(data)) + data


def answer_from_bytes(data: bytes | bytearray | memoryview) -> Answer:
    """Read the answer that answer_to_bytes wrote. Raises ValueError."""
    # Here rather than above: a run that finds nothing changed does not load what reads text.
    from reader.library.index.entry import Entry

    outcome, size, mtime_ns, settled, fingerprint, note, entry = marshal.loads(data)  # noqa: S302 - from a process of our own
    kept = None if entry is None else Entry._make(entry)
    why = None if note is None else Note(NoteCode(note[0]), note[1])
    return Answer(Outcome(outcome), size, mtime_ns, settled, fingerprint, why, kept)
