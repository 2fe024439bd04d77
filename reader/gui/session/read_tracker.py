"""What is marked read or starred, and when: by the person, and by itself as they read on."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.language import N_, _, ngettext
from reader.markup.text.plain import quoted
from reader.model import Query

if TYPE_CHECKING:
    from reader.gui.session.controller import SessionController
    from reader.gui.session.list_loader import ListLoader
    from reader.gui.session.status_queue import StatusQueue
    from reader.library.library import Library
    from reader.model import Page, Status
    from reader.settings import Settings

END_SEEN_MS = 1000
"""Shown so long with its end in sight, an article was read to its end."""
_ALL_READ = N_("Everything here is read already.")
_NONE_OPEN = N_("No article of this list is open.")


class ReadTracker(QObject):
    """Mark articles; each mark can be undone, one by one, back to the first of the session."""

    message = Signal(str)
    """A sentence: what was marked."""

    def __init__(
        self,
        controller: SessionController,
        loader: ListLoader,
        statuses: StatusQueue,
        settings: Settings,
        *,
        marks_read: bool,
    ) -> None:
        """marks_read: False where no article is to be marked by being shown."""
        super().__init__(controller)
        self._controller = controller
        self._loader = loader
        self._statuses = statuses
        self._settings = settings
        self._marks_read = marks_read
        self._end_seen = ""
        """The article whose end came in sight last."""
        self._keep_unread = ""
        """This article was marked unread, or undone to be: it stays so until it is left."""
        self._depth = 0
        """What was done when the present article was opened. Its being read by itself is undone
        after all that was done while it was open: what a person did goes first."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.mark_passed)
        controller.folder_opening.connect(self._leave)
        controller.leaving.connect(self._leaving)
        controller.page_shown.connect(self._page_shown)
        controller.asked_for.connect(self._asked_for)
        controller.closing.connect(self._leave)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the commands about statuses do, by their ids."""
        return {
            "mark-all-read": self.mark_all,
            "mark-above-read": self.mark_above,
            "mark-below-read": self.mark_below,
            "undo": self.undo,
        }

    def possible(self) -> dict[str, Callable[[], bool]]:
        """Return whether those of them can be done that need more than an article or a list."""
        return {
            "mark-above-read": lambda: self._controller.position > 0,
            "mark-below-read": lambda: (
                -1 < self._controller.position < len(self._loader.headlines.rows) - 1
            ),
            "undo": lambda: self._statuses.depth > 0,
        }

    # -- by itself

    def _page_shown(self, _page: Page, status: Status) -> None:
        # What nobody has turned to was not read, however long it is shown.
        if not status.read and not self._controller.is_unasked:
            self._count_time()

    def _asked_for(self) -> None:
        if self._controller.page is not None and self._end_seen == self._controller.page.id:
            self.note_end_seen()
        current = self._controller.current
        if current is not None and self._controller.page is not None and not current.status.read:
            self._count_time()

    def _count_time(self) -> None:
        if self._marks_read and self._settings.read_when != "end":
            self.start_timer(self._settings.read_seconds)

    def start_timer(self, seconds: float) -> None:
        """Count the present article as read after so many seconds, unless it is to stay unread."""
        current = self._controller.current
        if current is not None and current.id != self._keep_unread:
            self._timer.start(round(seconds * 1000))

    def note_passed(self, ids: list[str]) -> None:
        """Mark these as read, which were scrolled past in the list, where the person wishes it."""
        if self._settings.read_by_scrolling and self._marks_read:
            number = len(ids)
            said = ngettext(
                "{count:,} was scrolled past", "{count:,} were scrolled past", number
            ).format(count=number)
            self._statuses.set_read(ids, True, said)

    def note_end_seen(self) -> None:
        """Note that the end of the present article came in sight."""
        page = self._controller.page
        if page is None:
            return
        self._end_seen = page.id
        unasked = self._controller.is_unasked
        if self._settings.read_when == "end" and self._marks_read and not unasked:
            self._timer.start(END_SEEN_MS)

    def mark_passed(self) -> None:
        """Mark the present article as read: it was shown for a moment, or the person goes on.

        Nothing happens where it is to stay unread, or its end is to be seen first.
        """
        current = self._controller.current
        if current is None or current.status.read or current.id == self._keep_unread:
            return
        if self._settings.read_when != "end" or current.id == self._end_seen:
            self._timer.stop()
            said = _("{title} was read").format(title=quoted(_short(current.title)))
            self._statuses.set_read([current.id], True, said, depth=self._depth)

    def _leaving(self, by_step: bool) -> None:
        if by_step:
            self.mark_passed()
        self._leave()

    def _leave(self) -> None:
        """Drop what holds only while the present article is open."""
        self._timer.stop()
        self._keep_unread = ""
        self._depth = self._statuses.depth

    # -- by the person

    def toggle_read(self) -> None:
        """Turn "read" of the present article round; unread stays until it is left."""
        current = self._controller.current
        if current is None:
            return
        read = not current.status.read
        self.set_read([current.id], read)
        self.message.emit(_("Marked as read.") if read else _("Marked as unread."))

    def set_read(self, ids: list[str], read: bool) -> None:
        """Mark these; the present article, among them, stays unread until it is left."""
        current = self._controller.current
        if current is not None and current.id in ids:
            self._timer.stop()
            self._keep_unread = "" if read else current.id
        said = _("Marked as read") if read else _("Marked as unread")
        self._statuses.set_read(ids, read, said)

    def toggle_star(self) -> None:
        """Turn the star of the present article round."""
        current = self._controller.current
        if current is not None:
            starred = not current.status.starred
            self.set_starred([current.id], starred)
            self.message.emit(_("Starred.") if starred else _("Star removed."))

    def set_starred(self, ids: list[str], starred: bool) -> None:
        """Give these a star, or take it away."""
        self._statuses.set_starred(ids, starred)

    def mark_all(self) -> None:
        """Mark all of the list as read."""
        self._timer.stop()
        self._mark(slice(None), _(_ALL_READ))

    def mark_above(self, position: int | None = None) -> None:
        """Mark all above a position of the list as read; None: above the present article."""
        position = self._controller.position if position is None else position
        if position < 0:
            self.message.emit(_(_NONE_OPEN))
        else:
            self._mark(slice(0, position), _("Everything above is read already."))

    def mark_below(self, position: int | None = None) -> None:
        """Mark all below a position of the list as read; None: below the present article."""
        position = self._controller.position if position is None else position
        if position < 0:
            self.message.emit(_(_NONE_OPEN))
        else:
            self._mark(slice(position + 1, None), _("Everything below is read already."))

    def mark_section(self, section: tuple[str, ...]) -> None:
        """Mark all articles of a section as read, whatever is listed; () for the whole folder."""

        def which(library: Library) -> frozenset[str]:
            return library.unread_ids(library.rows(Query(section=section)))

        self._loader.keep_all_rows()
        self._statuses.mark_read(which, _(_ALL_READ))

    def mark_older(self, days: int) -> None:
        """Mark all of the list as read that is older than so many days."""
        before = time.time() - days * 86_400
        self._mark(slice(None), _("Everything that old is read already."), before)

    def _mark(self, part: slice, nothing: str, before: float = float("inf")) -> None:
        loader = self._loader

        def mark() -> None:
            rows: array[int] = loader.headlines.rows[part]

            def which(library: Library) -> frozenset[str]:
                return library.unread_ids(rows, before)

            loader.keep_all_rows()
            self._statuses.mark_read(which, nothing)

        loader.when_known(mark)

    def undo(self) -> None:
        """Take the last change of statuses back."""
        current = self._controller.current
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
