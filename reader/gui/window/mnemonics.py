"""The underlined letters of menu entries, by which a menu is used with the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterable


def with_letters(titles: Iterable[tuple[str, str]]) -> list[str]:
    """Return the titles of one menu, each with a letter marked by "&" that no other has.

    titles: each in the language shown, and in English. A word's first letter goes before others;
    where the title has no such letters, one of the English title stands behind it: "退出(&Q)". One
    for which no letter is left stays as it is.
    """
    taken: set[str] = set()
    marked = []
    for shown, english in titles:
        place = _place(shown, taken)
        if place >= 0:
            taken.add(shown[place].lower())
            marked.append(f"{shown[:place]}&{shown[place:]}")
            continue
        place = -1 if re.search("[A-Za-z]", shown[:1]) else _place(english, taken)
        if place < 0:
            marked.append(shown)
            continue
        taken.add(english[place].lower())
        bare, dots = (shown[:-1], "…") if shown.endswith("…") else (shown, "")
        marked.append(f"{bare}(&{english[place].upper()}){dots}")
    return marked


def _place(title: str, taken: set[str]) -> int:
    """Return where the first letter of the title stands that is not taken, -1 for nowhere.

    A title that begins with no Latin letter has none: "导出为 PDF" is not known by its P.
    """
    if not re.match("[A-Za-z]", title):
        return -1
    first = [found.start() for found in re.finditer(r"\b[A-Za-z]", title)]
    others = [at for at, letter in enumerate(title) if re.match("[A-Za-z]", letter)]
    return next((at for at in [*first, *others] if title[at].lower() not in taken), -1)
