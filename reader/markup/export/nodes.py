"""A page's HTML as a small tree, for what is made of it: Markdown, files to keep, books.

Made by the standard library's parser, so that the window can build one without loading another.
It takes what the page was made into (page.py): balanced, safe, within bounds. It is no gate.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

FORMULA = "formula:"
"""How the key of a formula begins."""
VOID = frozenset({"br", "hr", "img", "wbr", "col"})


@dataclass(slots=True)
class Node:
    """An element; the root's name is ""."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)

    @property
    def elements(self) -> "list[Node]":
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def has_class(self, name: str) -> bool:
        """Whether its class attribute holds this word."""
        return name in self.attributes.get("class", "").split()

    def below(self) -> "Iterator[Node]":
        """Every element below it, in the text's order."""
        waiting = list(reversed(self.elements))
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.elements))

    @property
    def formula(self) -> str:
        """The TeX of a picture that is a formula, with its signs; "" for any other element."""
        own = self.name == "img" and self.attributes.get("src", "").startswith(FORMULA)
        return self.attributes.get("alt", "") if own else ""

    def text(self) -> str:
        """Return the characters below it; a <br> is a line break, a formula its TeX."""
        if self.name == "br":
            return "\n"
        if self.name == "img":
            return self.formula
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].name == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        children = self._open[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += data
        else:
            children.append(data)


def parse(html: str) -> Node:
    """Return the tree of a page's HTML."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def undressed(node: Node) -> Node:
    """Return the tree without what finish.py put on it for Qt: boxes are elements again."""
    children: list[Node | str] = []
    for child in node.children:
        if not isinstance(child, Node):
            children.append(child)
        elif children and child.name == "p" and child.has_class("on"):
            _go_on(children, child, undressed(child))
        else:
            children.append(undressed(child))
    name, attributes = node.name, node.attributes
    if name == "table":
        if node.has_class("code"):
            return next((n for n in Node("", {}, children).below() if n.name == "pre"), Node("pre"))
        for kind, plain in _BOXES.items():
            if node.has_class(kind):
                turned = any(cell.has_class("rtl") for cell in _cells(children))
                return Node(plain, {"dir": "rtl"} if turned else {}, _held(children))
    if name == "span":
        for kind in ("mark", "kbd"):
            if node.has_class(kind):
                return Node(kind, {}, children)
    return Node(name, _without_dress(attributes), children)


def _go_on(children: "list[Node | str]", part: Node, made: Node) -> None:
    """Add a part of a very long paragraph (long_paragraphs.py) to the one before it."""
    former = children[-1]
    paragraph = former.children if isinstance(former, Node) and former.name == "p" else children
    if part.has_class("line"):
        paragraph.append(Node("br"))
    paragraph += made.children


_BOXES = {"quote": "blockquote", "card": "aside"}


def _held(children: "list[Node | str]") -> "list[Node | str]":
    """Return what the cell of a box holds; beside it stands nothing but a quotation's bar."""
    cells = [cell for cell in _cells(children) if not cell.has_class("quote-bar")]
    return cells[-1].children if cells else []


def _cells(children: "list[Node | str]") -> list[Node]:
    """Return the cells of a box: it has one row."""
    elements = Node("", {}, children).elements
    while elements and elements[-1].name in {"tr", "tbody"}:
        elements = elements[-1].elements
    return elements


_DRESS = frozenset({"above", "lead", "cut", "on", "line", "plain"})


def _without_dress(attributes: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in attributes.items() if name != "style"}
    if "class" in kept:
        words = [word for word in kept.pop("class").split() if word not in _DRESS]
        kept |= {"class": " ".join(words)} if words else {}
    return kept


_ITEMS = frozenset({"li", "dt", "dd"})
_LISTS = frozenset({"ul", "ol", "dl", "table"})
_BLOCKS = (
    _ITEMS
    | _LISTS
    | frozenset({"p", "div", "blockquote", "aside", "pre", "figcaption", "hr", "tr", "td", "th"})
    | frozenset({"tbody", "thead", "tfoot", "h1", "h2", "h3", "h4", "h5", "h6"})
)


def plain(root: Node) -> str:
    """Return the words of a tree as a person pastes them: an empty line between paragraphs.

    Items and rows stand on lines of their own, the cells of a row a tab apart.
    """
    text = ""
    for breaks, line in _lines(root):
        text += ("\n" * breaks if text else "") + line
    return text


def _lines(node: Node) -> list[tuple[int, str]]:
    """Its lines, each with how many line breaks part it from the one before."""
    found: list[tuple[int, str]] = []
    run = ""
    for child in [*node.children, None]:
        if isinstance(child, str):
            run += child
        elif child is not None and child.name not in _BLOCKS:
            run += child.text()
        else:
            if run.strip():
                found.append((2, run.strip()))
            run = ""
            found += _lines_of_block(child) if child is not None else []
    return found


def _lines_of_block(block: Node) -> list[tuple[int, str]]:
    if block.name == "pre":
        return [(2, block.text().strip("\n"))]
    if block.name == "tr":
        return [(1, "\t".join(" ".join(plain(cell).split()) for cell in block.elements))]
    found = _lines(block)
    if block.name in _ITEMS:
        return [(1, line) for _, line in found]
    if block.name in _LISTS and found:
        found[0] = (2, found[0][1])
    return found
