"""How much of the article was read: a thin line above it says so, and its end is told when seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from reader.gui.document.position import progress_at

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from reader.gui.article.pane import TextPane
    from reader.gui.style.theme import Theme

LINE_HEIGHT = 2
"""Pixels."""


class ReadProgress(QObject):
    """Follows what is in sight of the article in a pane."""

    end_reached = Signal()
    """The end of the article can be seen; told once for each."""

    def __init__(self, pane: TextPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._end_told = False
        self.line = ProgressLine(pane)
        # Behind the painting: what is told of an article is not what a key waits for.
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._tell)
        pane.sight_changed.connect(self._timer.start)

    def start(self) -> None:
        """Follow another article, whose end was not seen yet."""
        self._end_told = False

    def schedule(self) -> None:
        """Look soon at what is in sight."""
        self._timer.start()

    def fit(self) -> None:
        """Have the line as wide as the pane's viewport."""
        self.line.setGeometry(0, 0, self._pane.viewport().width(), LINE_HEIGHT)

    def share(self) -> float:
        """Return how much was read: 0 to 1, by characters; 1 when the end is in sight."""
        pane, first = self._pane, self._pane.position()
        if not pane.is_complete and first >= pane.body_end:
            return min(0.99, first / pane.text_length)  # still on the way there
        below = pane.verticalScrollBar().value() + pane.viewport().height()
        return progress_at(pane.document(), first, below, pane.body_end)

    @Slot()
    def _tell(self) -> None:
        pane = self._pane
        if pane.page is None or not pane.isVisible():
            self.line.set_share(0.0, wanted=False)
            return
        share = self.share()
        bar = pane.verticalScrollBar()
        self.line.set_share(share, wanted=bar.maximum() > bar.minimum())
        if share >= 1.0 and not self._end_told:
            self._end_told = True
            self.end_reached.emit()


class ProgressLine(QWidget):
    """A thin line over the top edge of its parent, from the left as far as was read."""

    def __init__(self, parent: TextPane) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = parent.theme
        self.share = 0.0
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint the progress line in these colours."""
        self._theme = theme
        self.update()

    def set_share(self, share: float, *, wanted: bool) -> None:
        """Show how much was read, 0 to 1; wanted: False hides it, as all of it is in sight."""
        self.setVisible(wanted)
        if share != self.share:
            self.share = share
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line as far as the article was read."""
        painter = QPainter(self)
        width = self.width() * self.share
        painter.fillRect(QRectF(0, 0, width, self.height()), QColor(self._theme.accent))
        painter.end()
