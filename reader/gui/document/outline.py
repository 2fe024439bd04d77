"""What a document is made of: headings, paragraphs, lists, tables, and the links and pictures in
them, each with its characters. For who reads it part by part, and does not see it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextFormat, QTextFrame, QTextLength, QTextTable

from reader.language import _, listed

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument

Alternative = Callable[[str], str | None]
"""Tells the alternative text of the picture of this name, None where the article has none such."""
_OBJECT = "\ufffc"
_BOLD = 600
MOST_DEEP = 12
"""Tables within tables are told so deep; what stands deeper is told there."""


class Kind(Enum):
    """What a part is."""

    HEADING = auto()
    PARAGRAPH = auto()
    LINK = auto()
    PICTURE = auto()
    LIST = auto()
    ITEM = auto()
    QUOTATION = auto()
    BOX = auto()
    TABLE = auto()
    ROW = auto()
    HEAD = auto()
    CELL = auto()


@dataclass(slots=True, eq=False)
class Part:
    """A part of a document and what is in it.

    start, end: its characters; `end` is behind the last. words: what it says, a heading's with its
    level, "" where its parts say it. address: where a link leads.
    """

    kind: Kind
    start: int
    end: int
    words: str = ""
    address: str = ""
    parts: list[Part] = field(default_factory=list)


def outline(document: QTextDocument, alternative: Alternative) -> list[Part]:
    """Return the parts of a document in the text's order; of an incomplete one, what is there."""
    return _held(document.rootFrame(), alternative, MOST_DEEP)


def _held(frame: QTextFrame, alternative: Alternative, depth: int) -> list[Part]:
    """Return the parts of a frame; see `_walked`."""
    return _walked(frame.begin(), alternative, depth)


def _walked(walk: QTextFrame.iterator, alternative: Alternative, depth: int) -> list[Part]:
    """Return the parts that an iterator of a frame or a cell passes.

    depth: so many frames within each other are told.
    """
    found: list[Part] = []
    items: object = None
    while not walk.atEnd():
        inner = walk.currentFrame()
        if inner is None:
            block = walk.currentBlock()
            part, own = _of_block(block, alternative), block.textList()
            if part is not None and own is not None:
                if own != items:
                    found.append(Part(Kind.LIST, part.start, part.end))
                part.kind = Kind.ITEM
                found[-1].parts.append(part)
                found[-1].end = part.end
            elif part is not None:
                found.append(part)
            items = own if part is not None else items
        else:
            items = None
            if depth:
                part = _of_frame(inner, alternative, depth - 1)
                found += [part] if part.parts else []
        walk += 1
    return found


def _of_block(block: QTextBlock, alternative: Alternative) -> Part | None:
    """Return a paragraph or a heading, None where it says nothing."""
    start, words = block.position(), block.text()
    parts: list[Part] = []
    walk = block.begin()
    while not walk.atEnd():
        fragment = walk.fragment()
        if fragment.charFormat().isAnchor() or fragment.charFormat().isImageFormat():
            _add_phrase(parts, fragment.position(), fragment.text(), fragment.charFormat(),
                        alternative)  # fmt: skip
        walk += 1
    words = _said(words, [part.words for part in _pictures(parts)]).strip()
    if not words:
        return None
    for part in parts:
        part.words = part.words.strip()
    level = block.blockFormat().headingLevel()
    if level:
        # A screen reader cannot be told the level but by the name.
        words = listed([words, _("level {number}").format(number=level)])
    kind = Kind.HEADING if level else Kind.PARAGRAPH
    return Part(kind, start, start + block.length() - 1, words, "", parts)


def _add_phrase(
    parts: list[Part], start: int, words: str, form: QTextCharFormat, alternative: Alternative
) -> None:
    """Add a link or a picture to those of a paragraph; a link's words may come one by one."""
    end, address = start + len(words.encode("utf-16-le", "surrogatepass")) // 2, form.anchorHref()
    pictures = []
    if form.isImageFormat():
        name = form.toImageFormat().name()
        told = alternative(name)
        if told is None:
            told = str(form.property(QTextFormat.Property.ImageAltText) or "")
        told = told or _("Picture")
        pictures = [Part(Kind.PICTURE, at, at + 1, told) for at in range(start, end)]
    if not address:
        parts += pictures
        return
    last = parts[-1] if parts else None
    if last is None or last.end != start or last.address != address:
        last = Part(Kind.LINK, start, end, "", address)
        parts.append(last)
    last.end = end
    last.parts += pictures
    last.words += _said(words, [one.words for one in pictures])


def _pictures(parts: list[Part]) -> list[Part]:
    """Return the pictures of a paragraph, those in links too, in its order."""
    found = []
    for part in parts:
        found += [part] if part.kind is Kind.PICTURE else part.parts
    return found


def _said(words: str, pictures: list[str]) -> str:
    """Return the words of a paragraph with what is said for its pictures."""
    pieces = words.replace("\u200b", "").replace("\u2028", "\n").split(_OBJECT)
    told = [pieces[0]]
    for number, piece in enumerate(pieces[1:]):
        told += [f" {pictures[number]} " if number < len(pictures) else " ", piece]
    return "".join(told)


def _of_frame(frame: QTextFrame, alternative: Alternative, depth: int) -> Part:
    """Return a table, a quotation, or what else Qt lays out as a table."""
    start, end = frame.firstPosition(), frame.lastPosition() + 1
    if not isinstance(frame, QTextTable):
        return Part(Kind.BOX, start, end, parts=_held(frame, alternative, depth))
    shape = frame.rows(), frame.columns()
    widths = frame.format().toTableFormat().columnWidthConstraints()
    fixed = [width for width in widths if width.type() == QTextLength.Type.FixedLength]
    if shape == (1, 2) and len(fixed) == 1:  # a bar beside the words
        held = [*_cell(frame, 0, 0, alternative, depth), *_cell(frame, 0, 1, alternative, depth)]
        return Part(Kind.QUOTATION, start, end, parts=held)
    if shape == (1, 1):
        return Part(Kind.BOX, start, end, parts=_cell(frame, 0, 0, alternative, depth))
    return Part(Kind.TABLE, start, end, parts=_rows(frame, alternative, depth))


def _rows(table: QTextTable, alternative: Alternative, depth: int) -> list[Part]:
    rows = []
    for row in range(table.rows()):
        cells = []
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            if (cell.row(), cell.column()) != (row, column):
                continue  # it reaches in here from above or the left
            bold = cell.firstCursorPosition().charFormat().fontWeight() >= _BOLD
            held = _cell(table, row, column, alternative, depth)
            cells.append(
                Part(
                    Kind.HEAD if bold else Kind.CELL,
                    cell.firstPosition(),
                    cell.lastPosition(),
                    "\n".join(part.words for part in held),
                    parts=held,
                )
            )
        if cells:
            rows.append(Part(Kind.ROW, cells[0].start, cells[-1].end, parts=cells))
    return rows


def _cell(
    table: QTextTable, row: int, column: int, alternative: Alternative, depth: int
) -> list[Part]:
    return _walked(table.cellAt(row, column).begin(), alternative, depth)
