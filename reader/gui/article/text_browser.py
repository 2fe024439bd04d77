"""A text browser that loads nothing, opens nothing, and leaves the keys to the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QFrame, QMenu, QScrollBar, QTextBrowser

from reader.gui.document.blank_resource import blank_resource
from reader.gui.style.labels import shown_address
from reader.gui.system.desktop import leaves
from reader.gui.system.shiboken_types import meet_viewport
from reader.language import _
from reader.markup.text.plain import one_line

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget


ROUNDING = 2
"""Pixels. A text wider than its pane by so little has no horizontal scroll bar."""
MENU_AT = 24
"""Pixels from the corner: where a menu that the keyboard asked for opens."""
NOTCH = 120
"""One step of a mouse wheel, in eighths of a degree."""

_SCROLL_KEYS = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}


class _ScrollBar(QScrollBar):
    """Takes its room always: the text is laid out once. Drawn only where there is more to see."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class TextBrowser(QTextBrowser):
    """Text to be read and selected; of the keys, only those that scroll are taken."""

    link_activated = Signal(QUrl)
    jumping = Signal()
    """A link is about to lead to another place of the text."""
    link_hovered = Signal(str)
    """The address under the pointer, "" when it has left."""
    touched = Signal()
    """The person scrolled or clicked here."""
    outside_wanted = Signal(QUrl)
    """A link is to be opened in the browser, whatever article it leads to."""
    menu_opening = Signal(QMenu, QPoint)
    """The context menu, for others to add to, and the point of the viewport it is about."""
    zoom_wanted = Signal(int)
    """Ctrl and the wheel: 1 for larger, -1 for smaller."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        meet_viewport(self)
        self._wheel_turned = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.setVerticalScrollBar(_ScrollBar(Qt.Orientation.Vertical, self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # Over a ground of its own nothing that lies behind is painted, and scrolling moves pixels.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.horizontalScrollBar().rangeChanged.connect(self._width_changed)
        self.anchorClicked.connect(self._clicked)
        self.highlighted.connect(self._hovered)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and text."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.viewport().palette().base())
        self.paint_ground(painter, event.rect())
        painter.end()
        super().paintEvent(event)

    def paint_ground(self, painter: QPainter, area: QRect) -> None:
        """Paint what lies behind the text, in this part of the viewport."""

    def loadResource(self, kind: int, _name: QUrl | str) -> object:
        """Answer with something empty: ArticlePictures draws pictures, nothing else is wanted."""
        return blank_resource(kind)

    @Slot(int, int)
    def _width_changed(self, _: int, most: int) -> None:
        """Have no bar for what a table's borders take beyond its width: Qt rounds them up."""
        wanted = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if 0 < most <= ROUNDING:
            wanted = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.horizontalScrollBarPolicy() != wanted:
            self.setHorizontalScrollBarPolicy(wanted)

    # Links

    @Slot(QUrl)
    def _clicked(self, url: QUrl) -> None:
        self.follow(url)

    def follow(self, url: QUrl) -> None:
        """Go where a link leads: within the article, or to whom it concerns."""
        if url.isRelative() and url.hasFragment() and not url.path():
            self.jumping.emit()
            self.scrollToAnchor(url.fragment())
        else:
            self.link_activated.emit(url)

    @Slot(QUrl)
    def _hovered(self, url: QUrl) -> None:
        self.tell_address(url)

    def tell_address(self, url: QUrl) -> None:
        """Emit `link_hovered` with where a link leads; with "" for what stays in the program."""
        if url.scheme() == "broadsheet" or (url.isRelative() and url.hasFragment()):
            self.link_hovered.emit("")
            return
        if url.scheme() == "article":
            self.link_hovered.emit(one_line(url.path(QUrl.ComponentFormattingOption.FullyDecoded)))
            return
        self.link_hovered.emit(shown_address(url))

    # Keys, wheel, menu

    def scroll_by_key(self, key: Qt.Key) -> None:
        """Scroll as this key asks; one of the six that scroll."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        """Claim keys that scroll here, and copying; all others are the window's commands."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if _scrolls(event) or event.matches(QKeySequence.StandardKey.Copy):
                event.accept()
            else:
                event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, select all or scroll; leave other keys to the window."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif _scrolls(event):
            self.touched.emit()
            self.scroll_by_key(Qt.Key(event.key()))
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, emit `zoom_wanted`."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # A touchpad turns in many small steps; a notch of a wheel is NOTCH of them.
            self._wheel_turned += event.angleDelta().y()
            steps = int(self._wheel_turned / NOTCH)
            self._wheel_turned -= steps * NOTCH
            if steps:
                self.zoom_wanted.emit(1 if steps > 0 else -1)
            event.accept()
        else:
            self._wheel_turned = 0
            self.touched.emit()
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell that the person turned to the text: not by asking for a menu."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.touched.emit()
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.MiddleButton:
            event.accept()  # its release is ours

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Leave Tab to the window: Qt's own would go through the links unseen."""
        return False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu: at the pointer; asked for by the keyboard, at the cursor or the top."""
        point = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point = self.cursorRect().bottomLeft()
            if not self.viewport().rect().contains(point):
                point = QPoint(MENU_AT, MENU_AT)
        menu = self.context_menu(point)
        self.menu_opening.emit(menu, point)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(point))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the link under the pointer out of the program by the middle button."""
        if event.button() == Qt.MouseButton.MiddleButton:
            link = QUrl(self.anchorAt(event.position().toPoint()))
            if leaves(link):
                self.outside_wanted.emit(link)
            event.accept()
            return
        marked = self.textCursor().hasSelection()
        super().mouseReleaseEvent(event)
        if not marked and self.textCursor().hasSelection():
            # Qt marks the link that was clicked by a dotted frame, which stays.
            bar, cursor = self.verticalScrollBar(), self.textCursor()
            place = bar.value()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            bar.setValue(place)

    def context_menu(self, point: QPoint) -> QMenu:
        """Return the menu for this point of the viewport."""
        menu = QMenu(self)
        copy = menu.addAction(_("Copy"), self.copy)
        copy.setEnabled(self.textCursor().hasSelection())
        link = self.anchorAt(point)
        if leaves(QUrl(link)):  # what stays here has an address that means nothing elsewhere
            menu.addAction(
                _("Open Link in the Browser"), lambda: self.outside_wanted.emit(QUrl(link))
            )
            menu.addAction(_("Copy Link"), lambda: QGuiApplication.clipboard().setText(link))
        menu.addSeparator()
        menu.addAction(_("Select All"), self.selectAll)
        return menu


def _scrolls(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in _SCROLL_KEYS and modifiers == Qt.KeyboardModifier.NoModifier
