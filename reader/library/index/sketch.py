"""Whether titles and texts are the same, and how near two texts are: the clauses they share. Pure.

A clause is what stands between punctuation marks, without its spaces; those of fewer than seven
characters say too little. Each counts by its length, so that a menu or a "read more" that two texts
share weighs little beside what they tell.
"""

from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

from reader.bounds import SKETCH_CLAUSES
from reader.library.index.search import BREAK
from reader.patterns import lazy_re

NEAR = 0.8
"""Of what two texts hold together, the part that both hold, for one to stand for the other."""

CLAUSE = 7
"""Characters of the shortest clause that tells texts apart."""

_BETWEEN = lazy_re(f"[^\\w {BREAK}]+")
_DROPPED = str.maketrans("", "", f" _{BREAK}")


SHORT = 40
"""Characters below which a text is too short to tell by it alone that two of its title are one."""

_MARK_BITS = 40
_QUOTES = " \"'‘’“”"


def text_digest(text: str) -> bytes:
    """16 bytes that the same text alone has."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def text_mark(characters: int, digest: bytes) -> int:
    """Return a number that the same text alone has, its length in the upper digits: 0 for none.

    digest: see text_digest().
    """
    length = min(characters, (1 << 22) - 1)
    return length << _MARK_BITS | int.from_bytes(digest[:5], "big") if characters else 0


def text_length(mark: int) -> int:
    """Return the characters of the text that has this mark."""
    return mark >> _MARK_BITS


def title_key(title: str) -> int:
    """Return a number that titles have in common which differ in quotes, spaces and case alone."""
    plain = title
    for quote in _QUOTES:  # looking for each takes a tenth of the time of translating
        if quote in plain:
            plain = plain.replace(quote, "")
    plain = plain.casefold() or title
    return crc32(plain.encode("utf-8", "surrogatepass"))


class Sketch(NamedTuple):
    """What is compared of a text: the length of each clause by its checksum; all of it as one."""

    clauses: dict[int, int]
    whole: int
    characters: int


def sketch(words: str) -> Sketch:
    """Return the sketch of a text as search.spaced() writes it."""
    parts = [part.translate(_DROPPED).lower() for part in _BETWEEN.split(words)]
    kept = [part for part in parts if len(part) >= CLAUSE][:SKETCH_CLAUSES]
    whole = "".join(parts).encode("utf-8", "surrogatepass")
    clauses = {crc32(part.encode("utf-8", "surrogatepass")): len(part) for part in kept}
    return Sketch(clauses, crc32(whole), sum(map(len, parts)))


def nearness(one: Sketch, other: Sketch) -> float:
    """Return how much of both texts together stands in both: 0.0 to 1.0."""
    if (one.whole, one.characters) == (other.whole, other.characters):
        return 1.0
    both = sum(length for clause, length in one.clauses.items() if clause in other.clauses)
    either = sum(one.clauses.values()) + sum(other.clauses.values()) - both
    return both / either if either else 0.0
