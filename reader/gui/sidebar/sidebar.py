"""The sidebar: the views of reader/views.py, then the folder's tree with its unread counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.gui.style.icons import SIDE, sign
from reader.gui.style.labels import tooltip
from reader.gui.style.theme import LIGHT
from reader.gui.system.shiboken_types import meet_viewport
from reader.language import _, listed, ngettext
from reader.markup.text.plain import isolated, one_line
from reader.model import CATEGORIES, Query
from reader.views import ALL, UNREAD, VIEWS

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QLabel, QStyleOptionViewItem

    from reader.gui.style.theme import Theme
    from reader.model import Counts, Coverage, Section


_COUNT = Qt.ItemDataRole.UserRole
_QUERY = Qt.ItemDataRole.UserRole + 1
_HEAD = Qt.ItemDataRole.UserRole + 2
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole
HEAD_SIZE, COUNT_SIZE = 0.85, 0.88
"""Of the folder's name and of the figures, in sizes of the font."""
ROW = 30
INSET = 8
"""Pixels between a pane's edges and the chosen entry's ground, left and right alike."""
INDENT = 20
TEXT = 12
"""Pixels from an entry's branch to its text: one column, for views and sections alike."""
_BACK, _FORWARD = Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton
_OWN_KEYS = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
}


class _Delegate(QStyledItemDelegate):
    """Name at the left, count at the right, both plain text."""

    theme: Theme = LIGHT

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show an entry's name in full where it is cut, and what else there is to say of it."""
        from PySide6.QtWidgets import QToolTip  # late: a start does not pay for it

        rect = view.visualRect(index)
        said = "\n".join(filter(None, (self.cut(index, rect), index.data(_TOOL_TIP))))
        QToolTip.showText(event.globalPos(), tooltip(said), view.viewport(), rect)
        return True

    def cut(self, index: QModelIndex | QPersistentModelIndex, rect: QRect) -> str:
        """Return an entry's name, where this place of it has no room for all of it."""
        name, font = str(index.data()), self._tree.font()
        room = rect.width() - TEXT - 2 * INSET
        if index.data(_HEAD):
            font = _smaller(font, HEAD_SIZE)
            font.setWeight(QFont.Weight.DemiBold)
        elif count := index.data(_COUNT) or 0:
            room -= QFontMetrics(_smaller(font, COUNT_SIZE)).horizontalAdvance(f"{count:,}") + 8
        return name if QFontMetrics(font).horizontalAdvance(name) > room else ""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        metrics = option.fontMetrics
        height = max(ROW, metrics.height() + 12)
        return QSize(120, height + 10 if index.data(_HEAD) else height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self.theme
        rect: QRect = QRect(option.rect)
        font = QFont(option.font)
        painter.save()
        if index.data(_HEAD):
            font = _smaller(font, HEAD_SIZE)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(theme.text_faint))
            text = painter.fontMetrics().elidedText(
                str(index.data()), Qt.TextElideMode.ElideMiddle, rect.width() - TEXT - 2 * INSET
            )
            painter.drawText(
                rect.adjusted(TEXT, 8, -2 * INSET, 0),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                text,
            )
            painter.restore()
            return
        # Not asked of option.state: to make QStyle's many names takes 10 ms of the start.
        chosen = self._tree.selectionModel().isSelected(index)
        focused = chosen and self._tree.hasFocus()
        painter.setPen(QColor(theme.selection_text if focused else theme.text))
        right = rect.right() + 1 - 2 * INSET
        count = index.data(_COUNT) or 0
        if count:
            painter.setFont(_smaller(font, COUNT_SIZE))
            text = f"{count:,}"
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.setPen(QColor(theme.selection_text if focused else theme.text_soft))
            painter.drawText(
                QRect(right - width, rect.top(), width, rect.height()),
                Qt.AlignmentFlag.AlignVCenter,
                text,
            )
            right -= width + 8
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        left = rect.left() + TEXT
        if isinstance(icon, QIcon):
            icon.paint(painter, QRect(left - SIDE - INSET, rect.top(), SIDE, rect.height()))
        painter.setFont(font)
        painter.setPen(QColor(theme.selection_text if focused else theme.text))
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, right - left
        )
        painter.drawText(
            QRect(left, rect.top(), right - left, rect.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            text,
        )
        painter.restore()


def _smaller(font: QFont, share: float) -> QFont:
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * share)
    else:
        made.setPixelSize(round(font.pixelSize() * share))
    return made


class Sidebar(QTreeWidget):
    """Chooses what is listed."""

    chosen = Signal(object)
    """The Query to list."""
    entered = Signal()
    """Return was pressed: on to the list."""

    def __init__(self) -> None:
        super().__init__()
        meet_viewport(self)
        self.setObjectName("Sidebar")
        self.setHeaderHidden(True)
        self.setIndentation(INDENT)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setExpandsOnDoubleClick(True)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self._sections: dict[tuple[str, ...], QTreeWidgetItem] = {}
        self._views: dict[str, QTreeWidgetItem] = {}
        """The entry of each view, by its id."""
        self._following = False
        for view in VIEWS:
            item = QTreeWidgetItem()
            item.setData(0, _QUERY, Query(view.id))
            self.addTopLevelItem(item)
            self._views[view.id] = item
        self._head = QTreeWidgetItem([""])
        self._head.setData(0, _HEAD, True)
        self._head.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addTopLevelItem(self._head)
        self.currentItemChanged.connect(self._moved)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the views in the language that is spoken now."""
        self.setAccessibleName(_("Sections"))
        for view in VIEWS:
            self._views[view.id].setText(0, _(view.label))
        self.setHeaderLabels([_("Sections")])
        for item in self._all():
            _say(item)

    def set_theme(self, theme: Theme) -> None:
        """Paint the sidebar in these colours."""
        self._delegate.theme = theme
        for view in VIEWS:
            colour = getattr(theme, view.colour)
            self._views[view.id].setIcon(0, QIcon(sign(view.icon, colour)))
        self.viewport().update()

    def set_folder(self, name: str) -> None:
        """Name the folder, and drop the tree of the former one."""
        self._head.setText(0, one_line(name))
        for item in [item for path, item in self._sections.items() if len(path) == 1]:
            self.takeTopLevelItem(self.indexOfTopLevelItem(item))
        self._sections.clear()

    def show_counts(self, counts: Counts, sections: list[Section]) -> None:
        """Bring figures and tree up to date; what is open stays open."""
        for view in VIEWS:
            if view.counted:
                self._views[view.id].setData(0, _COUNT, counts.of(view.id))
                _say(self._views[view.id])
        self._following = True
        current = self.currentItem()
        wanted = {section.path for section in sections}
        for path in sorted((p for p in self._sections if p not in wanted), key=len, reverse=True):
            self._remove(path)
        before: dict[tuple[str, ...], int] = {}
        for section in sections:
            parent = section.path[:-1]
            item = self._sections.get(section.path)
            if item is None:
                item = self._insert(section.path, before.get(parent, 0))
            before[parent] = before.get(parent, 0) + 1
            if item.data(0, _COUNT) != section.unread:
                item.setData(0, _COUNT, section.unread)
                _say(item)
        if current is not None and self.currentItem() is not current and current in self._all():
            self.setCurrentItem(current)
        self._following = False

    def show_coverage(self, coverage: dict[tuple[str, ...], Coverage]) -> None:
        """Say of each section how many of its pictures are kept."""
        for path, item in [((), self._views[ALL]), *self._sections.items()]:
            found = coverage.get(path)
            item.setToolTip(0, found.sentence if found is not None else "")

    def sections(self) -> list[tuple[str, ...]]:
        """Return the paths of all sections, those that lie in others behind them."""
        return sorted(self._sections)

    def follow(self, query: Query) -> None:
        """Mark what is listed; nothing where that is a category, which has no entry here."""
        of_category = query.section[:1] == (CATEGORIES,)
        item = self._sections.get(query.section) or self._views[query.view]
        self._following = True
        if of_category:
            self.setCurrentIndex(QModelIndex())
        elif self.currentItem() is not item:
            self.setCurrentItem(item)
        self._following = False

    def query_at(self, point: QPoint) -> tuple[Query | None, QPoint]:
        """Return what an entry lists, and a point in it; beside all entries, of the current one."""
        item = self.itemAt(point) if self.viewport().rect().contains(point) else None
        if item is None:
            item = self.currentItem()
            point = self.visualItemRect(item).center() if item is not None else point
        query = item.data(0, _QUERY) if item is not None else None
        return (query if isinstance(query, Query) else None), point

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose by the left button alone: the right one opens a menu, and lists nothing."""
        if event.button() == Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        else:
            event.setAccepted(event.button() not in (_BACK, _FORWARD))  # those are the window's

    def open_or_enter(self) -> bool:
        """Open a closed branch; return False where there is nothing to open."""
        item = self.currentItem()
        if item is None or item.childCount() == 0 or item.isExpanded():
            return False
        item.setExpanded(True)
        return True

    def close_or_leave(self) -> None:
        """Close an open branch, or go to the entry above it."""
        item = self.currentItem()
        if item is None:
            return
        if item.childCount() and item.isExpanded():
            item.setExpanded(False)
        elif (above := item.parent()) is not None:
            self.setCurrentItem(above)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move in the tree from the commands of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _OWN_KEYS
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the list by Return."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _text: str) -> None:
        """Do nothing: letters are commands."""

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground of the whole row, where it is chosen, a small triangle and no lines."""
        theme = self._delegate.theme
        row = QRect(0, rect.top(), self.viewport().width(), rect.height())
        painter.fillRect(row, QColor(theme.sidebar))  # over the chosen row's colour
        item = self.itemFromIndex(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if item is not None and item.isSelected():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(
                QColor(theme.selection if self.hasFocus() else theme.selection_inactive)
            )
            painter.drawRoundedRect(row.adjusted(0, 1, -INSET, -1), 6, 6)
            if self.hasFocus():
                painter.setBrush(QColor(theme.accent))
                painter.drawRoundedRect(QRect(0, row.top() + 6, 3, row.height() - 12), 1.5, 1.5)
        if item is None or item.childCount() == 0:
            painter.restore()
            return
        painter.translate(rect.right() + 1 + TEXT - SIDE / 2 - INSET, rect.center().y() + 0.5)
        if item.isExpanded():
            painter.rotate(90)
        pen = painter.pen()
        pen.setColor(QColor(theme.text_faint))
        pen.setWidthF(1.5)
        painter.setPen(pen)
        painter.drawLine(-2, -4, 2, 0)
        painter.drawLine(2, 0, -2, 4)
        painter.restore()

    def _moved(self, item: QTreeWidgetItem | None, _previous: QTreeWidgetItem | None) -> None:
        if item is not None and not self._following:
            query = item.data(0, _QUERY)
            if isinstance(query, Query):
                self.chosen.emit(query)

    def _all(self) -> list[QTreeWidgetItem]:
        return [*self._views.values(), *self._sections.values()]

    def _insert(self, path: tuple[str, ...], place: int) -> QTreeWidgetItem:
        item = QTreeWidgetItem([one_line(path[-1])])
        item.setData(0, _QUERY, Query(section=path))
        parent = self._sections.get(path[:-1])
        if parent is not None:
            parent.insertChild(place, item)
        else:
            self.insertTopLevelItem(len(self._views) + 1 + place, item)
        self._sections[path] = item
        return item

    def _remove(self, path: tuple[str, ...]) -> None:
        item = self._sections.pop(path)
        parent = item.parent()
        if parent is not None:
            parent.removeChild(item)
        else:
            self.takeTopLevelItem(self.indexOfTopLevelItem(item))


def _say(item: QTreeWidgetItem) -> None:
    """Have a screen reader say what an entry shows: its name, its count, its level in the tree."""
    level, above = 1, item.parent()
    while above is not None:
        level, above = level + 1, above.parent()
    count, query = item.data(0, _COUNT) or 0, item.data(0, _QUERY)
    said = [isolated(item.text(0))]
    if count and not query.section and query.view != UNREAD:
        said.append(ngettext("{count:,} article", "{count:,} articles", count).format(count=count))
    elif count:
        said.append(ngettext("{count:,} unread", "{count:,} unread", count).format(count=count))
    said.append(_("level {number}").format(number=level))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, listed(said))


def with_foot(sidebar: Sidebar, foot: QLabel) -> QWidget:
    """Return a widget of the sidebar over a small line of text."""
    foot.setObjectName("SidebarFoot")
    foot.setTextFormat(Qt.TextFormat.PlainText)
    foot.setWordWrap(True)
    foot.setContentsMargins(14, 6, 10, 8)
    foot.hide()
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(sidebar, 1)
    column.addWidget(foot)
    return holder
