"""Focus mode: the article alone in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QWidget


class DistractionFree(QObject):
    """Hides all around the article and brings it back as it was."""

    def __init__(self, window: QMainWindow, article: QWidget, around: list[QWidget]) -> None:
        super().__init__(window)
        self._window = window
        self._article = article
        self._around = around
        self._hidden: list[QWidget] = []

    @property
    def active(self) -> bool:
        """Whether the article is alone."""
        return bool(self._hidden)

    def toggle(self) -> None:
        """In or out."""
        if self._hidden:
            for widget in self._hidden:
                widget.show()
            self._hidden = []
            return
        bar = self._window.menuBar()
        around = [*self._around, *([] if bar.isNativeMenuBar() else [bar])]
        self._hidden = [widget for widget in around if widget.isVisible()]
        for widget in self._hidden:
            widget.hide()
        self._article.setFocus()
