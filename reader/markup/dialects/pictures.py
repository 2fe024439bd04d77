"""Pictures in elements of other names, and lazy ones that stand in what is around their <img>."""

import re
from html import escape

from reader.bounds import MAX_SOURCE_PICTURES, PICTURE_SOURCE_CHARACTERS, TAG_CHARACTERS
from reader.markup.text.elements import end_of
from reader.markup.urls import attributes_at, hidden_in, is_placeholder, is_tracker, real_picture
from reader.patterns import lazy_re

_OTHER = lazy_re(r"<(/?)(?:[a-z]{1,10}-){1,2}im(?:g|age)(?=[\s/>])", re.IGNORECASE)
"""<amp-img>, <a-img>, <mip-img>, <van-image> …"""
_HOLDER = lazy_re(
    r"<(figure|span|picture|div|section|i)(?=\s)[^<>]*?\sdata-[a-z-]{0,20}?(?:src|orig|im(?:g|age)|bg)"
    r"[a-z-]{0,20}\s*+=[^<>]*+>",
    re.IGNORECASE,
)
_INNER = lazy_re(r"<img(?=[\s/])", re.IGNORECASE)


def plain_pictures(html: str) -> str:
    """Return the HTML with an <img> for each picture that stands in another element."""
    if "-im" in html:
        html = _OTHER.sub(lambda tag: "</img" if tag[1] else "<img", html)
    if "data-" not in html:
        return html
    made: list[str] = []
    at = 0
    for _, tag in zip(range(MAX_SOURCE_PICTURES), _HOLDER.finditer(html), strict=False):
        url = _held(html, tag)
        if url:
            made += (html[at : tag.end()], f'<img src="{escape(url)}">')
            at = tag.end()
    return "".join([*made, html[at:]]) if made else html


def _held(html: str, tag: re.Match[str]) -> str:
    """Return the picture that the element bears and no <img> in it has; "" where there is none."""
    attributes, _ = attributes_at(html[: tag.end()], tag.end(1))
    held = {name: value for name, value in attributes.items() if name.startswith("data-")}
    url = real_picture(held) or hidden_in(held)
    if not url or is_tracker(attributes):
        return ""
    within = html[tag.end() : tag.end() + PICTURE_SOURCE_CHARACTERS]
    within = within[: end_of(within, tag[1].lower(), 0)]
    for img in _INNER.finditer(within):
        own, _ = attributes_at(within[: img.end() + TAG_CHARACTERS], img.end())
        shown = real_picture(own)
        if shown and not is_placeholder(shown):
            return ""
    return url
