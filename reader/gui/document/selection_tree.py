"""What is selected in the article as a tree of HTML's elements, read off the document.

A long paragraph, list, table, quotation or listing, which the document has in pieces, is one here.
"""

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFrame,
    QTextLength,
    QTextList,
    QTextListFormat,
    QTextTable,
    QTextTableCell,
)

from reader.gui.document.block_formats import RESUMED
from reader.gui.document.document import ArticleDocument
from reader.gui.document.long_blocks import LongBlock, LongBlocks
from reader.gui.style.typography import GOES_ON, LINE_GOES_ON, code_families
from reader.markup.export.nodes import FORMULA, Node

_ALT = QTextFormat.Property.ImageAltText
_BOLD = 600
_NUMBERED = {
    QTextListFormat.Style.ListDecimal: "1",
    QTextListFormat.Style.ListLowerAlpha: "a",
    QTextListFormat.Style.ListUpperAlpha: "A",
    QTextListFormat.Style.ListLowerRoman: "i",
    QTextListFormat.Style.ListUpperRoman: "I",
}
_PARTS: "dict[int, list[Node | str]]" = {GOES_ON: [], LINE_GOES_ON: [Node("br")]}
_VERTICAL = {
    QTextCharFormat.VerticalAlignment.AlignSuperScript: "sup",
    QTextCharFormat.VerticalAlignment.AlignSubScript: "sub",
}


def tree_of(cursor: QTextCursor) -> Node:
    """Return the selected part of a document as a tree of HTML's elements; its root has no name."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    document = cursor.document()
    if isinstance(document, ArticleDocument):
        # The footer is ours, not the article's.
        end = min(end, document.body_end)
        if start >= end:
            return Node("")
    if cursor.hasComplexSelection():  # whole cells of one table; Qt ends it where the last begins
        table = cursor.currentTable()
        held = _table(table, table.firstPosition(), table.lastPosition(), _cells_of(cursor))
        return Node("", {}, [held] if held is not None else [])
    first, last = document.findBlock(start), document.findBlock(end)
    if first == last and not first.textList():
        return Node("", {}, _phrases(first, start, end, heading=bool(_level(first))))
    boxes = document.long_blocks if isinstance(document, ArticleDocument) else None
    return Node("", {}, _blocks(document.rootFrame(), start, end, boxes))


def _cells_of(cursor: QTextCursor) -> tuple[range, range]:
    """Return the rows and the columns that are selected."""
    selected: Any = cursor.selectedTableCells()  # four numbers, which PySide calls an object
    row, rows, column, columns = selected
    return range(row, row + rows), range(column, column + columns)


def _blocks(
    frame: QTextFrame, start: int, end: int, boxes: LongBlocks | None = None
) -> "list[Node | str]":
    """Return the selected part of what a frame holds.

    boxes: the document's long blocks, where the frame is the document's root.
    """
    boxed = _Boxed(boxes)
    walk = frame.begin()
    while not walk.atEnd():
        inner = walk.currentFrame()
        if inner is None:
            block = walk.currentBlock()
            if block.position() <= end and block.position() + block.length() > start:
                boxed.at(block.position()).add(block, start, end)
        elif inner.firstPosition() <= end and inner.lastPosition() >= start:
            found = boxed.at(inner.firstPosition())
            held = _table(inner, start, end) if isinstance(inner, QTextTable) else None
            if held is None:
                found.add_all(_blocks(inner, start, end))
            elif boxes is not None and inner.firstPosition() in boxes.resumed_tables:
                found.add_rows(held)
            else:
                found.add_all([held])
        walk += 1
    return boxed.closed()


class _Boxed:
    """Gathers what stands in the root frame; what is in a long block, in a node of its own."""

    def __init__(self, boxes: LongBlocks | None) -> None:
        self._boxes = boxes
        self._opened: list[tuple[LongBlock, _Found]] = []
        self._text = _Found()

    def at(self, position: int) -> "_Found":
        """Return where to add what stands at this character."""
        if self._boxes is None:
            return self._text
        around = self._boxes.around(position)
        while [box for box, _ in self._opened] != around[: len(self._opened)]:
            self._close()
        for box in around[len(self._opened) :]:
            lines = self._boxes.resumed_lines if box.kind == "c" else None
            self._opened.append((box, _Found(resumed_lines=lines)))
        return self._opened[-1][1] if self._opened else self._text

    def closed(self) -> "list[Node | str]":
        """Return all that was added."""
        while self._opened:
            self._close()
        return self._text.nodes

    def _close(self) -> None:
        box, found = self._opened.pop()
        above = self._opened[-1][1] if self._opened else self._text
        turning = {"dir": "rtl"} if box.kind == "r" else {}
        if box.kind == "c":
            above.add_all(found.nodes)
        else:
            above.add_all([Node("blockquote", turning, _of_one(found.nodes))])


class _Found:
    """Gathers blocks one after the other, and the items of a list into the list."""

    def __init__(
        self, *, heading: bool = False, resumed_lines: Collection[int] | None = None
    ) -> None:
        """Start with nothing.

        heading: the blocks are a heading's: that they are bold says nothing. resumed_lines: the
        blocks are lines of a long listing, and those that begin here go on with the line before.
        """
        self._heading = heading
        self._resumed_lines = resumed_lines
        self.nodes: list[Node | str] = []
        self._lists: list[tuple[QTextList, Node]] = []

    def add_all(self, nodes: "list[Node | str]") -> None:
        """Add blocks that stand in no list."""
        self._lists.clear()
        self.nodes += nodes

    def add_rows(self, table: Node) -> None:
        """Add a table that goes on with the one before it."""
        former = self.nodes[-1] if self.nodes else None
        if isinstance(former, Node) and former.name == table.name == "table":
            former.children += table.children
        else:
            self.add_all([table])

    def add(self, block: QTextBlock, start: int, end: int) -> None:
        """Add the selected part of a block."""
        listed, form = block.textList(), block.blockFormat()
        if form.hasProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth):
            self.add_all([Node("hr")])
            return
        lines = self._resumed_lines
        node = _block(block, start, end, heading=self._heading, listing=lines is not None)
        last = self.nodes[-1] if self.nodes else None
        listing = last if isinstance(last, Node) and last.name == "pre" else None
        if node is None:
            # An empty line of a listing belongs to it; any other is Qt's own, around tables.
            if listing is not None and _is_code(block.charFormat()):
                listing.children.append("\n")
            return
        if block.userState() in _PARTS and self._add_part(node, form, _PARTS[block.userState()]):
            return
        if listed is not None:
            self._add_item(listed, node)
        elif self._lists and form.indent() > 0 and self._lists[-1][1].elements:
            self._lists[-1][1].elements[-1].children.append(node)
        elif listing is not None and node.name == "pre":
            resumed = block.position() in (lines or ())
            listing.children += node.children if resumed else ["\n", *node.children]
        else:
            self.add_all([node])

    def _add_part(self, part: Node, form: QTextBlockFormat, between: "list[Node | str]") -> bool:
        """Add to the paragraph before, of which this is a part; return whether there is one."""
        held = self.nodes
        if self._lists and form.indent() > 0 and self._lists[-1][1].elements:
            held = self._lists[-1][1].elements[-1].children
            if not held or not isinstance(held[-1], Node) or held[-1].name != "p":
                held += [*between, *part.children]
                return True
        former = held[-1] if held else None
        if not isinstance(former, Node) or former.name != "p":
            return False
        former.children += [*between, *part.children]
        return True

    def _add_item(self, listed: QTextList, node: Node) -> None:
        form = listed.format()
        plain = node.name == "p"
        turning = dict(node.attributes) if plain else {}
        item = Node("li", turning, list(node.children) if plain else [node])
        while self._lists and not self._is_in(listed):
            if self._lists[-1][0].format().indent() < form.indent():
                break
            self._lists.pop()
        if not self._lists or not self._is_in(listed):
            kind = _NUMBERED.get(form.style(), "")
            made = Node("ol" if kind else "ul")
            if kind:
                made.attributes |= {"type": kind} if kind != "1" else {}
                made.attributes |= {"start": str(form.start())} if form.start() != 1 else {}
            above = self._lists[-1][1].elements if self._lists else []
            (above[-1].children if above else self.nodes).append(made)
            self._lists.append((listed, made))
        self._lists[-1][1].children.append(item)

    def _is_in(self, listed: QTextList) -> bool:
        """Return whether this is the innermost list, or goes on with it."""
        former, form = self._lists[-1][0], listed.format()
        resumed = form.hasProperty(RESUMED) and former.format().indent() == form.indent()
        return former == listed or resumed


def _level(block: QTextBlock) -> int:
    return block.blockFormat().headingLevel()


def _block(block: QTextBlock, start: int, end: int, *, heading: bool, listing: bool) -> Node | None:
    """Return the selected part of a block, None where nothing is.

    listing: the block is a line of a long listing; else it may be one in a table.
    """
    level = _level(block)
    held = _phrases(block, start, end, heading=heading or bool(level))
    if not any(isinstance(child, Node) or child.strip() for child in held):
        return None
    turned = block.blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft
    turning = {"dir": "rtl"} if turned else {}
    if level:
        return Node(f"h{level}", turning, held)
    elements = [child for child in held if isinstance(child, Node)]
    coded = len(elements) == len(held) and all(child.name == "code" for child in elements)
    if coded and (listing or QTextCursor(block).currentTable() is not None):
        language = block.blockFormat().property(QTextFormat.Property.BlockCodeLanguage)
        said = {"class": f"language-{language}"} if language else {}
        return Node("pre", said, [part for child in elements for part in child.children])
    return Node("p", turning, held)


def _table(
    table: QTextTable, start: int, end: int, cells: tuple[range, range] | None = None
) -> Node | None:
    """Return a table, a quotation, or what a box holds; None where nothing of it is selected.

    cells: the rows and columns that are selected, where only some of them are.
    """
    rows, columns = table.rows(), table.columns()
    widths = table.format().columnWidthConstraints()
    fixed = [width for width in widths if width.type() == QTextLength.Type.FixedLength]
    if (rows, columns) == (1, 2) and len(fixed) == 1:
        # The bar stands where the lines begin.
        turned = widths[1].type() == QTextLength.Type.FixedLength
        turning = {"dir": "rtl"} if turned else {}
        return Node("blockquote", turning, _cell(table, 0, 0 if turned else 1, start, end))
    if (rows, columns) == (1, 1):
        return Node("div", {}, _cell(table, 0, 0, start, end))
    made = Node("table")
    for row in cells[0] if cells else range(rows):
        line = Node("tr")
        for column in cells[1] if cells else range(columns):
            cell = table.cellAt(row, column)
            if (cell.row(), cell.column()) != (row, column):
                continue
            if cell.firstPosition() > end or cell.lastPosition() < start:
                continue
            across, down = cell.columnSpan(), cell.rowSpan()
            said = {"colspan": str(across), "rowspan": str(down)} | _aligned(cell)
            bold = cell.firstCursorPosition().charFormat().fontWeight() >= _BOLD
            held = _cell(table, row, column, start, end, heading=bold)
            line.children.append(Node("th" if bold else "td", said, held))
        if line.children:
            made.children.append(line)
    return made if made.children else None


_ALIGNED = ((Qt.AlignmentFlag.AlignHCenter, "center"), (Qt.AlignmentFlag.AlignRight, "right"))


def _aligned(cell: QTextTableCell) -> dict[str, str]:
    """Return the attribute that aligns a cell's words otherwise than from their lines' start."""
    form = cell.firstCursorPosition().blockFormat()
    if form.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return {}
    return next(({"align": name} for side, name in _ALIGNED if form.alignment() & side), {})


def _cell(
    table: QTextTable, row: int, column: int, start: int, end: int, *, heading: bool = False
) -> "list[Node | str]":
    cell = table.cellAt(row, column)
    found = _Found(heading=heading)
    walk = cell.begin()
    while not walk.atEnd():
        inner = walk.currentFrame()
        if isinstance(inner, QTextTable):
            held = _table(inner, start, end)
            found.add_all([held] if held is not None else [])
        elif inner is None:
            block = walk.currentBlock()
            if block.position() <= end and block.position() + block.length() > start:
                found.add(block, start, end)
        walk += 1
    return _of_one(found.nodes)


def _of_one(nodes: "list[Node | str]") -> "list[Node | str]":
    """Return what a box holds: of a single paragraph, its words alone."""
    if len(nodes) == 1 and isinstance(nodes[0], Node) and nodes[0].name == "p":
        return nodes[0].children
    return nodes


def _phrases(block: QTextBlock, start: int, end: int, *, heading: bool) -> "list[Node | str]":
    """Return the selected words of a block in their elements."""
    found: list[Node | str] = []
    walk = block.begin()
    while not walk.atEnd():
        fragment = walk.fragment()
        begin, stop = fragment.position(), fragment.position() + fragment.length()
        if begin < end and stop > start:
            # Qt counts UTF-16 units.
            units = fragment.text().encode("utf-16-le", "surrogatepass")
            part = units[2 * max(0, start - begin) : 2 * (min(stop, end) - begin)]
            words = part.decode("utf-16-le", "replace")
            found += _phrase(words, fragment.charFormat(), heading=heading)
        walk += 1
    return found


def _phrase(words: str, form: QTextCharFormat, *, heading: bool) -> "list[Node | str]":
    """Return words of one format in their elements."""
    if form.isImageFormat():
        name = form.toImageFormat().name()
        if name.startswith(FORMULA):
            return [Node("img", {"src": name, "alt": str(form.property(_ALT) or "")})]
        return [Node("img", {"src": name})]
    held: list[Node | str] = []
    # Zero-width breaks are ours: they let endless words wrap.
    lines = words.replace("\ufffc", "").replace("\u200b", "").split("\u2028")
    for number, line in enumerate(lines):
        if number:
            held.append(Node("br"))
        if line:
            held.append(line)
    if not held:
        return []
    for name in _names_of(form, heading=heading):
        held = [Node(name, {}, held)]
    if form.isAnchor() and form.anchorHref():
        held = [Node("a", {"href": form.anchorHref()}, held)]
    return held


def _names_of(form: QTextCharFormat, *, heading: bool) -> list[str]:
    """Return the names of the elements that stand for this format, the innermost first."""
    code = _is_code(form)
    tinted = form.background().style() != Qt.BrushStyle.NoBrush
    wanted = {
        "code": code,
        "mark": tinted and not code and not heading,
        _VERTICAL.get(form.verticalAlignment(), ""): form.verticalAlignment() in _VERTICAL,
        "b": form.fontWeight() >= _BOLD and not heading,
        "i": form.fontItalic(),
        "s": form.fontStrikeOut(),
        "u": form.fontUnderline() and not form.isAnchor(),
    }
    return [name for name, wants in wanted.items() if wants]


def _is_code(form: QTextCharFormat) -> bool:
    # PySide gives the list of families, or None where the document's own are meant.
    families = form.fontFamilies()
    return bool(families) and families[0] == code_families("")[0]
