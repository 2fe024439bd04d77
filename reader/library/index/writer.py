"""The ingest process's side of the library: index.db, written here alone."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reader.language import _
from reader.library import database
from reader.library.database import path_bytes, path_text
from reader.library.index import index_file
from reader.library.index.carry_over import Before, shown_date
from reader.library.index.common_pictures import find_common
from reader.library.index.folding import BEFORE, Folding, Words
from reader.library.index.known_files import KnownFiles
from reader.library.index.left_out import LeftOutFiles
from reader.library.index.met import Met
from reader.library.index.order import placed, put_undated_last
from reader.library.index.recognition import Recognition, is_same
from reader.library.index.sections import Filing
from reader.model import LibraryError, Note
from reader.model.note import notes_to_text

if TYPE_CHECKING:
    from reader.library.index.entry import Entry

_BEFORE_IN_FILE = BEFORE + " JOIN file f ON f.row = a.row WHERE f.path = ?"
_FILES = "SELECT path, size, mtime_ns FROM file UNION ALL SELECT path, size, mtime_ns FROM refused"
_INSERT = """
    INSERT INTO article (row, identity, place, date, date_known, home, places, doc, content, path,
        title, author, source, url, thumbnail, excerpt, notes, language, told_date,
        key, title_key, text_mark)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_UPDATE = """
    UPDATE article SET place = ?, date = ?, date_known = ?, doc = ?, content = ?, path = ?,
        title = ?, author = ?, source = ?, url = ?, thumbnail = ?, excerpt = ?, notes = ?,
        language = ?, told_date = ?, key = ?, title_key = ?, text_mark = ?
    WHERE row = ?
"""


def _no_words(_path: str) -> None:
    """No file can be read again: texts are the same, or they are others."""


TEXTS = 64
"""So many are written at a time: few enough that nobody waits long meanwhile."""

MERGED = 200
"""Pages of words put in order after a change, at most."""

NEVER = -1
"""The time of a file that must be read again."""


class IndexDamagedError(LibraryError):
    """The index turned out to be damaged: discard it and begin again."""


class File(Protocol):
    """A file as it was found in the folder."""

    @property
    def path(self) -> str:
        """Relative to the folder, "/" between parts."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def mtime_ns(self) -> int:
        """Modification time, nanoseconds since the epoch."""


class IndexWriter:
    """Adds to, changes and takes from the index; what is written shows after commit().

    Every method may raise LibraryError, IndexDamagedError among them.
    """

    def __init__(
        self, index_db: Path, lock: sqlite3.Connection, db: sqlite3.Connection, state_db: Path
    ) -> None:
        """Use IndexWriter.open()."""
        self._index_db = index_db
        self._lock = lock
        self._db = db
        self._numbers = {"next_row": 1, "next_doc": 1}
        self._complete = False
        self._filing = Filing(db)
        self._recognition = Recognition(db, state_db)
        self._folding = Folding(db)
        self._titles: list[tuple[int, str]] = []
        self._texts: list[tuple[int, bytes]] = []
        self._touched: list[tuple[int, int, bytes]] = []
        self._refused: set[bytes] = set()
        self._left_out = LeftOutFiles(db)
        self._fresh = True
        self._met: Met | None = None
        self._has_aliases = True
        self._first_new = 1
        self._now = time.time()
        self._added = False
        self._wrote_words = False

    @classmethod
    def open(cls, index_db: Path, state_db: Path, *, wait: float = 5.0) -> "IndexWriter":
        """Open the index for writing; one that is damaged or of another version is made anew.

        wait: seconds to wait for another process that writes it. Raises LibraryError.
        """
        lock = index_file.lock(index_db, wait)
        try:
            db = index_file.open_for_writing(index_db, state_db)
            writer = cls(index_db, lock, db, state_db)
            with _told():
                writer._look_back()
        except BaseException:
            lock.close()
            raise
        return writer

    def _look_back(self) -> None:
        for key, value in self._db.execute("SELECT key, value FROM meta"):
            if key in self._numbers:
                self._numbers[key] = value
            self._complete |= key == "complete" and bool(value)
        self._refused = {path for (path,) in self._db.execute("SELECT path FROM refused")}
        self._left_out.look_back()
        # Nothing was indexed before: nothing can have changed or moved.
        self._fresh = self._db.execute("SELECT 1 FROM file LIMIT 1").fetchone() is None
        if not self._fresh:
            index_file.have_all_indexes(self._db)  # one that was ended before finish() has not
        self._met = Met() if self._fresh else None
        self._has_aliases = self._db.execute("SELECT 1 FROM alias LIMIT 1").fetchone() is not None
        self._first_new = self._numbers["next_row"]

    def close(self) -> None:
        """Let go; what was not committed is forgotten."""
        self._db.close()
        self._lock.close()

    def discard(self) -> None:
        """Let go of a damaged index; the next open() makes it anew."""
        self.close()
        database.damage_mark(self._index_db).touch()

    def known(self) -> KnownFiles:
        """Every file that the index knows, the refused ones too."""
        with _told():
            return KnownFiles(chain(self._db.execute(_FILES), self._left_out.known()))

    def unseen(self, known: KnownFiles) -> list[str]:
        """Return the paths of those that were not seen."""
        if not known:
            return []
        with _told():
            found = chain(self._db.execute(_FILES), self._left_out.known())
            return [path_text(path) for path, _, _ in found if known.unseen(path)]

    def knows(self, path: str) -> bool:
        """Whether this file has been looked at, with whatever content."""
        with _told():
            key = path_bytes(path)
            find = "SELECT 1 FROM file WHERE path = ?"
            return key in self._refused or self._db.execute(find, (key,)).fetchone() is not None

    def fingerprint(self, path: str) -> bytes:
        """Return the content with which this file is known, b"" where it is not."""
        if self._fresh:
            return b""
        with _told():
            found = self._db.execute(
                "SELECT fingerprint FROM file WHERE path = ?", (path_bytes(path),)
            ).fetchone()
        return found[0] if found else b""

    def revisit(self) -> None:
        """From now on files come that this run has brought already."""
        with _told():
            self._begin()
            index_file.have_all_indexes(self._db)
        self._fresh = False

    def touch(self, file: File) -> None:
        """Note another time or size of a file whose content is the one that is known."""
        self._begin()
        self._touched.append((file.size, file.mtime_ns, path_bytes(file.path)))

    def add(
        self,
        entry: "Entry",
        file: File,
        fingerprint: bytes,
        is_there: Callable[[str], bool],
        words: Words = _no_words,
        *,
        settled: bool = True,
    ) -> None:
        """Take in a new or changed file. `is_there` tells whether a path is still in the folder.

        words: reads a file of the folder again, see folding.Words. settled: False where it was
        being written; it will not be taken as known the next time.
        """
        with _told():
            self._begin()
            self._added = True
            path = path_bytes(file.path)
            former = None if self._fresh else self._article_in(path)
            before = (
                None
                if self._fresh
                else self._known_row(entry, former, path, fingerprint, is_there, words)
            )
            # Nearly all, of a folder that is read for the first time, are met for the first time.
            key = bytes.fromhex(entry.identity)
            is_met = self._met is None or self._met.either(key, entry.title_key)
            twin = (
                self._folding.row_of(entry, words, before.row if before else 0) if is_met else None
            )
            if before is None:
                before = twin
            elif twin is not None:
                before = self._made_one(before, twin)
                former = self._article_in(path)
            section = self._filing.section(entry.section)
            left = (former.date, self._filing.listed(former.row)) if former else None
            if path in self._refused:
                self._forgive(path)
            self._left_out.forget(path)
            if before is None:
                identity = self._recognition.identity(entry, path, self._first_new, is_met=is_met)
                if self._met is not None and identity != key:
                    self._met.add(identity)
                row = self._insert(entry, identity, path, section, file)
                was: tuple[float, set[int]] | None = None
            else:
                row = before.row
                was = (before.date, self._filing.listed(row))
            self._db.execute(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)",
                (path, file.size, file.mtime_ns if settled else NEVER, fingerprint, row, section),
            )
            if before is not None and was is not None:
                if path == before.path or not is_there(path_text(before.path)):
                    self._update(before, entry, path, file)
                    if before.text_mark != entry.text_mark:
                        # Its other places may no longer agree: they are looked at again.
                        self._db.execute(
                            "UPDATE file SET mtime_ns = ?, fingerprint = x''"
                            " WHERE row = ? AND path <> ?",
                            (NEVER, row, path),
                        )
                self._filing.settle(row, was)
                identity = before.identity
            self._put_aliases(row, identity, entry)
            if former is not None and left is not None and former.row != row:
                self._filing.settle(former.row, left)

    def refuse(self, file: File, note: Note) -> None:
        """Note a file that cannot be read; it is tried again when it changes."""
        with _told():
            self.remove([file.path])
            self._refused.add(path_bytes(file.path))
            self._db.execute(
                "INSERT OR REPLACE INTO refused VALUES (?, ?, ?, ?)",
                (path_bytes(file.path), file.size, file.mtime_ns, notes_to_text([note])),
            )

    def leave_out(self, file: File, note: Note) -> None:
        """Note a file that is none of the news; its article stays while those are shown."""
        with _told():
            if not self._left_out.shown:
                self.remove([file.path])
            self._begin()
            self._left_out.put(file.path, file.size, file.mtime_ns, note)

    def show_left_out(self, shown: bool) -> None:
        """Have what is none of the news among the articles, or not: before anything is known."""
        with _told():
            if shown == self._left_out.shown:
                return
            self._begin()
            for path in self._left_out.show(shown):
                self._take_out(path_bytes(path))

    def remove(self, paths: Iterable[str]) -> None:
        """Files that are gone; an article goes with its last file, its status stays."""
        with _told():
            self._begin()
            for path in map(path_bytes, paths):
                self._take_out(path)
                self._left_out.forget(path)
                if path in self._refused:
                    self._forgive(path)

    def _take_out(self, path: bytes) -> None:
        article = self._article_in(path)
        if article is not None:
            was = (article.date, self._filing.listed(article.row))
            self._db.execute("DELETE FROM file WHERE path = ?", (path,))
            self._filing.settle(article.row, was)

    def commit(self) -> None:
        """Show all that was written since the last commit."""
        with _told():
            if not self._db.in_transaction:
                return
            self._flush()
            self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", self._numbers.items())
            self._db.execute("COMMIT")

    def finish(self, *, complete: bool) -> None:
        """Commit, and note whether the whole folder was walked."""
        with _told():
            if self._added:
                self._begin()
                self._flush()
                index_file.have_all_indexes(self._db)
                put_undated_last(self._db, self._filing)
                find_common(self._db)
            if complete != self._complete:
                self._begin()
                self._db.execute("INSERT OR REPLACE INTO meta VALUES ('complete', ?)", (complete,))
                self._complete = complete
            self.commit()
            if not self._fresh and self._wrote_words:
                # A little at each change: searches have few pieces to look into.
                self._db.execute(
                    "INSERT INTO text_search (text_search, rank) VALUES ('merge', ?)", (MERGED,)
                )
            self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def counts(self) -> tuple[int, int]:
        """Articles in the index and files refused, as of now."""
        with _told():
            articles, refused = self._db.execute(
                "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM refused)"
            ).fetchone()
        return articles, refused

    def _begin(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")
            if self._complete:
                self._complete = False
                self._db.execute("INSERT OR REPLACE INTO meta VALUES ('complete', 0)")

    def _forgive(self, path: bytes) -> None:
        self._refused.discard(path)
        self._db.execute("DELETE FROM refused WHERE path = ?", (path,))

    def _flush(self) -> None:
        self._db.executemany("UPDATE file SET size = ?, mtime_ns = ? WHERE path = ?", self._touched)
        self._db.executemany("INSERT INTO title_search (rowid, title) VALUES (?, ?)", self._titles)
        self._touched.clear()
        self._titles.clear()
        self._flush_texts()

    def _flush_texts(self) -> None:
        self._wrote_words |= bool(self._texts)
        self._db.executemany(
            "INSERT INTO text_search (rowid, text) VALUES (?, CAST(? AS TEXT))", self._texts
        )
        self._texts.clear()

    def _number(self, key: str) -> int:
        number = self._numbers[key]
        self._numbers[key] = number + 1
        return number

    def _article_in(self, path: bytes) -> Before | None:
        found = self._db.execute(_BEFORE_IN_FILE, (path,)).fetchone()
        return Before(*found) if found else None

    def _known_row(
        self,
        entry: "Entry",
        former: Before | None,
        path: bytes,
        fingerprint: bytes,
        is_there: Callable[[str], bool],
        words: Words,
    ) -> Before | None:
        """Return the row this file's article has already, though its date or place moved."""
        if former is None:
            return self._moved(fingerprint, is_there)
        if path != former.path and is_there(path_text(former.path)):
            # One of several places of an article: it is one as long as the texts agree.
            return former if self._folding.agrees(entry, former, words) else None
        return former if is_same(former, entry) else None

    def _made_one(self, one: Before, other: Before) -> Before:
        """Two rows whose texts turned out to be one article's: the older has the files of both."""
        kept, gone = (one, other) if one.row < other.row else (other, one)
        was = (kept.date, self._filing.listed(kept.row))
        left = (gone.date, self._filing.listed(gone.row))
        self._db.execute("UPDATE file SET row = ? WHERE row = ?", (kept.row, gone.row))
        self._db.execute("UPDATE OR IGNORE alias SET row = ? WHERE row = ?", (kept.row, gone.row))
        self._filing.settle(gone.row, left)
        self._filing.settle(kept.row, was)
        self._alias(kept.row, gone.identity)
        return kept

    def _put_aliases(self, row: int, identity: bytes, entry: "Entry") -> None:
        """Note under which other identities something may be remembered of this row's article."""
        key = bytes.fromhex(entry.identity)
        if key != identity and self._folded(row, key):
            self._alias(row, key)
        for each in self._recognition.remembered_as(entry, identity):
            self._alias(row, each)

    def _folded(self, row: int, key: bytes) -> bool:
        """Whether no other row is found by this key."""
        find = "SELECT 1 FROM article WHERE (identity = ? OR key = ?) AND row <> ? LIMIT 1"
        return self._db.execute(find, (key, key, row)).fetchone() is None

    def _alias(self, row: int, identity: bytes) -> None:
        self._has_aliases = True
        self._db.execute("INSERT OR REPLACE INTO alias VALUES (?, ?)", (identity, row))

    def _moved(self, fingerprint: bytes, is_there: Callable[[str], bool]) -> Before | None:
        """Return the article of a vanished file that had this content."""
        paths = self._db.execute(
            "SELECT path FROM file WHERE fingerprint = ? LIMIT 20", (fingerprint,)
        ).fetchall()
        gone = (path for (path,) in paths if not is_there(path_text(path)))
        return next((self._article_in(path) for path in gone), None)

    def _insert(
        self, entry: "Entry", identity: bytes, path: bytes, section: int, file: File
    ) -> int:
        row = self._number("next_row")
        content = bytes.fromhex(entry.content)
        date, told = placed(entry.date, file.mtime_ns / 1e9, self._now)
        self._db.execute(
            _INSERT,
            (
                row,
                identity,
                bytes.fromhex(entry.place),
                date,
                entry.date_known,
                section,
                1,
                self._write_words(entry),
                content,
                path,
                *entry.columns,
                told,
                _key(entry, identity),
                entry.title_key,
                entry.text_mark,
            ),
        )
        if self._has_aliases:
            self._db.execute("DELETE FROM alias WHERE identity = ?", (identity,))
        self._db.executemany(
            "INSERT INTO listing VALUES (?, ?, ?)",
            [(each, date, row) for each in self._filing.line(section)],
        )
        if entry.pictures:
            self._put_pictures(row, entry.pictures)
        if entry.links:
            self._put_links(row, entry.links)
        if entry.lists:
            lists = self._filing.put_categories(row, entry.lists)
            self._db.executemany(
                "INSERT INTO listing VALUES (?, ?, ?)", [(each, date, row) for each in lists]
            )
        return row

    def _put_pictures(self, row: int, keys: Iterable[str]) -> None:
        self._db.executemany("INSERT INTO picture VALUES (?, ?)", [(row, key) for key in keys])

    def _put_links(self, row: int, paths: Iterable[str]) -> None:
        self._db.executemany(
            "INSERT OR IGNORE INTO link VALUES (?, ?)", [(path_bytes(path), row) for path in paths]
        )

    def _update(self, before: Before, entry: "Entry", path: bytes, file: File) -> None:
        content = bytes.fromhex(entry.content)
        date, known = shown_date(
            before,
            entry.date,
            known=entry.date_known,
            content=content,
            mtime=file.mtime_ns / 1e9,
        )
        date, told = placed(date, min(file.mtime_ns / 1e9, before.date), self._now)
        doc = before.doc if content == before.content else self._write_words(entry)
        place = bytes.fromhex(entry.place)
        self._db.execute(
            _UPDATE,
            (
                place,
                date,
                known,
                doc,
                content,
                path,
                *entry.columns,
                told,
                _key(entry, before.identity),
                entry.title_key,
                entry.text_mark,
                before.row,
            ),
        )
        self._db.execute("DELETE FROM picture WHERE row = ?", (before.row,))
        self._put_pictures(before.row, entry.pictures)
        self._db.execute("DELETE FROM link WHERE row = ?", (before.row,))
        self._put_links(before.row, entry.links)
        self._filing.put_categories(before.row, entry.lists)

    def _write_words(self, entry: "Entry") -> int:
        """Put the words into both search tables under a new number."""
        doc = self._number("next_doc")
        self._titles.append((doc, entry.title_words))
        self._texts.append((doc, entry.text_words))
        if len(self._texts) >= TEXTS:
            self._flush_texts()
        return doc


def _key(entry: "Entry", identity: bytes) -> bytes | None:
    key = bytes.fromhex(entry.identity)
    return None if key == identity else key


@contextmanager
def _told() -> Iterator[None]:
    """SQLite's errors as LibraryError."""
    try:
        yield
    except sqlite3.Error as error:
        if database.is_damage(error):
            raise IndexDamagedError(_("The list of this folder is damaged."), error) from error
        raise database.failure("Writing the list", error) from error
