"""The thin line above an article that says how much of it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from reader.gui.style.theme import LIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from reader.gui.style.theme import Theme


HEIGHT = 2


class ProgressLine(QWidget):
    """Lies over the top edge of its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = LIGHT
        self.share = 0.0
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self._theme = theme
        self.update()

    def say(self, share: float, *, wanted: bool) -> None:
        """0 to 1; not shown where there is nothing to say."""
        self.setVisible(wanted)
        if share != self.share:
            self.share = share
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line from the left."""
        painter = QPainter(self)
        width = self.width() * self.share
        painter.fillRect(QRectF(0, 0, width, self.height()), QColor(self._theme.accent))
        painter.end()
