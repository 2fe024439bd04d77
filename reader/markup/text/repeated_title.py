"""Whether a line says an article's title again, and a text without one that does at its head."""

import unicodedata

from reader.bounds import LEAD_TITLE_CHARACTERS, TITLE_CHARACTERS
from reader.patterns import lazy_re

_SITE = (" | ", "|", " - ", " – ", " — ", " _ ", "_", " · ", " « ", " » ", "｜")
_FEW = 4
_BEGINNING = 12
_GLANCE = 24
_SIGNS = lazy_re(r"[\W_]+")
_LEADING_LINES = 3


def letters(text: str) -> str:
    """Return what of a text counts when titles are compared: its letters and digits, folded."""
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _SIGNS.sub("", text.casefold())


def repeats(said: str, title: str) -> bool:
    """Tell whether a line says the title again, loosely: cut short, or without a site's suffix."""
    cut = title.removesuffix("...").removesuffix("…")
    if said == title or (cut != title and cut and said.startswith(cut)):
        return bool(letters(cut[:_GLANCE]))
    wanted, beginning = letters(title), letters(said[:_GLANCE])[:-1]
    if not (wanted.startswith(beginning) or beginning.startswith(wanted)):
        return False  # nearly all, at a glance; the last letter may be one with what follows
    spoken = letters(said[: 2 * TITLE_CHARACTERS])
    if title.rstrip().endswith(("...", "…")) and wanted:
        return spoken.startswith(wanted)
    if not spoken or spoken == wanted:
        return bool(spoken)
    if len(spoken) < _FEW or not (wanted.startswith(spoken) or spoken.startswith(wanted)):
        return False
    if len(wanted) > len(spoken):
        return any(letters(title.rpartition(sign)[0]) == spoken for sign in _SITE if sign in title)
    return len(wanted) >= _FEW and any(
        letters(said.rpartition(sign)[0]) == wanted for sign in ("|", "｜") if sign in said
    )


def _first_letter(text: str) -> str:
    for character in text[:_BEGINNING]:
        if character.isalnum():
            return character.casefold()
    return ""


def after_title(text: str, title: str) -> str:
    """Return a plain text without the line that says its title again, if it begins with one.

    A few short lines (a day, an author) may stand before it, and stay.
    """
    begins = _first_letter(title)
    at = 0
    for _ in range(_LEADING_LINES):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)]
        # Nearly all texts begin otherwise, which their first letter tells.
        if _first_letter(line) == begins and repeats(line, title):
            return text[:at] + text[end + 1 :] if end >= 0 else text[:at] or text
        if end < 0 or len(line) > LEAD_TITLE_CHARACTERS:
            break
        at = end + 1
    return text
