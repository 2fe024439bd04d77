"""What stands where a picture is not: why, what a click does, what the picture would show."""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from reader.gui.style.theme import Theme
from reader.gui.style.typography import TypeSetting
from reader.language import N_, _
from reader.markup.text.plain import one_line
from reader.model import Picture, PictureProblem

ACTIONS = {
    PictureProblem.OFFLINE: N_("click to load it"),
    PictureProblem.GONE: N_("click to try again"),
    PictureProblem.REFUSED: N_("click to try again"),
    PictureProblem.NO_REFERER: N_("click to name a site"),
    PictureProblem.UNREACHABLE: N_("click to try again"),
    PictureProblem.TOO_LARGE: N_("click to try again"),
    PictureProblem.PRIVATE: N_("click to allow its host"),
    PictureProblem.NOT_A_PICTURE: N_("click to try again"),
    PictureProblem.DAMAGED: N_("click to try again"),
    PictureProblem.NOT_ASKED: N_("click to load the pictures"),
    PictureProblem.NOT_FOUND: N_("click to look again"),
}
"""What a click on a placeholder does."""

_WHYS = {
    PictureProblem.OFFLINE: N_("Picture not loaded: offline"),
    PictureProblem.GONE: N_("Picture gone"),
    PictureProblem.REFUSED: N_("Picture refused by its host"),
    PictureProblem.NO_REFERER: N_("Picture refused without a referrer"),
    PictureProblem.NOT_ASKED: N_("Picture not loaded"),
    PictureProblem.UNREACHABLE: N_("Picture not reachable"),
    PictureProblem.TOO_LARGE: N_("Picture too large"),
    PictureProblem.PRIVATE: N_("Picture at a private address"),
    PictureProblem.NOT_A_PICTURE: N_("Not a picture"),
    PictureProblem.DAMAGED: N_("Picture damaged"),
    PictureProblem.NOT_FOUND: N_("Picture not in the folder"),
}
_FONT = 0.78
"""The size of its words, in text sizes."""
_SIDES, _ENDS = 14, 6
"""Pixels that are free beside and above its words."""
_NARROW = 60
"""Pixels. No words are written into less: a sign stands there."""
_SIGN = 22
"""Pixels. The sign is at most so wide."""
_ALT_CHARACTERS = 500
"""So much of a picture's description is told at most."""


class Missing(NamedTuple):
    """A picture that is not there.

    problem: None while it is on its way; late: it has been so for long. clickable: False on paper.
    """

    picture: Picture
    problem: PictureProblem | None
    late: bool = True
    clickable: bool = True


def why(problem: PictureProblem) -> str:
    """Return why there is no picture, as its placeholder says it."""
    return _(_WHYS[problem])


def size_alone(missing: Missing, setting: TypeSetting, room: float) -> QSizeF:
    """Return the size of a failed picture's placeholder with no text beside it, in pixels.

    room: the pixels that it may be wide.
    """
    line = float(setting.line)
    width = missing.picture.width
    small = 0 < width < 8 * setting.size
    if small or room - 2 * _SIDES <= _NARROW:
        return QSizeF(min(room, max(line, float(width))), line)
    said = _said(missing, setting, room - 2 * _SIDES)
    return QSizeF(room, round(line * (1.5 + 0.7 * len(said))))


def size_amid_text(picture: Picture, setting: TypeSetting, room: float) -> QSizeF:
    """Return the size of a failed picture's placeholder amid text: no higher than the letters.

    room: the pixels that it may be wide.
    """
    height = min(setting.size, picture.height or setting.size)
    return QSizeF(min(room, max(height, picture.width)), height)


def draw_placeholder(
    painter: QPainter, rect: QRectF, missing: Missing, theme: Theme, setting: TypeSetting
) -> None:
    """Draw the placeholder of a picture into `rect`."""
    problem = missing.problem
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # A line around it: a card, or code, has the same ground.
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(QColor(theme.placeholder))
    radius = min(6.0, rect.height() / 5)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    inner = rect.adjusted(_SIDES, _ENDS, -_SIDES, -_ENDS)
    said = _said(missing, setting, inner.width())
    font = _font(setting)
    metrics = QFontMetricsF(font)
    step = round(metrics.height() * 1.25)
    if inner.width() <= _NARROW or inner.height() < step - _ENDS:
        if problem is not None:
            _draw_sign(painter, rect, QColor(theme.text_faint))
        painter.restore()
        return
    said = said[: max(1, int(inner.height() // step))]
    painter.setFont(font)
    top = inner.center().y() - step * len(said) / 2
    for number, line in enumerate(said):
        first = number == 0 and problem is not None
        painter.setPen(QColor(theme.text_soft if first else theme.text_faint))
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, inner.width())
        where = QRectF(inner.left(), top + number * step, inner.width(), step)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


def _said(missing: Missing, setting: TypeSetting, width: float) -> list[str]:
    """Return its lines: why and what a click does in one where `width` has room for both."""
    problem = missing.problem
    if problem is None:
        lines = [_("Loading …")] if missing.late else []
    elif not missing.clickable:
        lines = [why(problem)]
    else:
        reason, action = why(problem), _(ACTIONS[problem])
        both = f"{reason}  ·  {action}"
        lines = [both] if _width(both, setting) <= width else [reason, action.capitalize()]
    alt = " ".join(one_line(missing.picture.alt).split())[:_ALT_CHARACTERS]
    return [*lines, alt] if alt else lines


def _draw_sign(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Draw a frame with a mountain and a sun in it."""
    side = min(_SIGN, rect.width() - 4, rect.height() - 4)
    if side < 8:
        return
    sign = QRectF(0, 0, side, side * 0.75)
    sign.moveCenter(rect.center())
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(sign, 1.5, 1.5)
    across, down = sign.width(), sign.height()
    corners = ((0.12, 0.8), (0.38, 0.4), (0.58, 0.66), (0.7, 0.52), (0.88, 0.8))
    points = [QPointF(sign.left() + x * across, sign.top() + y * down) for x, y in corners]
    painter.drawPolyline(QPolygonF(points))
    sun = QPointF(sign.left() + 0.72 * across, sign.top() + 0.28 * down)
    painter.drawEllipse(sun, side * 0.06, side * 0.06)


def _font(setting: TypeSetting) -> QFont:
    font = setting.font()
    font.setPixelSize(round(setting.size * _FONT))
    return font


@lru_cache(maxsize=64)
def _width(words: str, setting: TypeSetting) -> float:
    """Return the width of these words in pixels. Asked at every layout, for a dozen sentences."""
    return QFontMetricsF(_font(setting)).horizontalAdvance(words)
