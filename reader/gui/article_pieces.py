"""A very long text in pieces, so that its beginning is shown at once and the window never waits."""

import re

LONG = 150_000
"""Characters of HTML. Qt takes 30 ms for a megabyte, and none of it is seen before."""
PIECE = 15_000
"""Laid out in ten to twenty milliseconds."""
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
_OF_NO_MATTER = re.compile(r'(?: lang="[^"]*")?')
"""What a <div> may say about what stands in it: Qt makes nothing of it."""
_VOID = frozenset(("img", "br", "hr", "wbr", "col"))


def pieces(html: str) -> list[str]:
    """The text cut where a paragraph begins that stands in nothing but plain <div>s.

    One piece where it is not long, or has no such place.
    """
    if len(html) <= LONG:
        return [html]
    found: list[str] = []
    start = 0
    within: list[bool] = []  # of each open element: whether a piece cannot begin in it
    for tag in _TAG.finditer(html):
        closing, name, more = tag.groups()
        if name in _VOID:
            continue
        if closing:
            del within[-1:]
            continue
        if name == "p" and tag.start() - start >= PIECE and True not in within:
            found.append(html[start : tag.start()])
            start = tag.start()
        within.append(name != "div" or not _OF_NO_MATTER.fullmatch(more))
    return [*found, html[start:]]
