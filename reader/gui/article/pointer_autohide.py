"""The pointer hides over the article while it is read."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

HIDE_AFTER_MS = 2500


class PointerAutohide(QObject):
    """Hides the pointer over a widget when it has not moved for a while, or a key was pressed."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._shown: QCursor | None = None
        self._timer = QTimer(self, singleShot=True, interval=HIDE_AFTER_MS)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)

    @property
    def hidden(self) -> bool:
        """Return whether the pointer is hidden now."""
        return self._shown is not None

    def hide(self) -> None:
        """Hide the pointer, if it is over the widget, until it moves."""
        if self._shown is None and self._over.underMouse():
            self._shown = QCursor(self._over.cursor())
            self._over.setCursor(Qt.CursorShape.BlankCursor)

    def eventFilter(self, _over: QObject, event: QEvent) -> bool:
        """Show the pointer again when it moves, is pressed or leaves; let everything through."""
        kind = event.type()
        if kind in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Leave):
            if self._shown is not None:
                self._over.setCursor(self._shown)
                self._shown = None
            if kind == QEvent.Type.Leave:
                self._timer.stop()
            else:
                self._timer.start()
        return False
