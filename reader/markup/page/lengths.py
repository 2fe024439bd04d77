"""The tree's text within what QTextDocument lays out in time: so many characters, so many lines."""

from reader.bounds import (
    MAX_LISTING_LINE,
    MAX_LISTING_LINES,
    MAX_TEXT,
    RARE_LETTER,
    RTL_LETTER,
    SCRIPT_CHANGE,
    TAB,
)
from reader.markup.soup import NavigableString, Tag
from reader.markup.text.stacked import few_marks
from reader.model import Note, NoteCode
from reader.patterns import lazy_re

SHORTENED_TEXT = Note(NoteCode.CUT_TEXT)
SHORTENED_LISTING = Note(NoteCode.CUT_LISTING)

_LINES_TOO = lazy_re("[\u2028\u2029\x85]")

_RTL = "\u0590-\u08ff\ufb1d-\ufb4f"
_RARE = (
    "\u0530-\u058f\u0900-\u10ff\u1200-\u1cff\u2c00-\u2ddf\ua000-\ua63f\ua6a0-\ua6ff"
    "\ua800-\uabff\ue000-\uf8ff\ufb13-\ufb17\ufb50-\ufdff\ufe70-\ufefe"
    "\U00010000-\U0001cfff\U0001d800-\U0001efff\U000e0000-\U0010ffff"
)
_RTL_LETTER, _RARE_LETTER = lazy_re(f"[{_RTL}]"), lazy_re(f"[{_RARE}]")
_SCRIPTS = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u024f", "\u0370-\u03ff", "\u0400-\u052f",
    "\u2e80-\u9fff\uf900-\ufaff", "\uac00-\ud7a3\u1100-\u11ff", _RTL, _RARE,
    "\u2190-\u2bff\U0001f000-\U0001faff",
)  # fmt: skip
_RUN = lazy_re("|".join(f"[{script}]+" for script in _SCRIPTS))
_NEUTRAL = lazy_re(f"[^{''.join(_SCRIPTS)}]+")
_AT_ONCE = 1_000


def bound_text(soup: Tag) -> tuple[Note, ...]:
    """Cut what is over the bounds, in place; returns notes."""
    notes: dict[Note, None] = {}
    room, lines, column = MAX_TEXT, MAX_LISTING_LINES, 0
    for text, in_listing, begins in _texts(soup):
        old = str(text)
        characters, taken = _fitting(old, room)
        new = old[:characters]
        if len(new) < len(old) and old[characters:].strip():
            notes[SHORTENED_TEXT] = None
        if _LINES_TOO.search(new):
            new = _LINES_TOO.sub("\n", new)
        if in_listing:
            new, column = _in_short_lines(new, 0 if begins else column)
            breaks = new.count("\n")
            if breaks > lines:
                new = "\n".join(new.split("\n", lines + 1)[: lines + 1])
                notes[SHORTENED_LISTING] = None
            lines = max(0, lines - breaks)
        new = few_marks(new)
        # What was cut for another reason takes no room.
        room -= min(room, taken * len(new) // characters if len(new) < characters else taken)
        if new != old:
            text.replace_with(NavigableString(new))
    return tuple(notes)


def _texts(soup: Tag) -> list[tuple[NavigableString, bool, bool]]:
    """Every text, whether it stands in a listing, and whether it begins a line there."""
    listings: set[int] = set()
    found: list[tuple[NavigableString, bool, bool]] = []
    begins = True
    for node in soup.descendants:
        inside = id(node.parent) in listings
        if isinstance(node, NavigableString):
            found.append((node, inside, begins))
            begins = False
        elif isinstance(node, Tag):
            if inside or node.name == "pre":
                listings.add(id(node))
            begins |= node.name in {"pre", "br"}
    return found


def _fitting(text: str, room: int) -> tuple[int, int]:
    """So many characters of a text as fit, and the room that they take."""
    if text.isascii() and "\t" not in text:
        characters = min(len(text), room)
        return characters, characters
    taken = 0
    for at in range(0, len(text), _AT_ONCE):
        part = text[at : at + _AT_ONCE]
        cost = len(part) + TAB * part.count("\t")
        if not part.isascii():
            cost += (
                RTL_LETTER * len(_RTL_LETTER.findall(part))
                + RARE_LETTER * len(_RARE_LETTER.findall(part))
                + SCRIPT_CHANGE * (len(_RUN.findall(_NEUTRAL.sub("", part))) - 1)
            )
        if taken + cost > room:
            return at + (room - taken) * len(part) // cost, room
        taken += cost
    return len(text), taken


def _in_short_lines(text: str, column: int) -> tuple[str, int]:
    """Return a listing's text with its very long lines parted, and where its last line ends.

    column: where its first begins.
    """
    if len(text) + column <= MAX_LISTING_LINE:
        return text, len(text) - text.rfind("\n") - 1 + (0 if "\n" in text else column)
    made: list[str] = []
    for line in text.split("\n"):
        rest = line
        while len(rest) + column > MAX_LISTING_LINE:
            made.append(rest[: MAX_LISTING_LINE - column])
            rest, column = rest[MAX_LISTING_LINE - column :], 0
        made.append(rest)
        last, column = column + len(rest), 0
    return "\n".join(made), last
