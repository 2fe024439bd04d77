"""One thing a person did to articles' statuses, as it is written, held and undone.

When it is written, and in which order, is the status queue's business.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.library.library import Library


HeldMarks = list[tuple[frozenset[str], dict[str, bool]]]
"""Articles, and what is set of them: read or starred."""

MANY = 500
"""More marks than this are noted in one step and carried over piece by piece."""


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """One thing that is to be written: these articles got `value`.

    kind: "read", "starred" (value is True or False; they had the opposite), "position",
    "again" (that position once more: it was finished, and is not) or "merge" (a file of marks or a
    backup, whose number `value` is).
    said: what the person was told.
    folder: the one that was open.
    progress: how much of the text was read, in percent, with a position.
    merged: how many articles a merge changed.
    """

    kind: str
    ids: Collection[str]
    value: int
    said: str = ""
    folder: str = ""
    progress: int = 0
    merged: int = 0

    @property
    def count(self) -> int:
        """Return how many articles it is about."""
        return len(self.ids) or self.merged

    @property
    def is_large(self) -> bool:
        """Return whether it is carried over piece by piece."""
        return len(self.ids) > MANY or self.kind == "merge"

    def write(self, library: Library) -> None:
        """Write this change to the library."""
        value = bool(self.value)
        match self.kind:
            case "read" if self.is_large:
                library.note_many(self.ids, read=value)
            case "read":
                library.set_read(self.ids, value)
            case "starred" if self.is_large:
                library.note_many(self.ids, starred=value)
            case "starred":
                library.set_starred(self.ids, value)
            case "merge":
                library.merges.take_back(self.value)
            case _:
                for article_id in self.ids:
                    again = self.kind == "again"
                    library.set_position(article_id, self.value, self.progress, again=again)

    def hold(self, library: Library) -> HeldMarks:
        """Have it shown in lists and counts without being on disk; what a merge undone changes."""
        if self.kind == "read":
            library.hold(self.ids, read=bool(self.value))
        elif self.kind == "starred":
            library.hold(self.ids, starred=bool(self.value))
        elif self.kind == "merge":
            return library.merges.show_taken_back(self.value)
        return []
