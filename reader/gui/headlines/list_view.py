"""The list's rows: which is read, which are selected, what of them is prepared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView

from reader.gui.headlines.delegate import HeadlineDelegate
from reader.gui.headlines.multi_selection import MultiSelection
from reader.gui.headlines.passed_rows import PassedRows
from reader.gui.headlines.uniform_list import UniformList

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QFocusEvent, QFont, QMouseEvent, QResizeEvent

    from reader.gui.pictures.thumbnails import ThumbnailLoader
    from reader.gui.session.headline_model import HeadlineModel
    from reader.gui.style.theme import Theme


PAUSE_MS = 45
"""So long after a step nobody holds a key down."""
SCROLLED_MS = 120
"""So long after its last movement the list is not scrolled any more."""
_BACK, _FORWARD = Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class HeadlineList(UniformList):
    """The rows of headlines. It scrolls by itself only to the article that was just chosen."""

    chosen = Signal(int)
    """The position that the person chose."""
    toggled = Signal(object, str)
    """A Headline whose "read" or "star" was clicked; it is not opened."""
    scrolled = Signal()
    """Scrolling has come to rest."""

    def __init__(self, model: HeadlineModel) -> None:
        super().__init__()
        self._headlines = model
        self._thumbnails: ThumbnailLoader | None = None
        self._current_row = -1
        """Of the article that is read; rows outlive positions."""
        self._anchor: tuple[int, int] | None = None
        self._is_following = False
        """What moves now is no choice of the person."""
        self._starts_at_top = False
        self._is_selecting = False
        self.delegate = HeadlineDelegate()
        self.row_height = self.delegate.height
        self.setModel(model)
        self.multi_selection = MultiSelection(self, model)
        self.setItemDelegate(self.delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setMouseTracking(True)
        self._pressed_button = False
        self._scrolling = QTimer(self, singleShot=True, interval=SCROLLED_MS)
        self._scrolling.timeout.connect(self._scrolling_ended)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._scrolling.start())
        self.verticalScrollBar().setSingleStep(40)
        self.passed_rows = PassedRows(self, model)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._prepare_next)
        model.modelAboutToBeReset.connect(self._remember_anchor)
        model.modelReset.connect(self._restore_anchor)
        model.touched.connect(self._touched)
        self.clicked.connect(self._clicked)

    def show_thumbnails(self, thumbnails: ThumbnailLoader) -> None:
        """Paint thumbnails from there; until then there are none."""
        self._thumbnails = thumbnails
        self.delegate.thumbnail = thumbnails.get
        thumbnails.arrived.connect(self._thumbnail_arrived)

    def keyboardSearch(self, _text: str) -> None:
        """Do nothing: letters are commands."""

    def _clicked(self, index: QModelIndex) -> None:
        self.multi_selection.clear()
        self.chosen.emit(index.row())

    def _touched(self, rows: set[int] | None) -> None:
        """Repaint headlines that changed, where they are visible."""
        if rows is None:
            self.viewport().update()
            return
        listed = self._headlines.rows
        self.repaint_rows([at for at in self.visible_rows() if listed[at] in rows])

    def _thumbnail_arrived(self, url: str) -> None:
        headlines, seen = self._headlines, self.visible_rows()
        self.repaint_rows(
            at for at in seen if (one := headlines.loaded(at)) and one.thumbnail == url
        )

    def extend_selection(self, by: int) -> None:
        """Select one row more below (1) or above (-1), for commands; what is read stays."""
        position = self.multi_selection.extend(by)
        if position >= 0:
            self._reveal(position)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select rows and read none with Shift or Ctrl: Qt is not told of that."""
        index = self.indexAt(event.position().toPoint())
        held = event.modifiers() & (_SHIFT | _CTRL)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_button = left and not held and self._press_button(index, event)
        self._is_selecting = bool(held) and left
        if event.button() in (_BACK, _FORWARD):
            event.ignore()  # the window's
        elif self._pressed_button or not left:
            event.accept()  # only a plain click of the left button opens an article
        elif not self._is_selecting:
            super().mousePressEvent(event)
        elif index.isValid() and held & _SHIFT:
            self.multi_selection.extend_to(index.row())
        elif index.isValid():
            self.multi_selection.toggle(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take two quick clicks with Shift or Ctrl, or on a button, for two clicks."""
        index = self.indexAt(event.position().toPoint())
        on_button = bool(self._button(index, event))
        if on_button or event.modifiers() & (_SHIFT | _CTRL):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what is under the mouse; keep from Qt what follows a press it was not told of."""
        index = self.indexAt(event.position().toPoint())
        self.hover(index.row())
        button = self._button(index, event)
        # Qt's own moves go on: a drag that began in the list, and hints.
        if button:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()
        if not self._is_selecting and not self._pressed_button:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep from Qt the end of a press that it was not told of."""
        if not self._is_selecting and not self._pressed_button:
            super().mouseReleaseEvent(event)
        self._is_selecting = self._pressed_button = False

    def leaveEvent(self, event: QEvent) -> None:
        """Show no row as the one under the mouse."""
        self.hover(-1)
        super().leaveEvent(event)

    def _button(self, index: QModelIndex, event: QMouseEvent) -> str:
        """Return what is under the mouse in this row: "read", "star" or "" for the row itself."""
        if not index.isValid() or index.row() != self.hovered:
            return ""
        return self.delegate.button_at(self.visualRect(index), event.position().toPoint())

    def _press_button(self, index: QModelIndex, event: QMouseEvent) -> bool:
        button = self._button(index, event)
        headline = self._headlines.loaded(index.row()) if button else None
        if headline is not None:
            self.toggled.emit(headline, button)
        return headline is not None

    def grounds(self) -> list[tuple[int, QColor]]:
        """Return the visible rows with a ground of their own: pixels from the top, colour."""
        made, chosen, focused = [], self.selectionModel(), self.hasFocus() and self.isActiveWindow()
        current, seen = self.currentIndex().row(), self.visible_rows()
        # Mostly one row has a ground: the others are not gone through at each step.
        few = (at for at in {current, self.hovered} if at in seen)
        for at in seen if self.multi_selection else few:
            colour = self.delegate.ground(
                chosen=chosen.isSelected(self._headlines.index(at)),
                focused=focused and at == current,
                hovered=at == self.hovered,
            )
            if colour:
                made.append((self._rect(at).top(), QColor(colour)))
        return made

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Choose the row that a key of Qt's own (Page Up, Page Down) led to."""
        super().currentChanged(current, previous)
        self.verticalScrollBar().update()
        if not self._is_following and current.isValid():
            self.chosen.emit(current.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose nothing by a focus: Qt would make the first row the current one."""
        self._is_following = True
        super().focusInEvent(event)
        self._is_following = False
        self.viewport().update()
        self.verticalScrollBar().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the chosen row as that of a pane without the keyboard."""
        super().focusOutEvent(event)
        self.verticalScrollBar().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Show what is selected up to the pane's edge."""
        super().selectionChanged(selected, deselected)
        self.verticalScrollBar().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the row that is read visible, where it was: else one looks at another place."""
        top = self.currentIndex().row() * self.row_height - self.verticalScrollBar().value()
        was_visible = -self.row_height < top < event.oldSize().height()
        super().resizeEvent(event)
        if was_visible and self.currentIndex().isValid():
            self._reveal(self.currentIndex().row())

    def set_theme(self, theme: Theme) -> None:
        """Paint the list in these colours."""
        self.delegate.set_theme(theme)
        self.ground = QColor(theme.pane)
        self.viewport().update()

    def set_look(self, font: QFont, *, compact: bool) -> None:
        """Set rows in this font; compact: one line each. What stands at the top stays there."""
        top, _pixels = self.scroll_position()
        self.delegate.set_font(font, compact=compact)
        self.row_height = self.delegate.height
        if self._headlines.rows:
            self.scroll_to_position(top, 0)
        self.viewport().update()

    def set_away(self, away: bool) -> None:
        """Paint in grey while the folder is not there."""
        self.delegate.faded = away
        self.viewport().update()

    def start_list(self, current_row: int = -1) -> None:
        """Prepare for another list: it starts at its top, or at the article that is read.

        Only once it is there: the former one is not painted at its top meanwhile.
        current_row: the row of that article, where the list is to start at its top all the same.
        """
        self.multi_selection.clear()
        self._current_row = current_row
        self._starts_at_top = True

    def follow(self, position: int) -> None:
        """Mark this position as the one that is read; scroll only where it is another article."""
        self._is_following = True
        if self._starts_at_top:
            self._starts_at_top = False
            self.scrollToTop()
        if position < 0:
            self.selectionModel().clear()
            self.multi_selection.show()
        else:
            index = self._headlines.index(position)
            row = self._headlines.rows[position]
            if row != self._current_row:
                self.multi_selection.clear()
            flag = QItemSelectionModel.SelectionFlag
            how = flag.NoUpdate if self.multi_selection else flag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, how)
            if row != self._current_row:
                self._current_row = row
                self._reveal(position)
                self._pause.start()
        self._is_following = False

    @property
    def preparing(self) -> bool:
        """Return whether the next row below the visible ones is about to be prepared."""
        return self._pause.isActive()

    def _prepare_next(self) -> None:
        """Prepare what the next step shows: this row as read, and a new one below."""
        position, headlines = self.currentIndex().row(), self._headlines
        below = self.visible_rows().stop
        wanted = [headlines.loaded(at) for at in (below,) if at < len(headlines.rows)]
        current = headlines.loaded(position) if 0 <= position < len(headlines.rows) else None
        if current is not None:
            wanted.append(replace(current, status=replace(current.status, read=True)))
        size = QSize(self.viewport().width(), self.row_height)
        for headline in wanted:
            if headline is not None:
                self.delegate.prepare(headline, size, self.devicePixelRatioF())

    def scroll_position(self) -> tuple[int, int]:
        """Return the first visible position, and how many pixels of its row are scrolled away."""
        return divmod(self.verticalScrollBar().value(), self.row_height)

    def scroll_to_position(self, position: int, offset: int) -> None:
        """Scroll so that this position is the first visible one, but for `offset` pixels."""
        self.updateGeometries()
        self.verticalScrollBar().setValue(position * self.row_height + offset)

    def _reveal(self, position: int) -> None:
        """Scroll just so far that the row and half of its neighbours are visible."""
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
        """Remember what is to stay in its place: the article that is read, else the top row."""
        value, height = self.verticalScrollBar().value(), self.delegate.height
        current = self.currentIndex().row()
        in_sight = current >= 0 and -height < current * height - value < self.viewport().height()
        position = current if in_sight else value // height
        if self._starts_at_top or (value == 0 and self._current_row < 0):
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

    def _scrolling_ended(self) -> None:
        height = self.delegate.height
        first = max(0, self.verticalScrollBar().value() // height - 2)
        last = first + self.viewport().height() // height + 5
        wanted = set()
        for position in range(first, min(last, len(self._headlines.rows))):
            headline = self._headlines.loaded(position)
            if headline is not None and headline.thumbnail:
                wanted.add((headline.path, headline.thumbnail))
        if self._thumbnails is not None:
            self._thumbnails.cancel_all_but(wanted)
        self.passed_rows.take()
        self.scrolled.emit()
