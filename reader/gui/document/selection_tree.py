"""What is marked in the article as a tree of HTML's elements, read off the document that is shown.

A long paragraph, list, table, quotation or listing, which the pane has in pieces, is one here.
"""

from collections.abc import Collection

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
from reader.markup.export.nodes import Node

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
    """The marked part of a document as a tree of HTML's elements."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    document = cursor.document()
    if isinstance(document, ArticleDocument):
        # What stands below the article is ours, not the article's.
        end = min(end, document.body_end)
        if start >= end:
            return Node("")
    first, last = document.findBlock(start), document.findBlock(end)
    if first == last and not first.textList() and not _table_at(cursor):
        return Node("", {}, _phrases(first, start, end, heading=bool(_level(first))))
    boxes = document.boxes if isinstance(document, ArticleDocument) else None
    return Node("", {}, _blocks(document.rootFrame(), start, end, boxes))


def _table_at(cursor: QTextCursor) -> bool:
    return cursor.hasComplexSelection()


def _blocks(
    frame: QTextFrame, start: int, end: int, boxes: LongBlocks | None = None
) -> "list[Node | str]":
    """The marked part of what a frame holds. boxes: the long ones, where it is the text itself."""
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
            elif boxes is not None and inner.firstPosition() in boxes.resumed:
                found.add_rows(held)
            else:
                found.add_all([held])
        walk += 1
    return boxed.closed()


class _Boxed:
    """What was found in the text itself, that of each long box in a node of its own."""

    def __init__(self, boxes: LongBlocks | None) -> None:
        self._boxes = boxes
        self._opened: list[tuple[LongBlock, _Found]] = []
        self._text = _Found()

    def at(self, position: int) -> "_Found":
        """Where what stands at this character belongs."""
        if self._boxes is None:
            return self._text
        around = self._boxes.around(position)
        while [box for box, _ in self._opened] != around[: len(self._opened)]:
            self._close()
        for box in around[len(self._opened) :]:
            self._opened.append((box, _Found(amid=self._boxes.amid if box.kind == "c" else None)))
        return self._opened[-1][1] if self._opened else self._text

    def closed(self) -> "list[Node | str]":
        """All of it."""
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
    """Blocks one after the other, list items gathered into lists."""

    def __init__(self, *, heading: bool = False, amid: Collection[int] | None = None) -> None:
        """heading: the blocks are a heading's: that they are bold says nothing. amid: they are
        lines of a long listing, of which those that begin here go on with the line before."""
        self._heading = heading
        self._amid = amid
        self.nodes: list[Node | str] = []
        self._lists: list[tuple[QTextList, Node]] = []

    def add_all(self, nodes: "list[Node | str]") -> None:
        """Blocks that stand in no list."""
        self._lists.clear()
        self.nodes += nodes

    def add_rows(self, table: Node) -> None:
        """A table that goes on with the one before it."""
        former = self.nodes[-1] if self.nodes else None
        if isinstance(former, Node) and former.name == table.name == "table":
            former.children += table.children
        else:
            self.add_all([table])

    def add(self, block: QTextBlock, start: int, end: int) -> None:
        """The marked part of a block."""
        listed, form = block.textList(), block.blockFormat()
        if form.hasProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth):
            self.add_all([Node("hr")])
            return
        node = _block(block, start, end, heading=self._heading, listing=self._amid is not None)
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
            amid = self._amid is not None and block.position() in self._amid
            listing.children += node.children if amid else ["\n", *node.children]
        else:
            self.add_all([node])

    def _add_part(self, part: Node, form: QTextBlockFormat, between: "list[Node | str]") -> bool:
        """Go on with the paragraph before this one, of which it is a part; whether there is one."""
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
        """Whether this is the innermost list, or goes on with it."""
        former, form = self._lists[-1][0], listed.format()
        resumed = form.hasProperty(RESUMED) and former.format().indent() == form.indent()
        return former == listed or resumed


def _level(block: QTextBlock) -> int:
    return block.blockFormat().headingLevel()


def _block(block: QTextBlock, start: int, end: int, *, heading: bool, listing: bool) -> Node | None:
    """listing: of a long listing, or it may be of one in a table."""
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


def _table(table: QTextTable, start: int, end: int) -> Node | None:
    """A table of the article, a quotation, or what a box holds; None where nothing is marked."""
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
    for row in range(rows):
        line = Node("tr")
        for column in range(columns):
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
    """How a cell's words are aligned, where that is not from where their lines begin."""
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
    """What a box holds: of one paragraph, its words alone."""
    if len(nodes) == 1 and isinstance(nodes[0], Node) and nodes[0].name == "p":
        return nodes[0].children
    return nodes


def _phrases(block: QTextBlock, start: int, end: int, *, heading: bool) -> "list[Node | str]":
    """The marked words of a block in their elements."""
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
    if form.isImageFormat():
        return [Node("img", {"src": form.toImageFormat().name()})]
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
    names = []
    if _is_code(form):
        names.append("code")
    elif form.background().style() != Qt.BrushStyle.NoBrush and not heading:
        names.append("mark")
    if form.verticalAlignment() in _VERTICAL:
        names.append(_VERTICAL[form.verticalAlignment()])
    if form.fontWeight() >= _BOLD and not heading:
        names.append("b")
    if form.fontItalic():
        names.append("i")
    if form.fontStrikeOut():
        names.append("s")
    if form.fontUnderline() and not form.isAnchor():
        names.append("u")
    for name in names:
        held = [Node(name, {}, held)]
    if form.isAnchor() and form.anchorHref():
        held = [Node("a", {"href": form.anchorHref()}, held)]
    return held


def _is_code(form: QTextCharFormat) -> bool:
    # PySide gives the list of families, or None where the document's own are meant.
    families = form.fontFamilies()
    return bool(families) and families[0] == code_families("")[0]
