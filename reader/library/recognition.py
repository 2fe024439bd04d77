"""Which article a file holds: one that is known already, though it moved or its date did."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from reader.library import index_file
from reader.library.database import path_text
from reader.library.keeping import Before
from reader.model import Article


class Recognition:
    """Gives every file's article its identity. Raises sqlite3.Error."""

    def __init__(self, db: sqlite3.Connection, state_db: Path) -> None:
        """db: index.db, open for writing. state_db is only read."""
        self._db = db
        self._state_db = state_db
        self._kept: tuple[set[bytes], dict[bytes, bytes]] | None = None
        self._renamed: dict[bytes, bytes] = {}

    def identity(
        self,
        article: Article,
        former: Before | None,
        fingerprint: bytes,
        is_there: Callable[[str], bool],
    ) -> bytes:
        """The identity that an article is kept under, which need not be its own.

        Same path and title: that of before. A vanished file with this content: that one's. A
        status from this path and title, and none of its own: the status's.
        """
        own, place = bytes.fromhex(article.id), bytes.fromhex(article.place)
        if former is not None and former.place == place:
            if own != former.identity:
                # Its copy in another section will have changed in the same way.
                self._renamed[own] = former.identity
            return former.identity
        if own in self._renamed:
            return self._renamed[own]
        if former is None:
            moved = self._moved(fingerprint, is_there)
            if moved is not None:
                return moved
        touched, by_place = self._statuses()
        if by_place and own not in touched and place in by_place:
            self._renamed[own] = by_place[place]
            return by_place[place]
        return own

    def _moved(self, fingerprint: bytes, is_there: Callable[[str], bool]) -> bytes | None:
        found = self._db.execute(
            "SELECT f.path, a.identity FROM file f JOIN article a ON a.row = f.row"
            " WHERE f.fingerprint = ? LIMIT 20",
            (fingerprint,),
        ).fetchall()
        for path, identity in found:
            if not is_there(path_text(path)):
                return bytes(identity)
        return None

    def _statuses(self) -> tuple[set[bytes], dict[bytes, bytes]]:
        """The identities that have a status, and the last of them by place."""
        if self._kept is None:
            self._kept = index_file.statuses(self._state_db)
        return self._kept
