"""Search text: how titles and bodies are written into FTS5, and how a person's words are asked for.

FTS5's `unicode61` keeps a run of Chinese as one token, so every CJK character is written as a
token of its own and a run of them is asked for as a phrase. A break token stands before each run:
without it a phrase would also match across a full stop, and 徕卡 would find 徕。卡. Case and
diacritics are folded by `unicode61` itself, on both sides.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from reader.patterns import lazy_re

LONGEST_SEARCH = 400
"""Characters of a search that are looked at; what is beyond narrows nothing any more."""

BREAK = "\ue000"  # private use: FTS5 takes it as a letter, no text means anything by it

_CJK = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c"
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3131-\u318e"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_LETTERS = lazy_re(r"[^\W_]+")
_WORD = lazy_re(r'"([^"]*)"|([^\s"]+)')

# Chinese punctuation is what NFKC changes most, and is no part of a word: texts with none of these
# (nearly all) are spared what NFKC costs. Whole blocks stand for the scripts that need it often.
_INVISIBLE = "\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\ue000"
_SURROGATES = "\ud800-\udfff"
_FOLDED = (
    "\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u0132-\u0149\u017f\u01c4-\u01f3"
    "\u02b0-\u036f\u0374-\u0385\u03d0-\u03f9\u0483-\u0487\u0587-\u1dff\u1e9a\u1e9b\u1f71-\u1fff"
    "\u2070-\u209f\u20a8\u20d0-\u218f\u2460-\u24ea\u2c7c\u2c7d\u2cef-\u2dff\u2e9f\u2ef3-\u2fd5"
    "\u302a-\u303a\u3099-\u309c\u309f\u30ff\u3131-\u319f\u3200-\u33ff\ua66f-\uabff\uf900-\ufe2f"
    "\ufe70-\ufefc\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc"
    "\U00010000-\U0001d7ff\U0001e000-\U0001f2ff\U0001fbf0-\U0001fbf9\U0002f800-\U0002fa1f"
)


@cache
def _plain_run() -> re.Pattern[str]:
    # The scripts of nearly all texts: none of these has a compatible form.
    return re.compile(
        "([\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+)"
    )


@cache
def _everyday() -> re.Pattern[str]:
    # What nearly all texts have between those; told at a sixth of the price of _rare.
    return re.compile(
        "[\x20-\x7e\n\u2014\u2018\u2019\u201c\u201d\u2026\u3001\u3002\u3008-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]*"
    )


@cache
def _rare() -> re.Pattern[str]:
    return re.compile(f"[{_CJK}{_FOLDED}{_INVISIBLE}{_SURROGATES}]")


@cache
def _cjk_run() -> re.Pattern[str]:
    # Compiled when first used: these large sets cost a start 14 ms.
    return re.compile(f"([{_CJK}]+)")


@cache
def _odd() -> re.Pattern[str]:
    return re.compile(f"[{_FOLDED}{_INVISIBLE}{_SURROGATES}]")


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile(f"[{_INVISIBLE}]")


@cache
def _unbound() -> re.Pattern[str]:
    return re.compile(f"[{_SURROGATES}]")


def spaced(text: str) -> str:
    """Return the text as FTS5 gets it: CJK characters apart, compatibility forms folded.

    Holds nothing that SQLite could not bind.
    """
    if not text.isascii():
        parts = _plain_run().split(text)
        gaps = _GAP.join(parts[::2])
        if not _everyday().fullmatch(gaps) and _rare().search(gaps):
            parts = _folded(text)
        else:
            parts[1::2] = _apart(parts[1::2])
        text = " ".join(parts)
    return text.replace("\0", " ")


def _folded(text: str) -> list[str]:
    """Return the parts of any text, those at odd places CJK."""
    if _odd().search(text):
        text = unicodedata.normalize("NFKC", text)
        text = _unbound().sub("\ufffd", _dropped().sub("", text))
    parts = _cjk_run().split(text)
    parts[1::2] = [f"{BREAK} {' '.join(run)}" for run in parts[1::2]]
    return parts


_GAP = " "
_NEXT = "\ue001"


def _apart(runs: list[str]) -> list[str]:
    """Each run of plain CJK with a break before and spaces between.

    All of them at once and as UTF-16, where every second place takes a space: a string of its own
    for each character is what costs most of the time.
    """
    units = f"{_NEXT}{BREAK}".join(("", *runs)).encode("utf-16-le")
    spread = bytearray(b" \0 \0" * (len(units) // 2))
    spread[0::4], spread[1::4] = units[0::2], units[1::2]
    return spread.decode("utf-16-le").split(_NEXT)[1:]


def match_expression(search: str) -> str:
    """Return what to MATCH for a person's words; "" where they hold nothing to search for.

    Every word must be there. A word of letters finds words that begin with it, a CJK run, or a mix
    of both, exactly itself; words in double quotes are a phrase. All of it is quoted: no operator
    of FTS5 can be typed, so no search is ever an error.
    """
    return " AND ".join(_phrases(unicodedata.normalize("NFKC", search[:LONGEST_SEARCH])))


def _phrases(search: str) -> Iterator[str]:
    words = list(_WORD.finditer(search))
    for number, word in enumerate(words, 1):
        quoted, plain = word.groups()
        # A quote that was not closed yet is no more than the space that it stands for.
        tokens = spaced(quoted or plain or "").split()
        while tokens and (tokens[0] == BREAK or not _searchable(tokens[0])):
            tokens.pop(0)
        while tokens and (tokens[-1] == BREAK or not _searchable(tokens[-1])):
            tokens.pop()
        if not tokens:
            continue
        last = _LETTERS.findall(tokens[-1])[-1:]
        # In the middle of a search, two letters are a word of their own more often than not.
        letters = 2 if number == len(words) else 3
        begins = (
            not quoted and bool(last) and not _cjk_run().match(last[0]) and len(last[0]) >= letters
        )
        phrase = " ".join(tokens).replace('"', " ")
        yield f'"{phrase}"*' if begins else f'"{phrase}"'


def _searchable(token: str) -> bool:
    """Whether FTS5 finds a token in it."""
    return any(unicodedata.category(char)[0] in "LN" for char in token)


def words_of(search: str) -> list[str]:
    """Return the words and quoted phrases of a search, to be marked in an article that it found."""
    found = _WORD.findall(search[:LONGEST_SEARCH])
    words = [(quoted or plain).strip() for quoted, plain in found]
    return [word for word in words if _searchable(word)]
