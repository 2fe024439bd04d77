"""TeX set as outlines: what a pen draws, in thousandths of the text's size, sharp at every size.

By ziamath, which needs no TeX; it and its fonts are loaded when the first formula comes. Nothing of
what it makes leaves here but numbers and the letters of a few commands.
"""

import re
import warnings
import xml.etree.ElementTree as ET
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.bounds import MAX_OUTLINE, MAX_TEX, MAX_TEX_COST, TEX_DEPTH
from reader.markup.policy import names
from reader.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SIZE = 100.0
"""Of the letters that are set, in pixels."""
_EM = 1000
_FARTHEST = 90.0
"""Ems from the baseline: what is farther the library could not measure."""
_UNSET = lazy_re(
    "[\u2e80-\u303f\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
    "\u0590-\u08ff\U0001f000-\U0001faff]"
)
"""Letters that the fonts of formulas have not."""
_LEFT_OUT = lazy_re(
    r"\\(?:label|require|vspace|hspace|setlength|tag\*?)\s*\{[^{}]*\}"
    r"|\\(?:nonumber|notag|displaylimits|limits|nolimits|mathop|allowbreak|nobreak|hfill)(?![a-zA-Z])"
)
_SAID_OTHERWISE = (
    (lazy_re(r"\\begin\{([pbvBV]?matrix)\}(?>(?:[^\\]++|\\(?!(?:begin|end)\{))*)\\end\{\1\}"
                r"(?=\s*[\^_])"), r"{\g<0>}"),
    (lazy_re(r"\\\\\s*\[-?[0-9.]{1,9}\s*[a-z]{2}\]"), r"\\\\ "),
    (lazy_re(r"\\bm(?![a-zA-Z])"), r"\\boldsymbol"),
    (lazy_re(r"\\(begin|end)\{(?:equation|displaymath|math)\*?\}"), ""),
    (lazy_re(r"\\(begin|end)\{(?:align|eqnarray|gather|multline|split|flalign)\*?\}"),
     r"\\\1{aligned}"),
)  # fmt: skip
_COMMAND = lazy_re(r"([MLQCZ])|(-?[0-9]*\.?[0-9]+)")
_NUMBERS = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}
_KNOWN = names(
    "math mrow mi mn mo mtext ms mspace mfrac msqrt mroot msup msub msubsup mover munder "
    "munderover mtable mtr mtd mpadded mphantom menclose mstyle mfenced "
    "mmultiscripts mprescripts none"
)


_EMPTY_ROWS = (
    (lazy_re(r"(?:\\\\\s*){2,}"), r"\\\\ "),
    (lazy_re(r"(?:\\\\\s*)+(?=\\end(?![a-zA-Z]))"), ""),
    (lazy_re(r"(\\begin\{[a-z]{1,20}\*?\})\s*(?:\\\\\s*)+"), r"\1 "),
)
"""The library cannot tell how high an empty row is."""


class Outline(NamedTuple):
    """A formula as it is drawn. width, ascent, descent: in ems, from the baseline.

    path: commands as in an SVG path (M, L, Q, C, Z with absolute whole numbers, in thousandths of
    an em, downwards) with a space between any two parts.
    """

    width: float
    ascent: float
    descent: float
    path: str


@lru_cache(1_000)
def outline(tex: str, *, display: bool) -> Outline | None:
    """Return TeX as it is set, None where that cannot be done: too much, or not understood."""
    if not 0 < len(tex) <= MAX_TEX or _UNSET.search(tex) or _depth(tex) > TEX_DEPTH:
        return None
    for pattern, otherwise in _SAID_OTHERWISE:
        tex = pattern.sub(otherwise, tex)
    tex = _LEFT_OUT.sub("", tex).strip()
    for pattern, otherwise in _EMPTY_ROWS:
        tex = pattern.sub(otherwise, tex)
    try:
        return _set(tex, display=display)
    except (
        ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError,
        ET.ParseError, AssertionError, StopIteration, NotImplementedError,
    ):  # fmt: skip
        return None  # of what it does not understand the library raises whatever comes of it
    except Exception as error:
        if type(error).__module__.partition(".")[0] in {"latex2mathml", "ziamath", "ziafont"}:
            return None
        raise


def _depth(tex: str) -> int:
    """How deep its groups lie within one another."""
    deepest = depth = 0
    for found in re.finditer(r"\\(?:left|right|begin|end)(?![a-zA-Z])|\\.|[{}]", tex):
        if found[0] in {"{", "\\left", "\\begin"}:
            depth += 1
            deepest = max(deepest, depth)
        elif found[0] in {"}", "\\right", "\\end"}:
            depth -= 1
    return deepest


def _set(tex: str, *, display: bool) -> Outline | None:
    _load()
    from ziamath.tex import tex2mml
    from ziamath.zmath import Math

    root = ET.fromstring(tex2mml(tex, inline=not display))  # noqa: S314 - of our own making
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2]
    if _cost(root) > MAX_TEX_COST or any(node.tag not in _KNOWN for node in root.iter()):
        return None
    formula = Math(root, size=_SIZE, margin=0)
    box = formula.node.bbox
    path = " ".join(_commands(formula.svgxml()))
    if not path or len(path) > MAX_OUTLINE:
        return None
    made = Outline(
        round((box.xmax - box.xmin) / _SIZE, 3),
        round(box.ymax / _SIZE, 3),
        round(-box.ymin / _SIZE, 3),
        path,
    )
    sound = all(-_FARTHEST < side < _FARTHEST for side in made[:3])
    return made if sound and made.width > 0 and made.ascent + made.descent > 0 else None


@cache
def _load() -> None:
    with warnings.catch_warnings():
        # It asks for its fonts in a way that Python 3.11 warns of.
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziamath.config import config
        from ziamath.nodes.mrow import Mrow
    config.svg2 = False  # each letter where it stands, not by reference
    look = Mrow._get_height_nostretch  # noqa: SLF001 - the one place that costs

    def look_where_it_helps(self: Mrow, line: list[ET.Element], **given: Any) -> tuple[Any, Any]:
        """Set a row for its height alone where an operator in it may stretch to that."""
        return look(self, line, **given) if _stretches(line) else (0.0, 0.0)

    # Rows within rows are set twice each, so that a table in them takes 32 times as long.
    Mrow._get_height_nostretch = look_where_it_helps  # type: ignore[method-assign]  # noqa: SLF001


_ROWS = names("math mrow mtd mtr mstyle mpadded mphantom menclose msqrt merror")
_SCRIPTED = names("msup msub msubsup mover munder munderover mpadded mstyle mphantom")


def _stretches(row: "Iterable[ET.Element]") -> bool:
    """Whether an operator stands in this row itself, rather than in one within it."""
    return any(
        part.tag == "mo"
        or (part.tag == "mi" and len(part.text or "") > 1)
        or (part.tag in _SCRIPTED and _stretches(part))
        for part in row
    )


def _cost(node: ET.Element) -> int:
    """About how often the library sets a part: each row sets what is in it twice."""
    inner = sum(map(_cost, node))
    # Of each part of a row the library looks at all those before it.
    return (
        1 + (2 * inner if node.tag in _ROWS and _stretches(node) else inner) + len(node) ** 2 // 50
    )


def _commands(svg: ET.Element) -> "Iterator[str]":
    left = float(svg.attrib["viewBox"].split()[0])
    for node in svg.iter():
        if node.tag == "path":
            hollow = node.get("fill") == "none" or node.get("stroke") is not None
            yield from _stroked(node, left) if hollow else _path(node.get("d", ""), left)
        elif node.tag == "rect":
            x, y, width, height = (float(node.get(k, 0)) for k in ("x", "y", "width", "height"))
            yield from _box(x - left, y, width, height)
            if node.get("fill") == "none":
                pen = float(node.get("stroke-width", 1))
                inner = (x - left + pen, y + pen, width - 2 * pen, height - 2 * pen)
                yield from _box(*inner, hole=True)
        elif node.tag not in {"svg", "g", "title"}:
            raise ValueError(node.tag)


def _path(d: str, left: float) -> "Iterator[str]":
    command = ""
    numbers: list[float] = []
    for letter, number in _COMMAND.findall(d):
        if letter:
            command, numbers = letter, []
            if letter == "Z":
                yield "Z"
            continue
        numbers.append(float(number) - (left if len(numbers) % 2 == 0 else 0.0))
        if len(numbers) == _NUMBERS.get(command, 0):
            yield command
            yield from (str(round(each * _EM / _SIZE)) for each in numbers)
            numbers = []


def _stroked(node: ET.Element, left: float) -> "Iterator[str]":
    """Yield a line of a pen's width, as what it covers."""
    numbers = [float(number) for _, number in _COMMAND.findall(node.get("d", "")) if number]
    pen = float(node.get("stroke-width", 1)) / 2
    points = list(zip(numbers[::2], numbers[1::2], strict=False))
    for (x, y), (to_x, to_y) in pairwise(points):
        length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5 or 1.0
        dx, dy = -(to_y - y) * pen / length, (to_x - x) * pen / length
        corners = (
            (x + dx, y + dy),
            (to_x + dx, to_y + dy),
            (to_x - dx, to_y - dy),
            (x - dx, y - dy),
        )
        yield from _corners([(cx - left, cy) for cx, cy in corners])


def _box(x: float, y: float, width: float, height: float, *, hole: bool = False) -> "Iterator[str]":
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    yield from _corners(corners[::-1] if hole else corners)


def _corners(corners: list[tuple[float, float]]) -> "Iterator[str]":
    for number, corner in enumerate(corners):
        yield "L" if number else "M"
        yield from (str(round(each * _EM / _SIZE)) for each in corner)
    yield "Z"
