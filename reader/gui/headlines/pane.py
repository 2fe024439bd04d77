"""The list pane: headlines under the name of what is listed, with the search field above."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from reader.gui.headlines.delegate import HeadlineDelegate
from reader.gui.headlines.multi_selection import MultiSelection
from reader.gui.headlines.uniform_list import UniformList
from reader.markup.text.plain import said

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

    from reader.gui.pictures.loader import PictureLoader
    from reader.gui.session.headline_model import HeadlineModel
    from reader.gui.style.theme import Theme


SEARCH_AFTER_MS = 0
"""A letter is searched for at once: a later one ends the search for the former."""
REST_MS = 45
"""So long after a step nobody holds a key down."""
CJK_HEIGHT = 1.45
"""Of a line, in sizes of its font: the tallest of the usual Chinese ones."""
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class HeadlineList(UniformList):
    """The rows. It never scrolls by itself but to the article that was just chosen."""

    chosen = Signal(int)
    """The person chose this position."""
    scrolled = Signal()
    """Told when scrolling has come to rest."""

    def __init__(self, model: HeadlineModel, pictures: PictureLoader | None = None) -> None:
        super().__init__()
        self._headlines = model
        self._pictures: PictureLoader | None = None
        self._followed = -1
        self._anchor: tuple[int, int] | None = None
        self._following = False
        self._to_top = False
        self._picking = False
        self.delegate = HeadlineDelegate()
        self.row_height = self.delegate.height
        self.setModel(model)
        self.picked = MultiSelection(self, model)
        self.setItemDelegate(self.delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAccessibleName("Articles")
        self.setMouseTracking(False)
        self._tidy = QTimer(self, singleShot=True, interval=120)
        self._tidy.timeout.connect(self._forget_scrolled_away)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._tidy.start())
        self.verticalScrollBar().setSingleStep(40)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._prepare)
        model.modelAboutToBeReset.connect(self._remember_anchor)
        model.modelReset.connect(self._restore_anchor)
        model.touched.connect(self._touched)
        self.clicked.connect(self._clicked)
        if pictures is not None:
            self.show_pictures(pictures)

    def show_pictures(self, pictures: PictureLoader) -> None:
        """Have thumbnails from there; until then there are none."""
        self._pictures = pictures
        self.delegate.thumbnail = pictures.thumbnail
        pictures.thumbnail_arrived.connect(self._thumbnail_arrived)

    def keyboardSearch(self, _text: str) -> None:
        """Letters are commands."""

    def _clicked(self, index: QModelIndex) -> None:
        self.picked.clear()
        self.chosen.emit(index.row())

    def _touched(self, rows: set[int] | None) -> None:
        """Other headlines: painted anew where they are in sight."""
        if rows is None:
            self.viewport().update()
            return
        listed = self._headlines.rows
        self.repaint_rows(at for at in self.rows_in_sight() if listed[at] in rows)

    def _thumbnail_arrived(self, url: str) -> None:
        headlines, seen = self._headlines, self.rows_in_sight()
        self.repaint_rows(
            at for at in seen if (one := headlines.loaded(at)) and one.thumbnail == url
        )

    def pick_further(self, by: int) -> None:
        """One row more below (1) or above (-1), for commands; what is read stays."""
        position = self.picked.extend(by)
        if position >= 0:
            self._show(position)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """With Shift or Ctrl a click picks rows and reads none: Qt is not told of it."""
        index = self.indexAt(event.position().toPoint())
        held = event.modifiers() & (_SHIFT | _CTRL)
        self._picking = bool(held) and event.button() == Qt.MouseButton.LeftButton
        if not self._picking:
            super().mousePressEvent(event)
        elif index.isValid() and held & _SHIFT:
            self.picked.reach(index.row())
        elif index.isValid():
            self.picked.turn(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks with Ctrl are two clicks."""
        if event.modifiers() & (_SHIFT | _CTRL):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt would move on from a press that it was not told of."""
        if not self._picking:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt would take it for the end of a former click."""
        if not self._picking:
            super().mouseReleaseEvent(event)
        self._picking = False

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Moved by a key of Qt's own (Page Up, Page Down)."""
        super().currentChanged(current, previous)
        if not self._following and current.isValid():
            self.chosen.emit(current.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt would make the first row the current one; nothing is chosen by a focus."""
        self._following = True
        super().focusInEvent(event)
        self._following = False
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row that is read stays in sight."""
        super().resizeEvent(event)
        if event.oldSize().height() > 0 and self.currentIndex().isValid():
            self._show(self.currentIndex().row())

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self.delegate.set_theme(theme)
        self.ground = QColor(theme.pane)
        self.viewport().update()

    def set_away(self, away: bool) -> None:
        """Grey while the folder is not there."""
        self.delegate.faded = away
        self.viewport().update()

    def new_list(self, reads: int = -1) -> None:
        """Another list comes: it starts at its top, or at the article that is read.

        Only once it is there: the former one is not painted at its top meanwhile.
        reads: the row of that article, where the list is to start at its top all the same.
        """
        self.picked.clear()
        self._followed = reads
        self._to_top = True

    def follow(self, position: int) -> None:
        """Mark this position as the one that is read; scroll only where it is another article."""
        self._following = True
        if self._to_top:
            self._to_top = False
            self.scrollToTop()
        if position < 0:
            self.selectionModel().clear()
            self.picked.show()
        else:
            index = self._headlines.index(position)
            row = self._headlines.rows[position]
            if row != self._followed:
                self.picked.clear()
            flag = QItemSelectionModel.SelectionFlag
            how = flag.NoUpdate if self.picked else flag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, how)
            if row != self._followed:
                self._followed = row
                self._show(position)
                self._rest.start()
        self._following = False

    @property
    def preparing(self) -> bool:
        """True where the row below those in sight is about to be made ready, thumbnail and all."""
        return self._rest.isActive()

    def _prepare(self) -> None:
        """While the person reads: the next step shows this row as read, and a new one below."""
        position, headlines = self.currentIndex().row(), self._headlines
        below = self.rows_in_sight().stop
        wanted = [headlines.loaded(at) for at in (below,) if at < len(headlines.rows)]
        current = headlines.loaded(position) if 0 <= position < len(headlines.rows) else None
        if current is not None:
            wanted.append(replace(current, status=replace(current.status, read=True)))
        size = QSize(self.viewport().width(), self.row_height)
        for headline in wanted:
            if headline is not None:
                self.delegate.prepare(headline, size, self.devicePixelRatioF())

    def top(self) -> tuple[int, int]:
        """The first position in sight, and the pixels of it that are not."""
        return divmod(self.verticalScrollBar().value(), self.row_height)

    def go_to(self, position: int, offset: int) -> None:
        """Scroll so that this position is the first in sight, but for `offset` pixels of it."""
        self.updateGeometries()
        self.verticalScrollBar().setValue(position * self.row_height + offset)

    def _show(self, position: int) -> None:
        """Scroll just so far that the row and half of its neighbours are in sight."""
        height = self.delegate.height
        bar = self.verticalScrollBar()
        top, page = position * height, self.viewport().height()
        margin = min(height // 2 + height // 4, max(0, (page - height) // 2))
        if top + height + margin - page > bar.maximum():
            self.updateGeometries()  # rows came just now: the bar does not span them yet
        if top - margin < bar.value():
            bar.setValue(top - margin)
        elif top + height + margin > bar.value() + page:
            bar.setValue(top + height + margin - page)

    def _remember_anchor(self) -> None:
        """The article that is read stays where it is on the screen; else the row at the top."""
        value, height = self.verticalScrollBar().value(), self.delegate.height
        current = self.currentIndex().row()
        in_sight = current >= 0 and -height < current * height - value < self.viewport().height()
        position = current if in_sight else value // height
        if self._to_top or (value == 0 and self._followed < 0):
            self._anchor = None  # nothing chosen yet: the newest stays at the top
        elif position < len(self._headlines.rows):
            self._anchor = (self._headlines.rows[position], value - position * height)

    def _restore_anchor(self) -> None:
        if self._anchor is None:
            return
        row, offset = self._anchor
        position = self._headlines.position_of(row)
        if position >= 0:
            self.updateGeometries()
            self.verticalScrollBar().setValue(position * self.delegate.height + offset)

    def _forget_scrolled_away(self) -> None:
        height = self.delegate.height
        first = max(0, self.verticalScrollBar().value() // height - 2)
        last = first + self.viewport().height() // height + 5
        wanted = set()
        for position in range(first, min(last, len(self._headlines.rows))):
            headline = self._headlines.loaded(position)
            if headline is not None and headline.thumbnail:
                wanted.add((headline.path, headline.thumbnail))
        if self._pictures is not None:
            self._pictures.forget_thumbnails(wanted)
        self.scrolled.emit()


class SearchField(QLineEdit):
    """Search as one types; Down goes to the list, Esc back."""

    searched = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Search")
        self.setClearButtonEnabled(True)
        self.setMaxLength(1000)
        self.setAccessibleName("Search")
        self._wait = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._wait.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(lambda _: self._wait.start())
        self.returnPressed.connect(self._go)

    @property
    def waiting(self) -> bool:
        """True where a search is about to be sent."""
        return self._wait.isActive()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads to the list, as Return does."""
        if event.key() == Qt.Key.Key_Down:
            self._go()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        self._wait.stop()
        self.searched.emit(self.text())
        self.left.emit()


class ListPane(QWidget):
    """Name and count of what is listed, search field, rows."""

    def __init__(self, model: HeadlineModel) -> None:
        super().__init__()
        self.setObjectName("ListPane")
        self.rows = HeadlineList(model)
        self.search = SearchField()
        self._name = QLabel()
        self._name.setObjectName("ListName")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._count = QLabel()
        self._count.setObjectName("ListCount")
        self._empty = QLabel(self.rows)
        self._empty.setObjectName("ListEmpty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.hide()
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 2, 0)
        top.addWidget(self._name, 1)
        top.addWidget(self._count)
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 10, 10)
        head.setSpacing(8)
        head.addLayout(top)
        head.addWidget(self.search)
        self._partly = QLabel("Searching what has been read so far.")
        self._partly.setObjectName("ListCount")
        self._partly.setWordWrap(True)
        self._partly.hide()
        head.addWidget(self._partly)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.rows, 1)

    def say(self, name: str, count: str) -> None:
        """Name what is listed."""
        self._name.setText(said(name))
        # Chinese stands higher than English: the rows below do not move when one follows the other.
        self._name.ensurePolished()
        tall = math.ceil(CJK_HEIGHT * QFontInfo(self._name.font()).pixelSize())
        self._name.setMinimumHeight(
            max(tall, self._name.minimumHeight(), self._name.sizeHint().height())
        )
        self._name.setToolTip("")
        self._count.setText(count)

    def say_partly(self, partly: bool) -> None:
        """Whether the search knows only a part of the articles yet."""
        self._partly.setVisible(partly)

    def say_empty(self, sentence: str) -> None:
        """A sentence in place of rows; "" takes it away."""
        self._empty.setText(said(sentence))
        self._empty.setVisible(bool(sentence))
        self._place_empty()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentence stays in the middle."""
        super().resizeEvent(event)
        self._place_empty()

    def _place_empty(self) -> None:
        area = self.rows.rect()
        self._empty.setGeometry(area.adjusted(20, area.height() // 4, -20, -area.height() // 3))
