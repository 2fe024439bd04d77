"""The tree's text within what QTextDocument lays out in time: so many characters, so many lines."""

from bs4 import NavigableString, Tag

from reader.markup.policy import MAX_LISTING_LINES, MAX_TEXT

SHORTENED_TEXT = "Shortened: only the beginning of this very long text is shown."
SHORTENED_LISTING = "Shortened: a very long listing is shown in part."


def bound_text(soup: Tag) -> tuple[str, ...]:
    """Cut what is over the bounds, in place; returns notes."""
    notes: dict[str, None] = {}
    room, lines = MAX_TEXT, MAX_LISTING_LINES
    for text in [node for node in soup.descendants if isinstance(node, NavigableString)]:
        old = str(text)
        new = old[:room]
        if len(new) < len(old) and old[room:].strip():
            notes[SHORTENED_TEXT] = None
        if "\n" in new and any(parent.name == "pre" for parent in text.parents):
            breaks = new.count("\n")
            if breaks > lines:
                new = "\n".join(new.split("\n", lines + 1)[: lines + 1])
                notes[SHORTENED_LISTING] = None
            lines = max(0, lines - breaks)
        room -= len(new)
        if new != old:
            text.replace_with(NavigableString(new))
    return tuple(notes)
