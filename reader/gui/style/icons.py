"""The few signs of the window, drawn: no icon theme is the same on two systems."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from reader.paths import resources

SIDE = 16


_LINES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "back": (((9.8, 3.2), (5, 8), (9.8, 12.8)),),
    "folder": (((2, 12.5), (2, 3.5), (6.2, 3.5), (7.6, 5.2), (14, 5.2), (14, 12.5), (2, 12.5)),),
    "forward": (((6.2, 3.2), (11, 8), (6.2, 12.8)),),
    "letters": (
        ((1.4, 13), (5.2, 3), (9, 13)),
        ((2.8, 9.4), (7.6, 9.4)),
        ((14.4, 8.2), (14.4, 13)),
    ),
    "mark-all": (((1.4, 8.6), (4.4, 11.6), (11, 4.4)), ((7.6, 11), (8.2, 11.6), (14.8, 4.4))),
    "search": (((10.2, 10.2), (13.4, 13.4)),),
    "share": (
        ((5.4, 6.2), (3, 6.2), (3, 13.6), (13, 13.6), (13, 6.2), (10.6, 6.2)),
        ((8, 2), (8, 9.6)),
        ((5.6, 4.4), (8, 2), (10.4, 4.4)),
    ),
}
"""Lines through points, in a square of SIDE."""
_RINGS: dict[str, tuple[tuple[float, float, float, float], ...]] = {
    "letters": ((12.1, 10.6, 2.3, 2.4),),
    "read": ((8, 8, 3.6, 3.6),),
    "search": ((7, 7, 4.2, 4.2),),
}
"""Centre, radius across and down."""


def star_path(centre: QPointF, radius: float) -> QPainterPath:
    """Return a five-pointed star."""
    path = QPainterPath()
    for point in range(10):
        angle = math.pi * point / 5 - math.pi / 2
        length = radius if point % 2 == 0 else radius * 0.45
        corner = QPointF(
            centre.x() + length * math.cos(angle), centre.y() + length * math.sin(angle)
        )
        if point == 0:
            path.moveTo(corner)
        else:
            path.lineTo(corner)
    path.closeSubpath()
    return path


def sign(name: str, colour: str, ratio: float = 2.0) -> QPixmap:
    """Draw one sign, SIDE x SIDE: "all", "unread", "starred", "begun", "search", "folder",
    "sidebar"; "back", "forward", "read", "full-star", "mark-all", "share" or "letters".
    """
    pixmap = QPixmap(round(SIDE * ratio), round(SIDE * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for line in _LINES.get(name, ()):
        painter.drawPolyline([QPointF(x, y) for x, y in line])
    for x, y, across, down in _RINGS.get(name, ()):
        painter.drawEllipse(QPointF(x, y), across, down)
    match name:
        case "all":
            painter.drawRoundedRect(QRectF(2, 2.5, 12, 11), 1.8, 1.8)
            painter.drawLine(QPointF(4.8, 5.8), QPointF(11.2, 5.8))
            painter.drawLine(QPointF(4.8, 8.2), QPointF(11.2, 8.2))
            painter.drawLine(QPointF(4.8, 10.6), QPointF(8.6, 10.6))
        case "unread":
            painter.setBrush(QColor(colour))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(8, 8), 4, 4)
        case "starred" | "full-star":
            if name == "full-star":
                painter.setBrush(QColor(colour))
            painter.drawPath(star_path(QPointF(8, 8.5), 6.4))
        case "begun":
            painter.drawEllipse(QPointF(8, 8), 5.6, 5.6)
            painter.setBrush(QColor(colour))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPie(QRectF(4.2, 4.2, 7.6, 7.6), 90 * 16, -200 * 16)
        case "sidebar":
            painter.drawRoundedRect(QRectF(2, 3, 12, 10), 2, 2)
            painter.drawLine(QPointF(6.4, 3), QPointF(6.4, 13))
    painter.end()
    return pixmap


def sign_icon(name: str, colour: str, disabled: str, ratio: float) -> QIcon:
    """Return a sign as an icon for a button, on a screen of so many pixels to one; also grey."""
    icon = QIcon(sign(name, colour, ratio))
    icon.addPixmap(sign(name, disabled, ratio), QIcon.Mode.Disabled)
    return icon


def program_icon() -> QIcon:
    """Return the icon of the window, from the drawn sizes."""
    icon = QIcon()
    for file in sorted((resources() / "icons").glob("broadsheet-*.png")):
        icon.addFile(str(file))
    return icon
