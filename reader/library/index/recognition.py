"""Which article a file holds: one that is known already, though it moved or its date did."""

from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.index import index_file
from reader.library.index.carry_over import Before

if TYPE_CHECKING:
    from reader.library.index.entry import Entry


class Recognition:
    """Gives every file's article its identity."""

    def __init__(self, state_db: Path) -> None:
        """state_db: the statuses, only read."""
        self._state_db = state_db
        self._kept: tuple[set[bytes], dict[bytes, bytes]] | None = None
        self._renamed: dict[bytes, bytes] = {}

    def identity(self, entry: "Entry", former: Before | None, moved: Before | None) -> bytes:
        """The identity that an article is kept under, which need not be its own.

        former: what this very file held before; kept if the title is the same, unless both name
            an original and not the same one (a page that each day has another article).
        moved: what a vanished file with this content held; kept.
        Else that of a status from this path and title, if the own one has none and the article
        names no original, by which it would be known.
        """
        own = bytes.fromhex(entry.identity)
        if former is not None and former.identity != own and _same(former, entry):
            # Its copy in another section will have changed in the same way.
            self._renamed[own] = former.identity
        if own in self._renamed:
            return self._renamed[own]
        if former is not None:
            return own
        if moved is not None:
            return moved.identity
        if _names_original(entry.url):
            return own
        touched, by_place = self._statuses()
        kept = by_place.get(bytes.fromhex(entry.place))
        if kept is None or own in touched:
            return own
        self._renamed[own] = kept
        return kept

    def _statuses(self) -> tuple[set[bytes], dict[bytes, bytes]]:
        """The identities that have a status, and the last of them by place."""
        if self._kept is None:
            self._kept = index_file.statuses(self._state_db)
        return self._kept


def _same(former: Before, entry: "Entry") -> bool:
    if former.title != entry.title:
        return False
    both = _names_original(former.url) and _names_original(entry.url)
    return not both or former.url == entry.url


def _names_original(url: str) -> bool:
    """Whether a URL leads to more than a site's front page."""
    return bool(url.partition("://")[2].partition("/")[2])
