"""One picture in two sizes: a blurred preview and the sharp one that takes its place.

Told by the addresses alone: what says the size is taken off, and the rest is compared.
"""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl

from reader.patterns import lazy_re

_IN_NAME = lazy_re(
    r"[-_.@]([0-9]{2,4})x[0-9]{2,4}(?=\.|$)|[-_](?:thumb(?:nail)?|small|tiny|blur(?:red)?|lqip|preview"
    r"|placeholder|low|mini?)(?=\.|$)",
    re.IGNORECASE,
)
_SEGMENT = lazy_re(
    r"/(?:max|fit|width|w)/([0-9]{2,4})(?:/[0-9]{2,4})?(?=/)"
    r"|(?:/v2)?/resize:[a-z]+:([0-9]{2,4})[^/]*(?:/format:[^/]*)?(?=/)"
    r"|/(?:[a-z]{1,2}_[^/,]+,)*w_([0-9]{2,4})(?:,[^/]*)?(?=/)"
    r"|/([0-9]{2,4})x[0-9]{2,4}(?=/)|/(?:thumbs?|thumbnails?|small|preview)(?=/)",
    re.IGNORECASE,
)
_SIZES = frozenset({"w", "width", "resize", "size", "sw", "imwidth"})
_DRESS = frozenset({"h", "height", "q", "quality", "fit", "crop", "auto", "format", "fm", "dpr"})
_BLUR = frozenset({"blur"})
_WHOLE, _SMALL = 5_000, 100
"""Pixels: of an address that says no size, and of one that says it is small."""


def blurred(urls: Sequence[str]) -> set[int]:
    """Return which of these pictures, in their order on the page, are smaller copies of the one
    before or behind."""
    dropped: set[int] = set()
    for at in range(1, len(urls)):
        before, url = urls[at - 1], urls[at]
        if before == url or not _alike(before, url):
            continue
        (key, size), (other, larger) = _told(before), _told(url)
        if key == other and size != larger:
            dropped.add(at - 1 if size < larger else at)
    return dropped


def _alike(one: str, other: str) -> bool:
    """Whether it is worth a closer look: nearly no two pictures of an article are.

    What says a size in a folder ends before a "/": the names alone must agree beside theirs.
    """
    name, its = _name(one), _name(other)
    if name[:1] != its[:1] or one.startswith("data:"):
        return False
    return name == its or _IN_NAME.sub("", name) == _IN_NAME.sub("", its)


def _name(url: str) -> str:
    path = url.partition("?")[0]
    return path[path.rfind("/") + 1 :]


def _told(url: str) -> tuple[tuple[str, str], int]:
    """Return what an address says beside a size, and its width in pixels."""
    path, _, query = url.partition("?")
    sizes = [
        int(next(filter(None, found.groups()), _SMALL))
        for pattern in (_SEGMENT, _IN_NAME)
        for found in pattern.finditer(path)
    ]
    rest = []
    for name, value in parse_qsl(query[:500], keep_blank_values=True):
        if name.lower() in _SIZES and (number := re.match(r"[0-9]{2,4}", value)):
            sizes.append(int(number[0]))
        elif name.lower() in _BLUR:
            sizes.append(_SMALL)
        elif name.lower() not in _DRESS:
            rest.append(f"{name}={value}")
    key = _IN_NAME.sub("", _SEGMENT.sub("", path))
    return (key, "&".join(rest)), min(sizes, default=_WHOLE)
