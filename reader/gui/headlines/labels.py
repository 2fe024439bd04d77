"""What the list says of itself: its name, and why it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language import _
from reader.markup.text.plain import isolated, quoted
from reader.views import BY_ID

if TYPE_CHECKING:
    from reader.model import Query


def place_name(query: Query) -> str:
    """Return the name of the section or the view that is listed or searched."""
    return isolated(query.section[-1]) if query.section else _(BY_ID[query.view].label)


def heading(query: Query) -> str:
    """Return the list's name: what is searched for, else the section or the view."""
    return quoted(query.search) if query.search else place_name(query)


def why_empty(query: Query, *, whole: bool) -> str:
    """Return the sentence that stands in place of rows.

    whole: all articles of the folder can be searched already.
    """
    if not query.search:
        return _(BY_ID[query.view].empty)
    sentence = (
        _("Nothing found for {words}.")
        if whole
        else _("Nothing found for {words} in what has been read so far.")
    )
    return sentence.format(words=quoted(query.search))
