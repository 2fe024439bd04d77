"""How an article moves under keys, and the pointer that hides while it is read."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QScrollBar, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation

GLIDE_MS = 140
HIDE_AFTER_MS = 2500


class SmoothScroll(QObject):
    """Scrolls smoothly to where a key leads; keys pressed meanwhile add up."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self.smooth = False
        self._glides = False

    @cached_property
    def _way(self) -> QVariantAnimation:
        # Made when something glides for the first time: a start does not pay for it.
        from PySide6.QtCore import QEasingCurve, QVariantAnimation

        way = QVariantAnimation(self)
        way.setDuration(GLIDE_MS)
        way.setEasingCurve(QEasingCurve(QEasingCurve.Type.OutCubic))
        way.valueChanged.connect(lambda value: self._bar.setValue(round(value)))
        return way

    @property
    def target(self) -> int:
        """Where the view will have come to rest."""
        if self._glides and self._way.state() == self._way.State.Running:
            return int(self._way.endValue())
        return self._bar.value()

    def to(self, y: int) -> None:
        """Go there, smoothly if that is wanted and the system's animations are not switched off."""
        y = min(max(y, self._bar.minimum()), self._bar.maximum())
        self.stop()
        if not (self.smooth and self._bar.isVisible() and self._animates()):
            self._bar.setValue(y)
            return
        self._glides = True
        self._way.setStartValue(float(self._bar.value()))
        self._way.setEndValue(float(y))
        self._way.start()

    def stop(self) -> None:
        """Something else scrolls."""
        if self._glides:
            self._way.stop()

    def _animates(self) -> bool:
        """Whether the system's animations are on."""
        from PySide6.QtWidgets import QStyle  # late: its many names take 10 ms of a start

        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return bool(self._bar.style().styleHint(hint, None, self._bar))


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
