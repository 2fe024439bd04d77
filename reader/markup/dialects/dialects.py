"""The room's front door: a body as it was written to the body that it means.

Done once, when a file is read, so that the page and the search index see the same. Each part looks
for a sign of its kind first: a body without any costs next to nothing.
"""

from typing import NamedTuple

from reader.markup.dialects.formulas import formulas
from reader.markup.dialects.listings import bare_listings
from reader.markup.dialects.pictures import plain_pictures
from reader.markup.dialects.shown import shown
from reader.markup.dialects.unhidden import unhidden
from reader.markup.text.elements import is_everyday
from reader.markup.text.text import may_hide


class Meant(NamedTuple):
    """The HTML of a body, still not sanitized; whether hidden parts of its text were opened.

    all_shown: a page shows all of it, so that seen() has nothing to look for.
    """

    html: str
    opened: bool = False
    all_shown: bool = False


def as_meant(html: str) -> Meant:
    """Return what a body means."""
    if "<" not in html:
        return Meant(html, all_shown=True)
    everyday = is_everyday(html)
    html = formulas(html)
    if not everyday:
        html = shown(html)
    if not everyday or "ighlight" in html:
        html = bare_listings(html)
    html = plain_pictures(html)
    return Meant(*unhidden(html)) if may_hide(html) else Meant(html, all_shown=everyday)
