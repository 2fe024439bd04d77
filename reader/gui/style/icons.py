"""The few signs of the window, drawn: no icon theme is the same on two systems."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from reader.paths import resources

SIDE = 16


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
    """Draw one sign, SIDE x SIDE: "all", "unread", "starred", "begun", "search", "folder"
    or "sidebar".
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
        case "starred":
            painter.drawPath(star_path(QPointF(8, 8.5), 6.4))
        case "begun":
            painter.drawEllipse(QPointF(8, 8), 5.6, 5.6)
            painter.setBrush(QColor(colour))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPie(QRectF(4.2, 4.2, 7.6, 7.6), 90 * 16, -200 * 16)
        case "search":
            painter.drawEllipse(QPointF(7, 7), 4.2, 4.2)
            painter.drawLine(QPointF(10.2, 10.2), QPointF(13.4, 13.4))
        case "sidebar":
            painter.drawRoundedRect(QRectF(2, 3, 12, 10), 2, 2)
            painter.drawLine(QPointF(6.4, 3), QPointF(6.4, 13))
        case "folder":
            path = QPainterPath(QPointF(2, 12.5))
            for corner in ((2, 3.5), (6.2, 3.5), (7.6, 5.2), (14, 5.2), (14, 12.5)):
                path.lineTo(*corner)
            path.closeSubpath()
            painter.drawPath(path)
    painter.end()
    return pixmap


def program_icon() -> QIcon:
    """Return the icon of the window, from the drawn sizes."""
    icon = QIcon()
    for file in sorted((resources() / "icons").glob("broadsheet-*.png")):
        icon.addFile(str(file))
    return icon
