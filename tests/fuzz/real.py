"""Real articles, broken as a disk, a bad generator or an enemy would break them."""

import re
from functools import cache
from random import Random

from tests.fuzz import pieces
from tests.fuzz.pieces import DATA

CORPUS = DATA.parent.parent.parent / "shared" / "corpus" / "rsshub-page"
LONGEST = 400_000
"""Bytes: what is made of pieces may not grow with every change."""
_TAG = re.compile(rb"</?[A-Za-z][^<>]{0,300}>")


@cache
def real_articles() -> tuple[bytes, ...]:
    """The archives' articles where they lie beside this checkout, else those of the tests."""
    folder = CORPUS if CORPUS.is_dir() else DATA / "articles"
    return tuple(file.read_bytes() for file in sorted(folder.rglob("*.md")))


def broken_article(random: Random) -> bytes:
    """A real article with some of everything that can happen to it."""
    data = random.choice(real_articles())
    for _ in range(random.choice((1, 1, 2, 3, 5))):
        data = random.choice(_WAYS)(data, random)[:LONGEST]
    return data


def readable(data: bytes) -> bool:
    """Whether a person would say that there are words in it."""
    return len(re.findall(rb"[A-Za-z]{3,}", data)) > 40


def _flipped(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 4, 40, 400)) if changed else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _changed(data: bytes, random: Random) -> bytes:
    return pieces.mutated_bytes(data, random)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _spliced(data: bytes, random: Random) -> bytes:
    other = random.choice(real_articles())
    start, end = sorted(random.randrange(len(other) + 1) for _ in range(2))
    at = random.randrange(len(data) + 1)
    return data[:at] + other[start:end] + data[at:]


def _tags_doubled(data: bytes, random: Random) -> bytes:
    share, times = random.choice((0.05, 0.5, 1.0)), random.choice((2, 3, 20))
    return _TAG.sub(lambda tag: tag[0] * (times if random.random() < share else 1), data)


def _tags_lost(data: bytes, random: Random) -> bytes:
    share = random.choice((0.05, 0.3))
    return _TAG.sub(lambda tag: b"" if random.random() < share else tag[0], data)


def _tags_moved(data: bytes, random: Random) -> bytes:
    tags = [tag[0] for tag in _TAG.finditer(data)]
    random.shuffle(tags)
    left = iter(tags)
    return _TAG.sub(lambda _: next(left), data)


def _nested(data: bytes, random: Random) -> bytes:
    """A piece within itself, many times over."""
    start = random.randrange(len(data) + 1)
    piece = data[start : start + random.choice((20, 200, 2_000))]
    middle = random.randrange(len(piece) + 1)
    times = random.choice((3, 30, 300))
    return data[:start] + piece[:middle] * times + piece[middle:] * times + data[start:]


def _hostile(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    foreign = pieces.html(random).encode("utf-8", "surrogatepass")
    return data[:at] + foreign + data[at:]


_WAYS = (
    _flipped, _changed, _cut, _spliced, _tags_doubled, _tags_lost, _tags_moved, _nested, _hostile,
)  # fmt: skip
