"""What the list says of itself: its name, and why it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.markup.text.plain import isolated, quoted
from reader.model import View

if TYPE_CHECKING:
    from reader.model import Query


_NAMES = {
    View.ALL: "All Articles",
    View.UNREAD: "Unread",
    View.STARRED: "Starred",
    View.BEGUN: "Continue Reading",
}
_EMPTY = {
    View.ALL: "No articles here.",
    View.UNREAD: "Nothing unread. All is read here.",
    View.STARRED: "No stars yet. S stars the article that is open.",
    View.BEGUN: "Nothing begun that is not finished.",
}


def place_name(query: Query) -> str:
    """The section or the view that is listed or searched."""
    return isolated(query.section[-1]) if query.section else _NAMES[query.view]


def heading(query: Query) -> str:
    """The list's name."""
    return quoted(query.search) if query.search else place_name(query)


def why_empty(query: Query, *, whole: bool) -> str:
    """A sentence in place of rows. whole: all articles can be searched."""
    if not query.search:
        return _EMPTY[query.view]
    where = "" if whole else " in what has been read so far"
    return f"Nothing found for {quoted(query.search)}{where}."
