"""The room's front door: a body as it was written to the body that it means.

Done once, when a file is read, so that the page and the search index see the same. Each part looks
for a sign of its kind first: a body without any costs next to nothing.
"""

from reader.markup.dialects.formulas import formulas
from reader.markup.dialects.listings import bare_listings
from reader.markup.dialects.pictures import plain_pictures
from reader.markup.dialects.shown import shown
from reader.markup.dialects.unhidden import unhidden
from reader.markup.text.text import may_hide


def as_meant(html: str) -> tuple[str, bool]:
    """Return the HTML (still not sanitized) and whether hidden parts of its text were opened."""
    if "<" not in html:
        return html, False
    html = plain_pictures(bare_listings(shown(formulas(html))))
    return unhidden(html) if may_hide(html) else (html, False)
