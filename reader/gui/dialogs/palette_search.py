"""What the command palette finds: names that hold every word that was typed, the nearest first."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

SHOWN = 200
"""So many entries are listed: who has to scroll further types another letter."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be done or gone to.

    id: names it among all offers. name: as it is called in the language shown. english: its name in
    English, "" where that is no other. context: where it belongs, in a word or two, or a path.
    key: the key that does it, "" for none. possible: False where it cannot be done now.
    """

    id: str
    name: str
    run: Callable[[], object]
    english: str = ""
    context: str = ""
    key: str = ""
    possible: bool = True
    folded: tuple[str, str, str] = field(init=False)
    """Name, English name, and what stands beside them, as `fold` makes them."""

    def __post_init__(self) -> None:
        beside = f"{self.context} {self.key}"
        object.__setattr__(self, "folded", (fold(self.name), fold(self.english), fold(beside)))


class Found(NamedTuple):
    """An offer with what is shown of it: beside its name, and which parts of that were typed.

    spans: (start, length) in the name, in UTF-16 units as Qt counts.
    """

    offer: Offer
    beside: str
    spans: tuple[tuple[int, int], ...]


def fold(text: str) -> str:
    """Return text for comparing: case and width of letters count nothing."""
    # The dots of "Open Folder…" would become three, and the letters behind them move.
    return unicodedata.normalize("NFKC", text.replace("…", " ")).casefold()


def search(offers: Sequence[Offer], text: str) -> list[Found]:
    """Return the offers that hold each word of `text`, in a name or beside it; the nearest first.

    All of them, in their order, where nothing is typed. What cannot be done stands below.
    """
    words = fold(text).split()
    if not words:
        ranked: Iterable[Offer] = sorted(offers, key=lambda offer: not offer.possible)
    else:
        found = []
        for number, offer in enumerate(offers):
            rank = _rank(offer.folded, words)
            if rank is not None:
                found.append((not offer.possible, rank, number, offer))
        found.sort(key=lambda each: each[:3])
        ranked = [each[3] for each in found]
    return [_found(offer, words) for offer in list(ranked)[:SHOWN]]


def _rank(fields: tuple[str, str, str], words: list[str]) -> tuple[int, int] | None:
    """Return how near it is, less is nearer: the worst field a word is in; words amid a word."""
    worst = amid = 0
    for word in words:
        for number, field_ in enumerate(fields):
            at = field_.find(word)
            if at >= 0:
                worst = max(worst, number)
                amid += 0 if _starts_word(field_, word) else 1
                break
        else:
            return None
    begins = fields[0].startswith(words[0]) or fields[1].startswith(words[0])
    return worst, amid * 2 + (not begins)


def _starts_word(text: str, word: str) -> bool:
    """Whether `word` stands at the start of a word of `text`; each Chinese character is one."""
    at = text.find(word)
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum() or ord(text[at]) >= 0x2E80:
            return True
        at = text.find(word, at + 1)
    return False


def _found(offer: Offer, words: list[str]) -> Found:
    name = offer.folded[0]
    beside = offer.context
    if offer.english and any(word not in name and word in offer.folded[1] for word in words):
        beside = offer.english
    # Where folding made it longer or shorter, nobody knows which letters are which.
    same = len(name) == len(offer.name)
    return Found(offer, beside, _spans(offer.name, name, words) if same else ())


def _spans(shown: str, name: str, words: list[str]) -> tuple[tuple[int, int], ...]:
    spans = []
    for word in words:
        at = name.find(word)
        if at >= 0:
            units = len(shown[:at].encode("utf-16-le")) // 2
            spans.append((units, len(shown[at : at + len(word)].encode("utf-16-le")) // 2))
    return tuple(spans)
