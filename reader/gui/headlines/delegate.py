"""Paints one row of the list: dot, source, time, title on two lines, excerpt, thumbnail."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyledItemDelegate

from reader.gui.session.headline_model import Role
from reader.gui.style.icons import star_path
from reader.gui.style.labels import tooltip
from reader.gui.style.relative_time import headline_time
from reader.gui.style.theme import LIGHT
from reader.model import Headline

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

    from reader.gui.style.theme import Theme


GUTTER = 24
"""Pixels left of the text, for dot and star; the list's name and search field stand at it too."""
PAD, COMPACT_PAD = 11, 6
GAP = 12
EDGE = 4
"""Pixels right of the text, before the room of the scroll bar."""
SMALLEST = 12
"""Pixels: no letter of a row is smaller."""
TITLE = 7 / 6
"""The title's size, in sizes of the other lines."""
PITCH, SMALL_PITCH = 1.35, 1.4
"""From line to line, in sizes of the font: the same whatever script, and whatever font has it."""
SOURCE_SHARE = 0.28
"""Of a compact row, so much is its source's at most."""
SOURCE_FROM = 300
"""Pixels: in a narrower compact row the title has the source's room."""
BETWEEN = 3
"""Pixels between source, title and excerpt."""
NARROW = 260
"""Pixels: in a narrower list the text has the thumbnail's room."""
KEPT = 150
"""Rows whose lines are kept: some screens of them. Each takes ten kilobytes."""
FADED = 0.45
FOCUS = 3
"""Pixels: the stripe at the left of the row that has the keyboard."""
_BETWEEN_SIGNS = " \u3000.,:;!?|–—-…。，：；！？、"
"""What stands between a title and the text behind it."""
WORDS = 5
"""So many Chinese characters are more than a word."""
ROUNDED = 60
BUTTON = 26
"""Pixels: a side of a button of the row under the mouse."""


class _Line(NamedTuple):
    """A line whose glyphs are looked up once, not at every painting. drop: to its base line."""

    layout: QTextLayout
    drop: float

    def draw(self, painter: QPainter, left: int, base: int) -> None:
        """Paint it with the painter's pen, so that its letters stand on `base`."""
        self.layout.draw(painter, QPointF(left, base - self.drop))


class _Row(NamedTuple):
    """A row broken into lines for one width, its glyphs at hand.

    source_width, time_width: in pixels. cut: source and title in full, a line each, where they did
    not find room.
    """

    source: _Line
    source_width: int
    time: _Line
    time_width: int
    title: tuple[_Line, ...]
    excerpt: tuple[_Line, ...]
    cut: str


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
        self.side = 76
        self.is_compact = False
        """A row is one line: no excerpt, no thumbnail."""
        self.set_font(QFont())

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme

    def set_font(self, font: QFont, *, compact: bool = False) -> None:
        """Make every size from the interface's font; compact: a row is one line."""
        self.is_compact = compact
        small = max(SMALLEST, QFontInfo(font).pixelSize())
        title = round(small * TITLE)
        self._title = QFont(font)
        self._title.setPixelSize(title)
        self._title_bold = QFont(self._title)
        self._title_bold.setWeight(QFont.Weight.DemiBold)
        self._small = QFont(font)
        self._small.setPixelSize(small)
        self._title_metrics = QFontMetrics(self._title_bold)
        self._small_metrics = QFontMetrics(self._small)
        self._line = round(title * PITCH)
        self._small_line = round(small * SMALL_PITCH)
        self.height = 2 * PAD + 2 * self._small_line + 2 * self._line + 2 * BETWEEN
        if compact:
            self.height = max(BUTTON, self._line) + COMPACT_PAD
        self.side = min(84, self.height - 2 * PAD - 4)
        self._rows.clear()
        self._rounded.clear()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a row; all are of one height."""
        return QSize(200, self.height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the row of one headline."""
        from PySide6.QtWidgets import QStyle  # late: its many names take 10 ms of a start

        theme = self._theme
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_Active) and bool(
            state & QStyle.StateFlag.State_HasFocus
        )
        painter.save()
        ground = self.ground(chosen=chosen, focused=focused, hovered=hovered)
        if ground:
            painter.fillRect(rect, QColor(ground))
        if chosen and focused:
            # The ground alone is too near to that of the others (WCAG 1.4.11).
            painter.fillRect(
                QRect(rect.left(), rect.top(), FOCUS, rect.height()), QColor(theme.accent)
            )
        if self.faded:
            painter.setOpacity(FADED)
        headline = index.data(Role.HEADLINE)
        if isinstance(headline, Headline):
            text = theme.selection_text if chosen and focused else theme.text
            soft = text if chosen and focused else theme.text_soft
            self._paint_headline(painter, rect, headline, text, soft)
            if hovered:
                self._paint_buttons(painter, rect, headline)
        else:
            self._paint_ghost(painter, rect)
        painter.setOpacity(1.0)
        painter.fillRect(_bottom_line(rect, painter), QColor(theme.line))
        painter.restore()

    def ground(self, *, chosen: bool, focused: bool, hovered: bool) -> str:
        """Return the colour behind a row, "" where it is the list's own."""
        theme = self._theme
        if chosen:
            return theme.selection if focused else theme.selection_inactive
        return theme.hover if hovered else ""

    def button_at(self, rect: QRect, point: QPoint) -> str:
        """Return what a click at this point of a row means: "read", "star", "" for the row."""
        for name, place in self._buttons(rect).items():
            if place.contains(point):
                return name
        if self.is_compact:
            return "read" if point.x() < rect.left() + GUTTER else ""
        if point.x() < rect.left() + GUTTER and point.y() < rect.top() + PAD + 2 * BUTTON:
            return "read" if point.y() < rect.top() + PAD + self._small_line else "star"
        return ""

    def _buttons(self, rect: QRect) -> dict[str, QRect]:
        """Return where the buttons of the row under the mouse stand."""
        right, top = rect.right() + 1 - EDGE, rect.top() + (2 if self.is_compact else 5)
        return {
            "star": QRect(right - 2 * BUTTON, top, BUTTON, BUTTON),
            "read": QRect(right - BUTTON, top, BUTTON, BUTTON),
        }

    def _paint_buttons(self, painter: QPainter, rect: QRect, headline: Headline) -> None:
        """Paint the buttons for star and read; full where a row is starred, or unread."""
        theme, status = self._theme, headline.status
        places = self._buttons(rect)
        painter.setPen(QColor(theme.line))
        painter.setBrush(QColor(theme.page))
        around = QRectF(places["star"].united(places["read"]))
        painter.drawRoundedRect(around.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        pen = QPen(QColor(theme.star), 1.3)
        painter.setPen(pen)
        painter.setBrush(QColor(theme.star) if status.starred else Qt.BrushStyle.NoBrush)
        painter.drawPath(star_path(QRectF(places["star"]).center(), 6))
        pen.setColor(QColor(theme.unread_dot))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush if status.read else QColor(theme.unread_dot))
        painter.drawEllipse(QRectF(places["read"]).center(), 4, 4)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show source and title in full where the row has no room for them."""
        from PySide6.QtWidgets import QToolTip  # late: a start does not pay for it

        headline = index.data(Role.HEADLINE)
        cut = ""
        if isinstance(headline, Headline):
            cut = self.cut(headline, view.visualRect(index).width())
        QToolTip.showText(event.globalPos(), tooltip(cut), view.viewport(), view.visualRect(index))
        return True

    def cut(self, headline: Headline, width: int) -> str:
        """Return source and title, a line each, where a row of this width has no room for them."""
        return self._broken(headline, width - EDGE - self._beside(headline, width) - GUTTER).cut

    def _beside(self, headline: Headline, width: int) -> int:
        """Return the pixels that the thumbnail takes from the text of a row of this width."""
        if not headline.thumbnail or width < NARROW or self.is_compact:
            return 0
        known = self.thumbnail(headline.path, headline.thumbnail, 1.0) is not None
        return self.side + GAP if known else 0

    def prepare(self, headline: Headline, size: QSize, ratio: float) -> None:
        """Have lines and glyphs of a row at hand that is likely to be painted next."""
        nowhere = QPixmap(size * ratio)
        nowhere.setDevicePixelRatio(ratio)
        painter = QPainter(nowhere)
        self._paint_headline(painter, QRect(QPoint(), size), headline, "#000000", "#000000")
        painter.end()

    def _paint_headline(
        self, painter: QPainter, rect: QRect, headline: Headline, text: str, soft: str
    ) -> None:
        if self.is_compact:
            self._paint_compact(painter, rect, headline, text, soft)
            return
        theme = self._theme
        right = rect.right() + 1 - EDGE
        if headline.thumbnail and rect.width() >= NARROW:
            right = self._paint_thumbnail(painter, rect, headline, right)
        left = rect.left() + GUTTER
        row = self._broken(headline, right - left)
        y = rect.top() + (self.height - 1 - self._height_of(row)) // 2
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
        painter.setPen(QColor(soft))
        base = _base(self._small_metrics, self._small_line)
        row.source.draw(painter, left, y + base)
        row.time.draw(painter, right - row.time_width, y + base)
        y += self._small_line + BETWEEN
        painter.setPen(QColor(text if unread else soft))
        title_base = _base(self._title_metrics, self._line)
        for line in row.title:
            line.draw(painter, left, y + title_base)
            y += self._line
        y += BETWEEN
        painter.setPen(QColor(soft))
        for line in row.excerpt:
            line.draw(painter, left, y + base)
            y += self._small_line

    def _paint_compact(
        self, painter: QPainter, rect: QRect, headline: Headline, text: str, soft: str
    ) -> None:
        """Paint a row of one line: dot or star, title, source, time."""
        theme, unread = self._theme, not headline.status.read
        right, left = rect.right() + 1 - EDGE, rect.left() + GUTTER
        row = self._broken(headline, right - left)
        middle = rect.top() + (self.height - 1) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        sign = QPointF(rect.left() + GUTTER / 2 + 1, middle)
        if headline.status.starred:
            painter.setBrush(QColor(theme.star))
            painter.drawPath(star_path(sign, 5.2))
        elif unread:
            painter.setBrush(QColor(theme.unread_dot))
            painter.drawEllipse(sign, 3.6, 3.6)
        painter.setPen(QColor(soft))
        base = round(middle - self._small_line / 2) + _base(self._small_metrics, self._small_line)
        row.time.draw(painter, right - row.time_width + GAP, base)
        row.source.draw(painter, right - row.time_width - row.source_width, base)
        painter.setPen(QColor(text if unread else soft))
        base = round(middle - self._line / 2) + _base(self._title_metrics, self._line)
        for line in row.title:
            line.draw(painter, left, base)

    def _height_of(self, row: _Row) -> int:
        """Return the pixels from the top of a row's first line to the end of its last one."""
        title, excerpt = len(row.title) * self._line, len(row.excerpt) * self._small_line
        between = bool(title) + bool(excerpt)
        return self._small_line + title + excerpt + between * BETWEEN

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
        """Return a thumbnail as it is drawn. Kept: to scale and clip it takes a millisecond."""
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
        """Paint a row whose headline is on its way."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.placeholder))
        y = rect.top() + PAD + self._small_line + 2 * BETWEEN
        width = rect.width() - GUTTER - EDGE
        if self.is_compact:
            y = rect.top() + (self.height - self._line) // 2 + 5
        for part in (0.6,) if self.is_compact else (0.8, 0.5):
            painter.drawRoundedRect(
                QRectF(rect.left() + GUTTER, y, width * part, self._line - 10), 3, 3
            )
            y += self._line

    def _broken(self, headline: Headline, width: int) -> _Row:
        """Return a row's lines for this width; those of the last rows are kept."""
        unread = not headline.status.read
        key = (headline.id, headline.title, headline.excerpt, width, unread, int(time.time() // 60))
        known = self._rows.get(key)
        if known is not None:
            self._rows.move_to_end(key)
            return known
        row = (
            self._in_one_line(headline, width)
            if self.is_compact
            else self._in_lines(headline, width)
        )
        self._rows[key] = row
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)
        return row

    def _in_lines(self, headline: Headline, width: int) -> _Row:
        when = headline_time(headline, time.time())
        wide = self._small_metrics.horizontalAdvance(when)
        font = self._title if headline.status.read else self._title_bold
        title = _lines(headline.title, font, self._title_metrics, width, 2)
        words = _without(headline.excerpt, headline.title)
        excerpt = _lines(words, self._small, self._small_metrics, width, 3 - len(title))
        source = self._small_metrics.elidedText(
            headline.source, Qt.TextElideMode.ElideRight, width - wide - GAP
        )
        return _Row(
            _shaped(source, self._small),
            0,
            _shaped(when, self._small),
            wide,
            tuple(_shaped(line, font) for line in title),
            tuple(_shaped(line, self._small) for line in excerpt),
            _cut(headline, source, title),
        )

    def _in_one_line(self, headline: Headline, width: int) -> _Row:
        metrics = self._small_metrics
        when = headline_time(headline, time.time())
        wide = metrics.horizontalAdvance(when) + GAP if when else 0
        room = round(width * SOURCE_SHARE)
        source = ""
        if width >= SOURCE_FROM:
            source = metrics.elidedText(headline.source, Qt.TextElideMode.ElideRight, room)
        source_wide = metrics.horizontalAdvance(source) + GAP if source else 0
        font = self._title if headline.status.read else self._title_bold
        title = _lines(headline.title, font, self._title_metrics, width - wide - source_wide, 1)
        return _Row(
            _shaped(source, self._small),
            source_wide - GAP,
            _shaped(when, self._small),
            wide,
            tuple(_shaped(line, font) for line in title),
            (),
            _cut(headline, source, title),
        )


def _cut(headline: Headline, source: str, title: tuple[str, ...]) -> str:
    """Return source and title in full, a line each, where these do not show them whole."""
    shown = ((headline.source, source or "…"), (headline.title, "".join(title)))
    return "\n".join(
        whole for whole, part in shown if whole and part.endswith("…") and not whole.endswith("…")
    )


def _base(metrics: QFontMetrics, line: int) -> int:
    """Return how far below the top of a line its letters stand, with even room around them."""
    return (line - metrics.ascent() - metrics.descent()) // 2 + metrics.ascent()


def _bottom_line(rect: QRect, painter: QPainter) -> QRectF:
    """Return the line under a row: of one pixel of the screen, whatever its ratio."""
    thin = 1 / painter.device().devicePixelRatioF()
    left = rect.left() + GUTTER
    return QRectF(left, rect.bottom() + 1 - thin, rect.right() + 1 - EDGE - left, thin)


def _without(excerpt: str, title: str) -> str:
    """Return an excerpt without the title that it begins with: that is read already.

    Blanks, signs and capitals make no difference.
    """
    letters = [sign for sign in title.casefold() if sign.isalnum()]
    at = met = 0
    while at < len(excerpt) and met < len(letters):
        sign = excerpt[at].casefold()
        if sign.isalnum():
            if sign != letters[met]:
                return excerpt
            met += 1
        at += 1
    if not letters or met < len(letters):
        return excerpt
    # A word that goes on is another one; Chinese has no blanks between its words.
    if excerpt[at : at + 1].isalnum() and (len(letters) < WORDS or excerpt[at].isascii()):
        return excerpt
    return excerpt[at:].lstrip(_BETWEEN_SIGNS)


def _shaped(text: str, font: QFont) -> _Line:
    layout = QTextLayout(text, font)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    line = layout.createLine()
    drop = 0.0
    if line.isValid():
        line.setNumColumns(len(text))
        drop = line.ascent()
    layout.endLayout()
    return _Line(layout, drop)


def _lines(text: str, font: QFont, metrics: QFontMetrics, width: int, most: int) -> tuple[str, ...]:
    """Break text into at most `most` lines of `width` pixels, the last one elided."""
    if not text or width < 20:
        return ()
    text = text[:400]
    # All that is looked at is shaped first: mostly a part of it is enough, and much quicker.
    part = text[: most * (width // 5)]
    lines, full = _wrapped(part, font, metrics, width, most)
    if not full and len(part) < len(text):
        lines, _ = _wrapped(text, font, metrics, width, most)
    return lines


def _wrapped(
    text: str, font: QFont, metrics: QFontMetrics, width: int, most: int
) -> tuple[tuple[str, ...], bool]:
    """Return the lines, and whether the text goes on beyond them."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    full = False
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = line.textStart()
        if len(lines) == most - 1:
            rest = _units(text, start)
            lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
            full = lines[-1] != rest
        else:
            lines.append(_units(text, start, start + line.textLength()).rstrip())
    layout.endLayout()
    return tuple(lines), full


def _units(text: str, start: int, end: int | None = None) -> str:
    """Return a part of a text by Qt's count, in UTF-16 units: an emoji is two of them."""
    if text.isascii() or max(text) <= "\uffff":
        return text[start:end]
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : None if end is None else 2 * end].decode("utf-16-le", "replace")


def _none_yet(_path: str, _url: str, _ratio: float) -> None:
    return
