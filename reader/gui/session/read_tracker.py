"""What is marked read or starred, and when: by the person, and by itself as they read on."""

from __future__ import annotations

import time
from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reader.markup.text.plain import quoted

if TYPE_CHECKING:
    from reader.gui.session.controller import SessionController
    from reader.gui.session.status_queue import StatusQueue
    from reader.library.library import Library

END_SEEN_MS = 1000
"""Shown so long with its end in sight, an article was read to its end."""
_ALL_READ = "Everything here is read already."


class ReadTracker(QObject):
    """Each of them can be undone, one by one, back to the first of the session."""

    def __init__(self, reading: SessionController, statuses: StatusQueue) -> None:
        super().__init__(reading)
        self._reading = reading
        self._statuses = statuses
        self._end_seen = ""
        self._keep_unread = ""
        """This article was marked unread, or undone to be: it stays so until it is left."""
        self._depth = 0
        """What was done when the present article was opened. Its being read by itself is undone
        after all that was done while it was open: what a person did goes first."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.left)

    # -- by itself

    def begin(self, seconds: float) -> None:
        """An unread article is shown; after so many seconds it counts as read."""
        if self._reading.current is not None and self._reading.current.id != self._keep_unread:
            self._timer.start(round(seconds * 1000))

    def end_seen(self) -> None:
        """The end of the present article came in sight."""
        reading = self._reading
        if reading.page is None:
            return
        self._end_seen = reading.page.id
        if reading.settings.read_when == "end" and reading.marks_read:
            self._timer.start(END_SEEN_MS)

    def left(self) -> None:
        """The article was shown for a moment, or the person goes on from it: it is read."""
        current = self._reading.current
        if current is None or current.status.read or current.id == self._keep_unread:
            return
        if self._reading.settings.read_when != "end" or current.id == self._end_seen:
            self._timer.stop()
            said = f"{quoted(_short(current.title))} was read"
            self._statuses.set_read([current.id], True, said, depth=self._depth)

    def leave(self) -> None:
        """Another article comes."""
        self._timer.stop()
        self._keep_unread = ""
        self._depth = self._statuses.depth

    # -- by the person

    def toggle_read(self) -> None:
        """Turn "read" of the present article round; unread stays until it is left."""
        current = self._reading.current
        if current is None:
            return
        read = not current.status.read
        self.set_read([current.id], read)
        self._reading.message.emit("Marked as read." if read else "Marked as unread.")

    def set_read(self, ids: list[str], read: bool) -> None:
        """Mark these; the present article, among them, stays unread until it is left."""
        current = self._reading.current
        if current is not None and current.id in ids:
            self._timer.stop()
            self._keep_unread = "" if read else current.id
        self._statuses.set_read(ids, read, "Marked as read" if read else "Marked as unread")

    def toggle_star(self) -> None:
        """Turn the star of the present article round."""
        current = self._reading.current
        if current is not None:
            starred = not current.status.starred
            self._statuses.set_starred([current.id], starred)
            self._reading.message.emit("Starred." if starred else "Star removed.")

    def whole_list(self) -> None:
        """All of the list is read."""
        self._timer.stop()
        self._mark(slice(None), _ALL_READ)

    def above(self) -> None:
        """All above the present article is read."""
        position = self._reading.position
        if position < 0:
            self._reading.message.emit("No article of this list is open.")
        else:
            self._mark(slice(0, position), "Everything above is read already.")

    def below(self) -> None:
        """All below the present article is read."""
        position = self._reading.position
        if position < 0:
            self._reading.message.emit("No article of this list is open.")
        else:
            self._mark(slice(position + 1, None), "Everything below is read already.")

    def older(self, days: int) -> None:
        """All of the list that is older than so many days is read."""
        before = time.time() - days * 86_400
        self._mark(slice(None), "Everything that old is read already.", before)

    def _mark(self, part: slice, nothing: str, before: float = float("inf")) -> None:
        reading = self._reading

        def mark() -> None:
            rows: array[int] = reading.headlines.rows[part]

            def which(library: Library) -> frozenset[str]:
                return library.unread_ids(rows, before)

            reading.keep_all = True
            self._statuses.mark_read(which, nothing)

        reading.when_known(mark)

    def undo(self) -> None:
        """Take the last change of statuses back."""
        current = self._reading.current
        undone = self._statuses.undo()
        if undone is None or current is None:
            return
        # Whatever a merge did to it: what becomes unread stays so.
        if undone.kind == "merge" or (
            undone.kind == "read" and undone.value and current.id in undone.ids
        ):
            self._timer.stop()
            self._keep_unread = current.id


def _short(title: str) -> str:
    return title if len(title) <= 40 else f"{title[:39]}…"
