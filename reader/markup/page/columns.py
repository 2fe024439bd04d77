"""How wide the columns of a long table are: told from all of it, by the letters in its cells.

Its pieces are laid out one by one, and Qt would set the columns of each by what that one holds.
"""

import re

from reader.markup.text.text import decode_references
from reader.patterns import lazy_re

LINE = 68
"""Letters a column of text is wide, at least."""
PICTURE = 30
"""Letters that a picture is taken for."""
_ROW = lazy_re(r"<tr[^<>]*>")
_CELL = lazy_re(r"<(td|th)([^<>]*)>(.*?)</\1>", re.DOTALL)
_SPAN = lazy_re(r' (col|row)span="(\d+)"')
_BREAK = lazy_re(r"<(?:br|/?p|/?li|/?div|/?pre)[^<>]*>")
_TAG = lazy_re(r"<[^<>]*>")
_WIDE = lazy_re("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]")
_PLACES = lazy_re("[\\s\u200b]+")
_BOLD, _PADDING, _AIR = 1.3, 3.4, 1.1
"""Of a heading's letter beside another one; of a cell's sides, in letters; of what is reckoned."""


def shares(table: str) -> tuple[float, ...]:
    """In percent: the table's width, of the text's; each column's, of the table's.

    table: its HTML. Empty where its columns cannot be told.
    """
    natural: list[float] = []
    least: list[float] = []
    held: list[int] = []  # for how many rows a cell above takes this column
    for row in _ROW.split(table)[1:]:
        at = 0
        cells = _CELL.findall(row)
        held = [max(0, rows - 1) for rows in held]
        for name, told, content in cells:
            while at < len(held) and held[at]:
                at += 1
            spans = {which: int(number) for which, number in _SPAN.findall(told)}
            across, down = spans.get("col", 1), spans.get("row", 1)
            for _ in range(at + across - len(held)):
                held.append(0)
                natural.append(_PADDING)
                least.append(_PADDING)
            for column in range(at, at + across):
                held[column] = down if down > 1 else held[column]
            if across == 1:
                wide, narrow = _needs(content, _BOLD if name == "th" else 1.0)
                natural[at] = max(natural[at], wide + _PADDING)
                least[at] = max(least[at], narrow + _PADDING)
            at += across
    if not natural:
        return ()
    whole = _AIR * sum(natural)
    if whole <= LINE:
        return _told(100 * whole / LINE, natural)
    return _told(100, _levelled(natural, least))


def _levelled(natural: list[float], least: list[float]) -> list[float]:
    """As Qt sets them: alike, none wider than it needs, none narrower than its longest word."""
    fixed: dict[int, float] = {}
    while True:
        free = [column for column in range(len(natural)) if column not in fixed]
        if not free:
            return [fixed[column] for column in range(len(natural))]
        level = max(0.0, LINE - sum(fixed.values())) / len(free)
        wide = {column: least[column] for column in free if least[column] >= level}
        narrow = {column: natural[column] for column in free if natural[column] <= level}
        if not wide and not narrow:
            fixed |= dict.fromkeys(free, level)
        fixed |= wide or narrow


def _told(width: float, columns: list[float]) -> tuple[float, ...]:
    whole = sum(columns)
    return (round(width, 1), *(round(100 * column / whole, 2) for column in columns))


def _needs(content: str, letter: float) -> tuple[float, float]:
    """Return what a cell takes in one line, and what its longest word takes; in letters."""
    picture = PICTURE if "<img" in content else 0
    wide, narrow = float(picture), float(min(picture, 8))
    for line in _BREAK.split(content):
        text = decode_references(_TAG.sub("", line)).strip()
        signs = len(_WIDE.findall(text)) if not text.isascii() else 0
        wide = max(wide, letter * (len(text) + signs))
        words = _WIDE.sub(" ", text) if signs else text
        longest = max(map(len, _PLACES.split(words)))
        narrow = max(narrow, letter * max(longest, 2 if signs else 0))
    return wide, narrow
