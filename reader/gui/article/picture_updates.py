"""Pictures that come while their article is shown: laid out many at once, not one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot
from PySide6.QtGui import QTextCursor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QTextDocument

    from reader.gui.article.pane import TextPane
    from reader.gui.document.picture_objects import PictureAnswer

GATHER_MS = 25
"""Pictures that arrive within this time are laid out at once."""


class PictureUpdates(QObject):
    """Puts arriving pictures into the document that a pane shows."""

    def __init__(self, pane: TextPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._resized: set[str] = set()
        """The keys of those whose size in the text changed since it was laid out."""
        self._gather = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._gather.timeout.connect(self._lay_out)

    @property
    def pending(self) -> bool:
        """Return whether a picture that came cannot be seen yet."""
        return self._gather.isActive()

    def clear(self) -> None:
        """Drop what came for the former article."""
        self._resized.clear()

    def add(self, url: str, answer: PictureAnswer) -> None:
        """Take the picture from this address, or why there is none, if the page has such a one."""
        pictures = self._pane.pictures
        for key in pictures.keys_of(url):
            if pictures.set_answer(key, answer):
                self._resized.add(key)
            if pictures.position(key) >= 0 and not self._gather.isActive():
                self._gather.start()

    @Slot()
    def _lay_out(self) -> None:
        """Lay out anew where pictures have another size now, and paint."""
        pane, document = self._pane, self._pane.document()
        took = QElapsedTimer()
        took.start()
        # Once for each paragraph, and for each table: it is laid out whole every time.
        dirty: dict[int, tuple[int, int]] = {}
        for key in self._resized:
            for position in pane.pictures.positions(key):
                place = _laid_out_with(document, position)
                first, last = dirty.get(place, (position, position))
                dirty[place] = (min(first, position), max(last, position))
        if self._resized:
            self._resized.clear()
            pane.keep_position(lambda: _lay_out_again(document, dirty.values()))
        pane.viewport().update()
        # Where a round takes long (hundreds of pictures in one paragraph) there are fewer.
        self._gather.setInterval(max(GATHER_MS, 4 * took.elapsed()))


def _laid_out_with(document: QTextDocument, position: int) -> int:
    """Return where the paragraph, or the outermost table, begins that Qt lays out in one go."""
    block = document.findBlock(position)
    frame, root = QTextCursor(block).currentFrame(), document.rootFrame()
    if frame == root:
        return block.position()
    while (around := frame.parentFrame()) not in (None, root):
        frame = around
    return frame.firstPosition()


def _lay_out_again(document: QTextDocument, parts: Iterable[tuple[int, int]]) -> None:
    """Lay out each of these parts: (its first, its last character)."""
    for first, last in parts:
        document.markContentsDirty(first, last - first + 1)
