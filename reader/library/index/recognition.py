"""Under which identity an article is kept, so that what a person did to it is found again."""

import sqlite3
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.library.index import index_file
from reader.library.index.carry_over import Before
from reader.library.index.sketch import SHORT, text_length

if TYPE_CHECKING:
    from reader.library.index.entry import Entry

_HOLDER = "SELECT row, place, path, title, key FROM article WHERE identity = ?"


class Holder(NamedTuple):
    """The row that has an identity."""

    row: int
    place: bytes
    path: bytes
    title: str
    key: bytes | None


class Recognition:
    """Gives every new row its identity. Raises sqlite3.Error.

    An article's key (made of its address; else of title, author and date; else of its path) is its
    identity, but where articles of other texts share it: one of these has it, each other one
    another that is made of key and title. Which one has it, the statuses say, by the place that
    they note.
    """

    def __init__(self, db: sqlite3.Connection, state_db: Path) -> None:
        """db: the index, open for writing. state_db: the statuses, only read."""
        self._db = db
        self._state_db = state_db
        self._kept: index_file.Statuses | None = None
        self._inherits = db.execute("SELECT 1 FROM inherited LIMIT 1").fetchone() is not None

    def identity(
        self, entry: "Entry", path: bytes, first_new: int, *, is_met: bool = True
    ) -> bytes:
        """Return the identity of an article that has no row yet.

        first_new: rows from this number on were made in this run; such a row may have to give up
        the identity that turns out to be another's. is_met: False where no row can have the key.
        """
        key = bytes.fromhex(entry.identity)
        holder = self._holder(key) if is_met else None
        if holder is None and not self._inherits and not self._statuses().touched:
            return key
        kept = self._kept_for(entry, path, key)
        if kept is not None:
            if kept == key and holder is not None:
                kept = self._taken_over(key, holder, first_new)
            elif kept != key and self._holder(kept) is not None:
                kept = None
            if kept is not None:
                return kept
        titled = version_of(key, entry.title)
        if titled in self._statuses().touched and self._holder(titled) is None:
            return titled
        if holder is None:
            return key
        if (
            path < holder.path
            and holder.row >= first_new
            and not self._is_at_its_place(key, holder)
        ):
            # Whatever comes first, the same one has it in the end.
            self._give_up(key, holder)
            return key
        return self._free(key, entry.title, path)

    def remembered_as(self, entry: "Entry", identity: bytes) -> list[bytes]:
        """Return the other identities under which something is remembered of this article."""
        ids = {bytes.fromhex(entry.identity)}
        if entry.former_id:
            ids.add(bytes.fromhex(entry.former_id))
        ids.discard(identity)
        if not ids:
            return []
        touched = self._statuses().touched
        return [each for each in ids if each in touched and self._holder(each) is None]

    def _kept_for(self, entry: "Entry", path: bytes, key: bytes) -> bytes | None:
        """Return the identity under which what was done to this very article is remembered."""
        statuses = self._statuses()
        if self._inherits:
            found = self._db.execute(
                "SELECT identity, url FROM inherited WHERE path = ?", (path,)
            ).fetchone()
            if found is not None and not _are_others(found[1], entry.url):
                identity: bytes = found[0]
                return identity
        if not statuses.touched:
            return None
        own = {key, version_of(key, entry.title)}
        if entry.former_id:
            own.add(bytes.fromhex(entry.former_id))
        for place in filter(None, (entry.place, entry.former_place)):
            kept = statuses.by_place.get(bytes.fromhex(place))
            # A page that each day has another article is told by its address, where it gives one.
            if kept is not None and (
                kept in own or (key not in statuses.touched and not names_original(entry.url))
            ):
                return kept
        former = bytes.fromhex(entry.former_id) if entry.former_id else key
        if former in statuses.touched and key not in statuses.touched:
            return former
        return None

    def _taken_over(self, key: bytes, holder: Holder, first_new: int) -> bytes | None:
        """Return the key, where the row that has it was given it by chance."""
        if holder.row < first_new or self._is_at_its_place(key, holder):
            return None
        self._give_up(key, holder)
        return key

    def _is_at_its_place(self, key: bytes, holder: Holder) -> bool:
        """Whether the status of this identity, as of now, was given to the row that has it."""
        place = index_file.place_of(self._state_db, key)
        return place is not None and place == holder.place

    def _give_up(self, key: bytes, holder: Holder) -> None:
        row, _, path, title, other = holder
        self._db.execute(
            "UPDATE article SET identity = ?, key = ? WHERE row = ?",
            (self._free(key, title, path), other or key, row),
        )

    def _free(self, key: bytes, title: str, path: bytes) -> bytes:
        titled = version_of(key, title)
        return titled if self._holder(titled) is None else version_of(titled, path.hex())

    def _holder(self, identity: bytes) -> Holder | None:
        found = self._db.execute(_HOLDER, (identity,)).fetchone()
        return Holder(*found) if found else None

    def _statuses(self) -> index_file.Statuses:
        if self._kept is None:
            self._kept = index_file.statuses(self._state_db)
        return self._kept


def version_of(key: bytes, title: str) -> bytes:
    """Return the identity of one of several articles of this key. Must never change."""
    parts = b"version\0" + key + title.encode("utf-8", "surrogatepass")
    return blake2b(parts, digest_size=16).digest()


def is_same(former: Before, entry: "Entry") -> bool:
    """Whether what a file holds now is the article that it held before."""
    if former.text_mark == entry.text_mark and text_length(entry.text_mark) >= SHORT:
        return not _are_others(former.url, entry.url)
    if (former.key or former.identity) == bytes.fromhex(entry.identity):
        return True
    return former.title == entry.title and not _are_others(former.url, entry.url)


def _are_others(one: str, other: str) -> bool:
    """Whether two addresses name an original each, and not the same one."""
    return one != other and names_original(one) and names_original(other)


def names_original(url: str) -> bool:
    """Whether a URL leads to more than a site's front page."""
    return bool(url.partition("://")[2].partition("/")[2])
