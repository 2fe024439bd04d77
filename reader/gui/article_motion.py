"""How an article moves under keys, and the pointer that hides while it is read."""

from PySide6.QtCore import QEasingCurve, QEvent, QObject, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QScrollBar, QStyle, QWidget

GLIDE_MS = 140
HIDE_AFTER_MS = 2500


class Glide(QObject):
    """Scrolls smoothly to where a key leads; keys pressed meanwhile add up."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self.smooth = False
        self._way = QVariantAnimation(self)
        self._way.setDuration(GLIDE_MS)
        self._way.setEasingCurve(QEasingCurve(QEasingCurve.Type.OutCubic))
        self._way.valueChanged.connect(lambda value: bar.setValue(round(value)))

    @property
    def target(self) -> int:
        """Where the view will have come to rest."""
        if self._way.state() == QVariantAnimation.State.Running:
            return int(self._way.endValue())
        return self._bar.value()

    def to(self, y: int) -> None:
        """Go there, smoothly if that is wanted and the system's animations are not switched off."""
        y = min(max(y, self._bar.minimum()), self._bar.maximum())
        self._way.stop()
        style = self._bar.style()
        animates = style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self._bar)
        if not (self.smooth and animates and self._bar.isVisible()):
            self._bar.setValue(y)
            return
        self._way.setStartValue(float(self._bar.value()))
        self._way.setEndValue(float(y))
        self._way.start()

    def stop(self) -> None:
        """Something else scrolls."""
        self._way.stop()


class PointerRest(QObject):
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
        """Whether the pointer cannot be seen now."""
        return self._shown is not None

    def hide(self) -> None:
        """Until it moves."""
        if self._shown is None and self._over.underMouse():
            self._shown = QCursor(self._over.cursor())
            self._over.setCursor(Qt.CursorShape.BlankCursor)

    def eventFilter(self, _over: QObject, event: QEvent) -> bool:
        """What the pointer does."""
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
