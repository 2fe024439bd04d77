"""A long page in pieces, as its seams say (seams.py): what the window lays out one by one."""

from html import unescape
from typing import NamedTuple

from reader.patterns import lazy_re

LONG = 150_000
"""Characters of HTML: a longer page is cut. Qt takes 30 ms for a megabyte, and none is seen."""
ITEM = "item"
"""How a piece begins: with a paragraph that goes on with an item, and has no bullet of its own."""
ON = "on"
"""How a piece begins: in the midst of a listing's line."""

_SEAM = lazy_re(r"<!--seam (\d+)\|(\d+)\|([^|<>]*)\|(\w*)\|([^<>]*)-->")


class Piece(NamedTuple):
    """A part of a page, with what it stands in opened anew; what it leaves open is not closed.

    boxes: those it stands in, the outermost first: each a number, its kind ("q" a quotation, "r"
    one from right to left, "c" a listing, "t" a table) and behind colons the width of a table and
    of its columns, in percent. how: ITEM, ON or "". lists: so many lists go on in it.
    """

    html: str
    boxes: tuple[str, ...] = ()
    how: str = ""
    lists: int = 0


def pieces(html: str) -> list[Piece]:
    """Return a page cut at its seams: one piece where it has none."""
    found: list[Piece] = []
    boxes: tuple[str, ...] = ()
    how = opening = ""
    at = 0
    for seam in [*_SEAM.finditer(html), None]:
        part = html[at : seam.start() - int(seam[1]) if seam else len(html)]
        if _coded(boxes):
            part = part.removeprefix("\n")
        if part or not found:
            lists = opening.count("<ul") + opening.count("<ol")
            found.append(Piece(opening + part, boxes, how, lists))
        if seam is not None:
            boxes, how, opening = tuple(seam[3].split()), seam[4], unescape(seam[5])
            at = seam.end() + int(seam[2])
    return found


def _coded(boxes: tuple[str, ...]) -> bool:
    return bool(boxes) and boxes[-1].endswith("c")
