"""pictures.db: what the picture cache holds and when it was used, and which article shows what.

For one thread. What is in here can be made again from the cache's files. The rows of articles that
were opened or saved tell whose pictures are kept, and which are missing.
"""

import logging
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.library import database
from reader.model import PICTURE_KEY, KeptFile, LibraryError

log = logging.getLogger(__name__)

FAILURES_KEPT_SECONDS = 8 * 86_400.0
ROOM = 0.95
"""Of the bound: so much is left after making room, so that it is not made at every picture."""
PICTURE = 64
"""Characters of a file's name that stand for its URL."""

_PUT = """
    INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET size = excluded.size, kind = excluded.kind,
        width = excluded.width, height = excluded.height, problem = excluded.problem,
        used = max(used, excluded.used)
"""
# Pictures of starred articles come last. A thumbnail is seen with every list: after its picture.
_OLDEST = """
    SELECT f.name, f.size FROM main.file f
    ORDER BY EXISTS (SELECT 1 FROM main.shown s CROSS JOIN state.status t
            ON t.identity = s.article WHERE s.picture = f.picture AND t.starred),
        f.kind = 'thumbnail', f.used
"""


class PictureIndex:
    """A connection to pictures.db, the one that writes. Every method may raise LibraryError."""

    def __init__(self, connection: sqlite3.Connection, *, fresh: bool) -> None:
        """Use PictureIndex.open()."""
        self.db = connection
        self.fresh = fresh
        """True where it was made anew, so that the cache is to be looked through."""
        self._file: tuple[int, int] | None = None

    @classmethod
    def open(cls, file: Path) -> "PictureIndex":
        """Open it; one that is damaged or of another version is made anew. Raises LibraryError."""
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                return cls._connect(file)
            except sqlite3.DatabaseError as error:
                if not database.is_damage(error):
                    raise
                log.info("%s is made anew: %s", file, error)
                database.delete(file)
                return cls._connect(file)
        except (sqlite3.Error, OSError) as error:
            raise database.failure("Opening the index of pictures", error) from error

    @classmethod
    @contextmanager
    def open_to_read(cls, file: Path) -> "Iterator[PictureIndex]":
        """One more, for questions that take long, on any thread. Raises LibraryError."""
        try:
            connection = database.connect(file, read_only=True)
        except sqlite3.Error as error:
            raise database.failure("Opening the index of pictures", error) from error
        try:
            yield cls(connection, fresh=False)
        finally:
            connection.close()

    @classmethod
    def _connect(cls, file: Path) -> "PictureIndex":
        connection = database.connect(file)
        try:
            was = _known_version(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            # It can be made again: speed over the last seconds before a power cut.
            connection.execute("PRAGMA synchronous = NORMAL")
            database.migrate(connection, "pictures")
            connection.execute("SELECT count(*) FROM (SELECT 1 FROM file LIMIT 1)").fetchone()
        except BaseException:
            connection.close()
            raise
        made = cls(connection, fresh=was == 0)
        made._file = database.inode(file)
        return made

    def renewed(self, file: Path, error: LibraryError) -> "PictureIndex | None":
        """Return a new, empty one where `error` came of damage to this file; None where it did not.

        This one is closed then. Raises LibraryError.
        """
        cause = error.__cause__
        if not isinstance(cause, sqlite3.DatabaseError) or not database.is_damage(cause):
            return None
        try:
            database.check(self.db)
        except sqlite3.Error:
            log.warning("%s is made anew: %s", file, cause)
        else:
            return None  # it was another one, attached to it
        self.db.close()
        try:
            database.delete(file)
        except OSError as failed:
            raise database.failure("Opening the index of pictures", failed) from failed
        return PictureIndex.open(file)

    def anew(self, file: Path) -> "PictureIndex | None":
        """Return a new one where this one's file was deleted under us; None where it is there.

        This one is closed then. Raises LibraryError.
        """
        if database.inode(file, self._file) == self._file:
            return None
        self.db.close()
        return PictureIndex.open(file)

    def interrupt(self) -> None:
        """End what is being asked, with a LibraryError. For any thread."""
        with suppress(sqlite3.ProgrammingError):  # closed in this moment
            self.db.interrupt()

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    # -- what the cache holds

    def note(
        self, kept: Sequence[KeptFile], used: Iterable[str] = (), gone: Iterable[str] = ()
    ) -> None:
        """Take down what the cache has done, in one transaction."""
        now = time.time()
        with self.told("Noting the pictures"), database.transaction(self.db):
            self.db.executemany(
                _PUT,
                [
                    (
                        f.name,
                        f.name[:PICTURE],
                        database.bindable(f.url),
                        f.size,
                        f.kind,
                        f.width,
                        f.height,
                        f.problem,
                        f.used,
                    )
                    for f in kept
                ],
            )
            self.db.executemany(
                "UPDATE file SET used = ? WHERE name = ?", [(now, name) for name in used]
            )
            self.db.executemany("DELETE FROM file WHERE name = ?", [(name,) for name in gone])

    def known(self, names: Iterable[str]) -> list[str]:
        """Those of these files that are taken to be there."""
        with self.told("Looking for pictures"):
            find = "SELECT name FROM file WHERE name = ?"
            found = [self.db.execute(find, (name,)).fetchone() for name in names]
        return [row[0] for row in found if row]

    def names(self) -> set[str]:
        """Of every file that is known."""
        with self.told("Looking for pictures"):
            return {name for (name,) in self.db.execute("SELECT name FROM file")}

    def sizes(self, names: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Width and height in pixels of those of these files that are pictures kept."""
        found: dict[str, tuple[int, int]] = {}
        with self.told("Looking for pictures"):
            for name in names:
                row = self.db.execute(
                    "SELECT width, height FROM file WHERE name = ? AND kind <> 'failure'", (name,)
                ).fetchone()
                if row and row[0] > 0 < row[1]:
                    found[name] = (row[0], row[1])
        return found

    def total(self) -> tuple[int, int]:
        """How many pictures are kept, and the bytes of everything."""
        with self.told("Counting the pictures"):
            size = self.db.execute("SELECT coalesce(sum(size), 0) FROM file").fetchone()[0]
            number = self.db.execute(
                "SELECT count(*) FROM file WHERE kind NOT IN ('thumbnail', 'failure')"
            ).fetchone()[0]
        return number, size

    def surplus(self, bound: int, state_db: Path) -> list[str]:
        """Return the names of files to be deleted so that the bound holds, the first to go first.

        Least recently used first, pictures of starred articles last; and failures so old that
        nobody asks for them.
        """
        with self.told("Making room for pictures"):
            past = time.time() - FAILURES_KEPT_SECONDS
            names = [
                name
                for (name,) in self.db.execute(
                    "SELECT name FROM file WHERE kind = 'failure' AND used < ?", (past,)
                )
            ]
            size = self.db.execute("SELECT coalesce(sum(size), 0) FROM file").fetchone()[0]
            if size <= bound:
                return names
            with self._attached(state_db, "state", "status (identity BLOB, starred INTEGER)"):
                cursor = self.db.execute(_OLDEST)
                for name, its_size in cursor:
                    if size <= bound * ROOM:
                        break
                    names.append(name)
                    size -= its_size
                cursor.close()
        return names

    def forget_all(self) -> None:
        """Forget all pictures: the cache was emptied. Which article shows what is kept."""
        with self.told("Clearing the pictures"):
            self.db.execute("DELETE FROM file")

    # -- which article shows which

    def show(
        self,
        article_id: str,
        pictures: Sequence[tuple[str, str]],
        foretold: Sequence[str] = (),
    ) -> bool:
        """Note what an article shows, (the 64 digits, URL) each; what it showed before goes.

        foretold: the 64 digits of those that were taken for its pictures when it was indexed.
        Whether that turns out to be wrong, or is right again.
        """
        article = bytes.fromhex(article_id)
        keys, told = _keys(picture for picture, _ in pictures), _keys(foretold)
        with self.told("Noting the pictures"), database.transaction(self.db):
            wanted = {picture: database.bindable(url) for picture, url in pictures}
            known = {
                picture
                for (picture,) in self.db.execute(
                    "SELECT picture FROM shown WHERE article = ?", (article,)
                )
            }
            self.db.executemany(
                "DELETE FROM shown WHERE article = ? AND picture = ?",
                [(article, picture) for picture in known - wanted.keys()],
            )
            self.db.executemany(
                "INSERT INTO shown VALUES (?, ?, ?)",
                [(article, picture, wanted[picture]) for picture in wanted.keys() - known],
            )
            if keys == told:
                done = self.db.execute("DELETE FROM misread WHERE article = ?", (article,))
                return done.rowcount > 0
            self.db.execute("INSERT OR REPLACE INTO misread VALUES (?, ?)", (article, told))
            return True

    # -- for the functions of picture_coverage and picture_job

    @contextmanager
    def told(self, what: str) -> Iterator[None]:
        """SQLite's errors, and the disk's, as LibraryError."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise database.failure(what, error) from error

    @contextmanager
    def _attached(self, file: Path, schema: str, stand_in: str) -> Iterator[None]:
        """Another database, read-only, under this name; an empty table where there is none."""
        there = file.exists()
        address = database.address(file, read_only=True) if there else ":memory:"
        self.db.execute(f"ATTACH ? AS {schema}", (address,))
        try:
            if not there:
                self.db.execute(f"CREATE TABLE {schema}.{stand_in}")
            yield
        finally:
            self.db.execute(f"DETACH {schema}")

    @contextmanager
    def with_index(self, index_db: Path) -> Iterator[bool]:
        """index.db attached as `idx`, read-only; False where there is none that can be used."""
        if not index_db.exists():
            yield False
            return
        self.db.execute("ATTACH ? AS idx", (database.address(index_db, read_only=True),))
        try:
            yield database.version(self.db, "idx") == database.newest("index")
        finally:
            self.db.execute("DETACH idx")


def _keys(pictures: Iterable[str]) -> str:
    """Return the keys of pictures as `misread` has them."""
    return " ".join(sorted({picture[:PICTURE_KEY] for picture in pictures}))


def _known_version(connection: sqlite3.Connection) -> int:
    """Its version; one that a newer Broadsheet wrote counts as damaged."""
    was = database.version(connection)
    if was > database.newest("pictures"):
        error = sqlite3.DatabaseError("of a newer version")
        error.sqlite_errorcode = sqlite3.SQLITE_NOTADB
        raise error
    return was
