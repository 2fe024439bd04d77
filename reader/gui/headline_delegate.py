"""Paints one row of the list: dot, source, time, title on two lines, excerpt, thumbnail."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPixmap,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyledItemDelegate

from reader.gui.headlines import Role
from reader.gui.icons import star_path
from reader.gui.theme import LIGHT
from reader.gui.times import relative_time
from reader.model import Headline

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
    from PySide6.QtWidgets import QStyleOptionViewItem

    from reader.gui.theme import Theme


GUTTER = 24
PAD = 11
GAP = 12
KEPT = 200
FADED = 0.45
ROUNDED = 60


class _Row(NamedTuple):
    """A row broken into lines for one width."""

    source: str
    time: str
    title: tuple[str, ...]
    excerpt: tuple[str, ...]


class HeadlineDelegate(QStyledItemDelegate):
    """All rows are of one height, so a list of any length knows its own."""

    faded = False
    """The articles cannot be read now."""

    def __init__(self) -> None:
        super().__init__()
        self.thumbnail: Callable[[str, str, float], QPixmap | None] = _none_yet
        self._theme: Theme = LIGHT
        self._rows: OrderedDict[tuple[object, ...], _Row] = OrderedDict()
        self._rounded: dict[int, QPixmap] = {}
        self._masks: dict[int, QPixmap] = {}
        self.side = 76
        self.set_font(QFont())

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme

    def set_font(self, font: QFont) -> None:
        """Make every size from the interface's font."""
        size = font.pointSizeF() if font.pointSizeF() > 0 else 10.0
        self._title = QFont(font)
        self._title.setPointSizeF(size * 1.06)
        self._title_bold = QFont(self._title)
        self._title_bold.setWeight(QFont.Weight.DemiBold)
        self._small = QFont(font)
        self._small.setPointSizeF(size * 0.88)
        self._title_metrics = QFontMetrics(self._title_bold)
        self._small_metrics = QFontMetrics(self._small)
        self._line = self._title_metrics.height() + 1
        self._small_line = self._small_metrics.height() + 1
        self.height = 2 * PAD + self._small_line + 3 + 2 * self._line + 3 + self._small_line
        self.side = min(84, self.height - 2 * PAD - 4)
        self._rows.clear()
        self._rounded.clear()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The height of every row."""
        return QSize(200, self.height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One row."""
        from PySide6.QtWidgets import QStyle  # late: its many names take 10 ms of a start

        theme = self._theme
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_Active) and bool(
            state & QStyle.StateFlag.State_HasFocus
        )
        painter.save()
        if chosen:
            painter.fillRect(rect, QColor(theme.selection if focused else theme.selection_inactive))
        if self.faded:
            painter.setOpacity(FADED)
        headline = index.data(Role.HEADLINE)
        if isinstance(headline, Headline):
            text = theme.selection_text if chosen and focused else theme.text
            soft = text if chosen and focused else theme.text_soft
            self._paint_headline(painter, rect, headline, text, soft)
        else:
            self._paint_ghost(painter, rect)
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.left() + GUTTER, rect.bottom(), rect.right(), rect.bottom())
        painter.restore()

    def _paint_headline(
        self, painter: QPainter, rect: QRect, headline: Headline, text: str, soft: str
    ) -> None:
        theme = self._theme
        right = rect.right() - GAP
        if headline.thumbnail:
            right = self._paint_thumbnail(painter, rect, headline, right)
        left = rect.left() + GUTTER
        row = self._broken(headline, right - left)
        y = rect.top() + PAD
        unread = not headline.status.read
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if unread:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.unread_dot))
            painter.drawEllipse(
                QPointF(rect.left() + GUTTER / 2 + 1, y + self._small_line / 2), 3.6, 3.6
            )
        if headline.status.starred:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.star))
            painter.drawPath(
                star_path(QPointF(rect.left() + GUTTER / 2 + 1, y + self._small_line * 1.7), 5.2)
            )
        painter.setFont(self._small)
        painter.setPen(QColor(soft))
        base = self._small_metrics.ascent()
        painter.drawText(left, y + base, row.source)
        painter.drawText(
            right - self._small_metrics.horizontalAdvance(row.time), y + base, row.time
        )
        y += self._small_line + 3
        painter.setFont(self._title_bold if unread else self._title)
        painter.setPen(QColor(text if unread else soft))
        for line in row.title:
            painter.drawText(left, y + self._title_metrics.ascent(), line)
            y += self._line
        y += 3
        painter.setFont(self._small)
        painter.setPen(QColor(soft))
        for line in row.excerpt:
            painter.drawText(left, y + base, line)
            y += self._small_line

    def _paint_thumbnail(
        self, painter: QPainter, rect: QRect, headline: Headline, right: int
    ) -> int:
        ratio = painter.device().devicePixelRatioF()
        pixmap = self.thumbnail(headline.path, headline.thumbnail, ratio)
        if pixmap is None:
            return right
        side = self.side
        place = QRectF(right - side, rect.top() + (rect.height() - side) / 2, side, side)
        painter.drawPixmap(place.topLeft(), self._rounded_off(pixmap, ratio))
        return right - side - GAP

    def _rounded_off(self, pixmap: QPixmap, ratio: float) -> QPixmap:
        """The thumbnail as it is drawn. Kept: to scale and clip it takes a millisecond a row."""
        key = pixmap.cacheKey()
        known = self._rounded.get(key)
        if known is not None:
            return known
        pixels = round(self.side * ratio)
        made = QPixmap(pixels, pixels)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(0, 0, pixels, pixels), 6 * ratio, 6 * ratio)
        painter.setClipPath(path)
        painter.drawPixmap(QRectF(0, 0, pixels, pixels), pixmap, QRectF(pixmap.rect()))
        painter.end()
        made.setDevicePixelRatio(ratio)
        if len(self._rounded) >= ROUNDED:
            self._rounded.pop(next(iter(self._rounded)))
        self._rounded[key] = made
        return made

    def _paint_ghost(self, painter: QPainter, rect: QRect) -> None:
        """A row whose headline is on its way."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.placeholder))
        y = rect.top() + PAD + self._small_line + 6
        width = rect.width() - GUTTER - GAP
        for part in (0.8, 0.5):
            painter.drawRoundedRect(
                QRectF(rect.left() + GUTTER, y, width * part, self._line - 10), 3, 3
            )
            y += self._line

    def _broken(self, headline: Headline, width: int) -> _Row:
        """The row's lines for this width; the last ones are kept, so that scrolling is painting."""
        unread = not headline.status.read
        key = (headline.id, headline.title, headline.excerpt, width, unread, int(time.time() // 60))
        known = self._rows.get(key)
        if known is not None:
            self._rows.move_to_end(key)
            return known
        when = relative_time(headline.date, time.time()) if headline.date_known else ""
        room = width - self._small_metrics.horizontalAdvance(when) - GAP
        title = _lines(
            headline.title,
            self._title_bold if unread else self._title,
            self._title_metrics,
            width,
            2,
        )
        excerpt = _lines(headline.excerpt, self._small, self._small_metrics, width, 3 - len(title))
        row = _Row(
            self._small_metrics.elidedText(headline.source, Qt.TextElideMode.ElideRight, room),
            when,
            title,
            excerpt,
        )
        self._rows[key] = row
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)
        return row


def _lines(text: str, font: QFont, metrics: QFontMetrics, width: int, most: int) -> tuple[str, ...]:
    """Text broken into at most `most` lines, the last one elided."""
    if not text or width < 20:
        return ()
    text = text[:400]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = line.textStart()
        if len(lines) == most - 1:
            lines.append(metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width))
        else:
            lines.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(lines)


def _none_yet(_path: str, _url: str, _ratio: float) -> None:
    return
