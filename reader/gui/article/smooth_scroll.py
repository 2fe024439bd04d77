"""Smooth scrolling to where a key leads."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation
    from PySide6.QtWidgets import QScrollBar

DURATION_MS = 140


class SmoothScroll(QObject):
    """Moves a scroll bar, smoothly where `smooth` is set; what is wanted meanwhile adds up."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self.smooth = False
        self._has_animated = False

    @cached_property
    def _animation(self) -> QVariantAnimation:
        # Made when something scrolls smoothly for the first time: a start does not pay for it.
        from PySide6.QtCore import QEasingCurve, QVariantAnimation

        animation = QVariantAnimation(self)
        animation.setDuration(DURATION_MS)
        animation.setEasingCurve(QEasingCurve(QEasingCurve.Type.OutCubic))
        animation.valueChanged.connect(lambda value: self._bar.setValue(round(value)))
        return animation

    @property
    def target(self) -> int:
        """Return the value at which the scroll bar will have come to rest."""
        if self._has_animated and self._animation.state() == self._animation.State.Running:
            return int(self._animation.endValue())
        return self._bar.value()

    def to(self, y: int) -> None:
        """Go there, smoothly if that is wanted and the system's animations are not switched off."""
        y = min(max(y, self._bar.minimum()), self._bar.maximum())
        self.stop()
        if not (self.smooth and self._bar.isVisible() and self._system_animates()):
            self._bar.setValue(y)
            return
        self._has_animated = True
        self._animation.setStartValue(float(self._bar.value()))
        self._animation.setEndValue(float(y))
        self._animation.start()

    def stop(self) -> None:
        """Stop where it is, as something else scrolls."""
        if self._has_animated:
            self._animation.stop()

    def _system_animates(self) -> bool:
        from PySide6.QtWidgets import QStyle  # late: its many names take 10 ms of a start

        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return bool(self._bar.style().styleHint(hint, None, self._bar))
