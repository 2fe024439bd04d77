"""Marks upon one letter and signs joined to one, no more than any language has: Qt breaks no line
within them, and takes quadratic time to place them."""

import re

from reader.bounds import MAX_MARKS_STACKED

_STACKED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
    f"{{{MAX_MARKS_STACKED},}}"
)


_JOINED = re.compile(f"(?:[^\\s\u200d]\u200d){{{MAX_MARKS_STACKED},}}")


def few_marks(text: str) -> str:
    """Return the text without the marks and joiners that are too many at one place."""
    if text.isascii():
        return text
    text = _STACKED.sub(lambda marks: marks[0][:MAX_MARKS_STACKED], text)
    return _JOINED.sub(_parted, text)


def _parted(joined: re.Match[str]) -> str:
    """Signs joined without end: those after the first few stand for themselves."""
    kept = 2 * MAX_MARKS_STACKED
    return joined[0][:kept] + joined[0][kept:].replace("\u200d", "")
