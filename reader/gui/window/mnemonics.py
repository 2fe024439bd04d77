"""The underlined letters of menu entries, by which a menu is used with the keyboard."""

from __future__ import annotations

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
        place = -1 if _is_latin(shown[:1]) else _place(english, taken)
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
    if not _is_latin(title[:1]):
        return -1
    starts, amid = True, -1
    for at, letter in enumerate(title.lower()):
        if not _is_latin(letter):
            starts = True
        elif letter in taken:
            starts = False
        elif starts:
            return at
        elif amid < 0:
            amid = at
    return amid


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()
