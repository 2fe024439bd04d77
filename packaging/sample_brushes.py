"""What several sample pictures are drawn with: colours, faces, gradients, hills."""

import itertools
import random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QFont, QLinearGradient, QPainter, QPolygonF

INK, PAPER, RED, TEAL = "#23262f", "#fbf6ea", "#cf4029", "#2f6f73"
LATIN, CHINESE = "P052", "Noto Serif CJK SC"


def font(family: str, pixels: float, *, bold: bool = False, italic: bool = False) -> QFont:
    """A font by its height in pixels."""
    made = QFont(family)
    made.setPixelSize(round(pixels))
    made.setBold(bold)
    made.setItalic(italic)
    return made


def text_at(painter: QPainter, x: float, baseline: float, text: str, face: QFont, ink: str) -> None:
    """Text with its left end and baseline there."""
    painter.setFont(face)
    painter.setPen(QColor(ink))
    painter.drawText(QPointF(x, baseline), text)


def vertical(area: QRectF, *stops: tuple[float, str]) -> QBrush:
    """A gradient from the area's top to its bottom."""
    gradient = QLinearGradient(area.topLeft(), area.bottomLeft())
    for at, colour in stops:
        gradient.setColorAt(at, QColor(colour))
    return QBrush(gradient)


def mix(one: str, other: str, share: float) -> QColor:
    """A colour between two; 0 is the first."""
    a, b = QColor(one), QColor(other)
    return QColor(
        round(a.red() + (b.red() - a.red()) * share),
        round(a.green() + (b.green() - a.green()) * share),
        round(a.blue() + (b.blue() - a.blue()) * share),
    )


def ridge(area: QRectF, base: float, height: float, seed: int, roughness: float = 0.5) -> QPolygonF:
    """A line of hills, closed at the area's bottom: midpoints displaced, finer and finer."""
    chance = random.Random(seed)  # noqa: S311 - a drawing, no secret
    heights, spread = [chance.uniform(-1, 1), chance.uniform(-1, 1)], 1.0
    for _ in range(8):
        finer: list[float] = []
        for left, right in itertools.pairwise(heights):
            finer += [left, (left + right) / 2 + chance.uniform(-spread, spread)]
        heights, spread = [*finer, heights[-1]], spread * roughness
    step = area.width() / (len(heights) - 1)
    points = [
        QPointF(area.left() + step * i, base - height * value) for i, value in enumerate(heights)
    ]
    return QPolygonF([*points, area.bottomRight(), area.bottomLeft()])
