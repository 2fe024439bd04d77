"""The files that are none of the news, as the index keeps them: each with its reason."""

import sqlite3
from collections.abc import Iterable

from reader.library.database import path_bytes, path_text
from reader.model import Note, NoteCode
from reader.model.note import notes_from_text, notes_to_text

_SHOWN = "left_out_shown"


class LeftOutFiles:
    """Writes them. Raises sqlite3.Error; the caller has begun a transaction where it writes.

    shown: their articles are among the others.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._paths: set[bytes] = set()
        self.shown = False

    def look_back(self) -> None:
        """Take up what the index holds."""
        self._paths = {path for (path,) in self._db.execute("SELECT path FROM left_out")}
        find = "SELECT value FROM meta WHERE key = ?"
        found = self._db.execute(find, (_SHOWN,)).fetchone()
        self.shown = bool(found and found[0])

    def show(self, shown: bool) -> list[str]:
        """Have them among the articles from now on, or not; which are to be taken out of those."""
        self.shown = shown
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_SHOWN, int(shown)))
        return [] if shown else [path_text(path) for path in self._paths]

    def known(self) -> Iterable[tuple[bytes, int, int]]:
        """Those that need not be read again: while they are shown, their articles tell that."""
        if self.shown:
            return ()
        return self._db.execute("SELECT path, size, mtime_ns FROM left_out")

    def put(self, path: str, size: int, mtime_ns: int, note: Note) -> None:
        """Keep one, with the reason."""
        key = path_bytes(path)
        self._paths.add(key)
        self._db.execute(
            "INSERT OR REPLACE INTO left_out VALUES (?, ?, ?, ?)",
            (key, size, mtime_ns, notes_to_text([note])),
        )

    def forget(self, path: bytes) -> None:
        """Drop a file that is gone, or an article now."""
        if path in self._paths:
            self._paths.discard(path)
            self._db.execute("DELETE FROM left_out WHERE path = ?", (path,))


def left_out(db: sqlite3.Connection) -> list[tuple[str, Note]]:
    """Return the files that are none of the news, by path, each with the reason.

    Empty ones are told here too, though nothing of them could be read.
    """
    found = db.execute(
        "SELECT path, note, 0 FROM idx.left_out UNION ALL SELECT path, note, 1 FROM idx.refused"
        " ORDER BY path"
    )
    return [
        (path_text(path), note)
        for path, text, refused in found
        for note in notes_from_text(text)
        if not refused or note.code is NoteCode.EMPTY
    ]
