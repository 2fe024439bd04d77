"""Reading one file, in whichever process: its bytes, the article in them, what the index keeps."""

from functools import partial
from hashlib import blake2b

from reader.folder.article_file import article_from_bytes
from reader.folder.day_order import is_day_first
from reader.folder.file_bytes import read_bytes
from reader.folder.posts_table import told_beside
from reader.folder.site_breaks import breaks_in
from reader.ingest.answer import Answer, Outcome, Task
from reader.ingest.deadline import TooSlowError, deadline, disk
from reader.ingest.outgoing import linked_from
from reader.library.index.entry import entry_of
from reader.model import FileRefusedError, Note, NoteCode


def read(folder: str, task: Task) -> Answer:
    """Read one file of the folder. Never raises for what is in it."""
    size, mtime_ns, settled = task.size, task.mtime_ns, True
    try:
        with disk():
            data, size, mtime_ns, settled = read_bytes(f"{folder}/{task.path}")
        fingerprint = blake2b(data, digest_size=16).digest()
        if fingerprint == task.fingerprint:
            return Answer(Outcome.SAME, size, mtime_ns, settled)
        with deadline(of_work=True):
            article = article_from_bytes(
                data,
                task.path,
                mtime_ns,
                beside=told_beside(folder, task.path),
                day_first=partial(is_day_first, folder, task.path),
                breaks=partial(breaks_in, folder, task.path),
            )
            entry = entry_of(article)
            if links := linked_from(folder, article):
                entry = entry._replace(links=links)
        note = article.left_out
        return Answer(Outcome.READ, size, mtime_ns, settled, fingerprint, note, entry)
    except FileRefusedError as error:
        note = error.note
    except PermissionError:
        return Answer(Outcome.UNREADABLE, size, mtime_ns, note=Note(NoteCode.FORBIDDEN))
    except (OSError, ValueError):
        return Answer(Outcome.UNREADABLE, size, mtime_ns, note=Note(NoteCode.UNREADABLE))
    except RecursionError:
        note = Note(NoteCode.TOO_DEEP)
    except MemoryError:
        note = Note(NoteCode.TOO_BIG)
    except TooSlowError:
        note = Note(NoteCode.TOO_SLOW)
    return Answer(Outcome.REFUSED, size, mtime_ns, settled, note=note)
