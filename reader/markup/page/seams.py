"""Where a long page may be laid out in pieces: marked by comments, of which no one else need know.

Qt lays out a list, a table, a quotation or a listing in one go where it has it in one go. Each
piece begins with what it stands in opened anew; the pane shows them as one (long_blocks.py).
Works on the dressed page (finish.py): balanced, its attribute values hold no "<" or ">".
"""

import re
from dataclasses import dataclass
from html import escape

from reader.bounds import MAX_LIST_ITEMS
from reader.markup.page.columns import shares
from reader.markup.page.finish import BAR, BOX_END, CODE, DATA, DATA_RTL, QUOTE, QUOTE_RTL
from reader.markup.page.pieces import ITEM, LONG, ON
from reader.markup.policy import names
from reader.patterns import lazy_re

LONG_BOX, LONG_TABLE = 40_000, 20_000
"""The same of one list, quotation or listing; of one table, whose cells cost more."""
CUT_BOX = 20_000
"""The same, in a page that is cut anyway."""
PIECE, PIECE_OF_TABLE = 15_000, 6_000
"""Laid out in ten to twenty milliseconds."""
MANY_PICTURES, PICTURES = 200, 50
"""Of a page that is cut for them, and of a piece: each costs as much as some lines."""
LONG_LINE = 2 * PIECE
"""Of a listing: a longer one is cut amid words."""
LOOKED_AHEAD = 200
_TAG = lazy_re(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>")
_ID = lazy_re(r' id="[^"]*"')
_START = lazy_re(r' start="(-?\d+)"')
_ROWS = lazy_re(r' rowspan="(\d+)"')
_DIV = lazy_re(r'<div(?: lang="[^"]*")?>')
"""Qt makes nothing of it."""
_VOID = names("img br hr wbr col")
_LISTS = names("ul ol")
_BEGINS = _LISTS | names("h1 h2 h3 h4 h5 h6 p table pre dl")
_HOLDING = names("div td details")
"""A piece may begin in these with any of _BEGINS."""
_OPENED = {"li": names("p ul ol"), "dd": names("p")}
"""In these, with these."""
_PLAIN = names("details dl tbody thead tfoot")
_CAPTION = '<p class="caption'
_KINDS = {QUOTE: "q", QUOTE_RTL: "r", CODE: "c", DATA: "t", DATA_RTL: "t"}
_ENDS = {"q": BOX_END, "r": f"</td>{BAR}</tr></table>", "c": BOX_END, "t": ""}
_PAINTED = frozenset("qrc")
"""The pane paints these: their paragraphs stand in no table."""


def seamed(html: str) -> str:
    """Return the page with its seams marked where it, or a box in it, is long; else as it is."""
    extents, items = _extents(html)
    long = len(html) > LONG or items >= MAX_LIST_ITEMS or html.count("<img") > MANY_PICTURES
    for start, end in extents.items():
        bound = LONG_TABLE if html.startswith((DATA, DATA_RTL), start) else LONG_BOX
        long = long or end - start > bound
    return _Marking(html, extents).marked() if long else html


def _extents(html: str) -> tuple[dict[int, int], int]:
    """Where each table and list begins and ends; how many items the longest list has."""
    found: dict[int, int] = {}
    opened: list[list[int]] = []
    most = 0
    for tag in _TAG.finditer(html):
        end, name, _ = tag.groups()
        if name == "li" and opened and not end:
            opened[-1][1] += 1
        elif name == "table" or name in _LISTS:
            if not end:
                opened.append([tag.start(), 0])
            elif opened:
                start, items = opened.pop()
                found[start] = tag.end()
                most = max(most, items)
    return found, most


@dataclass(slots=True)
class _Open:
    """An element that is open.

    again: what a piece that begins in it opens it with, None where none can. box: see Piece.
    content: where what it holds begins. count: of the items or rows begun in it. held: the first
    row that no cell above reaches into.
    """

    name: str
    again: str | None
    box: str = ""
    content: int = 0
    count: int = 0
    held: int = 0

    def anew(self) -> str:
        """Its tag for a piece that begins in it: a list counts on."""
        if self.name != "ol" or not self.again:
            return self.again or ""
        start = _START.search(self.again)
        number = (int(start[1]) if start else 1) + self.count
        return f'{_START.sub("", self.again)[:-1]} start="{number}">'


class _Marking:
    """One walk over a page."""

    def __init__(self, html: str, extents: dict[int, int]) -> None:
        self._html = html
        self._extents = extents
        self._stack: list[_Open] = []
        self._parts: list[str] = []
        self._written = 0
        self._since = 0
        self._pictures = 0
        self._boxes = 0
        self._coded = False

    def marked(self) -> str:
        """Return the page with its seams."""
        at = 0
        for tag in _TAG.finditer(self._html):
            if self._coded:
                self._mark_lines(at, tag.start())
            at = tag.end()
            if tag[2] in _VOID:
                self._pictures += tag[2] == "img"
                continue
            if tag[1]:
                self._close(tag)
            else:
                self._open(tag)
        return "".join(self._parts) + self._html[self._written :]

    def _open(self, tag: re.Match[str]) -> None:
        name, stack = tag[2], self._stack
        above = stack[-1] if stack else _Open("div", "")
        again, box = None, ""
        if above.again is not None:
            if box := self._long_box(tag):
                self._enter(tag.start(), box)
            elif self._wanted(tag) and self._may_begin(tag, above):
                self._mark(tag.start(), how=ITEM if (name, above.name) == ("p", "li") else "")
            again = self._again(tag, box)
            self._count(name, above)
        elif above.name == "tr" and (table := self._table(-2)):
            rows = _ROWS.search(tag[3])
            table.held = max(table.held, table.count - 1 + int(rows[1])) if rows else table.held
        stack.append(_Open(name, again, box, tag.end()))

    def _close(self, tag: re.Match[str]) -> None:
        stack = self._stack
        if not stack or stack[-1].name != tag[2]:
            return
        closed = stack.pop()
        if tag[2] == "pre":
            self._coded = False
        if closed.box:
            self._mark(tag.end(), back=len(_ENDS[_kind(closed.box)]))
        elif closed.again and closed.count == MAX_LIST_ITEMS:
            self._join(closed, tag)

    def _join(self, closed: _Open, end: re.Match[str]) -> None:
        """Join what tidy.py parted, a list of very many items: the parts go on with each other."""
        further = _TAG.match(self._html, end.end())
        if further is None or further[1] or further[2] != end[2]:
            return
        again = _ID.sub("", further[0])
        if end[2] == "ul" or again == closed.anew():
            self._mark(end.end(), back=len(end[0]), skip=len(further[0]), opening=again)

    def _count(self, name: str, above: _Open) -> None:
        if name == "li":
            above.count += 1
        elif name == "tr" and (table := self._table(-1)):
            table.count += 1

    def _table(self, at: int) -> _Open | None:
        """Return the long table whose row stands in what is open here, or in a part of that."""
        for one in self._stack[at : at - 2 : -1]:
            if one.box:
                return one if _kind(one.box) == "t" else None
        return None

    def _long_box(self, tag: re.Match[str]) -> str:
        """Return what a long box is called that begins here; "" where none does."""
        html, at = self._html, tag.start()
        if tag[2] != "table" or self._extents.get(at, at) - at <= CUT_BOX:
            return ""
        if any(one.name in {"li", "dd"} for one in self._stack):
            return ""
        kind = next((kind for text, kind in _KINDS.items() if html.startswith(text, at)), "")
        if not kind:
            return ""
        self._boxes += 1
        columns = shares(html[at : self._extents[at]]) if kind == "t" else ()
        if columns and html.startswith(DATA_RTL, at):
            columns = (100.0, *columns[1:])  # Qt would set a narrower one beyond the margin
        return ":".join((f"{self._boxes}{kind}", *map(str, columns)))

    def _enter(self, at: int, box: str) -> None:
        kind = _kind(box)
        if kind == "t":
            self._mark(at, box=box)
        else:
            begin = next(text for text, one in _KINDS.items() if one == kind)
            self._mark(at, skip=len(begin), box=box)

    def _again(self, tag: re.Match[str], box: str) -> str | None:
        name = tag[2]
        if box:
            return "" if _kind(box) in _PAINTED else tag[0]
        if self._coded:
            return _ID.sub("", tag[0])
        if name in _PLAIN or _DIV.fullmatch(tag[0]):
            return ""
        around = next((_kind(one.box) for one in reversed(self._stack) if one.box), "")
        if name in {"tr", "td"} and around in _PAINTED:
            return ""  # the box's own
        if name == "pre":
            self._coded = around == "c"
            return tag[0] if self._coded else None
        return _ID.sub("", tag[0]) if name in {"div", "li", "dd"} or name in _LISTS else None

    def _wanted(self, tag: re.Match[str]) -> bool:
        """Whether the piece so far is long enough."""
        size = PIECE_OF_TABLE if tag[2] == "tr" else PIECE
        return self._pictures >= PICTURES or tag.start() - self._since >= size

    def _may_begin(self, tag: re.Match[str], above: _Open) -> bool:
        name = tag[2]
        if name in {"dt", "dd"}:
            return above.name == "dl"
        if name == "li":
            return above.name in _LISTS
        if name == "tr":
            table = self._table(-1)
            return table is not None and table.count >= table.held
        if above.name in _OPENED:
            return name in _OPENED[above.name] and tag.start() != above.content
        # Whether a caption stands beside a picture is told when that is laid out.
        caption = self._html.startswith(_CAPTION, tag.start())
        return name in _BEGINS and above.name in _HOLDING and not caption

    def _mark(
        self,
        at: int,
        *,
        back: int = 0,
        skip: int = 0,
        how: str = "",
        box: str = "",
        opening: str = "",
    ) -> None:
        """Cut here. back, skip: characters before and behind that no piece has."""
        boxes = " ".join([one.box for one in self._stack if one.box] + ([box] if box else []))
        opening = "".join(one.anew() for one in self._stack) + opening
        self._parts += (
            self._html[self._written : at],
            f"<!--seam {back}|{skip}|{boxes}|{how}|{escape(opening, quote=False)}-->",
        )
        self._written = at
        self._since = at + skip
        self._pictures = 0

    def _mark_lines(self, start: int, end: int) -> None:
        """Cut a listing's text between lines, and a line of very many characters."""
        html = self._html
        while (near := max(start, self._since + PIECE)) < end:
            at = html.find("\n", near, end)
            while at >= 0 and html.startswith("\n", at + 1):
                at = html.find("\n", at + 1, end)  # a piece does not begin with an empty line
            if 0 <= at <= self._since + LONG_LINE:
                self._mark(at)
                self._since = at + 1
                continue
            near = max(start, self._since + LONG_LINE)
            if near >= end:
                return
            near = html.find(" ", near, min(near + LOOKED_AHEAD, end)) + 1 or near
            reference = html.rfind("&", max(start, near - 10), near)
            if reference >= 0 and ";" not in html[reference:near]:
                near = reference
            self._mark(near, how=ON)


def _kind(box: str) -> str:
    return box.partition(":")[0][-1]
