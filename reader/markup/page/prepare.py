"""The parse: broken HTML made a well-formed tree, with what the page is built from still on it.

nh3 parses as browsers do (html.parser, behind BeautifulSoup, does not close a <p> or <li>). What
comes out here is NOT safe: lazy sources, styles and players are kept until they were used.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from string import ascii_lowercase
from typing import TYPE_CHECKING

from reader.bounds import MAX_SOURCE_PICTURES, PICTURE_ATTRIBUTES, TAG_CHARACTERS
from reader.markup import policy
from reader.markup.addresses import WIKI
from reader.markup.bounds import bounded
from reader.markup.foreign_names import without_foreign_names
from reader.markup.page.built import built
from reader.markup.soup import BeautifulSoup, PageElement, Tag
from reader.markup.urls import attributes_at, bears_picture
from reader.patterns import lazy_re

if TYPE_CHECKING:
    import nh3

_FRAME = "x-frame"
"""Stands for iframe while nh3 parses: it would take what is in one for text, and write it as it
is, so that tags no bound has seen came back to life in the next parser."""
_FRAMES = lazy_re(r"(</?)iframe(?=[\s/>])", re.IGNORECASE)
_ELEMENTS = policy.PREPARED_ELEMENTS | {_FRAME}
_ATTRIBUTES = policy.PREPARED_ATTRIBUTES | {_FRAME: policy.PREPARED_ATTRIBUTES["iframe"]}
_WRAPPER = lazy_re(r"\s*<(div|article|section|body)(?:\s[^<>]*)?>([^<]*)</\1>\s*", re.IGNORECASE)


class QuickTag(Tag):
    """A Tag that finds a child beside the one it found last.

    BeautifulSoup looks for a child from the first on at every change: 10,000 siblings changed one
    after the other took half a minute, this way a second.
    """

    _near = 0
    _decomposed = False  # asked of every element: without it bs4 looks for a child of this name

    def index(self, element: PageElement) -> int:
        """Return the child's position, by identity. Raises ValueError."""
        contents = self.contents
        count = len(contents)
        near = min(self._near, count - 1)
        for distance in range(count + 1):
            for at in (near + distance, near - distance):
                if 0 <= at < count and contents[at] is element:
                    self._near = at
                    return at
        raise ValueError("Tag.index: element not in tag")


_EMPTY = policy.names("br hr img wbr")


def element(name: str, attributes: Mapping[str, str] | None = None) -> Tag:
    """Return a new element for the tree."""
    empty = name in _EMPTY  # else a break would be written "<br></br>", which is read as two
    return QuickTag(name=name, attrs=dict(attributes or {}), can_be_empty_element=empty)


def named(soup: Tag, *wanted: str) -> list[Tag]:
    """Every element of these names: find_all takes ten times as long on a wide tree."""
    return [tag for tag in soup.find_all(True) if tag.name in wanted]


def shows(part: Tag) -> bool:
    """Whether an element holds a picture or words. Looks no further than the first."""
    for node in part.descendants:
        if isinstance(node, Tag):
            if node.name == "img":
                return True
        elif str(node).strip():
            return True
    return False


def tree(html: str) -> BeautifulSoup:
    """Return the tree of a body within its bounds; a text without tags is paragraphs by lines."""
    plain = _WRAPPER.fullmatch(html)
    text = plain[2] if plain else html
    if "<" not in text and "\n" in text.strip():
        html = "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())
    if "<pre" in html or "<PRE" in html:
        html = _PRE.sub(_with_code, html)
    html = without_foreign_names(html)
    html = _cleaner(_odd_bearers(html)).clean(_FRAMES.sub(rf"\1{_FRAME}", html))
    # Once more: a parser may nest deeper than what stands in the source lets one think.
    # And one element of our own around it all: the document itself is no QuickTag.
    html = f"<div>{bounded(html)[0]}</div>"
    soup = built(html, QuickTag)
    if _FRAME in html:
        for frame in named(soup, _FRAME):
            frame.name = "iframe"
    return soup


_PRE = lazy_re(
    r"(<pre(?=[\s>])[^<>]*>)((?>(?:[^<]++|<(?!/pre[\s>]))*))(?=</pre[\s>])", re.IGNORECASE
)
# A <wbr> stands where bounds.py parted a long text.
_IN_CODE = policy.names("a b br code em font i img mark s small span strong sub sup tt u var wbr")
_DRESS = policy.names("br code span wbr")
_LINES = policy.names("div li ol p table tbody td th tr ul")
_CODE_TAG = lazy_re(r"<(?=/?([a-zA-Z][\w.:-]*))")


def _with_code(found: re.Match[str]) -> str:
    """Return a listing whose author forgot to escape its tags gets them back as text."""
    start, code = found.groups()
    tags = {name.lower() for name in _CODE_TAG.findall(code)}
    if tags <= _IN_CODE | _LINES:
        return found[0]

    # Who escaped some means the others; who escaped none wrote them all as text.
    meant = _IN_CODE if "&lt;" in code else _DRESS

    def escaped(tag: re.Match[str]) -> str:
        return "<" if tag[1].lower() in meant else "&lt;"

    return str(start) + _CODE_TAG.sub(escaped, code)


_IMG = lazy_re(r"<img(?=[\s/])", re.IGNORECASE)
_PLAIN = lazy_re(
    r"""\s(?:[^<>]*?\s)?src\s*+=\s*+["']?(?!data:|[^"'<>\s]{0,200}?(?:load|blank|lazy|holder|gr[ae]y|
    spacer|pixel|transparent|empty|clear|1x1|none|default|undefined|null|nan|/[a-z]\.gif|dot))
    [^"'<>\s{]""",
    re.IGNORECASE | re.VERBOSE,
)


def _odd_bearers(html: str) -> frozenset[str]:
    """Return the names of unusual attributes in which pictures hide their address."""
    found: set[str] = set()
    for _, img in zip(range(MAX_SOURCE_PICTURES), _IMG.finditer(html), strict=False):
        if _PLAIN.match(html, img.end(), img.end() + TAG_CHARACTERS):
            continue
        attributes, _ = attributes_at(html, img.end())
        found.update(name for name, value in attributes.items() if bears_picture(name, value))
        if len(found) >= PICTURE_ATTRIBUTES:
            break
    return frozenset(sorted(found)[:PICTURE_ATTRIBUTES])


# What is no address of the web may still be found in the folder: by a name, or, of a path of
# somebody's disk ("C:" is a scheme to a parser), by its end. None of them is on the page.
_LOOKED_AT = {"http", "https", "mailto", "data", WIKI[:-1], "file", *ascii_lowercase}


@lru_cache(64)
def _cleaner(odd: frozenset[str]) -> "nh3.Cleaner":
    import nh3

    attributes = _ATTRIBUTES | {"img": _ATTRIBUTES["img"] | odd}

    return nh3.Cleaner(
        tags=set(_ELEMENTS),
        clean_content_tags=set(policy.DROPPED_WITH_CONTENT) - policy.EMBEDS,
        attributes={name: set(allowed) for name, allowed in attributes.items()},
        url_schemes=_LOOKED_AT,
        link_rel=None,
    )
