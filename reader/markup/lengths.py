"""The tree's text within what QTextDocument lays out in time: so many characters, so many lines."""

import re

from bs4 import NavigableString, Tag

from reader.bounds import MAX_LISTING_LINES, MAX_MARKS_STACKED, MAX_TEXT

SHORTENED_TEXT = "Shortened: only the beginning of this very long text is shown."
SHORTENED_LISTING = "Shortened: a very long listing is shown in part."

_STACKED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
    f"{{{MAX_MARKS_STACKED},}}"
)


_JOINED = re.compile(f"(?:[^\\s\u200d]\u200d){{{MAX_MARKS_STACKED},}}")
_LINES_TOO = re.compile("[\u2028\u2029\x85]")


def bound_text(soup: Tag) -> tuple[str, ...]:
    """Cut what is over the bounds, in place; returns notes."""
    notes: dict[str, None] = {}
    room, lines = MAX_TEXT, MAX_LISTING_LINES
    for text in [node for node in soup.descendants if isinstance(node, NavigableString)]:
        old = str(text)
        new = old[:room]
        if len(new) < len(old) and old[room:].strip():
            notes[SHORTENED_TEXT] = None
        if _LINES_TOO.search(new):
            new = _LINES_TOO.sub("\n", new)
        if "\n" in new and any(parent.name == "pre" for parent in text.parents):
            breaks = new.count("\n")
            if breaks > lines:
                new = "\n".join(new.split("\n", lines + 1)[: lines + 1])
                notes[SHORTENED_LISTING] = None
            lines = max(0, lines - breaks)
        if not new.isascii():
            new = _STACKED.sub(lambda marks: marks[0][:MAX_MARKS_STACKED], new)
            new = _JOINED.sub(_parted, new)
        room -= len(new)
        if new != old:
            text.replace_with(NavigableString(new))
    return tuple(notes)


def _parted(joined: re.Match[str]) -> str:
    """Signs joined without end: those after the first few stand for themselves."""
    kept = 2 * MAX_MARKS_STACKED
    return joined[0][:kept] + joined[0][kept:].replace("\u200d", "")
