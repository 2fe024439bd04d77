"""The keys that scroll an article: by a screen, by lines, to its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from reader.gui.article.pointer_autohide import SmoothScroll

if TYPE_CHECKING:
    from reader.gui.article.view import ArticleView

_END = 1 << 30
LINES = 3
"""What an arrow key scrolls."""


class Scroller:
    """Knows how far each key goes; `line` is the distance of the text's base lines."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._bar = view.verticalScrollBar()
        self.glide = SmoothScroll(self._bar)
        self.line = 1

    def down(self) -> bool:
        """A screen on; False when the end is in sight already."""
        wanted = self.glide.target + self._screen()
        self._view.growth.reach(wanted)
        if self.glide.target >= self._bar.maximum():
            return False
        self.glide.to(wanted)
        return True

    def up(self) -> bool:
        """A screen back; False when the start is in sight already."""
        if self.glide.target <= self._bar.minimum():
            return False
        self.glide.to(self.glide.target - self._screen())
        return True

    def key(self, key: Qt.Key) -> None:
        """One of the keys that scroll."""
        if key == Qt.Key.Key_Up:
            self.glide.to(self.glide.target - LINES * self.line)
        elif key == Qt.Key.Key_Down:
            self.glide.to(self.glide.target + LINES * self.line)
        elif key == Qt.Key.Key_PageUp:
            self.up()
        elif key == Qt.Key.Key_PageDown:
            self.down()
        elif key == Qt.Key.Key_Home:
            self.glide.to(self._bar.minimum())
        else:
            self._view.growth.then(self._to_end)

    def _to_end(self) -> None:
        self._view.growth.reach(_END)
        self.glide.to(self._bar.maximum())

    def _screen(self) -> int:
        """A little less than the pane, so that the eye finds its line."""
        return max(self.line, self._view.viewport().height() - 2 * self.line)
