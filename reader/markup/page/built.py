"""The tree built from what nh3 wrote: of that we know more than any parser of HTML may assume."""

from html import unescape

from reader.markup.bounds import PLAIN_TAG, is_well_formed
from reader.markup.soup import BeautifulSoup, NavigableString, PageElement, Tag
from reader.patterns import lazy_re

_ATTRIBUTE = lazy_re(r' ([a-z][a-z0-9-]*)="([^"]*)"')
_SPACES = " \t\n\f\r"


def built(html: str, kind: type[Tag]) -> BeautifulSoup:
    """Return the tree of sanitized HTML, its elements of this kind; the same as bs4 makes.

    Three times as fast as bs4, which takes what is not well formed.
    """
    if not is_well_formed(html):
        return BeautifulSoup(html, "html.parser", element_classes={Tag: kind})
    soup = BeautifulSoup("", "html.parser", element_classes={Tag: kind})
    builder = soup.builder
    containers = builder.string_containers
    kept = builder.preserve_whitespace_tags
    parent: Tag = soup
    last: PageElement | None = None
    listings: list[Tag] = []
    at = 0

    def add(text: str) -> None:
        nonlocal last
        if not listings and not text.strip(_SPACES):
            text = "\n" if "\n" in text else " "
        elif "&" in text:
            text = unescape(text)
        node = containers.get(parent.name, NavigableString)(text)
        node.setup(parent, last)
        parent.contents.append(node)
        last = node

    for found in PLAIN_TAG.finditer(html):
        if found.start() > at:
            add(html[at : found.start()])
        at = found.end()
        end, name, said = found.groups()
        if end:
            if listings and listings[-1] is parent:
                listings.pop()
            parent = parent.parent or soup
            continue
        attributes = {key: unescape(value) for key, value in _ATTRIBUTE.findall(said)}
        tag = kind(soup, builder, name, None, None, attributes, parent, last)
        parent.contents.append(tag)
        last = tag
        if not tag.can_be_empty_element:
            parent = tag
            if name in kept:
                listings.append(tag)
    if at < len(html):
        add(html[at:])
    return soup
