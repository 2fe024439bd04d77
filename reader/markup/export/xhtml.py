"""A page's tree as the body of an XHTML document: well-formed, and valid for a book (EPUB 3.3).

HTML readers take it too. What a validator would refuse is put right here: blocks in paragraphs,
lists and tables with stray children, attributes of old.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from reader.language import _
from reader.markup.addresses import shown_host
from reader.markup.export.nodes import VOID, Node
from reader.markup.policy import names
from reader.markup.text.plain import one_line
from reader.patterns import lazy_re

_BLOCKS = names(
    "aside blockquote center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header"
    " hr li nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_PHRASES = names(
    "abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong"
    " sub sup u var wbr"
)
_HEADINGS = names("h1 h2 h3 h4 h5 h6")
_TABLE_PARTS = names("thead tbody tfoot")
_RENAMED = {
    "center": "div",
    "strike": "s",
    "tt": "code",
    "section": "div",
    "article": "div",
    "header": "div",
    "footer": "div",
    "nav": "div",
    "main": "div",
    "address": "div",
    "details": "div",
    "summary": "p",
    "figure": "div",
    "figcaption": "p",
    "caption": "p",
}
_STYLES = {
    "b": "font-weight: bold",
    "strong": "font-weight: bold",
    "i": "font-style: italic",
    "em": "font-style: italic",
}
_CLASSES = names("caption picture summary")
_CHOICES = {"align": names("left right center justify"), "dir": names("ltr rtl auto")}
_ANCHOR = lazy_re(r"at-[0-9]{1,6}")
_WHOLE = lazy_re(r"-?[0-9]{1,5}")
_LANGUAGE = lazy_re(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_NO_XML = lazy_re("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_ADDRESS = "%/:?#@!$&'(),*+;=~-._"


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture where it stands now.

    src: a name in the book, or a data URI; "" where the picture is not to be had.
    address: where the original lies, if that can be followed.
    """

    src: str
    alt: str = ""
    address: str = ""


def text(value: str) -> str:
    """Characters as they may stand in XML, in text and in double quotes."""
    return escape(_NO_XML.sub("", value))


def words(value: str) -> str:
    """Return a title or a name as one line that turns or hides nothing beside it; not escaped."""
    return _NO_XML.sub("", one_line(value)).strip()


def label(value: str) -> str:
    """Return a title or a name, as `text`: one line that turns or hides nothing beside it."""
    return escape(words(value))


_HOST = lazy_re(r"https?://(?:[^/?#@]*@)?([^/?#@:]+)")


def address(value: str) -> str:
    """Return an address as a URI of ASCII characters (RFC 3986); "" where nobody may follow it."""
    if not value.startswith(("http://", "https://", "mailto:")):
        return ""
    if not value.isascii() and (found := _HOST.match(value)) and not found[1].isascii():
        # In escapes it would be no name that can be looked up (RFC 3987, section 3.1).
        value = value[: found.start(1)] + shown_host(found[1]) + value[found.end(1) :]
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(value, safe=_IN_ADDRESS))


def body(root: Node, pictures: Mapping[str, Placed], name: str = "") -> str:
    """Blocks of XHTML. root: an undressed page; pictures: by the key in their src.

    name: stands before the ids of its places, where several articles share one document.
    """
    written = _Writer(pictures).flow(root)
    places = set(re.findall(r' id="(at-[0-9]+)"', written))

    def settled(link: re.Match[str]) -> str:
        return link[0] if link[1] in places else link[2]

    # A link within the article whose place was lost leads nowhere: its words stay.
    settled_all = _JUMP.sub(settled, written)
    return _PLACE.sub(rf"\1{name}\2", settled_all) if name else settled_all


_JUMP = lazy_re(r'<a href="#(at-[0-9]+)">(.*?)</a>', re.DOTALL)
_PLACE = lazy_re(r'( id="|<a href="#)(at-[0-9]+")')


class _Writer:
    def __init__(self, pictures: Mapping[str, Placed]) -> None:
        self._pictures = pictures
        self._in_link = False

    def flow(self, parent: Node) -> str:
        """Return the children where blocks may stand; lines beside blocks get a <div>."""
        if not any(map(_is_block, parent.children)):
            return self._phrases(parent)
        parts: list[str] = []
        line: list[Node | str] = []
        for child in [*parent.children, None]:
            if child is not None and not _is_block(child):
                line.append(child)
                continue
            run = self._phrases(Node("", {}, line))
            if run.strip():
                parts.append(f"<div>{run}</div>")
            line = []
            if isinstance(child, Node):
                parts.append(self._element(child))
        return "\n".join(filter(None, parts))

    def _phrases(self, parent: Node) -> str:
        return "".join(
            text(child) if isinstance(child, str) else self._element(child)
            for child in parent.children
        )

    def _element(self, node: Node) -> str:
        name = _RENAMED.get(node.name, node.name)
        if name == "img":
            return self._picture(node)
        if name == "a":
            return self._link(node)
        if name in {"ul", "ol"}:
            return self._list(name, node)
        if name == "dl":
            return self._definitions(node)
        if name == "table":
            return self._table(node)
        blocks = any(map(_is_block, node.children))
        if name in _PHRASES:
            if blocks:
                style = _STYLES.get(name, "")
                return _tag("div", f' style="{style}"' if style else "", self.flow(node))
            return _tag(name, _common(node), self._phrases(node))
        if name in _HEADINGS or name in {"p", "pre"}:
            return self._paragraph(name, node, blocks=blocks)
        if name in {"div", "blockquote", "aside"}:
            return _tag(name, _common(node), self.flow(node))
        if name == "hr":
            return "<hr/>"
        # A part of a list or table that has lost it, or what nobody knows.
        return _tag("div", "", self.flow(node)) if _is_block(node) else self._phrases(node)

    def _paragraph(self, name: str, node: Node, *, blocks: bool) -> str:
        if blocks:
            return _tag("div", _common(node), self.flow(node))
        held = self._phrases(node)
        return _tag(name, _common(node), held) if held.strip() else ""

    def _picture(self, node: Node) -> str:
        if node.formula:
            return text(node.formula)
        placed = self._pictures.get(node.attributes.get("src", ""))
        if placed is None:
            return ""
        if not placed.src:
            said = (
                _("[Picture: {alt}]").format(alt=placed.alt)
                if placed.alt.strip()
                else _("[Picture]")
            )
            said = text(said)
            link = address(placed.address)
            if link and not self._in_link:
                return f'<a class="missing" href="{text(link)}">{said}</a>'
            return f'<span class="missing">{said}</span>'
        sides = "".join(
            f' {side}="{value}"'
            for side in ("width", "height")
            if (value := node.attributes.get(side, "")).isdigit() and int(value) > 0
        )
        return f'<img src="{text(placed.src)}" alt="{text(placed.alt)}"{sides}/>'

    def _link(self, node: Node) -> str:
        href = _jump(node) or address(node.attributes.get("href", ""))
        blocks = any(map(_is_block, node.children))
        if not href or self._in_link or blocks:
            # Around blocks a link is taken off: what stands in a paragraph must be phrases.
            return self.flow(node) if blocks else self._phrases(node)
        self._in_link = True
        held = self._phrases(node)
        self._in_link = False
        return f'<a href="{text(href)}">{held}</a>'

    def _list(self, name: str, node: Node) -> str:
        items = []
        for child in node.children:
            if isinstance(child, Node):
                item = child if child.name == "li" else Node("li", {}, [child])
            elif child.strip():
                item = Node("li", {}, [child])
            else:
                continue
            value = item.attributes.get("value", "")
            number = f' value="{value}"' if name == "ol" and _WHOLE.fullmatch(value) else ""
            items.append(_tag("li", _common(item) + number, self.flow(item)))
        if not items:
            return ""
        more = ""
        if name == "ol":
            start, kind = node.attributes.get("start", ""), node.attributes.get("type", "")
            more += f' start="{start}"' if _WHOLE.fullmatch(start) else ""
            more += f' type="{kind}"' if kind and kind in "1aAiI" else ""
            more += ' reversed="reversed"' if "reversed" in node.attributes else ""
        return _tag(name, _common(node) + more, "".join(items))

    def _definitions(self, node: Node) -> str:
        parts = [child.name for child in node.elements]
        strays = any(isinstance(child, str) and child.strip() for child in node.children)
        sound = parts and parts[0] == "dt" and parts[-1] == "dd" and set(parts) == {"dt", "dd"}
        if not sound or strays:
            return _tag("div", "", self.flow(Node("", {}, node.children)))
        held = []
        for child in node.elements:
            inner = self._phrases(child) if child.name == "dt" else self.flow(child)
            if child.name == "dt" and any(map(_is_block, child.children)):
                inner = self.flow(child)
            held.append(_tag(child.name, _common(child), inner))
        return _tag("dl", "", "".join(held))

    def _table(self, node: Node) -> str:
        parts: list[tuple[str, list[Node]]] = []
        for child in node.elements:
            if child.name in _TABLE_PARTS:
                rows = [row for row in child.elements if row.name == "tr"]
                name = "thead" if child.name == "thead" and not parts else "tbody"
                parts.append((name, rows))
            elif child.name == "tr":
                if not parts or parts[-1][0] != "tbody":
                    parts.append(("tbody", []))
                parts[-1][1].append(child)
        written = []
        for name, rows in parts:
            cells = "".join(self._row(row) for row in rows)
            if cells:
                written.append(_tag(name, "", cells))
        return _tag("table", "", "".join(written)) if written else ""

    def _row(self, row: Node) -> str:
        cells = []
        for cell in row.elements:
            name = cell.name if cell.name in {"td", "th"} else "td"
            spans = "".join(
                f' {span}="{value}"'
                for span in ("colspan", "rowspan")
                if (value := cell.attributes.get(span, "")).isdigit() and 1 < int(value) < 1000
            )
            cells.append(_tag(name, _common(cell) + spans, self.flow(cell)))
        return _tag("tr", "", "".join(cells)) if cells else ""


def _is_block(child: "Node | str") -> bool:
    """Whether it is a block, or a phrase around one."""
    if isinstance(child, str):
        return False
    return child.name in _BLOCKS or any(node.name in _BLOCKS for node in child.below())


def _tag(name: str, attributes: str, held: str) -> str:
    if name in VOID:
        return f"<{name}{attributes}/>"
    return f"<{name}{attributes}>{held}</{name}>"


def _jump(link: Node) -> str:
    """Return the place within the article that it leads to, with its "#"; else ""."""
    href = link.attributes.get("href", "")
    return href if href.startswith("#") and _ANCHOR.fullmatch(href[1:]) else ""


def _common(node: Node) -> str:
    """Return the attributes any element may have."""
    parts = []
    if _ANCHOR.fullmatch(node.attributes.get("id", "")):
        parts.append(f' id="{node.attributes["id"]}"')
    classes = [word for word in node.attributes.get("class", "").split() if word in _CLASSES]
    if classes:
        parts.append(f' class="{" ".join(classes)}"')
    align = node.attributes.get("align", "")
    if align in _CHOICES["align"]:
        parts.append(f' style="text-align: {align}"')
    if node.attributes.get("dir", "") in _CHOICES["dir"]:
        parts.append(f' dir="{node.attributes["dir"]}"')
    language = node.attributes.get("lang", "")
    if _LANGUAGE.fullmatch(language):
        parts.append(f' lang="{language}" xml:lang="{language}"')
    if node.name == "abbr" and node.attributes.get("title"):
        parts.append(f' title="{text(node.attributes["title"])}"')
    return "".join(parts)
