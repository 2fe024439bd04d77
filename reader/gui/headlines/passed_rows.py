"""Rows that the person scrolled past: they were on screen, and left it at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from reader.gui.headlines.uniform_list import UniformList
    from reader.gui.session.headline_model import HeadlineModel


class PassedRows(QObject):
    """Tell of them when scrolling has come to rest. What moves by itself passes nothing."""

    passed = Signal(list)
    """The ids of unread articles."""

    def __init__(self, view: UniformList, headlines: HeadlineModel) -> None:
        super().__init__(view)
        self._view = view
        self._headlines = headlines
        self._first = 0
        self._by_hand = False
        self._ids: dict[str, None] = {}
        bar = view.verticalScrollBar()
        bar.actionTriggered.connect(self._moved_by_hand)
        bar.valueChanged.connect(self._moved)
        headlines.modelReset.connect(self._begin_again)

    def take(self) -> None:
        """Tell of those that were passed since."""
        self._by_hand = False
        ids, self._ids = list(self._ids), {}
        if ids:
            self.passed.emit(ids)

    def _moved_by_hand(self) -> None:
        self._by_hand = True

    def _begin_again(self) -> None:
        self._ids = {}
        self._first = self._view.visible_rows().start

    def _moved(self) -> None:
        seen = self._view.visible_rows()
        before, self._first = self._first, seen.start
        # A jump of more than a page passes what was never seen.
        if not self._by_hand or not 0 < seen.start - before <= len(seen):
            return
        for position in range(before, seen.start):
            headline = self._headlines.loaded(position)
            if headline is not None and not headline.status.read:
                self._ids[headline.id] = None
