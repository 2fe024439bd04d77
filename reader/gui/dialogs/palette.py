"""The command palette: one field that finds whatever can be done or gone to, by its name.

It lies over the window as a part of it: no window of its own, so that input methods work in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from reader.gui.dialogs.palette_search import Found, Offer, search
from reader.gui.style.theme import LIGHT
from reader.gui.system.shiboken_types import meet_viewport
from reader.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QFocusEvent, QFont
    from PySide6.QtWidgets import QStyleOptionViewItem

    from reader.gui.style.theme import Theme

WIDTH, MARGIN = 620, 20
"""Pixels: of the palette at most, and beside it at least."""
ROWS = 12
"""So many entries are seen at once where the window is high enough."""
INSET = 12
_COMES_BACK = {
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.PopupFocusReason,
}
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: ROWS - 1,
    Qt.Key.Key_PageUp: 1 - ROWS,
}


class _Model(QAbstractListModel):
    """What was found, from the top."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: list[Found] = []

    def show(self, found: list[Found]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.found)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        offer = self.found[index.row()].offer
        return "  ".join(filter(None, (offer.name, offer.context, offer.key)))


class _Delegate(QStyledItemDelegate):
    """Name at the left with the letters that were found, beside it where it belongs; its key."""

    theme: Theme = LIGHT

    def __init__(self, view: QListView, model: _Model) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.under_mouse = -1

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, option.fontMetrics.height() + 12)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, found = self.theme, self._model.found[index.row()]
        offer, rect = found.offer, QRect(option.rect)
        chosen = index.row() == self._view.currentIndex().row()
        painter.save()
        if chosen or index.row() == self.under_mouse:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection if chosen else theme.hover))
            painter.drawRoundedRect(rect.adjusted(6, 0, -6, 0), 6, 6)
        soft = QColor(theme.text_soft if offer.possible else theme.text_faint)
        plain = QColor(theme.selection_text if chosen else theme.text)
        rect = rect.adjusted(6 + INSET, 0, -6 - INSET, 0)
        metrics = option.fontMetrics
        painter.setFont(option.font)
        painter.setPen(soft)
        key = QRect(rect)
        if offer.key:
            painter.drawText(key, _RIGHT, offer.key)
            rect.setRight(rect.right() - metrics.horizontalAdvance(offer.key) - 16)
        name = metrics.elidedText(offer.name, Qt.TextElideMode.ElideRight, rect.width())
        colour = plain if offer.possible else QColor(theme.text_faint)
        marked = QColor(theme.accent) if offer.possible else colour
        width = _draw(painter, option.font, rect, name, colour, marked, found)
        beside = found.beside
        if beside:
            rect.setLeft(rect.left() + width + 12)
            painter.setPen(soft)
            painter.drawText(
                rect, _LEFT, metrics.elidedText(beside, Qt.TextElideMode.ElideMiddle, rect.width())
            )
        painter.restore()


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class Palette(QWidget):
    """Lies over its parent while it is open: a press beside its box closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setObjectName("Palette")
        self.hide()
        self._offers: Sequence[Offer] = ()
        self._before: QWidget | None = None
        """Who had the keyboard before."""
        box = self._box = QFrame(self)
        box.setObjectName("PaletteBox")
        self.field = _Field(self)
        self.list = QListView()
        meet_viewport(self.list)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = _Model(self)
        self._delegate = _Delegate(self.list, self._model)
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.list.entered.connect(self._entered)
        self.list.clicked.connect(self._run)
        column = QVBoxLayout(box)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.field.textChanged.connect(self._search)

    def open(self, offers: Sequence[Offer], theme: Theme) -> None:
        """Show what is offered, in this order while nothing is typed."""
        self._offers = offers
        if theme is not self._delegate.theme or not self.styleSheet():
            self._delegate.theme = theme
            self.setStyleSheet(_style(theme))
        self.field.setPlaceholderText(_("A command, a folder, a section"))
        self.field.setAccessibleName(_("Command Palette"))
        self.list.setAccessibleName(_("Found"))
        self._before = QApplication.focusWidget()
        self._window.installEventFilter(self)
        if self.field.text():
            self.field.clear()
        else:
            self._search()
        self._lay_out()
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_again(self) -> None:
        """Close, and give the keyboard back to who had it."""
        if self.isHidden():
            return
        self._window.removeEventFilter(self)
        has_focus = self.field.hasFocus()
        self.hide()
        if has_focus and self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._offers, self._before = (), None
        self._model.show([])

    def shown(self) -> list[Offer]:
        """Return what is listed, from the top."""
        return [found.offer for found in self._model.found]

    def move_by(self, rows: int) -> None:
        """Choose an entry so far below (or above) the chosen one; from the ends, the other end."""
        count, here = len(self._model.found), self.list.currentIndex().row()
        if count:
            there = (here + rows) % count if abs(rows) == 1 else min(max(here + rows, 0), count - 1)
            self.list.setCurrentIndex(self._model.index(there))
            self.list.viewport().update()

    def run_chosen(self) -> None:
        """Do what the chosen entry stands for."""
        self._run(self.list.currentIndex())

    def _run(self, index: QModelIndex) -> None:
        if index.isValid() and (offer := self._model.found[index.row()].offer).possible:
            self.close_again()
            offer.run()

    def _search(self) -> None:
        self._model.show(search(self._offers, self.field.text()))
        self._delegate.under_mouse = -1
        self.list.setCurrentIndex(self._model.index(0))
        self.list.scrollToTop()

    def _entered(self, index: QModelIndex) -> None:
        self._delegate.under_mouse = index.row()
        self.list.viewport().update()

    def _lay_out(self) -> None:
        window = self._window
        self.setGeometry(window.rect())
        width = min(WIDTH, window.width() - 2 * MARGIN)
        top = MARGIN * 2
        row = self.fontMetrics().height() + 12
        height = self.field.sizeHint().height() + ROWS * row + 28
        self._box.setGeometry(
            (window.width() - width) // 2, top, width, min(height, window.height() - top - MARGIN)
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place in a window that changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._lay_out()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close at a press beside the box."""
        if not self._box.geometry().contains(event.position().toPoint()):
            self.close_again()
        event.accept()


class _Field(QLineEdit):
    """What is looked for; the keys that move in the list, run and close are taken here."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self.setMaxLength(200)

    def event(self, event: QEvent) -> bool:
        """Keep the key that closes from the commands of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, run or close by the keys that do it everywhere."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self._palette.move_by(_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._palette.run_chosen()
        elif key == Qt.Key.Key_Escape:
            self._palette.close_again()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close where a command put the keyboard elsewhere; menus and windows give it back."""
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self._palette.close_again()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move in the list by Tab, too: the keyboard stays here."""
        self._palette.move_by(1 if forward else -1)
        return True


def _style(theme: Theme) -> str:
    """Return the style sheet of the palette in these colours."""
    t = theme
    return f"""
#PaletteBox {{ background: {t.pane}; border: 1px solid {t.field_line}; border-radius: 9px; }}
#PaletteBox QListView {{ background: {t.pane}; border: none; }}
"""


def _draw(
    painter: QPainter,
    font: QFont,
    rect: QRect,
    text: str,
    colour: QColor,
    marked: QColor,
    found: Found,
) -> int:
    """Draw a name with the letters that were looked for; return its width in pixels."""
    layout = QTextLayout(text, font)
    shape = QTextCharFormat()
    shape.setForeground(marked)
    shape.setFontWeight(font.Weight.DemiBold)
    spans = []
    for start, length in found.spans:
        if start + length <= len(text):
            span = QTextLayout.FormatRange()
            span.start, span.length, span.format = start, length, shape
            spans.append(span)
    layout.setFormats(spans)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    painter.setPen(colour)
    top = rect.top() + (rect.height() - line.height()) / 2
    layout.draw(painter, QPoint(rect.left(), round(top)))
    return round(line.naturalTextWidth())
