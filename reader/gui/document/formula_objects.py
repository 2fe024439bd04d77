"""The formulas of one article inside its document: outlines in the text's colour and size.

An outline stands on the baseline of its line. What reaches a little below it is drawn there, where
the letters' own tails are; what reaches deeper stands in a taller line (`vertical-align: middle`).
"""

import re
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QTextCharFormat,
    QTextFormat,
)

from reader.gui.style.theme import Theme
from reader.gui.style.typography import TypeSetting
from reader.model import Formula

_EM = 1000
_PART = re.compile(r"([MLQCZ])((?: -?[0-9]{1,7}){0,6})(?= |$)")
_LETTERS = 1.06
"""The letters of formulas are smaller than those of the text in the same size."""
_LEAST_ROOM = 16.0
_LARGEST = 400.0
"""Ems: nothing of an honest formula is longer."""


class FormulaObjects:
    """How large each formula of a page is, and how it is drawn."""

    def __init__(self, formulas: Iterable[Formula], theme: Theme, setting: TypeSetting) -> None:
        self._formulas = {formula.key: formula for formula in formulas}
        self._paths: dict[str, QPainterPath] = {}
        self._rooms: dict[str, tuple[float, float]] = {}
        self._theme = theme
        self._setting = setting

    def has(self, key: str) -> bool:
        """Return whether this is the key of a formula."""
        return key in self._formulas

    def place(self, key: str, inset: float, share: float) -> None:
        """Say how much of the column's width a formula may take: so much of it, less `inset`."""
        if key in self._formulas:
            self._rooms.setdefault(key, (inset, share))

    def size(self, key: str, format_: QTextFormat, column: int) -> QSizeF:
        """Return how large a formula is in the text, in logical pixels."""
        formula = self._formulas[key]
        em = self._em(formula, format_, column)
        height = formula.ascent * em
        if _is_deep(format_):
            half = _half_of_small_letter(format_)
            height = max(2 * height - half, 2 * formula.descent * em + half)
        return QSizeF(max(1.0, formula.width * em), max(1.0, height))

    def draw(
        self, painter: QPainter, rect: QRectF, key: str, format_: QTextFormat, column: int
    ) -> None:
        """Draw a formula where Qt has put it."""
        formula = self._formulas[key]
        em = self._em(formula, format_, column)
        baseline = rect.bottom()
        if _is_deep(format_):
            baseline = rect.top() + (rect.height() + _half_of_small_letter(format_)) / 2
        ink = format_.foreground()
        colour = (
            ink.color() if ink.style() != Qt.BrushStyle.NoBrush else QColor(self._theme.page_text)
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QPointF(rect.left(), baseline))
        painter.scale(em / _EM, em / _EM)
        painter.fillPath(self._path(key), colour)
        painter.restore()

    def _em(self, formula: Formula, format_: QTextFormat, column: int) -> float:
        """Return the size of the text it stands in, or less where the column has no room for it."""
        size = format_.intProperty(QTextFormat.Property.FontPixelSize) or self._setting.size
        em = size * _LETTERS
        inset, share = self._rooms.get(formula.key, (0.0, 1.0))
        room = max(_LEAST_ROOM, column * share - inset)
        width = min(max(formula.width, 0.001), _LARGEST)
        return min(em, room / width)

    def _path(self, key: str) -> QPainterPath:
        if key not in self._paths:
            self._paths[key] = painter_path(self._formulas[key].path)
        return self._paths[key]


def painter_path(outline: str) -> QPainterPath:
    """Return what an outline says, as far as it can be read."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for command, said in _PART.findall(outline):
        numbers = [int(number) for number in said.split()]
        if command == "M" and len(numbers) == 2:
            path.moveTo(*numbers)
        elif command == "L" and len(numbers) == 2:
            path.lineTo(*numbers)
        elif command == "Q" and len(numbers) == 4:
            path.quadTo(*numbers)
        elif command == "C" and len(numbers) == 6:
            path.cubicTo(*numbers)
        elif command == "Z":
            path.closeSubpath()
    return path


def _is_deep(format_: QTextFormat) -> bool:
    middle = QTextCharFormat.VerticalAlignment.AlignMiddle
    return format_.toCharFormat().verticalAlignment() == middle


def _half_of_small_letter(format_: QTextFormat) -> float:
    """By so much Qt puts the middle of an object above the baseline."""
    return QFontMetrics(format_.toCharFormat().font()).xHeight() / 2
