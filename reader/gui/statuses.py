"""What the person does to articles: read, starred, undone. Shown at once, written behind."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from reader.gui.headlines import HeadlineModel
from reader.gui.owner import LibraryOwner
from reader.gui.threads import NOW
from reader.library.library import Library
from reader.model import BroadsheetError, Query


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that can be undone: these articles got `value` and had the opposite."""

    kind: str
    ids: tuple[str, ...]
    value: bool
    said: str


class Statuses(QObject):
    """Sets statuses and takes them back."""

    changed = Signal(list, list)
    """The ids whose status is another now, and the rows that show them."""
    message = Signal(str)
    trouble = Signal(str)

    def __init__(
        self, owner: LibraryOwner, headlines: HeadlineModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._owner = owner
        self._headlines = headlines
        self._undo: list[Change] = []

    def clear(self) -> None:
        """Another folder: nothing to undo."""
        self._undo.clear()

    def set_read(self, ids: Sequence[str], read: bool, *, undo: bool = True) -> None:
        """Mark as read or unread; `undo` is False for what happens by itself."""
        said = "Marked as read." if read else "Marked as unread."
        self._set(Change("read", tuple(ids), read, said), undo=undo)

    def set_starred(self, ids: Sequence[str], starred: bool) -> None:
        """Star, or take the star away."""
        said = "Starred." if starred else "Star removed."
        self._set(Change("starred", tuple(ids), starred, said), undo=True)

    def mark_list_read(self, query: Query) -> None:
        """Mark all that the query finds as read, in one step that can be undone."""

        def done(ids: list[str]) -> None:
            if not ids:
                self.message.emit("Everything here is read already.")
                return
            said = f"Marked {len(ids):,} as read."
            self._undo.append(Change("read", tuple(ids), True, said))
            rows = self._headlines.set_status(ids, read=True)
            self._headlines.written(ids)
            self.changed.emit(ids, rows)
            self.message.emit(f"{said} Ctrl+Z takes it back.")

        self._owner.ask(lambda library: library.mark_read(query), done, self._failed, urgency=NOW)

    def undo(self) -> None:
        """Take the last change back."""
        if not self._undo:
            self.message.emit("Nothing to undo.")
            return
        last = self._undo.pop()
        back = Change(last.kind, last.ids, not last.value, "")
        self._set(back, undo=False)
        count = f" ({len(last.ids):,} articles)" if len(last.ids) > 1 else ""
        self.message.emit(f"Undone: {last.said.rstrip('.')}{count}.")

    def set_position(self, article_id: str, position: int, progress: int) -> None:
        """Remember the place in the text, and how much of it was read (percent)."""
        self._owner.ask(
            lambda library: library.set_position(article_id, position, progress),
            None,
            self._failed,
            urgency=NOW,
        )

    def _set(self, change: Change, *, undo: bool) -> None:
        ids, value = list(change.ids), change.value

        def read(library: Library) -> list[str]:
            return library.set_read(ids, value)

        def starred(library: Library) -> list[str]:
            return library.set_starred(ids, value)

        def written(_: list[str]) -> None:
            self._headlines.written(ids)

        if change.kind == "read":
            rows = self._headlines.set_status(ids, read=value)
            work = read
        else:
            rows = self._headlines.set_status(ids, starred=value)
            work = starred
        self._owner.ask(work, written, self._failed, urgency=NOW)
        if undo:
            self._undo.append(change)
        self.changed.emit(ids, rows)

    def _failed(self, error: BroadsheetError) -> None:
        self.trouble.emit(error.sentence)
