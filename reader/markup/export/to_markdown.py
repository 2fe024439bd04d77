"""A page's tree as Markdown (CommonMark, with the tables and strike-outs of GitHub's).

Our own rather than markdownify: that one stands on BeautifulSoup, which the window does not load,
and its emphasis breaks in Chinese, where no space stands beside it.
"""

import re
import unicodedata
from collections.abc import Mapping

from reader.markup.export.nodes import Node
from reader.markup.export.xhtml import Placed, address
from reader.markup.policy import names
from reader.patterns import lazy_re

_BLOCKS = names(
    "aside blockquote center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header"
    " hr li nav ol p pre section summary table ul"
)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "var": "*", "dfn": "*"} | {
    "s": "~~",
    "strike": "~~",
    "del": "~~",
}
_IN_HTML = {"**": "strong", "*": "em", "~~": "s"}
_KEPT = names("sub sup kbd mark u")
_CODE = names("code tt samp")
_SPECIAL = lazy_re(
    r"[\\`*\[\]<|~$^]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,31};)"
    # What many readers know beside CommonMark: ==marks==, ++insertions++, attributes, :codes:.
    r"|(?<=\\)[()]|=(?==)|\+(?=\+)|%(?=%)|\{(?=[{%:#.\w-])|:(?=[a-z0-9_+-]{1,40}:)"
)
_LINE_START = lazy_re(r"^(\s*)([#>+=-]|:(?=[:\s])|!(?=!!)|\?(?=\?\?)|[0-9]{1,9}[.)](?=\s|$))")
_SPACES = lazy_re(r"[ \t\n\r]+")


def to_markdown(root: Node, pictures: Mapping[str, Placed]) -> str:
    """Markdown of an undressed page, ending in a line break; "" for an empty one.

    pictures: by the key in their src; one without src and address leaves its words.
    """
    blocks = _Writer(pictures).blocks(root)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def escaped(words: str) -> str:
    """Words on one line that mean nothing to a Markdown reader, at the start of a line too."""
    return _at_line_start(_SPECIAL.sub(r"\\\g<0>", _SPACES.sub(" ", words)))


def _at_line_start(line: str) -> str:
    found = _LINE_START.match(line)
    if found is None:
        return line
    cut = found.end(2) - 1
    return f"{line[:cut]}\\{line[cut:]}"


class _Writer:
    def __init__(self, pictures: Mapping[str, Placed]) -> None:
        self._pictures = pictures
        self._in_cell = False

    def blocks(self, parent: Node) -> list[str]:
        """Return the children as blocks; what stands between them is paragraphs."""
        found: list[str] = []
        line: list[Node | str] = []
        for child in [*parent.children, None]:
            if child is not None and not _is_block(child):
                line.append(child)
                continue
            found += self._paragraph(line)
            line = []
            if isinstance(child, Node):
                found += self._block(child)
        return found

    def _block(self, node: Node) -> list[str]:
        name = node.name
        if name in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            words = self._line(node.children).replace("\\\n", " ").strip()
            return [f"{'#' * int(name[1])} {words}"] if words else []
        if name == "pre":
            return [_fenced(node.text(), _language(node))]
        if name == "hr":
            return ["---"]
        if name in {"blockquote", "aside"}:
            held = "\n\n".join(self.blocks(node))
            return [re.sub(r"^", "> ", held, flags=re.MULTILINE).replace("> \n", ">\n")]
        if name in {"ul", "ol"}:
            return self._list(node)
        if name == "table":
            return self._table(node)
        if name == "dt":
            words = self._line(node.children).strip()
            return [f"**{words}**"] if words else []
        return self.blocks(node)

    def _paragraph(self, children: "list[Node | str]") -> list[str]:
        words = self._line(children)
        words = words[: _content(words)[1]].lstrip()
        lines = [_at_line_start(line) for line in words.split("\n")]
        return ["\n".join(lines)] if words else []

    def _list(self, node: Node) -> list[str]:
        start = node.attributes.get("start", "1")
        number = int(start) if start.isdigit() and len(start) < 9 else 1
        items, loose = [], False
        for item in node.elements:
            held = self.blocks(item if item.name == "li" else Node("li", {}, [item]))
            mark = f"{number}." if node.name == "ol" else "-"
            number += 1
            # A list within an item stands close to its words.
            loose = loose or sum(not _LISTED.match(block) for block in held) > 1
            text = _joined(held)
            indent = " " * (len(mark) + 1)
            items.append(f"{mark} {text}".replace("\n", "\n" + indent).replace(indent + "\n", "\n"))
        return [("\n\n" if loose else "\n").join(items)] if items else []

    def _table(self, node: Node) -> list[str]:
        rows = [row for row in _rows(node) if row]
        if not rows:
            return []
        self._in_cell, before = True, self._in_cell
        lines = [[self._cell(cell) for cell in row] for row in rows]
        aligned = [_alignment(rows, column) for column in range(max(map(len, rows)))]
        self._in_cell = before
        if before:
            return [" ".join(cell for line in lines for cell in line if cell)]
        for line in lines:
            line += [""] * (len(aligned) - len(line))
        head, *rest = (f"| {' | '.join(line)} |" for line in lines)
        return ["\n".join([head, f"| {' | '.join(aligned)} |", *rest])]

    def _cell(self, cell: Node | None) -> str:
        if cell is None:
            return ""
        held = "<br>".join(block.strip() for block in self.blocks(cell))
        return held.replace("\\\n", "<br>").replace("\n", "<br>")

    # Within a line

    def _line(self, children: "list[Node | str]", before: str = "", after: str = "") -> str:
        """Phrases. before, after: what stands beside them in the line, for emphasis to be seen."""
        parts = []
        for number, child in enumerate(children):
            if isinstance(child, str):
                part = _SPECIAL.sub(r"\\\g<0>", _SPACES.sub(" ", child))
            else:
                following = _first_character(children[number + 1 : number + 3])
                part = self._phrase(child, before, following or after)
            parts.append(part)
            before = part[-1:] or before
        return "".join(parts)

    def _phrase(self, node: Node, before: str, after: str) -> str:
        name = node.name
        if name == "br":
            return "\\\n"
        if name == "img":
            return self._picture(node)
        if name in _CODE:
            return _in_backticks(node.text())
        if name == "a":
            return self._link(node)
        held = self._line(node.children, "", "" if name in _MARKS else after)
        if name in _KEPT:
            return f"<{name}>{held}</{name}>" if held else ""
        return _emphasised(_MARKS[name], held, before, after) if name in _MARKS else held

    def _picture(self, node: Node) -> str:
        if node.formula:
            return node.formula
        placed = self._pictures.get(node.attributes.get("src", ""))
        if placed is None:
            return ""
        alt = escaped(placed.alt)
        where = placed.src or address(placed.address)
        return f"![{alt}]({_target(where)})" if where else alt

    def _link(self, node: Node) -> str:
        held = self._line(node.children)
        href = node.attributes.get("href", "")
        if href.startswith("#") and held.strip(_ARROWS) == "":
            return ""  # back to a footnote's mark: nothing leads there any more
        where = address(href)
        if not where or not held.strip():
            return held
        return f"[{held.strip()}]({_target(where)})"


_ARROWS = " \u21a9\u2191\u2934\u21a5\ufe0e\ufe0f^\\"
_LISTED = lazy_re(r"(?:-|[0-9]+\.) ")


def _joined(blocks: list[str]) -> str:
    text = blocks[0] if blocks else ""
    for block in blocks[1:]:
        text += ("\n" if _LISTED.match(block) else "\n\n") + block
    return text


def _rows(table: Node) -> "list[list[Node | None]]":
    """Return the cells of each row, None where another reaches into it."""
    rows: list[list[Node | None]] = []
    taken: dict[tuple[int, int], None] = {}
    found = [
        row
        for part in table.elements
        for row in ([part] if part.name == "tr" else part.elements)
        if row.name == "tr"
    ]
    for at, row in enumerate(found):
        cells: list[Node | None] = []
        for cell in row.elements:
            while (at, len(cells)) in taken:
                cells.append(None)
            across, down = (_span(cell, name) for name in ("colspan", "rowspan"))
            for below in range(1, down):
                for beside in range(across):
                    taken[at + below, len(cells) + beside] = None
            cells += [cell, *[None] * (across - 1)]
        while (at, len(cells)) in taken:
            cells.append(None)
        rows.append(cells)
    return rows


_ALIGNED = {"left": ":---", "center": ":---:", "right": "---:"}


def _alignment(rows: "list[list[Node | None]]", column: int) -> str:
    """Return what stands below a column's heading: how its cells are aligned, where they agree."""
    cells = [row[column] for row in rows[1:] or rows if column < len(row)]
    told = {cell.attributes.get("align", "") for cell in cells if cell is not None}
    return _ALIGNED.get(told.pop(), "---") if len(told) == 1 else "---"


def _span(cell: Node, name: str) -> int:
    value = cell.attributes.get(name, "1")
    return min(60, max(1, int(value))) if value.isdigit() and len(value) < 5 else 1


def _is_block(child: "Node | str") -> bool:
    if isinstance(child, str):
        return False
    return child.name in _BLOCKS or any(node.name in _BLOCKS for node in child.below())


def _language(listing: Node) -> str:
    """Return the language that a listing's class names, as HTML has it; "" where none is told."""
    words = listing.attributes.get("class", "").split()
    named = (word.removeprefix("language-") for word in words if word.startswith("language-"))
    return next((name for name in named if _LANGUAGE.fullmatch(name)), "")


_LANGUAGE = lazy_re(r"[a-z0-9+#.-]{1,20}")


def _fenced(code: str, language: str) -> str:
    longest = max(map(len, re.findall("`{3,}", code)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code.strip(chr(10))}\n{fence}"


def _in_backticks(code: str) -> str:
    code = _SPACES.sub(" ", code)
    if not code.strip():
        return code
    fence = "`" * (max(map(len, re.findall("`+", code)), default=0) + 1)
    pad = " " if code[0] in "` " or code[-1] in "` " else ""
    return f"{fence}{pad}{code}{pad}{fence}"


def _target(where: str) -> str:
    return where.replace("(", "%28").replace(")", "%29")


def _first_character(nodes: "list[Node | str]") -> str:
    """Return the character that their text begins with, "" where they have none."""
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        text = node if isinstance(node, str) else "\n" if node.name == "br" else node.formula
        if text:
            return text[0]
        if isinstance(node, Node):
            waiting.extend(reversed(node.children))
    return ""


def _content(line: str) -> tuple[int, int]:
    """Return where the words of a line begin and end: without spaces and breaks around them."""
    start, end = 0, len(line)
    while start < end:
        if line[start].isspace():
            start += 1
        elif line.startswith("\\\n", start, end):
            start += 2
        else:
            break
    while start < end and line[end - 1].isspace():
        end -= 2 if line.endswith("\\\n", start, end) else 1
    return start, end


def _emphasised(mark: str, held: str, before: str, after: str) -> str:
    """Words between marks; between tags where CommonMark would take the marks for stars.

    https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis: a mark between a character
    and punctuation neither opens nor closes as one would think, and in Chinese no space parts them.
    """
    # A line break at its end stands behind the mark, or the mark would be nothing but stars.
    start, end = _content(held)
    lead, words, trail = held[:start], held[start:end], held[end:]
    if not words:
        return held
    left = (lead or before)[-1:]
    right = (trail or after)[:1]
    opens = not _is_punctuation(words[0]) or not left or left.isspace() or _is_punctuation(left)
    closes = (
        not _is_punctuation(words[-1]) or not right or right.isspace() or _is_punctuation(right)
    )
    if not opens or not closes or left in {"*", "~"} or words[0] in "*~" or words[-1] in "*~":
        name = _IN_HTML[mark]
        return f"{lead}<{name}>{words}</{name}>{trail}"
    return f"{lead}{mark}{words}{mark}{trail}"


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
