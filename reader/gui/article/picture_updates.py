"""Pictures that come while their article is shown: laid out many at once, not one by one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import QTextCursor, QTextDocument

from reader.gui.document.picture_objects import PictureAnswer

if TYPE_CHECKING:
    from reader.gui.article.view import ArticleView

GATHER_MS = 25
"""Pictures that arrive within this time are laid out at once."""


class PictureUpdates:
    """What came for the present document and is not laid out yet."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._arrived: set[str] = set()
        self._gather = QTimer(view, singleShot=True, interval=GATHER_MS)
        self._gather.timeout.connect(self.lay_out)

    @property
    def waiting(self) -> bool:
        """Whether anything that came cannot be seen yet."""
        return self._gather.isActive()

    def forget(self) -> None:
        """Another article is shown."""
        self._arrived.clear()

    def take(self, url: str, image: PictureAnswer) -> None:
        """A picture of the page that is shown, or why there is none; others are ignored."""
        pictures = self._view.pictures
        for key in pictures.keys_of(url):
            if pictures.set_answer(key, image):
                self._arrived.add(key)
            if pictures.position(key) >= 0 and not self._gather.isActive():
                self._gather.start()

    def lay_out(self) -> None:
        """Lay out anew where pictures have another size now."""
        pictures, view = self._view.pictures, self._view
        took = QElapsedTimer()
        took.start()
        document = view.document()
        # Once for each paragraph, and for each table: it is laid out whole every time.
        dirty: dict[int, tuple[int, int]] = {}
        for key in self._arrived:
            for position in pictures.positions(key):
                place = _laid_out_with(document, position)
                first, last = dirty.get(place, (position, position))
                dirty[place] = (min(first, position), max(last, position))
        if self._arrived:
            self._arrived.clear()
            view.change(lambda: _lay_out_again(document, dirty.values()))
        view.viewport().update()
        # Where a round takes long (hundreds of pictures in one paragraph) there are fewer.
        self._gather.setInterval(max(GATHER_MS, 4 * took.elapsed()))


def _laid_out_with(document: QTextDocument, position: int) -> int:
    """Where the paragraph, or the outermost table around it, begins that is laid out in one go."""
    block = document.findBlock(position)
    frame, root = QTextCursor(block).currentFrame(), document.rootFrame()
    if frame == root:
        return block.position()
    while (around := frame.parentFrame()) not in (None, root):
        frame = around
    return frame.firstPosition()


def _lay_out_again(document: QTextDocument, parts: Iterable[tuple[int, int]]) -> None:
    """Each part: its first and last character."""
    for first, last in parts:
        document.markContentsDirty(first, last - first + 1)
