"""What the beginning of an SVG file says: that it is one, and how large it wants to be shown."""

import re

from reader.bounds import SVG_HEAD_BYTES
from reader.patterns import lazy_re

DEFAULT_SIDES = (300, 150)
"""Pixels, where a drawing says nothing: what browsers take."""

_BEGINS = lazy_re(rb"(?:\xef\xbb\xbf)?\s*<(?:svg[\s>]|\?xml\s|!--|!doctype\s+svg[\s>])", re.I)
_ROOT = lazy_re(
    rb"(?:\xef\xbb\xbf)?\s*+(?>(?:<\?[^>]*+>\s*+|<!--(?>(?:[^-]++|-(?!->))*)-->\s*+"
    rb"|<!doctype(?>(?:[^\[>]++|\[[^\]]*+\])*)>\s*+)*)<(?:svg:)?svg(?=[\s>])([^>]*+)>",
    re.IGNORECASE,
)
_SIDE = lazy_re(
    rb"""\s(width|height)\s*=\s*["']\s*([0-9]{0,6}\.?[0-9]{1,6})\s*(px|pt|pc|mm|cm|in|em|rem|ex)?\s*["']"""
)
_BOX = lazy_re(
    rb"""\sviewBox\s*=\s*["']\s*-?[0-9.e+-]+[\s,]+-?[0-9.e+-]+[\s,]+([0-9.]+)[\s,]+([0-9.]+)""",
    re.I,
)
_PIXELS = {
    b"": 1.0, b"px": 1.0, b"pt": 4 / 3, b"pc": 16.0, b"mm": 96 / 25.4, b"cm": 96 / 2.54,
    b"in": 96.0, b"em": 16.0, b"rem": 16.0, b"ex": 8.0,
}  # fmt: skip


def may_be_svg(prefix: bytes) -> bool:
    """Tell whether a file that begins with these bytes may be an SVG; `size_of` knows for sure."""
    return _BEGINS.match(prefix) is not None


def size_of(data: bytes) -> tuple[int, int]:
    """Return width and height in CSS pixels, (0, 0) where these bytes are no SVG."""
    root = _ROOT.match(data[:SVG_HEAD_BYTES])
    if root is None:
        return 0, 0
    told = {
        name: float(number) * _PIXELS[unit or b""] for name, number, unit in _SIDE.findall(root[1])
    }
    box = _BOX.search(root[1])
    try:
        across, down = (float(box[1]), float(box[2])) if box else (0.0, 0.0)
    except ValueError:  # 1.2.3
        across = down = 0.0
    width, height = told.get(b"width", 0.0), told.get(b"height", 0.0)
    if across > 0 and down > 0:
        width = width or (height * across / down if height else across)
        height = height or width * down / across
    width, height = width or DEFAULT_SIDES[0], height or DEFAULT_SIDES[1]
    return max(1, round(width)), max(1, round(height))
