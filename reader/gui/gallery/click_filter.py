"""Pictures under the pointer: a hand over them, a click told, everything else left to the text."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent

from reader.gui.article.view import ArticleView
from reader.model import Picture


class ClickFilter(QObject):
    """Watches the article's mouse before the text does."""

    clicked = Signal(object)
    """The Picture."""
    hovered = Signal(object)
    """The Picture under the pointer, or None."""

    def __init__(self, article: ArticleView) -> None:
        super().__init__(article)
        self._article = article
        self._pressed: Picture | None = None
        self._over: Picture | None = None
        article.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what concerns a picture."""
        if not isinstance(event, QMouseEvent):
            return False
        point = event.position().toPoint()
        kind = event.type()
        if kind == QEvent.Type.MouseMove:
            return self._moved(point, event.buttons())
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._pressed = self._article.picture_at(point)
            if self._pressed is not None:
                self._article.setFocus(Qt.FocusReason.MouseFocusReason)
            return self._pressed is not None
        if kind == QEvent.Type.MouseButtonRelease and self._pressed is not None:
            pressed, self._pressed = self._pressed, None
            if self._article.picture_at(point) == pressed:
                self.clicked.emit(pressed)
            return True
        return False

    def _moved(self, point: QPoint, buttons: Qt.MouseButton) -> bool:
        if buttons != Qt.MouseButton.NoButton:
            return self._pressed is not None
        picture = self._article.picture_at(point)
        if picture != self._over:
            self._over = picture
            shape = Qt.CursorShape.IBeamCursor
            if picture is not None:
                shape = Qt.CursorShape.PointingHandCursor
            self._article.viewport().setCursor(shape)
            self.hovered.emit(picture)
        return picture is not None
