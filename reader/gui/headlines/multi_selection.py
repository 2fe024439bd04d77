"""Several rows of the list at once, for commands: which they are, however the list is renewed.

Reading goes on undisturbed: the list's current row stays what is read, whatever is selected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListView

    from reader.gui.session.headline_model import HeadlineModel


_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect


class MultiSelection(QObject):
    """The rows selected in one list: none, or more than one. Kept by row, not by position."""

    changed = Signal(int)
    """How many are selected now."""

    def __init__(self, view: QListView, headlines: HeadlineModel) -> None:
        super().__init__(view)
        self._view = view
        self._headlines = headlines
        self._rows: set[int] = set()
        self._anchor = self._edge = -1
        self._told = 0
        headlines.modelReset.connect(self._show_again)

    def rows(self) -> list[int]:
        """Return the article rows selected, in the list's order; none unless more than one is."""
        if not self._rows:
            return []
        found = list(filter(self._rows.__contains__, self._headlines.rows))
        return found if len(found) > 1 else []

    def __bool__(self) -> bool:
        """Return whether any are selected."""
        return bool(self._rows)

    def extend(self, by: int) -> int:
        """Select one row more (or less) from the last one; return the position reached."""
        start = self._headlines.position_of(self._edge) if self._rows else self._current()
        last = len(self._headlines.rows) - 1
        position = min(max(start + by, 0), last) if start >= 0 else self._current()
        if position >= 0:
            self.extend_to(position)
        return position

    def extend_to(self, position: int) -> None:
        """Select all rows from the one where selecting began to this one."""
        rows = self._headlines.rows
        anchor = self._headlines.position_of(self._anchor) if self._rows else self._current()
        anchor = anchor if anchor >= 0 else position
        self._anchor, self._edge = rows[anchor], rows[position]
        self._set(set(rows[min(anchor, position) : max(anchor, position) + 1]))

    def toggle(self, position: int) -> None:
        """Select this row, or no longer."""
        row, current = self._headlines.rows[position], self._current()
        rows = set(self._rows)
        if not rows and current >= 0:
            rows.add(self._headlines.rows[current])
        rows ^= {row}
        self._anchor = self._edge = row
        self._set(rows)

    def select_all(self) -> None:
        """Select every row of the list."""
        rows = self._headlines.rows
        if rows:
            self._anchor, self._edge = rows[0], rows[-1]
            self._set(set(rows))

    def clear(self) -> bool:
        """Select none but the one that is read; return whether others were selected."""
        if not self._rows:
            return False
        self._set(set())
        return True

    def show(self) -> None:
        """Show in the list which rows are selected."""
        model = self._view.selectionModel()
        if not self._rows:
            model.select(self._view.currentIndex(), _ONLY)
            return
        selection = QItemSelection()
        # A byte a row: with a hundred thousand rows all else would be felt.
        mask = bytes(map(self._rows.__contains__, self._headlines.rows))
        start = mask.find(1)
        while start >= 0:
            end = mask.find(0, start)
            end = len(mask) if end < 0 else end
            selection.select(self._headlines.index(start), self._headlines.index(end - 1))
            start = mask.find(1, end)
        model.select(selection, _ONLY)

    def _show_again(self) -> None:
        """Qt forgets what is selected when the rows are replaced."""
        if self._rows:
            self.show()

    def _current(self) -> int:
        return self._view.currentIndex().row()

    def _set(self, rows: set[int]) -> None:
        # One row alone is no selection: commands then mean the article that is read.
        self._rows = rows if len(rows) > 1 else set()
        self.show()
        if len(self._rows) != self._told:
            self._told = len(self._rows)
            self.changed.emit(self._told)
