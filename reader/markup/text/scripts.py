"""Scripts: for each, in each style, the window looks for letters in all the fonts there are.

That takes 8 ms and 100 KB each time; 90 scripts in the styles of one article took 10 s and 230 MB.
"""

import re
import unicodedata
from functools import lru_cache

from reader.bounds import MAX_LINE_SCRIPTS, MAX_SCRIPTS, MAX_SCRIPTS_STYLED
from reader.model import Note, NoteCode
from reader.patterns import lazy_re

SHORTENED_SCRIPTS = Note(NoteCode.CUT_SCRIPTS, (MAX_SCRIPTS,))

_LETTERS = (
    "[\u0530-\u10ff\u1200-\u1cff\u2c00-\u2ddf\ua000-\ua63f\ua6a0-\ua6ff\ua800-\uabff"
    "\ue000-\uf8ff\ufb13-\ufdff\ufe70-\ufefe"
    "\U00010000-\U0001cfff\U0001d800-\U0001efff\U000f0000-\U0010ffff]+"
)
"""All but Latin, Greek, Cyrillic, Chinese, Japanese, Korean, signs and emoji."""
_BETWEEN = " ,."
_RARE = re.compile(f"{_LETTERS}(?>(?:[{_BETWEEN}]{{1,2}}{_LETTERS})*)")
_TEXT = lazy_re(r"(?<=>)[^<]+|\A[^<]+")
_SEVERAL = frozenset(("OLD", "LINEAR", "NEW", "TAI", "INSCRIPTIONAL", "PSALTER", "MEROITIC"))
_LOST = "\ufffd"


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """Return what its script is called, near enough: by the first words of its name."""
    words = unicodedata.name(letter, "").split(" ", 2)
    if words[0] in _SEVERAL:
        return " ".join(words[:2])
    return words[0] or f"{ord(letter) >> 7:x}"


def in_few_scripts(line: str) -> str:
    """Return a title or name, its letters of all but the first scripts as "\ufffd"."""
    if line.isascii() or not _RARE.search(line):
        return line
    known: dict[str, int] = {}
    return _RARE.sub(lambda run: _of(run[0], known, MAX_LINE_SCRIPTS), line)


def bound_scripts(html: str) -> tuple[str, tuple[Note, ...]]:
    """Return a page's HTML in which only letters of the first scripts have a style of their own.

    Those of the others stand in spans of the class "plain", those past the bound as "\ufffd"; and
    a note where there are such.
    """
    if html.isascii() or not _RARE.search(html):
        return html, ()
    known: dict[str, int] = {}
    html = _TEXT.sub(lambda text: _RARE.sub(lambda run: _plain(run[0], known), text[0]), html)
    return html, (SHORTENED_SCRIPTS,) if len(known) > MAX_SCRIPTS else ()


def _of(run: str, known: dict[str, int], most: int) -> str:
    letters = [letter for letter in dict.fromkeys(run) if letter not in _BETWEEN]
    for letter in letters:
        known.setdefault(_script(letter), len(known))
    lost = {ord(letter): _LOST for letter in letters if known[_script(letter)] >= most}
    return run.translate(lost) if lost else run


def _plain(run: str, known: dict[str, int]) -> str:
    run = _of(run, known, MAX_SCRIPTS)
    if all(
        known.get(_script(letter), 0) < MAX_SCRIPTS_STYLED for letter in set(run) - set(_BETWEEN)
    ):
        return run
    return f'<span class="plain">{run}</span>'
