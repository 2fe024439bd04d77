"""index.db beside state.db: attached as `idx` while it can be used, else an empty stand-in."""

import logging
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from reader.library import database
from reader.library.index import row_lookup
from reader.library.state import status
from reader.library.state.inheritance import inherit

log = logging.getLogger(__name__)

FEW = 100

_STAND_IN = "CREATE TABLE idx.article (row INTEGER PRIMARY KEY, identity BLOB, place BLOB)"


class AttachedIndex:
    """What is attached to one connection, and what is kept in memory of it. Raises sqlite3.Error.

    attached: device and inode, None where there is none. generation, version: as Library has them.
    taking_up: no question may be interrupted now.
    """

    def __init__(self, db: sqlite3.Connection, index_db: Path) -> None:
        """db: the connection to state.db."""
        self._db = db
        self._index_db = index_db
        self.attached: tuple[int, int] | None = None
        self._unusable: tuple[int, int] | None = None
        self._data_version = 0
        self._highest_row = 0
        self._read: bytearray | None = None
        self.taking_up = False
        self.fixed = False
        """The index cannot be written now, as database.address() has it."""
        self.generation = 0
        self.version = 0

    def move(self, db: sqlite3.Connection) -> None:
        """Attach the same index to another connection."""
        self._db = db
        self.attached = None
        self.forget_read()
        self.stand_in()

    # -- which rows are read

    def read_rows(self) -> bytearray:
        """As row_lookup.read_rows()."""
        if self._read is None:
            self._read = row_lookup.read_rows(self._db)
        return self._read

    def forget_read(self) -> None:
        """Many are others now."""
        self._read = None

    def note_read(self, changed: Iterable[str]) -> None:
        """Follow what was read or starred one by one: that is cheap, and comes at each step."""
        if self._read is None or len(list(changed)) > FEW:
            self._read = None
            return
        for row, read in status.chosen_rows(self._db):
            if row >= len(self._read):
                self._read = None
                return
            self._read[row] = bool(read)

    def load_flags(self) -> None:
        """Take up all statuses anew."""
        self.forget_read()
        self._db.execute("DELETE FROM temp.flag")
        self._highest_row = status.load_flags(self._db, 0)

    # -- the file

    def take_up(self) -> bool:
        """Attach an index that is new, and the statuses of articles that are."""
        self.taking_up = True
        try:
            return self._take_up_now()
        finally:
            self.taking_up = False

    def _take_up_now(self) -> bool:
        found = database.inode(self._index_db, self.attached)
        if self.attached is not None and found != self.attached:
            self.detach()
        if self.attached is None:
            return found is not None and found != self._unusable and self._attach(found)
        data_version = self._db.execute("PRAGMA idx.data_version").fetchone()[0]
        if data_version == self._data_version:
            return False
        self.forget_read()
        if not self._inherit():
            self._highest_row = status.load_flags(self._db, self._highest_row)
        self._data_version = data_version
        self.version += 1
        return True

    def _inherit(self) -> bool:
        """Carry over what is remembered under former identities; whether all flags are new."""
        try:
            inherited = inherit(self._db)
        except sqlite3.Error as error:
            if database.is_damage(error):
                raise
            log.warning("Marks of former identities are not carried over yet: %s", error)
            return False
        if inherited:
            self.load_flags()
        return inherited

    def _attach(self, found: tuple[int, int]) -> bool:
        """Take this index; False where it is not made yet, of another version, or damaged."""
        self._let_go()
        try:
            address = database.address(self._index_db, read_only=True, fixed=self.fixed)
            self._db.execute("ATTACH ? AS idx", (address,))
            usable = database.version(self._db, "idx") == database.newest("index")
            if usable:
                self._data_version = self._db.execute("PRAGMA idx.data_version").fetchone()[0]
                self._highest_row = status.load_flags(self._db, 0)
        except sqlite3.Error as error:
            usable = False
            if database.is_damage(error):
                self.give_up(found, error)
            else:
                log.info("%s cannot be attached: %s", self._index_db, error)
        if not usable:
            self.detach()
            return False
        self.attached = found
        self._inherit()
        self.generation += 1
        self.version += 1
        return True

    def detach(self) -> None:
        """Put the empty stand-in in the index's place."""
        self._let_go()
        self.stand_in()

    def _let_go(self) -> None:
        self.attached = None
        self.forget_read()
        try:
            self._db.execute("DETACH idx")
        except sqlite3.OperationalError as error:
            log.debug("Nothing was attached: %s", error)
        self._db.execute("DELETE FROM temp.flag")

    def stand_in(self) -> None:
        """Attach an empty index where there is none, so that every statement has its tables."""
        self._db.execute("ATTACH ':memory:' AS idx")
        self._db.execute(_STAND_IN)

    def give_up(self, damaged: tuple[int, int], error: sqlite3.Error) -> None:
        """Do not take this one any more, and have the ingest process make it anew."""
        log.warning("%s is damaged: %s", self._index_db, error)
        self._unusable = damaged
        try:
            database.damage_mark(self._index_db).touch()
        except OSError as reason:
            log.warning("It could not be marked as damaged: %s", reason)
