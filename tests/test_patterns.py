"""No pattern that goes over an article's whole text takes long on the text made against it.

Those of the rooms below do so as they are, on the window's own thread too; in other rooms a pattern
is tried at one place, or on what was cut before (reader/bounds.py). Of each compiled pattern the
repeats are looked up, and texts are made of them: what stands before a repeat, then what it
repeats, very often, then what it cannot take.
"""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from re import _constants as op
from re import _parser as parser

import pytest

import reader
from reader import bounds
from reader.ingest.deadline import TooSlowError, deadline
from reader.patterns import CompiledPattern, lazy_re

SECONDS = 1.0
"""So long one pattern may take on the longest text that reaches it."""
STEPS = (200, 800, 3200)
NOTICED = 0.004
MOST = 24
"""Texts made against one pattern."""

ROOMS = ("reader.markup.text", "reader.markup.export", "reader.gui.article", "reader.gui.speech")

NOT_WHOLE = {
    "reader.markup.export.to_markdown:_LISTED",  # tried at the beginning of a block alone
    "reader.markup.export.xhtml:_JUMP",  # what we wrote ourselves: each <a> is closed
    "reader.markup.export.epub:_ROOT",  # the tool's own documents, once
    "reader.markup.text.pdf_text:_MAP",  # what Qt wrote: each map is closed
}


def patterns(rooms: tuple[str, ...] = ROOMS) -> Iterator[tuple[str, "re.Pattern[str]"]]:
    """Every pattern that stands in a module of these rooms, by module and name."""
    known = set()
    for found in pkgutil.walk_packages(reader.__path__, "reader."):
        if not found.name.startswith(rooms):
            continue
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            for pattern in _within(value, 3):
                key = pattern.pattern, pattern.flags
                if key not in known and f"{found.name}:{name}" not in NOT_WHOLE:
                    known.add(key)
                    yield f"{found.name}:{name}", pattern


def _within(value: object, depth: int) -> Iterator["re.Pattern[str]"]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, CompiledPattern):
        yield value.search.__self__
    elif depth and isinstance(value, dict):
        for each in [*value, *value.values()]:
            yield from _within(each, depth - 1)
    elif depth and isinstance(value, tuple | list | frozenset | set):
        for each in value:
            yield from _within(each, depth - 1)


def sample(items, depth: int = 0) -> str:
    """A text that these parts of a pattern take, as short as it can be."""
    return "".join(_sample_of(kind, what, depth) for kind, what in items)


def _sample_of(kind, what, depth: int) -> str:
    if depth > 20:
        return ""
    if kind is op.LITERAL:
        return chr(what)
    if kind is op.ANY:
        return "x"
    if kind is op.NOT_LITERAL:
        return "x" if what != ord("x") else "y"
    if kind is op.IN:
        return _one_of(what)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, _, inner = what
        return sample(inner, depth + 1) * min(max(least, 0), 4)
    if kind is op.BRANCH:
        return sample(what[1][0], depth + 1)
    if kind is op.SUBPATTERN:
        return sample(what[3], depth + 1)
    if kind is op.ATOMIC_GROUP:
        return sample(what, depth + 1)
    return ""


def _one_of(parts) -> str:
    if parts[0][0] is op.NEGATE:
        refused = re.compile("[" + "".join(_class(part) for part in parts[1:]) + "]")
        return next((sign for sign in "x- a1.\n漢<&" if not refused.match(sign)), "\u0e01")
    for kind, what in parts:
        if kind is op.LITERAL:
            return chr(what)
        if kind is op.RANGE:
            return chr(what[0])
        if kind is op.CATEGORY:
            return {op.CATEGORY_SPACE: " ", op.CATEGORY_DIGIT: "1"}.get(what, "x")
    return "x"


def _class(part) -> str:
    kind, what = part
    if kind is op.LITERAL:
        return re.escape(chr(what))
    if kind is op.RANGE:
        return f"{re.escape(chr(what[0]))}-{re.escape(chr(what[1]))}"
    return {
        op.CATEGORY_SPACE: r"\s", op.CATEGORY_NOT_SPACE: r"\S", op.CATEGORY_DIGIT: r"\d",
        op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
    }[what]  # fmt: skip


def repeats(items, before: str = "") -> Iterator[tuple[str, str]]:
    """(What stands before, what is repeated) of each repeat without a near end."""
    for kind, what in items:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            _, most, inner = what
            if most > 64:
                yield before, sample(inner) or "x"
            yield from repeats(inner, before)
        elif kind is op.BRANCH:
            for each in what[1]:
                yield from repeats(each, before)
        elif kind is op.SUBPATTERN:
            yield from repeats(what[3], before)
        elif kind is op.ATOMIC_GROUP:
            yield from repeats(what, before)
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from repeats(what[1], before)
        before += _sample_of(kind, what, 0)


def hostile(pattern: "re.Pattern[str]") -> list[tuple[str, str, str]]:
    """(before, pumped, behind) of the texts made against a pattern."""
    text = pattern.pattern
    tree = parser.parse(text, pattern.flags & ~re.DEBUG)
    made = dict.fromkeys(
        shape
        for before, body in repeats(tree)
        for shape in ((before, body, "\0"), ("", before + body, "\0"), ("", body, ""))
    )
    return list(made)[:MOST]


def seconds(pattern, text: str) -> float:
    given = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
    began = time.process_time()
    for _ in pattern.finditer(given):
        pass
    return time.process_time() - began


def slowest(pattern, shape: tuple[str, str, str], reached: int = bounds.MAX_CHARACTERS) -> float:
    """Seconds that a text of this shape takes at the length of the longest article."""
    before, body, behind = shape
    last = 0.0
    for length in STEPS:
        text = before + body * max(1, length // len(body)) + behind
        took = seconds(pattern, text)
        if took > NOTICED / 20:
            # Another program may have been at work, in this step or in the one it is held against.
            took = min(took, seconds(pattern, text), seconds(pattern, text))
        # Four times the text: four times as long, or sixteen times.
        if took > NOTICED and last and took > 8 * last:
            return took * (reached / length) ** 2
        last = max(took, 1e-6)
    return 0.0


def test_every_pattern_is_done_soon_with_the_text_made_against_it():
    slow, tried = {}, 0
    for name, pattern in patterns():
        tried += 1
        for shape in hostile(pattern):
            try:
                with deadline(3, of_work=True):
                    took = slowest(pattern, shape)
            except TooSlowError:
                took = 999.0
            if took > SECONDS:
                slow[name] = (round(took, 1), [part[:40] for part in shape])
    assert slow == {}
    assert tried > 40


def test_what_is_compiled_when_it_is_first_used_is_a_pattern():
    """Nobody would know before some article needs it."""
    rooms = ("folder", "images", "ingest", "library", "markup", "site")
    assert sum(1 for _ in patterns(tuple(f"reader.{room}" for room in rooms))) > 400


def test_a_lazy_pattern_does_what_a_compiled_one_does():
    lazy, known = lazy_re("(?P<a>b+)|c", re.IGNORECASE), re.compile("(?P<a>b+)|c", re.IGNORECASE)
    assert lazy.pattern == known.pattern
    assert "search" not in vars(lazy)  # not compiled yet
    assert lazy.sub(r"<\g<a>>", "xBbC") == known.sub(r"<\g<a>>", "xBbC")
    assert (lazy.flags, lazy.groups, lazy.groupindex) == (
        *(known.flags, known.groups),
        known.groupindex,
    )
    for deed in ("search", "match", "fullmatch", "split", "findall", "finditer", "subn"):
        assert callable(getattr(lazy, deed))
        assert vars(lazy)[deed] == getattr(lazy, deed)  # no detour any more
    assert lazy_re(b"x", re.DOTALL).search(b"axb").span() == (1, 2)
    with pytest.raises(re.error):
        lazy_re("(").search("x")


@pytest.mark.parametrize(
    "bad", [r"\s+$", r"<a.*?b", r"(?:x|\s)*y", r"(?:\s|\\\n)+$", r"=(?>(?:[^<d]++|d(?!e))*)d"]
)
def test_a_pattern_that_is_slow_is_found(bad):
    pattern = re.compile(bad, re.DOTALL)
    try:
        with deadline(0.5, of_work=True):
            took = [slowest(pattern, shape) for shape in hostile(pattern)]
    except TooSlowError:
        took = [999.0]
    assert max(took) > SECONDS
