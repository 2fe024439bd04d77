"""What is marked in the article as clean text and HTML, and an article as Markdown or as a link.

Qt's own copy bears our keys for pictures, our style sheet on every word, and signs for objects.
"""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QTextBlock,
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

from reader.gui.article_document import ArticleDocument
from reader.gui.typography import code_families
from reader.markup.nodes import Node, parse, plain, undressed
from reader.markup.to_markdown import escaped, to_markdown
from reader.markup.xhtml import Placed, address, body
from reader.model import Page, Picture

_BOLD = 600
_NUMBERED = {
    QTextListFormat.Style.ListDecimal: "1",
    QTextListFormat.Style.ListLowerAlpha: "a",
    QTextListFormat.Style.ListUpperAlpha: "A",
    QTextListFormat.Style.ListLowerRoman: "i",
    QTextListFormat.Style.ListUpperRoman: "I",
}
_VERTICAL = {
    QTextCharFormat.VerticalAlignment.AlignSuperScript: "sup",
    QTextCharFormat.VerticalAlignment.AlignSubScript: "sub",
}


def placed(pictures: Iterable[Picture]) -> dict[str, Placed]:
    """Each picture of a page at its original's place: with a path of the folder, by its words."""
    remote = ("http://", "https://")
    return {
        p.key: Placed(address(p.url) if p.url.startswith(remote) else "", p.alt) for p in pictures
    }


def marked(cursor: QTextCursor, pictures: Iterable[Picture]) -> QMimeData:
    """What goes to the clipboard: text, and HTML of our own."""
    tree = tree_of(cursor)
    mime = QMimeData()
    mime.setText(plain(tree))
    mime.setHtml(body(tree, _without_missing(pictures)))
    return mime


def marked_markdown(cursor: QTextCursor, pictures: Iterable[Picture]) -> str:
    """What is marked, as Markdown."""
    return to_markdown(tree_of(cursor), placed(pictures))


def page_markdown(page: Page) -> str:
    """A whole article as Markdown: title, body, and where it came from."""
    parts = [f"# {escaped(page.title)}"]
    if held := to_markdown(undressed(parse(page.html)), placed(page.pictures)).strip():
        parts.append(held)
    if link := address(page.url):
        parts.append(f"[{escaped(page.source) or link}]({link})")
    return "\n\n".join(parts) + "\n"


def title_and_link(titles: Iterable[tuple[str, str]]) -> QMimeData:
    """Titles with their addresses, one a line: as text, and as links for what takes HTML."""
    texts, links = [], []
    for title, url in titles:
        link = address(url)
        texts.append(f"{title}\n{link}" if link else title)
        name = Node("", {}, [title])
        links.append(body(Node("p", {}, [Node("a", {"href": link}, [name])]), {}))
    mime = QMimeData()
    mime.setText("\n".join(texts))
    mime.setHtml("<br/>".join(links))
    return mime


def _without_missing(pictures: Iterable[Picture]) -> dict[str, Placed]:
    return {key: found for key, found in placed(pictures).items() if found.src or found.alt}


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
    return Node("", {}, _blocks(document.rootFrame(), start, end))


def _table_at(cursor: QTextCursor) -> bool:
    return cursor.hasComplexSelection()


def _blocks(frame: QTextFrame, start: int, end: int) -> "list[Node | str]":
    found = _Found()
    walk = frame.begin()
    while not walk.atEnd():
        inner = walk.currentFrame()
        if inner is None:
            block = walk.currentBlock()
            if block.position() <= end and block.position() + block.length() > start:
                found.add(block, start, end)
        elif inner.firstPosition() <= end and inner.lastPosition() >= start:
            held = _table(inner, start, end) if isinstance(inner, QTextTable) else None
            if held is None:
                found.add_all(_blocks(inner, start, end))
            else:
                found.add_all([held])
        walk += 1
    return found.nodes


class _Found:
    """Blocks one after the other, list items gathered into lists."""

    def __init__(self, *, heading: bool = False) -> None:
        """heading: the blocks are a heading's: that they are bold says nothing."""
        self._heading = heading
        self.nodes: list[Node | str] = []
        self._lists: list[tuple[QTextList, Node]] = []

    def add_all(self, nodes: "list[Node | str]") -> None:
        """Blocks that stand in no list."""
        self._lists.clear()
        self.nodes += nodes

    def add(self, block: QTextBlock, start: int, end: int) -> None:
        """The marked part of a block."""
        listed, form = block.textList(), block.blockFormat()
        if form.hasProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth):
            self.add_all([Node("hr")])
            return
        node = _block(block, start, end, heading=self._heading)
        last = self.nodes[-1] if self.nodes else None
        listing = last if isinstance(last, Node) and last.name == "pre" else None
        if node is None:
            # An empty line of a listing belongs to it; any other is Qt's own, around tables.
            if listing is not None and _is_code(block.charFormat()):
                listing.children.append("\n")
            return
        if listed is not None:
            self._add_item(listed, node)
        elif self._lists and form.indent() > 0 and self._lists[-1][1].elements:
            self._lists[-1][1].elements[-1].children.append(node)
        elif listing is not None and node.name == "pre":
            listing.children += ["\n", *node.children]
        else:
            self.add_all([node])

    def _add_item(self, listed: QTextList, node: Node) -> None:
        form = listed.format()
        plain = node.name == "p"
        turning = dict(node.attributes) if plain else {}
        item = Node("li", turning, list(node.children) if plain else [node])
        while self._lists and self._lists[-1][0] != listed:
            if self._lists[-1][0].format().indent() < form.indent():
                break
            self._lists.pop()
        if not self._lists or self._lists[-1][0] != listed:
            kind = _NUMBERED.get(form.style(), "")
            made = Node("ol" if kind else "ul")
            if kind:
                made.attributes |= {"type": kind} if kind != "1" else {}
                made.attributes |= {"start": str(form.start())} if form.start() != 1 else {}
            above = self._lists[-1][1].elements if self._lists else []
            (above[-1].children if above else self.nodes).append(made)
            self._lists.append((listed, made))
        self._lists[-1][1].children.append(item)


def _level(block: QTextBlock) -> int:
    return block.blockFormat().headingLevel()


def _block(block: QTextBlock, start: int, end: int, *, heading: bool) -> Node | None:
    level = _level(block)
    held = _phrases(block, start, end, heading=heading or bool(level))
    if not any(isinstance(child, Node) or child.strip() for child in held):
        return None
    turned = block.blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft
    turning = {"dir": "rtl"} if turned else {}
    if level:
        return Node(f"h{level}", turning, held)
    elements = [child for child in held if isinstance(child, Node)]
    if len(elements) == len(held) and all(child.name == "code" for child in elements):
        in_table = QTextCursor(block).currentTable() is not None
        if in_table:
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
    nodes = found.nodes
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
