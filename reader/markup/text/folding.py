"""Text as it is compared when something is looked for: case, width and accents folded away.

As the search folds it, so that what led to an article is found in it too.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache

from reader.patterns import lazy_re

_ODD = lazy_re(
    "[\xa0\u3000\uff01-\uff65\uffe0-\uffe6]"  # full width, and half-width punctuation
    "|[\uff66-\uff9d][\uff9e\uff9f]?"  # half-width katakana: its marks are signs of their own
    "|[\u00c0-\u024f\u1e00-\u1eff\ufb00-\ufb06]"
    "|[\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff]+"
)
_READING = lazy_re(
    r"(?<=[\u3400-\u9fff\uf900-\ufaff\u3005])"
    r"[(（][\u3041-\u309f\u30a1-\u30ff\u3105-\u312f]{1,40}[)）]"
)
"""Ruby as this program writes it, and as authors do: behind the characters, in brackets."""
_PAIRED = lazy_re("[\U00010000-\U0010ffff]")
"""What Qt counts as two."""


@lru_cache(maxsize=4096)
def _folded(piece: str) -> str:
    if "\uff66" <= piece[0] <= "\uff9d":
        return unicodedata.normalize("NFKC", piece)
    plain = unicodedata.normalize("NFKD", piece)
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in _UNSEEN).lower()


_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def _swapped(text: str) -> tuple[str, bool]:
    """Each sign that stands for one other exchanged for it; and whether that was all.

    One by one, of the few that a text has: to ask at each place takes a megabyte 100 ms.
    """
    odd = [sign for sign in set(text) if _ODD.match(sign)]
    single = [sign for sign in odd if len(_folded(sign)) == 1 and not "\uff66" <= sign <= "\uff9f"]
    if len(single) > MANY:
        return text, False
    for sign in single:
        text = text.replace(sign, _folded(sign))
    return text, len(single) == len(odd)


MANY = 60


class Folded:
    """A text to look for words in; `text` is what is compared."""

    def __init__(self, text: str, *, without_readings: bool = False) -> None:
        """without_readings: 詳（くわ）しい is 詳しい."""
        plain = text.isascii()
        self._paired = [] if plain else [sign.start() for sign in _PAIRED.finditer(text)]
        self._at: list[int] = []
        self._more: list[int] = []
        longer = 0
        """By so much is what was passed of the original longer."""

        def fold(found: re.Match[str]) -> str:
            nonlocal longer
            piece = found[0]
            kept = "" if len(piece) > 1 and piece[0] in "(（" else _folded(piece)
            if len(kept) != len(piece):
                at = found.start() - longer + len(kept)
                longer += len(piece) - len(kept)
                self._at.append(at)
                self._more.append(longer)
            return kept

        if not plain:
            text, done = _swapped(text)
            if without_readings:
                text = _ODD_OR_READING.sub(fold, text)
            elif not done:
                text = _ODD.sub(fold, text)
        self.text = text.lower()

    def find(self, sought: str, *, words: bool = False) -> list[tuple[int, int]]:
        """Return where this stands, from the top: begin and end in UTF-16 units of the original.

        words: only where a word begins, as the search finds it: "art" is not in "party".
        """
        found: list[int] = []
        text, length = self.text, len(sought)
        words = words and _of_a_word(sought[0])
        at = text.find(sought)
        while at >= 0:
            if not (words and at and _of_a_word(text[at - 1])):
                found.append(at)
            at = text.find(sought, at + length)
        if not self._at and not self._paired:
            return [(at, at + length) for at in found]  # as it stands in the original
        return [(self._units(at), self._units(at + length)) for at in found]

    def _units(self, at: int) -> int:
        if self._at:
            passed = bisect_right(self._at, at)
            at += self._more[passed - 1] if passed else 0
        return at + bisect_left(self._paired, at)


def _of_a_word(sign: str) -> bool:
    """Whether it is a letter of a script that parts its words, or a figure."""
    return sign.isalnum() and sign < "\u1100"


_ODD_OR_READING = lazy_re(f"{_READING.pattern}|{_ODD.pattern}")


class Findable:
    """A text, with and without the readings that stand behind its characters."""

    def __init__(self, text: str) -> None:
        self._forms = [Folded(text)]
        if not text.isascii() and _READING.search(text):
            self._forms.append(Folded(text, without_readings=True))

    def find(self, sought: str, *, words: bool = False) -> list[tuple[int, int]]:
        """As `Folded.find`; `sought` is folded."""
        first, *others = [form.find(sought, words=words) for form in self._forms]
        if not others:
            return first
        return sorted({**dict(others[0]), **dict(first)}.items())


def folded(sought: str) -> str:
    """Return what is looked for, as it is compared."""
    return Folded(sought).text
