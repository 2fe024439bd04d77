"""Line breaks within a paragraph: lines that its author meant, or a text that was wrapped.

Markdown joins lines, Hexo and Obsidian keep them. What a file means is told from the text itself:
a line that ends a sentence, or is short, is a line; one that breaks off is wrapped.
"""

import re
from collections.abc import Sequence
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from reader.bounds import LINES_LOOKED_AT
from reader.patterns import lazy_re

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_SENTENCE_END = lazy_re("[。！？!?.…；;：:～~][\"'”’」』）)】》*_~]{0,6}$")
_ALONE = lazy_re(r"\s*(?:!?\[[^\]\n]{0,300}\]\([^()\n]{0,500}\)|<[^<>\n]{1,500}>|https?://\S+)\s*$")
_MARKS = "*_~`[]()<>#!=^"
_LONG, _SHORT = 55, 40


# These are compiled when they are first needed: such large sets cost a start 16 ms.
@cache
def _wide() -> re.Pattern[str]:
    return re.compile(
        "[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]"
    )


@cache
def _unspaced() -> re.Pattern[str]:
    """Find scripts without spaces between words, no Korean, and the quotes that are theirs too."""
    return re.compile("[\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\uff00-\uff60\uff61-\uff9f“”‘’…—]")


@cache
def _unspaced_letter() -> re.Pattern[str]:
    return re.compile("[\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\uff01-\uff60]")


class Breaks(Enum):
    """What the ends of lines mean in a body."""

    KEPT = "kept"
    JOINED = "joined"


def breaks_of(body: str) -> Breaks:
    """Return what the ends of lines mean in most of a body's paragraphs."""
    if body.count("\n") == 2 * body.count("\n\n"):
        return Breaks.JOINED  # nearly all: no paragraph has two lines
    votes = 0
    lines: list[str] = []
    for line in body[:LINES_LOOKED_AT].split("\n"):
        if line.strip() and not _BLOCK.match(line):
            lines.append(line)
            continue
        votes += _votes(lines)
        lines = []
    votes += _votes(lines)
    return Breaks.KEPT if votes > 0 else Breaks.JOINED


_BLOCK = re.compile(
    r"[ \t]*(?:#{1,6} |[-*+] |[0-9]{1,3}[.)] |>|\||```|~~~|<|!\[[^\]]*\]\([^)]*\)$|\$\$)"
)


def breaks_here(lines: Sequence[str], likely: Breaks) -> bool:
    """Return whether a paragraph's lines are lines. likely: what the rest of the body does."""
    votes = _votes(lines)
    if votes:
        return votes > 0
    return likely is Breaks.KEPT


def joint(before: str, after: str) -> str:
    """Return what stands between two joined lines: nothing within Chinese and Japanese."""
    if not before or not after:
        return "\n"
    left, right = before[-1], after[0]
    if not (_unspaced().match(left) and _unspaced().match(right)):
        return "\n"
    return "" if _unspaced_letter().match(left) or _unspaced_letter().match(right) else "\n"


def _votes(lines: Sequence[str]) -> int:
    """For lines above zero, for wraps below; 0 where a paragraph does not tell."""
    votes = 0
    for number in range(len(lines) - 1):
        votes += _vote(lines[number], lines[number + 1])
    return votes


def _vote(line: str, following: str) -> int:
    """How one end of a line votes."""
    if line.endswith(("  ", "\\")) or _ALONE.match(line) or _ALONE.match(following):
        return 0  # a break that is written, or a picture's line
    line = line.rstrip()
    if _SENTENCE_END.search(line):
        wide = _wide().search(line) is not None
        return 1 if wide or _width(line) < _LONG else 0
    if line.endswith(("，", "、", ",")):
        return 1 if _width(line) < _SHORT else 0
    first = following.lstrip(_MARKS + " ")[:1]
    if first.islower() and not _wide().match(line[-1:]):
        return -1
    width = _width(line)
    if width >= _LONG:
        return -1
    return 1 if width < _SHORT else 0


def _width(line: str) -> int:
    return len(line) + len(_wide().findall(line[:200]))


def settle_breaks(state: "StateCore") -> None:
    """Turn each end of a line in the parsed body into a break, a space, or nothing."""
    likely = state.env.get("breaks")
    if not isinstance(likely, Breaks):
        likely = Breaks.JOINED
    for token in state.tokens:
        if token.type == "inline" and token.children and "\n" in token.content:
            _settle(token.children, token.content.split("\n"), likely)


def _settle(parts: "list[Token]", lines: list[str], likely: Breaks) -> None:
    if breaks_here(lines, likely):
        for part in parts:
            if part.type == "softbreak":
                part.type = "hardbreak"
                part.tag = "br"
        return
    for number, part in enumerate(parts):
        if part.type != "softbreak":
            continue
        if not joint(_nearest(parts, number, -1), _nearest(parts, number, 1)):
            part.type = "text"
            part.content = ""


def _nearest(parts: "list[Token]", number: int, step: int) -> str:
    """Return the character nearest to a break; "" where no text stands there."""
    for distance in range(1, 6):
        at = number + step * distance
        if not 0 <= at < len(parts):
            return ""
        part = parts[at]
        if part.type in {"text", "code_inline"}:
            if part.content:
                return part.content[0 if step > 0 else -1]
        elif part.nesting == 0:
            return ""
    return ""
