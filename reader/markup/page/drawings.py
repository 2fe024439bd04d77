"""Drawings (SVG) in an article's source: taken out before the parse, put back as pictures.

No parser of HTML keeps them as they are. Their source goes to the window in a data URI of our own,
which no article can write; a child process makes it harmless and draws it (images/svg.py).
"""

import binascii
import re
from base64 import b64encode
from html import escape, unescape
from urllib.parse import unquote

from reader.bounds import CARD_CHARACTERS, MAX_DRAWING, MAX_DRAWINGS
from reader.markup.page.embeds import DRAWING
from reader.markup.page.prepare import element, named
from reader.markup.soup import BeautifulSoup
from reader.markup.text.text import plain_text
from reader.markup.urls import attributes_at, hidden_in
from reader.patterns import lazy_re

_SVG = lazy_re(r"<svg(?=[\s>])([^<>]*+)>((?>(?:[^<]++|<(?!/?svg[\s>]))*))</svg\s*>", re.IGNORECASE)
_ICON_SIDE = lazy_re(
    r"""\s(?:width|height)\s*=\s*["']?\s*(?:[0-3]?[0-9](?:\.\d+)?(?:px)?["'\s]|[12](?:\.\d+)?r?em)"""
)
_IMG = lazy_re(
    r"""<img(?=\s)(?:[^<>]*?)\ssrc\s*=\s*(?:"(data:image/svg[^"]{100,})"|'(data:image/svg[^']{100,})')[^<>]*+>""",
    re.IGNORECASE,
)
_WORDS = lazy_re(
    r"<(text|foreignObject)(?=[\s>])[^<>]*+>((?>(?:[^<]++|<(?!/\1[\s>]))*))", re.IGNORECASE
)
_NAMESPACE = lazy_re(r"\sxmlns\s*=")
_TOLD = lazy_re(r"""\s(?:width|height|viewBox|aria-label)\s*=\s*(?:"[^"<>]*"|'[^'<>]*')""", re.I)


def take_drawings(source: str) -> tuple[str, tuple[str, ...]]:
    """Return the source with an empty <svg> in place of each drawing, and the drawings."""
    if "<svg" not in source and "data:image/svg" not in source:
        return source, ()
    drawings: list[str] = []

    def taken(found: re.Match[str]) -> str:
        root, inside = found.groups()
        if len(drawings) >= MAX_DRAWINGS or len(inside) > MAX_DRAWING or "<" not in inside:
            return found[0]
        words = " ".join(plain_text(text[2]) for text in _WORDS.finditer(inside)).split()
        if not words and _ICON_SIDE.search(root):
            return found[0]
        said = "".join(_TOLD.findall(root)) if not words else _labelled(root, words)
        name = "" if _NAMESPACE.search(root) else ' xmlns="http://www.w3.org/2000/svg"'
        drawings.append(f"<svg{name}{root}>{inside}</svg>")
        return f'<svg data-drawing="{len(drawings) - 1}"{said}></svg>'

    source = _IMG.sub(_opened, source) if "data:image/svg" in source else source
    return _SVG.sub(taken, source), tuple(drawings)


def _labelled(root: str, words: list[str]) -> str:
    """Return what the drawing's tag tells, its label followed by the words that it shows."""
    told = _TOLD.findall(root)
    kept = [one for one in told if "label" not in one.lower()]
    labels = [unescape(one.partition("=")[2].strip()[1:-1]) for one in told if one not in kept]
    label = escape(": ".join([*labels, " ".join(words)])[:CARD_CHARACTERS])
    return "".join(kept) + f' aria-label="{label}"'


def _opened(img: re.Match[str]) -> str:
    """Return a drawing that an <img> holds, as one that stands in the source."""
    attributes, _ = attributes_at(img[0], 4)
    if hidden_in(attributes):
        return img[0]  # a placeholder of a lazy picture
    head, _, body = unescape(img[1] or img[2]).partition(",")
    text = unquote(body)
    if head.lower().endswith(";base64"):
        try:
            text = binascii.a2b_base64(text.encode("ascii", "ignore")).decode("utf-8", "replace")
        except binascii.Error:
            return img[0]
    found = _SVG.search(text)
    return found[0] if found else img[0]


def show_drawings(soup: BeautifulSoup) -> None:
    """Put an <img> in place of what stands for a drawing, once pictures have been settled."""
    for tag in named(soup, DRAWING):
        number, said = str(tag.get("number", "")), str(tag.get("alt", ""))
        if number.isdecimal() and len(number) < 5:
            tag.replace_with(element("img", {"src": f"drawing:{number}", "alt": said}))
        else:
            tag.decompose()


def drawing_url(source: str) -> str:
    """Return a drawing as the address that the window has it by."""
    data = b64encode(source.encode("utf-8", "replace")).decode("ascii")
    return f"data:image/svg+xml;base64,{data}"
