"""Long quotations, listings, lists and tables: they come in pieces and are shown as one each.

Where a piece ends is decided in reader/markup/page/seams.py. A short box is a table to Qt, which
lays it out in one go. The paragraphs of a long one stand in the text itself, set in from its sides;
its bar or its tint is painted behind them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
)

from reader.gui.document.block_formats import BOX_GAP, ITEM_GAP, RESUMED, end_list
from reader.gui.document.tables import close_up_end, follows_table, table_at
from reader.gui.style.theme import Theme
from reader.gui.style.typography import TypeSetting
from reader.markup.page.pieces import ITEM, ON, Piece

BAR = 3
"""The width of a quotation's bar, in pixels."""
BESIDE = 0.9
"""Between a box's side and its text, in text sizes; the style sheet has the same."""
UNDER_QUOTE = 0.2
"""Below a quotation's last line, in text sizes; the style sheet has the same."""
ABOVE_CODE, UNDER_CODE = 0.5, 0.8
"""Above and below a listing's lines, in text sizes; the style sheet has the same."""
ABOVE_BOX = 0.85
"""Above a box, in text sizes; the style sheet has the same."""
BORDERS = 2
"""Pixels that Qt draws between two tables, where two rows of one share a line."""
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


@dataclass(slots=True, eq=False)
class LongBlock:
    """A long quotation or listing.

    name, kind: see pieces.Piece. left, right: pixels from the text's sides to its own. first, last:
    the characters where its first and its last paragraph begin; end: the one behind it. above,
    below: pixels from its first and last line to its edges.
    """

    name: str
    kind: str
    left: int
    right: int
    first: int
    last: int
    end: int
    above: float = 0.0
    below: float = 0.0


class LongBlocks:
    """The long blocks of one document, in the order of the text.

    For each piece of the text `start_piece` is called when its paragraphs are in the document, and
    `finish_piece` when they have their formats; `finish` once, behind the last one.
    """

    def __init__(
        self, document: QTextDocument, setting: TypeSetting, theme: Theme, column: float
    ) -> None:
        """column: the width of the text, in pixels."""
        self._document = document
        self._size = setting.size
        self._wide = setting.column / column
        self._colours = {
            "q": QColor(theme.quote_bar),
            "r": QColor(theme.quote_bar),
            "c": QColor(theme.code_background),
        }
        self._open: list[LongBlock] = []
        self._table = ""
        self.all: list[LongBlock] = []
        self.resumed_tables: set[int] = set()
        """The characters where a table begins that goes on with the one before it."""
        self.resumed_lines: set[int] = set()
        """The characters where a paragraph begins that goes on with a listing's line."""

    def around(self, position: int) -> list[LongBlock]:
        """Return those that this character stands in, the outermost first."""
        return [box for box in self.all if box.first <= position < box.end]

    def classes(self, names: Iterable[str]) -> str:
        """Return the style sheet's class names for what stands in boxes with these names."""
        kinds = {"q": "quote", "r": "quote", "c": "code"}
        return " ".join(sorted({kinds.get(kind_of(name), "") for name in names}))

    def inset(self, names: Iterable[str]) -> tuple[int, int]:
        """Return how far in from left and right stands what is in these boxes, in pixels."""
        beside = round(self._size * BESIDE)
        sides = {"q": (BAR + beside, 0), "r": (0, BAR + beside), "c": (beside, beside)}
        found = [sides.get(kind_of(name), (0, 0)) for name in names]
        return sum(left for left, _ in found), sum(right for _, right in found)

    def start_piece(self, first: QTextBlock, piece: Piece) -> None:
        """Note what a piece goes on with that begins with this paragraph, not formatted yet."""
        if piece.how == ON:
            self.resumed_lines.add(first.position())
        if piece.how == ITEM and (items := first.textList()) is not None:
            items.remove(first)
        level, block = piece.lists, first
        while level and block.isValid() and (block.textList() or block.blockFormat().indent()):
            listed = block.textList()
            if listed is not None and listed.format().indent() <= level:
                form = listed.format()
                level = form.indent() - 1
                form.setProperty(RESUMED, True)
                listed.setFormat(form)
            block = block.next()

    def finish_piece(
        self, first: QTextBlock, piece: Piece, tables: list[QTextTable], *, goes_on: bool
    ) -> None:
        """Set what is between a piece and the one before it: gaps, sides, the widths of tables.

        first: its first paragraph. tables: those of the piece. goes_on: the next piece stands in
        the same boxes.
        """
        last = first.previous()
        self._set_in(first, tables, *self.inset(piece.boxes))
        if piece.lists:
            form = last.blockFormat()
            form.setBottomMargin(min(form.bottomMargin(), self._pixels(ITEM_GAP)))
            _set(last, form)
        elif last.textList() is None and last.blockFormat().indent():
            form = last.blockFormat()
            end_list(last, form, self._size)
            _set(last, form)
        table = table_at(first, tables)
        boxes = [name for name in piece.boxes if kind_of(name) != "t"]
        self._join_boxes(last, first, boxes, table)
        name = piece.boxes[-1] if len(boxes) < len(piece.boxes) else ""
        if name and table is not None:
            self._join_table(table, name, goes_on=goes_on)
        self._table = name

    def _set_in(self, block: QTextBlock, tables: list[QTextTable], left: int, right: int) -> None:
        """Move all from this block on in from both sides by so many pixels."""
        if not left and not right:
            return
        outermost: list[QTextTable] = []
        for table in tables:
            if not outermost or outermost[-1].lastPosition() < table.firstPosition():
                outermost.append(table)
                form = table.frameFormat()
                form.setLeftMargin(left)
                form.setRightMargin(right)
                table.setFrameFormat(form)
        spans = [(table.firstPosition(), table.lastPosition()) for table in outermost]
        while block.isValid():
            while spans and spans[0][1] < block.position():
                spans.pop(0)
            if not spans or block.position() < spans[0][0]:
                margins = block.blockFormat()
                margins.setLeftMargin(margins.leftMargin() + left)
                margins.setRightMargin(margins.rightMargin() + right)
                _set(block, margins)
            block = block.next()

    def _join_boxes(
        self, last: QTextBlock, first: QTextBlock, names: list[str], table: QTextTable | None
    ) -> None:
        kept = 0
        while kept < min(len(names), len(self._open)) and self._open[kept].name == names[kept]:
            kept += 1
        closes, opens = len(self._open) > kept, len(names) > kept
        after_table = last.length() == 1 and follows_table(last)
        gap, own = 0.0, first.blockFormat().topMargin()
        if closes:
            gap = self._close_boxes(kept, last) + self._pixels(BOX_GAP)
            # Of a box's gap and what a heading keeps free the larger one counts.
            own = own if after_table else max(0.0, own - self._size * BOX_GAP)
        elif opens and not after_table:
            gap = self._pixels(ABOVE_BOX)
        if opens:
            # What stands at the top of a box keeps nothing free above.
            gap, own = gap + self._open_boxes(names, kept, first), 0.0
        if closes or opens:
            _set_above(first, table, gap if table is not None else gap + own)
        if closes or opens or table is not None:
            # Qt leaves it out where it lays out a table behind it in one go.
            form = last.blockFormat()
            form.setBottomMargin(0)
            _set(last, form)
        for box in self._open:
            box.last = self._document.lastBlock().position()
            box.end = self._document.characterCount()

    def _open_boxes(self, names: list[str], kept: int, first: QTextBlock) -> float:
        """Open all boxes but the first `kept`; return the pixels above the first line in them."""
        for number in range(kept, len(names)):
            left, right = self.inset(names[:number])
            kind = kind_of(names[number])
            box = LongBlock(names[number], kind, left, right, first.position(), 0, 0)
            self._open.append(box)
            self.all.append(box)
        above = 0.0
        for box in reversed(self._open[kept:]):
            above += self._pixels(ABOVE_CODE) if box.kind == "c" else 0
            box.above = above
        return above

    def _close_boxes(self, kept: int, last: QTextBlock) -> float:
        """Close all boxes but the first `kept`; return the pixels below the last line in them."""
        below = 0.0
        table = QTextCursor(last.previous()).currentTable()
        if table is not None and last.length() == 1 and follows_table(last):
            close_up_end(last, table)
        while len(self._open) > kept:
            box = self._open.pop()
            below += self._pixels(UNDER_CODE if box.kind == "c" else UNDER_QUOTE)
            box.below = below
        return below

    def finish(self) -> None:
        """Close what is open: there is no further piece."""
        if self._open:
            last = self._document.lastBlock()
            below = self._close_boxes(0, last) + self._pixels(BOX_GAP)
            form = last.blockFormat()
            form.setBottomMargin(below)
            _set(last, form)

    def _join_table(self, table: QTextTable, name: str, *, goes_on: bool) -> None:
        form = table.format().toTableFormat()
        shares = [float(share) for share in name.split(":")[1:]]
        if len(shares) == table.columns() + 1:
            percent = QTextLength.Type.PercentageLength
            # The share is of a column as wide as it is meant to be.
            form.setWidth(QTextLength(percent, min(100.0, shares[0] * self._wide)))
            form.setColumnWidthConstraints([QTextLength(percent, share) for share in shares[1:]])
        if name == self._table:
            form.setTopMargin(-BORDERS)
            self.resumed_tables.add(table.firstPosition())
        if goes_on:
            form.setBottomMargin(0)
        table.setFormat(form)

    def _pixels(self, sizes: float) -> int:
        return round(self._size * sizes)

    def paint(self, painter: QPainter, seen: QRectF) -> None:
        """Paint bars and tints in this part of the document, in the document's pixels."""
        if not self.all:
            return
        document = self._document
        layout = document.documentLayout()
        margins = document.rootFrame().frameFormat()
        left, right = margins.leftMargin(), document.textWidth() - margins.rightMargin()
        # Asked for more than is seen, Qt would lay out all of it.
        below = layout.hitTest(QPointF(left, seen.bottom()), Qt.HitTestAccuracy.FuzzyHit)
        for box in self.all:
            if box.first > below:
                break
            top = layout.blockBoundingRect(document.findBlock(box.first)).top() - box.above
            bottom = seen.bottom()
            if box.last <= below:
                bottom = _bottom(document.findBlock(box.last)) + box.below
            area = QRectF(left + box.left, top, right - box.right - left - box.left, bottom - top)
            if box.kind == "q":
                area.setWidth(BAR)
            elif box.kind == "r":
                area.setLeft(area.right() - BAR)
            painter.fillRect((area & seen).toRect(), self._colours[box.kind])


def kind_of(name: str) -> str:
    """Return the kind of a box from its name: "q", "r", "c" or "t" (see pieces.Piece)."""
    return name.partition(":")[0][-1]


def _bottom(block: QTextBlock) -> float:
    """Return where the lines of this paragraph end, in the document's pixels."""
    layout = block.layout()
    rect = block.document().documentLayout().blockBoundingRect(block)
    form = block.blockFormat()
    if form.lineHeightType() != _FIXED or not layout.lineCount():
        return rect.bottom()
    # The rectangle ends with the letters.
    letters = layout.lineAt(layout.lineCount() - 1).height()
    return rect.bottom() + max(0.0, form.lineHeight() - letters)


def _set_above(block: QTextBlock, table: QTextTable | None, gap: float) -> None:
    """Set the gap above this paragraph, or above the table that begins with it, in pixels."""
    if table is not None:
        form = table.frameFormat()
        form.setTopMargin(gap)
        table.setFrameFormat(form)
    else:
        margins = block.blockFormat()
        margins.setTopMargin(gap)
        _set(block, margins)


def _set(block: QTextBlock, form: QTextBlockFormat) -> None:
    QTextCursor(block).setBlockFormat(form)
