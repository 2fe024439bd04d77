"""A list whose rows are all of one height: nothing in it grows with the number of rows.

QListView asks the model for every row when the list changes, which takes 0.6 s for 100,000 rows.
Here a row's place is a multiplication.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QScrollBar, QStyleOptionViewItem

from reader.gui.system.shiboken_types import meet_viewport

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QItemSelection, QItemSelectionModel
    from PySide6.QtGui import QColor, QPaintEvent
    from PySide6.QtWidgets import QWidget

_Move = QAbstractItemView.CursorAction


class _ScrollBar(QScrollBar):
    """Shows what is chosen up to the pane's edge; its room is there also where nothing scrolls."""

    def __init__(self, rows: UniformList) -> None:
        super().__init__(Qt.Orientation.Vertical, rows)
        self._list = rows

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the grounds of the rows beside it, then the handle, where it has a way to go."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._list.ground)
        for top, colour in self._list.grounds():
            painter.fillRect(0, top, self.width(), self._list.row_height, colour)
        painter.end()
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class UniformList(QListView):
    """A QListView (for style sheets and screen readers) that lays out by arithmetic."""

    row_height = 40
    """Pixels of each row. Here, since Qt asks for rows while it still makes the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        meet_viewport(self)
        self.ground = self.palette().color(QPalette.ColorRole.Base)
        """The colour of what no row covers."""
        # What is scrolled is moved on the screen, not repainted: only over a ground of our own.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(_ScrollBar(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.hovered = -1
        """The position under the mouse, -1 for none."""

    def grounds(self) -> list[tuple[int, QColor]]:
        """Return the visible rows with a ground of their own: pixels from the top, colour."""
        return []

    def hover(self, position: int) -> None:
        """Take this row for the one under the mouse, -1 for none."""
        if position != self.hovered:
            before, self.hovered = self.hovered, position
            self.repaint_rows((before, position))

    def visible_rows(self) -> range:
        """Return the positions that are on the screen, also in part."""
        height, top = self.row_height, self.verticalScrollBar().value()
        last = (top + self.viewport().height() - 1) // height + 1
        return range(top // height, max(0, min(last, self._count())))

    def _count(self) -> int:
        model = self.model()
        return model.rowCount() if model is not None else 0

    def _rect(self, row: int) -> QRect:
        height = self.row_height
        top = row * height - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), height)

    # -- what Qt asks

    def doItemsLayout(self) -> None:
        """Lay nothing out; QListView's own would walk down all rows."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Let the scroll bar span all rows; one page of it is what is visible."""
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._count() * self.row_height - page))
        bar.setPageStep(page)
        QAbstractItemView.updateGeometries(self)

    def contentsSize(self) -> QSize:
        """Return the size of all rows, in pixels."""
        return QSize(self.viewport().width(), self._count() * self.row_height)

    def verticalOffset(self) -> int:
        """Return the pixels scrolled away above."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        """Return 0: nothing lies to the side."""
        return 0

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll what is painted already."""
        self.viewport().scroll(dx, dy)
        self.hover(-1)  # until the mouse moves again: the row under it is another now

    def visualRect(self, index: QModelIndex) -> QRect:  # type: ignore[override]  # or persistent
        """Return where a row stands in the viewport."""
        return self._rect(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the row under a point."""
        row = (point.y() + self.verticalScrollBar().value()) // self.row_height
        return self.model().index(row, 0) if 0 <= row < self._count() else QModelIndex()

    def scrollTo(
        self,
        index: QModelIndex,  # type: ignore[override]  # or persistent, as Qt has it
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll just so far that the row is visible, or to where the hint wants it."""
        if not index.isValid():
            return
        bar, height, page = self.verticalScrollBar(), self.row_height, self.viewport().height()
        top, value = index.row() * height, self.verticalScrollBar().value()
        if hint is QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(top)
        elif hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(top - (page - height) // 2)
        elif hint is QAbstractItemView.ScrollHint.PositionAtBottom or top + height > value + page:
            bar.setValue(top + height - page)
        if hint is QAbstractItemView.ScrollHint.EnsureVisible and top < value:
            bar.setValue(top)

    def moveCursor(self, action: _Move, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return the row that a key of Qt's own leads to."""
        count, here = self._count(), self.currentIndex().row()
        if not count:
            return QModelIndex()
        page = max(1, self.viewport().height() // self.row_height)
        by = {
            _Move.MoveUp: -1,
            _Move.MovePrevious: -1,
            _Move.MoveDown: 1,
            _Move.MoveNext: 1,
            _Move.MovePageUp: -page,
            _Move.MovePageDown: page,
            _Move.MoveHome: -count,
            _Move.MoveEnd: count,
        }.get(action, 0)
        return self.model().index(min(max(here + by, 0), count - 1), 0)

    def isIndexHidden(self, _index: QModelIndex) -> bool:  # type: ignore[override]  # or persistent
        """Return False: no row is hidden."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the row at the top of this rectangle: one at a time."""
        index = self.indexAt(QPoint(0, rect.normalized().top()))
        if index.isValid():
            self.selectionModel().select(index, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return what is to be painted again when the selection changed."""
        region = QRegion()
        seen = self.visible_rows()
        for part in map(selection.at, range(selection.count())):
            first, last = max(part.top(), seen.start), min(part.bottom(), seen.stop - 1)
            if first <= last:
                region += self._rect(first).united(self._rect(last))
        return region

    def repaint_rows(self, positions: Iterable[int]) -> None:
        """Repaint these rows, where they are visible."""
        seen = self.visible_rows()
        bar = self.verticalScrollBar()
        for position in positions:
            if position in seen:
                place = self._rect(position)
                self.viewport().update(place)
                bar.update(0, place.top(), bar.width(), place.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the visible rows."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.ground)
        rows = self.visible_rows()
        if not rows:
            painter.end()
            return
        from PySide6.QtWidgets import QStyle  # late: its many names take 10 ms of a start

        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected)
        focus = QStyle.StateFlag.State_HasFocus
        active, under_mouse = QStyle.StateFlag.State_Active, QStyle.StateFlag.State_MouseOver
        if self.isActiveWindow():
            plain |= active
        model, delegate = self.model(), self.itemDelegate()
        current = self.currentIndex().row() if self.hasFocus() else -1
        chosen = self.selectionModel()
        region = event.region()
        for row in rows:
            rect = self._rect(row)
            if not region.intersects(rect):
                continue
            index = model.index(row, 0)
            state = plain
            if chosen.isSelected(index):
                state |= QStyle.StateFlag.State_Selected
            if row == current:
                state |= focus
            if row == self.hovered:
                state |= under_mouse
            option.rect = rect
            option.state = state
            delegate.paint(painter, option, index)
        painter.end()
