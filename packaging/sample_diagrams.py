"""The sample pictures that explain: keys, page sizes, grids, specimens of type."""

import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QRadialGradient
from sample_brushes import CHINESE, INK, LATIN, PAPER, RED, TEAL, font, ridge, text_at, vertical


def keys(painter: QPainter, area: QRectF) -> None:
    """The keys of one hand on the keyboard."""
    painter.fillRect(area, vertical(area, (0, "#24324a"), (1, "#101827")))
    glow = QRadialGradient(QPointF(area.width() * 0.5, area.height() * 1.05), area.width() * 0.6)
    glow.setColorAt(0, QColor(207, 64, 41, 90))
    glow.setColorAt(1, QColor(207, 64, 41, 0))
    painter.fillRect(area, QBrush(glow))
    rows = (
        (118, 130, (("Y", ""), ("U", "read"), ("I", ""), ("O", "open"), ("P", "unread ↑"))),
        (152, 262, (("H", ""), ("J", "next"), ("K", "back"), ("L", ""), (";", ""))),
        (186, 394, (("N", "unread ↓"), ("M", "read"), (",", ""), (".", ""), ("/", "search"))),
    )
    for left, top, caps in rows:
        for i, (letter, meaning) in enumerate(caps):
            key(painter, QRectF(left + i * 196, top, 180, 118), letter, meaning)
    key(painter, QRectF(220, 526, 760, 96), "", "Space: a page down, then the next unread article")


def key(painter: QPainter, box: QRectF, letter: str, meaning: str) -> None:
    """One key cap; those that mean something are lit."""
    lit = bool(meaning)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 110))
    painter.drawRoundedRect(box.translated(0, 8), 18, 18)
    painter.setBrush(QColor("#d9cdb6" if lit else "#2b384f"))
    painter.drawRoundedRect(box.translated(0, 4), 18, 18)
    face = ((0, "#fffdf6"), (1, "#f1e7d4")) if lit else ((0, "#3c4b66"), (1, "#334158"))
    painter.setBrush(vertical(box, *face))
    painter.drawRoundedRect(box, 18, 18)
    if letter:
        size, ink = (50, INK) if lit else (40, "#7d8aa3")
        text_at(painter, box.left() + 20, box.top() + 58, letter, font(LATIN, size, bold=lit), ink)
        text_at(painter, box.left() + 20, box.bottom() - 20, meaning, font(LATIN, 24), RED)
    else:
        painter.setFont(font(LATIN, 28))
        painter.setPen(QColor(RED))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, meaning)


def sizes(painter: QPainter, area: QRectF) -> None:
    """Page sizes, one upon the other, to scale."""
    painter.fillRect(area, QColor("#efe6d3"))
    pages = (
        ("Broadsheet", 375, 597, "#fffdf6", INK),
        ("Berliner", 315, 470, "#f6d9c9", "#8c3a24"),
        ("Tabloid", 280, 430, "#cfe2df", TEAL),
        ("A4", 210, 297, "#23262f", "#f4ecdb"),
    )
    scale, left, floor = 1.02, 96.0, area.height() - 70
    for i, (name, width, height, fill, ink) in enumerate(pages):
        page = QRectF(left, floor - height * scale, width * scale, height * scale)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(60, 40, 20, 34))
        painter.drawRect(page.translated(7, 7))
        painter.setBrush(QColor(fill))
        painter.drawRect(page)
        text_at(painter, page.left() + 16, page.top() + 38, name, font(LATIN, 27, bold=True), ink)
        y = 150 + i * 112
        painter.fillRect(QRectF(588, y - 30, 34, 44), QColor(fill))
        painter.setPen(QPen(QColor("#cbbd9f"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(588, y - 30, 34, 44))
        text_at(painter, 646, y, name, font(LATIN, 36, bold=True), INK)
        share = width * height / (375 * 597)
        words = f"{width} × {height} mm, {share:.0%} of a broadsheet"
        text_at(painter, 646, y + 36, words, font(LATIN, 26, italic=True), "#6d6454")
    painter.fillRect(QRectF(left - 30, floor, 980, 3), QColor(INK))


def front_page(painter: QPainter, page: QRectF, columns: int, seed: int, name: str) -> None:
    """A page of a newspaper with its columns; text is lines."""
    chance = random.Random(seed)  # noqa: S311 - a drawing, no secret
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(40, 25, 10, 40))
    painter.drawRect(page.translated(6, 8))
    painter.fillRect(page, QColor("#fffdf6"))
    inner = page.adjusted(18, 18, -18, -18)
    painter.setFont(font(LATIN, page.width() * 0.09, bold=True))
    painter.setPen(QColor(INK))
    head = QRectF(inner.left(), inner.top(), inner.width(), page.width() * 0.12)
    painter.drawText(head, Qt.AlignmentFlag.AlignCenter, name)
    painter.fillRect(QRectF(inner.left(), head.bottom() + 2, inner.width(), 3), QColor(INK))
    painter.fillRect(QRectF(inner.left(), head.bottom() + 8, inner.width(), 1), QColor(INK))
    top, gutter = head.bottom() + 22, 10.0
    width = (inner.width() - gutter * (columns - 1)) / columns
    span = max(1, round(columns * 0.5))
    for c in range(columns):
        x, y = inner.left() + c * (width + gutter), top
        if c < span:
            y += page.height() * 0.32
        headline = True
        while y < inner.bottom() - 8:
            if headline:
                for share in (1.0, chance.uniform(0.45, 0.85)):
                    painter.fillRect(QRectF(x, y, width * share, 6), QColor(INK))
                    y += 10
                y += 3
                headline = False
            last = chance.random() < 0.09
            share = chance.uniform(0.3, 0.8) if last else 1.0
            painter.fillRect(QRectF(x, y, width * share, 2.4), QColor("#b9b1a2"))
            y += 7
            if last and chance.random() < 0.5:
                y += 12
                headline = True
    picture = QRectF(inner.left(), top, width * span + gutter * (span - 1), page.height() * 0.29)
    painter.save()
    painter.setClipRect(picture)
    painter.fillRect(picture, vertical(picture, (0, "#3f7f86"), (1, "#f0c98b")))
    painter.setPen(Qt.PenStyle.NoPen)
    for i, colour in enumerate(("#b9886b", "#5d5a62", "#23262f")):
        painter.setBrush(QColor(colour))
        base = picture.top() + picture.height() * (0.66 + 0.14 * i)
        painter.drawPolygon(ridge(picture, base, 14, seed + i))
    painter.restore()


def grid(painter: QPainter, area: QRectF) -> None:
    """Three front pages: of eight, six and four columns."""
    painter.fillRect(area, vertical(area, (0, "#d8cbb2"), (1, "#c3b293")))
    front_page(painter, QRectF(70, 60, 420, 630), 8, 5, "The Column")
    front_page(painter, QRectF(532, 130, 340, 510), 6, 8, "Berliner")
    front_page(painter, QRectF(912, 210, 230, 350), 4, 12, "Compact")


def latin(painter: QPainter, area: QRectF) -> None:
    """A specimen of a Latin face with its lines."""
    painter.fillRect(area, QColor(PAPER))
    face = font(LATIN, 256)
    metrics = QFontMetricsF(face)
    baseline = 420.0
    lines = (
        (baseline - metrics.capHeight(), "cap height"),
        (baseline - metrics.xHeight(), "x-height"),
        (baseline, "baseline"),
        (baseline + metrics.descent() * 0.98, "descender"),
    )
    for y, name in lines:
        painter.setPen(QPen(QColor(RED), 1.6, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(60, y), QPointF(area.width() - 60, y))
        text_at(painter, area.width() - 62 - 110, y - 9, name, font(LATIN, 24, italic=True), RED)
    text_at(painter, 60, baseline, "Reading", face, INK)
    painter.fillRect(QRectF(60, 640, area.width() - 120, 3), QColor(INK))
    text_at(painter, 62, 694, "Aa Bb Cc  & fi ffi  1234567890", font(LATIN, 36), INK)
    text_at(painter, 946, 694, "after Palatino", font(LATIN, 30, italic=True), "#7b7261")


def square(painter: QPainter, box: QRectF, pen: QColor) -> None:
    """The rice-character square that children learn to write in."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(pen, 3))
    painter.drawRect(box)
    painter.setPen(QPen(pen, 1.4, Qt.PenStyle.DashLine))
    middle = box.center()
    painter.drawLine(QPointF(middle.x(), box.top()), QPointF(middle.x(), box.bottom()))
    painter.drawLine(QPointF(box.left(), middle.y()), QPointF(box.right(), middle.y()))
    painter.drawLine(box.topLeft(), box.bottomRight())
    painter.drawLine(box.topRight(), box.bottomLeft())


def yong(painter: QPainter, area: QRectF) -> None:
    """The character of the eight strokes."""
    painter.fillRect(area, QColor("#f6eddb"))
    box = QRectF(80, 85, 580, 580)
    painter.fillRect(box, QColor("#fffdf6"))
    square(painter, box, QColor(207, 64, 41, 150))
    painter.setFont(font(CHINESE, 500))
    painter.setPen(QColor(INK))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "永")
    strokes = ("侧 点", "勒 横", "努 竖", "趯 钩", "策 提", "掠 长撇", "啄 短撇", "磔 捺")
    for i, stroke in enumerate(strokes):
        x, y = 740 + (i % 2) * 220, 190 + (i // 2) * 128
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(RED if i % 3 == 0 else TEAL))
        painter.drawEllipse(QPointF(x, y - 14), 25, 25)
        painter.setFont(font(LATIN, 28, bold=True))
        painter.setPen(QColor("#fffdf6"))
        painter.drawText(QRectF(x - 25, y - 39, 50, 50), Qt.AlignmentFlag.AlignCenter, str(i + 1))
        text_at(painter, x + 42, y, stroke, font(CHINESE, 40), INK)
    text_at(painter, 720, 664, "永字八法", font(CHINESE, 34), "#8a7f6b")


def setting(painter: QPainter, area: QRectF) -> None:
    """A Chinese page set on its grid of squares."""
    painter.fillRect(area, vertical(area, (0, "#234f52"), (1, "#173537")))
    sheet = QRectF(130, 60, 940, 690)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 70))
    painter.drawRect(sheet.translated(10, 12))
    painter.fillRect(sheet, QColor(PAPER))
    lines = (
        "　　字是方的，一个字占一",
        "个格。标点也占一格，但它",
        "只住半间：逗号住左下角，",
        "前括号靠着右边。两个标点",
        "碰在一起，就要挤一挤；一",
        "行的开头，不该站着句号。",
    )
    cell = 72.0
    left, top = sheet.left() + (sheet.width() - cell * 12) / 2, sheet.top() + 60
    for row in range(8):
        for column in range(12):
            box = QRectF(left + column * cell, top + row * cell, cell, cell)
            painter.setPen(QPen(QColor(47, 111, 115, 64), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
    face = font(CHINESE, 52)
    for row, line in enumerate(lines):
        for column, sign in enumerate(line):
            box = QRectF(left + column * cell, top + (row + 1) * cell, cell, cell)
            painter.setFont(face)
            painter.setPen(QColor(RED if sign in "，。：；（）“”、" else INK))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)
