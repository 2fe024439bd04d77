"""Focus mode: the article alone in the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QWidget


class DistractionFree(QObject):
    """Hide all around the article, and bring it back as it was."""

    def __init__(self, window: QMainWindow, article: QWidget, around: list[QWidget]) -> None:
        super().__init__(window)
        self._window = window
        self._article = article
        self._around = around
        self._hidden: list[QWidget] = []

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the command does that leaves the article alone, by its id."""
        return {"focus-mode": self.toggle}

    def switched_on(self) -> dict[str, Callable[[], bool]]:
        """Return whether the article is alone."""
        return {"focus-mode": lambda: self.active}

    @property
    def active(self) -> bool:
        """Return whether the article is alone."""
        return bool(self._hidden)

    def toggle(self) -> None:
        """Hide all around the article, or show it again."""
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
