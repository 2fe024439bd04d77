"""The parse: broken HTML made a well-formed tree, with what the page is built from still on it.

nh3 parses as browsers do (html.parser, behind BeautifulSoup, does not close a <p> or <li>). What
comes out here is NOT safe: lazy sources, styles and players are kept until they were used.
"""

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from reader.markup import policy
from reader.markup.urls import LAZY

if TYPE_CHECKING:
    import nh3

_EMBEDS = policy.names("audio embed iframe object source track video")
_ELEMENTS = policy.ELEMENTS | _EMBEDS | policy.names("button fieldset font form label picture")
_ANYWHERE = policy.names("align dir hidden lang style title width height")
_ATTRIBUTES = {
    "*": _ANYWHERE,
    "a": policy.names("href data-origin-href"),
    "img": policy.names("src alt srcset data-srcset data-lazy-srcset class") | frozenset(LAZY),
    "source": policy.names("src srcset data-src data-srcset type"),
    "ol": policy.names("start type reversed"),
    "li": policy.names("value"),
    "table": policy.names("border"),
    "td": policy.names("colspan rowspan"),
    "th": policy.names("colspan rowspan"),
    "object": policy.names("data"),
} | {
    name: policy.names("src data-src poster aria-label alt")
    for name in ("video", "audio", "iframe", "embed")
}
_WRAPPER = re.compile(r"\s*<(div|article|section|body)(?:\s[^<>]*)?>([^<]*)</\1>\s*", re.IGNORECASE)


def tree(html: str) -> BeautifulSoup:
    """The tree of a body within its bounds; a text without any tags is paragraphs by its lines."""
    plain = _WRAPPER.fullmatch(html)
    text = plain[2] if plain else html
    if "<" not in text and "\n" in text.strip():
        html = "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())
    return BeautifulSoup(_cleaner().clean(html), "html.parser")


def fragment(html: str) -> BeautifulSoup:
    """The tree of HTML of our own making."""
    return BeautifulSoup(html, "html.parser")


def attribute(value: str) -> str:
    """A value as it stands between double quotes."""
    return escape(value, quote=True)


@cache
def _cleaner() -> "nh3.Cleaner":
    import nh3

    return nh3.Cleaner(
        tags=set(_ELEMENTS),
        clean_content_tags=set(policy.DROPPED_WITH_CONTENT) - _EMBEDS,
        attributes={name: set(allowed) for name, allowed in _ATTRIBUTES.items()},
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
    )
