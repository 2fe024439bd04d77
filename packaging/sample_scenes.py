"""The sample pictures that show a scene: hills, a press, paper, mountains, a town at night."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)
from sample_brushes import CHINESE, INK, RED, font, mix, ridge, text_at, vertical


def hills(painter: QPainter, area: QRectF) -> None:
    """Layers of hills at dusk, each paler than the one before it."""
    sky = vertical(area, (0, "#31406b"), (0.3, "#8a6a93"), (0.52, "#e79a76"), (0.7, "#fbd9a0"))
    painter.fillRect(area, sky)
    sun = QPointF(area.width() * 0.66, area.height() * 0.5)
    glow = QRadialGradient(sun, area.width() * 0.42)
    glow.setColorAt(0, QColor(255, 236, 190, 210))
    glow.setColorAt(0.25, QColor(255, 205, 140, 90))
    glow.setColorAt(1, QColor(255, 190, 130, 0))
    painter.fillRect(area, QBrush(glow))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#fff3d2"))
    painter.drawEllipse(sun, 36, 36)
    layers = 7
    for i in range(layers):
        near = i / (layers - 1)
        base = area.height() * (0.56 + 0.38 * near**1.15)
        shape = ridge(area, base, 34 + 58 * near, 40 + i, 0.5 + 0.03 * near)
        top, bottom = mix("#dc9c86", "#171c33", near**0.75), mix("#f2bf96", "#252b4a", near**0.8)
        body = QLinearGradient(0, base - 90, 0, base + 150)
        body.setColorAt(0, top)
        body.setColorAt(1, bottom)
        painter.setBrush(QBrush(body))
        painter.drawPolygon(shape)
    painter.setPen(QPen(QColor(35, 30, 55, 190), 2.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for x, y, size in ((300, 190, 13), (338, 170, 10), (372, 198, 11), (420, 160, 8)):
        wing = QPainterPath(QPointF(x - size, y - size * 0.4))
        wing.quadTo(QPointF(x - size * 0.4, y - size * 0.7), QPointF(x, y))
        wing.quadTo(QPointF(x + size * 0.4, y - size * 0.7), QPointF(x + size, y - size * 0.4))
        painter.drawPath(wing)


def press(painter: QPainter, area: QRectF) -> None:
    """A web of paper running through a rotary press."""
    painter.fillRect(area, vertical(area, (0, "#1b2233"), (1, "#0e121c")))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rolls = ((170, 430, 128), (445, 250, 74), (445, 452, 74), (720, 250, 74), (720, 452, 74))
    web = QPainterPath(QPointF(170, 302))
    web.cubicTo(QPointF(300, 290), QPointF(340, 352), QPointF(445, 351))
    web.lineTo(QPointF(720, 351))
    web.cubicTo(QPointF(850, 350), QPointF(880, 210), QPointF(960, 205))
    web.lineTo(QPointF(1240, 470))
    for offset in range(46, -1, -2):
        tone = mix("#fff6e2", "#8d8574", offset / 46)
        painter.setPen(QPen(tone, 5))
        painter.drawPath(web.translated(offset * 0.5, offset))
    painter.setPen(QPen(QColor("#fffaf0"), 7))
    painter.drawPath(web)
    for i, (x, y, radius) in enumerate(rolls):
        roll(painter, QPointF(x, y), radius, paper=i == 0)
    roll(painter, QPointF(960, 262), 52, paper=False)
    for i in range(9):
        x, y = 1012 + i * 22, 262 + i * 21
        painter.setPen(QPen(QColor(35, 38, 47, 200), 4))
        painter.drawLine(QPointF(x, y), QPointF(x + 11, y + 10.5))


def roll(painter: QPainter, middle: QPointF, radius: float, *, paper: bool) -> None:
    """A cylinder seen from its end."""
    light = QRadialGradient(middle - QPointF(radius * 0.4, radius * 0.5), radius * 1.7)
    colours = ("#fffaf0", "#e6d8bd", "#a8977a") if paper else ("#d7e3e4", "#5f8f93", "#1f4a4e")
    for at, colour in zip((0.0, 0.5, 1.0), colours, strict=True):
        light.setColorAt(at, QColor(colour))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 90))
    painter.drawEllipse(middle + QPointF(8, 12), radius, radius)
    painter.setBrush(QBrush(light))
    painter.drawEllipse(middle, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(60, 45, 25, 40) if paper else QColor(255, 255, 255, 40), 1.5))
    for i in range(1, 9 if paper else 4):
        step = radius * i / (9 if paper else 4)
        painter.drawEllipse(middle, step, step)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#12161f"))
    painter.drawEllipse(middle, radius * 0.16, radius * 0.16)


def fibres(painter: QPainter, area: QRectF) -> None:
    """A sheet of mulberry paper on the mould it was made with."""
    chance = random.Random(105)  # noqa: S311 - a drawing, no secret
    painter.fillRect(area, vertical(area, (0, "#5a4a33"), (1, "#33291b")))
    for i in range(92):
        y = i * area.height() / 92
        painter.fillRect(QRectF(0, y, area.width(), 3.2), QColor(190, 160, 105, 52))
    for i in range(12):
        painter.fillRect(QRectF(50 + i * 102, 0, 3, area.height()), QColor(25, 18, 10, 110))
    edge = [QPointF(130 + chance.uniform(-5, 5), 90 + i * 6) for i in range(102)]
    edge += [QPointF(130 + i * 6, 700 + chance.uniform(-5, 5)) for i in range(158)]
    edge += [QPointF(1076 + chance.uniform(-5, 5), 700 - i * 6) for i in range(102)]
    edge += [QPointF(1076 - i * 6, 90 + chance.uniform(-5, 5)) for i in range(158)]
    sheet = QPainterPath()
    sheet.addPolygon(QPolygonF(edge))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(sheet.translated(9, 12), QColor(0, 0, 0, 90))
    painter.fillPath(sheet, vertical(area, (0, "#f8efda"), (1, "#e8d8b4")))
    painter.setClipPath(sheet)
    for _ in range(240):
        start = QPointF(chance.uniform(120, 1080), chance.uniform(80, 710))
        turn, length = chance.uniform(0, math.tau), chance.uniform(30, 130)
        bend = chance.uniform(-0.9, 0.9)
        path = QPainterPath(start)
        path.quadTo(
            start + QPointF(math.cos(turn), math.sin(turn)) * length * 0.5,
            start + QPointF(math.cos(turn + bend), math.sin(turn + bend)) * length,
        )
        tone = chance.choice((QColor(150, 118, 66, 80), QColor(255, 252, 240, 150)))
        painter.setPen(QPen(tone, chance.uniform(0.8, 2.0)))
        painter.drawPath(path)
    painter.setPen(QColor(70, 50, 25, 215))
    painter.setFont(font(CHINESE, 190))
    painter.drawText(QRectF(130, 90, 946, 610), Qt.AlignmentFlag.AlignCenter, "紙")


def mountains(painter: QPainter, area: QRectF) -> None:
    """Mountains in mist, as an ink wash has them, with one seal."""
    painter.fillRect(area, vertical(area, (0, "#efe7d6"), (1, "#e3d8c1")))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(196, 74, 52, 200))
    painter.drawEllipse(QPointF(890, 170), 52, 52)
    for i in range(5):
        near = i / 4
        base = area.height() * (0.44 + 0.115 * i)
        shape = ridge(area, base, 150 - 16 * i, 300 + i * 7, 0.54)
        wash = QLinearGradient(0, base - 190, 0, base + 170)
        tone = mix("#8b9a9c", "#1b2428", near**0.8)
        tone.setAlpha(round(190 + 60 * near))
        clear = QColor("#e9e0cc")
        clear.setAlpha(round(40 + 170 * near))
        wash.setColorAt(0, tone)
        wash.setColorAt(0.45, tone)
        wash.setColorAt(1, clear)
        painter.setBrush(QBrush(wash))
        painter.drawPolygon(shape)
    for i, word in enumerate(("远", "山", "如", "纸")):
        text_at(painter, 96, 120 + i * 66, word, font(CHINESE, 54), INK)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(RED))
    painter.drawRoundedRect(QRectF(98, 346, 48, 48), 5, 5)
    text_at(painter, 105, 382, "报", font(CHINESE, 34, bold=True), "#fbf6ea")


def window(painter: QPainter, area: QRectF) -> None:
    """Houses at night; in a few windows somebody is still reading."""
    chance = random.Random(26)  # noqa: S311 - a drawing, no secret
    painter.fillRect(area, vertical(area, (0, "#0d1430"), (0.7, "#2c3566"), (1, "#4a4a78")))
    painter.setPen(Qt.PenStyle.NoPen)
    for _ in range(110):
        painter.setBrush(QColor(255, 255, 240, chance.randint(60, 210)))
        size = chance.uniform(0.7, 2.0)
        painter.drawEllipse(QPointF(chance.uniform(0, 1200), chance.uniform(0, 380)), size, size)
    painter.setBrush(QColor("#f8efd2"))
    painter.drawEllipse(QPointF(980, 140), 50, 50)
    painter.setBrush(QColor("#131b3c"))
    painter.drawEllipse(QPointF(1002, 126), 46, 46)
    for depth, colour in enumerate(("#232b55", "#182044", "#0d1330")):
        x = -30.0
        while x < area.width():
            wide = chance.uniform(90, 170)
            tall = chance.uniform(190, 400) - depth * 55
            house = QRectF(x, area.height() - tall, wide, tall)
            painter.fillRect(house, QColor(colour))
            for row in range(int(tall // 46)):
                for column in range(int(wide // 40)):
                    lit = chance.random() < (0.05, 0.1, 0.16)[depth]
                    pane = QRectF(x + 14 + column * 40, house.top() + 16 + row * 46, 19, 25)
                    warm = chance.choice(("#ffd98a", "#f6b65c", "#ffe9b8"))
                    painter.fillRect(pane, QColor(warm if lit else "#0b1029"))
                    if lit:
                        halo = QRadialGradient(pane.center(), 46)
                        halo.setColorAt(0, QColor(255, 200, 110, 60))
                        halo.setColorAt(1, QColor(255, 200, 110, 0))
                        painter.fillRect(pane.adjusted(-40, -40, 40, 40), QBrush(halo))
            x += wide + chance.uniform(-14, 12)
