"""Elements in hostile HTML without a tree: where one that begins here ends, in linear time."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reader.bounds import LOOK_LONG
from reader.patterns import lazy_re

# As a browser's tokenizer: a quote opens only after "=", and a quoted ">" ends no tag.
STEPS = f"{{0,{LOOK_LONG}}}"
"""Each step of a repeat of several signs costs 115 bytes until the repeat ends: a text of nothing
but such signs, 500 MB. What goes beyond so many steps is gone through sign by sign."""
ATTRIBUTES = rf"""[^>=]*+(?>(?:=\s*+(?>(?:"[^"]*+"|'[^']*+')?)[^>=]*+){STEPS})[^>]*+"""
COMMENT = rf"!--(?:-?>|(?>(?:[^-]++|-(?!-!?>)){STEPS})(?s:.*?)(?:--!?>|\Z))"
"""From behind "<" to its end, as browsers find it, or that of the text."""
_TAG = 8_000
"""Characters of a start tag: in a longer one an attribute far behind is not found."""
_START = lazy_re(rf"<([a-zA-Z][a-zA-Z0-9-]{{0,40}}+)(?=[\s/])({ATTRIBUTES})>")
_VOID = frozenset({"img", "br", "hr", "input", "wbr", "source", "track", "embed", "meta", "link"})
_ENDED_BY_ITSELF = frozenset({"p", "li", "td", "th", "tr", "dt", "dd", "option"})


_ODD = re.compile(
    r"<(?!/?(?:p|div|img|a|br|li|b|strong|span|i|h[1-6]|[uo]l|em|u|blockquote|figure|figcaption)[\s/>])"
)


def is_everyday(html: str) -> bool:
    """Return whether HTML holds the most frequent elements alone, nor any comment.

    One look that spares all those for what is seldom. Elements written large are taken for odd.
    """
    return _ODD.search(html) is None


class Element(NamedTuple):
    """An element in the source: html[start:inside] is its start tag, html[inside:after] the rest.

    name: lower case. attributes: as written, with the space before them.
    """

    name: str
    attributes: str
    start: int
    inside: int
    after: int

    def inner(self, html: str) -> str:
        """Return what stands between its tags."""
        closing = html.rfind("</", self.inside, self.after)
        if closing >= 0 and html[closing + 2 : self.after].lower().startswith(self.name):
            return html[self.inside : closing]
        return html[self.inside : self.after]


def outermost(
    html: str, wanted: re.Pattern[str], at: int = 0, within: int = _TAG
) -> Iterator[Element]:
    """Yield the elements in whose start tag `wanted` is found, without those within another.

    at: where in the HTML to begin. within: so many characters of a tag are looked at.
    """
    for hit in wanted.finditer(html, at):
        if hit.start() < at:
            continue
        start = html.rfind("<", max(at, hit.start() - within), hit.start())
        tag = _START.match(html, start) if start >= 0 else None
        if tag is None or hit.start() >= tag.end():
            continue  # it is a word of the text
        name = tag[1].lower()
        at = tag.end() if name in _VOID else end_of(html, name, tag.end())
        yield Element(name, tag[2], tag.start(), tag.end(), at)


def end_of(html: str, name: str, at: int) -> int:
    """Return where an element ends whose start tag ends at `at`: the whole text where nothing
    ends it."""
    depth = 1
    for tag in _tags(name).finditer(html, at):
        if name in _ENDED_BY_ITSELF:
            return tag.end() if tag[1] else tag.start()
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)


@lru_cache(64)
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?=[\s/>])[^<>]*+>?", re.IGNORECASE)
