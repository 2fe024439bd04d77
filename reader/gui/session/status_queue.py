"""What the person does to articles: read, starred, undone; shown at once, written behind.

What cannot be written (a full disk, a file that another program holds) is held here, shown all the
same, and written when it can be.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.session.status_change import Change, HeldMarks
from reader.gui.system.threads import NOW
from reader.language import _, ngettext, pgettext
from reader.markup.text.plain import quoted
from reader.model import BroadsheetError

if TYPE_CHECKING:
    from pathlib import Path

    from reader.gui.session.headline_model import HeadlineModel
    from reader.gui.session.library_worker import LibraryWorker
    from reader.library.library import Library


RETRY_MS = 1000


class StatusQueue(QObject):
    """Set statuses and take them back."""

    changed = Signal(list)
    """The rows whose status is another now."""
    message = Signal(str)
    """A sentence: what was done."""
    trouble = Signal(str)
    """A sentence: what the library could not do."""
    held = Signal(str)
    """A sentence while something cannot be written, "" when all is on disk."""
    worked_off = Signal()
    """All that was noted at once is carried over."""
    all_changed = Signal()
    """Statuses are others than those that are shown, whichever they are."""

    def __init__(
        self, library: LibraryWorker, headlines: HeadlineModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._headlines = headlines
        self._undo: list[Change] = []
        # The library thread takes from the left what it has written.
        self._queue: deque[Change] = deque()
        self._written: deque[Change] = deque()
        # What was written since many marks were noted is shown as they are: with them it ends.
        self._with_many: list[Change] = []
        self._working_off = False
        self._marking = itertools.count()
        self._holding: set[Change] = set()
        # What the library thread found that a merge which cannot be undone on disk would change.
        self._held_marks: dict[Change, HeldMarks] = {}
        self._shown_merges: set[Change] = set()
        self._positions: dict[str, tuple[int, int]] = {}
        self._failing = False
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self._write)
        self._folder = ""

    @property
    def unwritten(self) -> int:
        """Return how many marks are not on disk (places in texts aside)."""
        return sum(change.count for change in list(self._queue) if change.kind != "position")

    @property
    def depth(self) -> int:
        """Return how many changes can be undone."""
        return len(self._undo)

    def set_read(
        self, ids: Iterable[str], read: bool, said: str, *, depth: int | None = None
    ) -> None:
        """Mark as read or unread. depth: undone as if it had come after so many changes."""
        self._do(Change("read", frozenset(ids), read, said, self._folder), depth=depth)

    def set_starred(self, ids: Iterable[str], starred: bool) -> None:
        """Star, or take the star away."""
        said = pgettext("undone", "Starred") if starred else pgettext("undone", "Star removed")
        self._do(Change("starred", frozenset(ids), starred, said, self._folder))

    def mark_read(self, which: Callable[[Library], frozenset[str]], nothing: str) -> None:
        """Mark those as read that `which` finds unread, in one step that can be undone.

        nothing: what is said where there are none.
        """

        def done(ids: frozenset[str]) -> None:
            if not ids:
                self.message.emit(nothing)
                return
            number = len(ids)
            said = ngettext("Marked {count:,} as read", "Marked {count:,} as read", number)
            self._do(Change("read", ids, True, said.format(count=number), self._folder))
            sentence = ngettext(
                "Marked {count:,} as read. Ctrl+Z takes it back.",
                "Marked {count:,} as read. Ctrl+Z takes it back.",
                number,
            )
            self.message.emit(sentence.format(count=number))

        # A mark pressed meanwhile does not wait for it, and a second one does not replace it.
        key = f"mark {next(self._marking)}"
        self._library.ask(which, done, lambda error: self.trouble.emit(error.sentence), key=key)

    def undo(self) -> Change | None:
        """Take the last change back, and give it; None where there is nothing left."""
        if not self._undo:
            self.message.emit(_("Nothing to undo."))
            return None
        last = self._undo.pop()
        if last.kind in ("merge", "again"):
            self._queue.append(replace(last))
            self._write()
        else:
            self._do(Change(last.kind, last.ids, not last.value), undo=False)
        self.message.emit(_undone(last, elsewhere=last.folder != self._folder))
        return last

    def merged(self, number: int, articles: int, said: str) -> None:
        """Have undo take back a merge, which changed the marks of so many articles."""
        self._undo.append(Change("merge", (), number, said, self._folder, merged=articles))
        self.all_changed.emit()

    def work_off(self) -> None:
        """Carry over what was noted at once, by whomever."""
        self._write()

    def set_position(self, article_id: str, position: int, progress: int) -> None:
        """Remember the place in the text, and how much of it was read (percent)."""
        if self._failing:
            self._positions[article_id] = (position, progress)
        else:
            self._queue.append(Change("position", (article_id,), position, progress=progress))
            self._write()

    def finish(self, article_id: str, position: int, progress: int) -> None:
        """Take it as read to its end, wherever that is; so far so much of it was (percent)."""
        self.set_position(article_id, position, 100)
        said = _("Removed from Continue Reading")
        self._undo.append(Change("again", (article_id,), position, said, self._folder, progress))

    def set_folder(self, folder: Path) -> None:
        """Name this folder with what is done from now on."""
        self._folder = folder.name or str(folder)

    def set_library(self, why_read_only: str) -> None:
        """Write to another library, which shows what is held too.

        why_read_only: a sentence where it cannot be written now, "" where it can.
        """
        self.held.emit(why_read_only and _tried_again(why_read_only))
        self._holding = set()
        self._write()  # also what the former one noted

    def hold(self, sentence: str) -> None:
        """Tell why nothing can be written now: the library cannot be opened."""
        self.held.emit(_tried_again(sentence))

    def _do(self, change: Change, *, undo: bool = True, depth: int | None = None) -> None:
        value = bool(change.value)
        if change.kind == "read":
            rows = self._headlines.set_status(change.ids, read=value)
        else:
            rows = self._headlines.set_status(change.ids, starred=value)
        self._queue.append(change)
        if undo:
            self._undo.insert(len(self._undo) if depth is None else depth, change)
        self._write()
        self.changed.emit(rows)

    # -- writing

    def _write(self) -> None:
        queue, written, holding = self._queue, self._written, self._holding
        held_marks = self._held_marks

        def work(library: Library) -> bool:
            while queue:
                try:
                    queue[0].write(library)
                except BroadsheetError:
                    for change in list(queue):
                        if change not in holding:
                            if marks := change.hold(library):
                                held_marks[change] = marks
                            holding.add(change)
                    raise
                change = queue.popleft()
                holding.discard(change)
                written.append(change)
            return library.is_pending

        self._library.ask(work, self._succeeded, self._failed, urgency=NOW, behind=True)

    def _take_written(self) -> None:
        while self._written:
            change = self._written.popleft()
            if change.kind == "position":
                continue
            if change.kind == "again":
                self.changed.emit([])  # to be counted
            elif change.is_large or self._with_many:
                self._with_many.append(change)
            else:
                self._headlines.written(change.ids)

    def _work_off(self, library: Library) -> bool:
        """On the library's thread: one piece, and the next behind what is more urgent."""
        more = library.work_off()
        if more:
            self._library.go_on_with(self._work_off, self._worked_off, self._not_worked_off)
        return more

    def _worked_off(self, more: bool) -> None:
        if more:
            return
        self._working_off = False
        with_many, self._with_many = self._with_many, []
        for change in with_many:
            if change.kind != "merge":
                self._headlines.written(change.ids)
            for ids, _mark in self._held_marks.pop(change, ()):
                self._headlines.written(ids)
            self._shown_merges.discard(change)
        if any(change.kind == "merge" for change in with_many):
            self.all_changed.emit()
        self.changed.emit([])
        self.worked_off.emit()

    def _not_worked_off(self, error: BroadsheetError) -> None:
        self._working_off = False
        self._failed(error)

    def _succeeded(self, pending: bool) -> None:
        self._take_written()
        if pending and not self._working_off:
            self._working_off = True
            self._library.ask(self._work_off, self._worked_off, self._not_worked_off)
        elif not pending and not self._working_off:
            if self._with_many:
                self._worked_off(more=False)  # another library has done it
            else:
                self.worked_off.emit()
        if self._failing:
            self._failing = False
            self._retry.stop()
            self.held.emit("")
            positions, self._positions = self._positions, {}
            for article_id, position in positions.items():
                self.set_position(article_id, *position)
            self.message.emit(_("All marks are saved now."))

    def _failed(self, error: BroadsheetError) -> None:
        self._take_written()
        self._failing = True
        self.held.emit(
            _(
                "{what_failed} What you mark is kept in memory, and saved as soon as that works."
            ).format(what_failed=error.sentence)
        )
        self._retry.start()
        for change, marks in list(self._held_marks.items()):
            if change not in self._shown_merges:
                self._shown_merges.add(change)
                for ids, mark in marks:
                    self._headlines.set_status(ids, **mark)
                self.all_changed.emit()


def _tried_again(what_failed: str) -> str:
    return _("{what_failed} It is tried again every few seconds.").format(what_failed=what_failed)


def _undone(change: Change, *, elsewhere: bool) -> str:
    """Return the sentence about what was taken back; elsewhere: in a folder left since."""
    number = change.count
    if number > 1 and elsewhere:
        sentence = _("Undone: {what} ({count:,} articles) in {folder}.")
    elif number > 1:
        sentence = _("Undone: {what} ({count:,} articles).")
    elif elsewhere:
        sentence = _("Undone: {what} in {folder}.")
    else:
        sentence = _("Undone: {what}.")
    return sentence.format(what=change.said, count=number, folder=quoted(change.folder))
