"""The keys that scroll an article: by a screen, by lines, to its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from reader.gui.article.pane import TextPane

_END = 1 << 30
LINES = 3
"""What an arrow key scrolls."""


class Scroller:
    """Knows how far each key goes. Keys that are pressed while it still scrolls add up."""

    def __init__(self, pane: TextPane) -> None:
        self._pane = pane
        self._bar = pane.verticalScrollBar()

    def page_down(self) -> bool:
        """Scroll on by a screen; False when the end is in sight already."""
        wanted = self._pane.scroll_target + self._screen()
        self._pane.lay_out_to(wanted)
        if self._pane.scroll_target >= self._bar.maximum():
            return False
        self._pane.scroll_to(wanted)
        return True

    def page_up(self) -> bool:
        """Scroll back by a screen; False when the start is in sight already."""
        if self._pane.scroll_target <= self._bar.minimum():
            return False
        self._pane.scroll_to(self._pane.scroll_target - self._screen())
        return True

    def press(self, key: Qt.Key) -> None:
        """Scroll as this key asks: arrow up or down, page up or down, home or end."""
        if key == Qt.Key.Key_Up:
            self._by_lines(-LINES)
        elif key == Qt.Key.Key_Down:
            self._by_lines(LINES)
        elif key == Qt.Key.Key_PageUp:
            self.page_up()
        elif key == Qt.Key.Key_PageDown:
            self.page_down()
        elif key == Qt.Key.Key_Home:
            self._pane.scroll_to(self._bar.minimum())
        else:
            self._pane.when_complete(self._to_end)

    def _by_lines(self, lines: int) -> None:
        self._pane.scroll_to(self._pane.scroll_target + lines * self._pane.line_height)

    def _to_end(self) -> None:
        self._pane.lay_out_to(_END)
        self._pane.scroll_to(self._bar.maximum())

    def _screen(self) -> int:
        """Return a little less than the viewport's height, so that the eye finds its line."""
        line = self._pane.line_height
        return max(line, self._pane.viewport().height() - 2 * line)
