"""Parts that a site hides until a script opens them, shown; what is hidden for good stays so.

An article stands whole in `display: none`, or its larger part does behind "read more"; listings are
folded. Tooltips, copies of what is shown and words for machines are hidden as well, and rubbish.
"""

import re

from reader.bounds import MAX_HIDDEN_PARTS
from reader.markup.text.elements import Element, outermost
from reader.markup.text.text import HIDES, plain_text
from reader.patterns import lazy_re

_ROUNDS = 3
_PART = 60
"""Letters: a shorter hidden part is a hint or a label."""
_HINT = 20
"""Letters: a shorter one is, even where it is most of what is hidden; unless nothing is shown."""
_GLANCE = 2_000
"""Characters before and behind what is hidden: mostly they show that it is the smaller part."""
_DISPLAY = lazy_re(r"display\s*+:\s*+none", re.IGNORECASE)
_HIDDEN = lazy_re(r"""(?<=[\s"'/])hidden(?=[\s=/]|$)""", re.IGNORECASE)
_UNTIL_FOUND = lazy_re(r"""\shidden\s*+=\s*+["']?until-found""", re.IGNORECASE)
_LISTING = lazy_re(r"<pre[\s>]", re.IGNORECASE)


def unhidden(html: str) -> tuple[str, bool]:
    """Return the HTML with the hidden parts of its text shown, and whether there were any."""
    found = False
    for _ in range(_ROUNDS):
        shown = _shown_parts(html)
        if not shown:
            break
        found = True
        html = _opened(html, shown)
    return html, found


def _shown_parts(html: str) -> list[Element]:
    parts = [part for _, part in zip(range(MAX_HIDDEN_PARTS), outermost(html, HIDES), strict=False)]
    hidden = [(part, letters) for part in parts if (letters := _letters(part.inner(html)))]
    if not hidden:
        return []
    asked = [(part, letters) for part, letters in hidden if _is_asked_for(html, part)]
    whole = sum(len(letters) for _, letters in hidden)
    beside = html[: parts[0].start][:_GLANCE] + html[parts[-1].after :][:_GLANCE]
    if not asked and len(_letters(beside)) > whole:
        return []  # nearly all: no need to read the rest
    visible = _letters(html)
    hidden = [(part, letters) for part, letters in hidden if letters not in visible]
    whole = sum(len(letters) for _, letters in hidden)
    larger = whole >= len(visible)
    least = _HINT if visible else 1
    return [
        part
        for part, letters in hidden
        if (larger and len(letters) >= (_PART if 2 * len(letters) < whole else least))
        or _is_asked_for(html, part)
    ]


def _is_asked_for(html: str, part: Element) -> bool:
    """Whether it is shown however little it is: a listing, or what a search is to open."""
    return (
        _UNTIL_FOUND.search(part.attributes) is not None
        or _LISTING.search(html, part.inside, part.after) is not None
    )


def _letters(html: str) -> str:
    return "".join(plain_text(html).split())


def _opened(html: str, parts: list[Element]) -> str:
    made: list[str] = []
    at = 0
    for part in parts:
        attributes = _HIDDEN.sub("data-shown", _DISPLAY.sub("", part.attributes))
        made += (html[at : part.start], "<", part.name, attributes, ">")
        at = part.inside
    return "".join([*made, html[at:]])
