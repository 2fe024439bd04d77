"""What came of reading one file, and how it travels from one process to another."""

import json
import struct
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.library.entry import Entry

LENGTHS = struct.Struct(">II")
"""Before each answer: the bytes of its head, which is JSON, and of the words, which are UTF-8."""


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
    sentence: why it is refused.
    """

    outcome: Outcome
    size: int
    mtime_ns: int
    settled: bool = True
    fingerprint: bytes = b""
    sentence: str = ""
    entry: "Entry | None" = None


def task_to_line(task: Task) -> bytes:
    """One line, for the process that reads."""
    path, size, mtime_ns, fingerprint = task
    line = json.dumps([path, size, mtime_ns, fingerprint.hex()], ensure_ascii=False)
    return line.encode("utf-8", "surrogatepass") + b"\n"


def task_from_line(line: bytes) -> Task:
    """The task that task_to_line wrote. Raises ValueError."""
    path, size, mtime_ns, fingerprint = json.loads(line.decode("utf-8", "surrogatepass"))
    return Task(path, size, mtime_ns, bytes.fromhex(fingerprint))


def answer_to_bytes(answer: Answer) -> bytes:
    """One frame. The words, which are most of it, go as they are."""
    words = b""
    *head, fingerprint, sentence, entry = answer
    fields: list[object] = [*head, fingerprint.hex(), sentence]
    if entry is not None:
        words = entry.text_words.encode("utf-8")
        fields += entry[:-1]
    text = json.dumps(fields).encode("ascii")
    return LENGTHS.pack(len(text), len(words)) + text + words


def answer_from_bytes(head: bytes | bytearray, words: bytes | bytearray) -> Answer:
    """The answer that answer_to_bytes wrote. Raises ValueError."""
    # Here rather than above: a run that finds nothing changed does not load what reads text.
    from reader.library.entry import Entry

    outcome, size, mtime_ns, settled, fingerprint, sentence, *kept = json.loads(head)
    entry = None
    if kept:
        identity, place, date, known, section, content, columns, title_words = kept
        entry = Entry(
            identity,
            place,
            date,
            known,
            tuple(section),
            content,
            tuple(columns),
            title_words,
            words.decode("utf-8"),
        )
    return Answer(
        Outcome(outcome), size, mtime_ns, settled, bytes.fromhex(fingerprint), sentence, entry
    )
