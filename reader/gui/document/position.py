"""A place in a laid-out document: by character, so that it survives zoom, width and late pictures.

All y are in the document's pixels, from its top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument


class Position(NamedTuple):
    """What is at the top of the viewport.

    character: its number in the document. offset: pixels from the viewport's top down to the top of
    the line with that character; below 0 where the line is cut.
    """

    character: int
    offset: int


def position_at(document: QTextDocument, y: int) -> Position:
    """Return what is at this height of the document, which is laid out as far as that alone."""
    if y <= 0:
        return Position(0, 0)
    # Not at the left edge: there a quotation has its bar, and a list its bullets.
    x = document.rootFrame().frameFormat().leftMargin() + document.textWidth() * 0.15
    hit = document.documentLayout().hitTest(QPointF(x, y + 1), Qt.HitTestAccuracy.FuzzyHit)
    character = max(0, hit)
    return Position(character, round(y_of(document, character)) - y)


def progress_at(document: QTextDocument, first: int, y: int, last: int) -> float:
    """Return how much was read of a text that ends with the character `last`: 0 to 1.

    first: the character at the top of the viewport; y: where the viewport ends in the document.
    """
    # Not by hitTest: where the text below is not laid out yet, that finds the end of it all.
    layout = document.documentLayout()
    block = document.findBlock(first)
    while block.isValid() and block.position() < last:
        rect = layout.blockBoundingRect(block)
        if rect.bottom() > y + 1:
            # One that is laid out at this moment has no height yet.
            seen = min(max(0.0, y - rect.top()) / max(1.0, rect.height()), 1.0)
            below = block.position() + round(block.length() * seen)
            return min(first / max(1, last - (below - first)), 0.99)
        block = block.next()
    return 1.0


def y_of(document: QTextDocument, character: int) -> float:
    """Return the top of the line that holds this character."""
    block = document.findBlock(character)
    if not block.isValid():
        return 0.0
    top = document.documentLayout().blockBoundingRect(block).y()
    line = block.layout().lineForTextPosition(character - block.position())
    return top + line.y() if line.isValid() else top
