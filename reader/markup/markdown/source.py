"""A Markdown source put right before it is parsed: a second head, tables with uneven rows."""

import re

from reader.bounds import MAX_TABLE_CELLS, MAX_TABLE_COLUMNS
from reader.patterns import lazy_re

_HEAD = lazy_re(
    r"\s*---[ \t]*\n"
    r"(?P<lines>(?:[A-Za-z_][\w-]{0,40}[ \t]*:[^\n]*\n|[ \t]+[^\n]*\n|-[ ][^\n]*\n){1,60})"
    r"---[ \t]*(?:\n|$)"
)
_HEAD_KEY = lazy_re(r"^(?:title|date|tags?|categor(?:y|ies)|layout|author)[ \t]*:", re.M | re.I)
_RULE = lazy_re(
    r"^[ \t]{0,3}(?:\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?"
    r"|\|[ \t]*:?-+:?[ \t]*\|)[ \t]*$",
    re.MULTILINE,
)
_FENCE = lazy_re(r"[ \t>]*(?:[-*+][ ]+)?(`{3,}(?=[^`]*$)|~{3,})")
_CELL = lazy_re(r"(?<!\\)\|")


def put_right(body: str) -> str:
    """Return the source without a second head, its tables' first lines as wide as their rules."""
    if body.lstrip().startswith("---"):
        head = _HEAD.match(body)
        if head is not None and _HEAD_KEY.search(head["lines"]):
            body = body[head.end() :]
    if "|" in body and "-|" in body.replace(" ", "").replace(":", "") and _RULE.search(body):
        body = _with_even_tables(body)
    return body


def _with_even_tables(body: str) -> str:
    lines = body.split("\n")
    fence = ""
    for number, line in enumerate(lines):
        if mark := _FENCE.match(line):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence):
                fence = ""
        elif not fence and number and "-" in line and _RULE.match(line):
            _escape_names(lines, number - 1)
            columns = max(_cells(line), _widest(lines, number + 1))
            lines[number - 1] = _as_wide(lines[number - 1], columns)
            missing = _cells(lines[number - 1]) - _cells(line)
            if 0 < missing < MAX_TABLE_COLUMNS:
                lines[number] = line.rstrip().removesuffix("|") + "|-" * missing + "|"
    return "\n".join(lines)


_NAMED = lazy_re(r"\[\[([^\[\]|\\\n]{1,200})\|(?=[^\[\]\n]{1,200}\]\])")


def _escape_names(lines: list[str], first: int) -> None:
    """`[[name|words]]` in a table: its pipe parts no cells."""
    for number in range(first, min(len(lines), first + MAX_TABLE_CELLS)):
        if "|" not in lines[number]:
            break
        if "[[" in lines[number]:
            lines[number] = _NAMED.sub(r"[[\1\|", lines[number])


def _widest(lines: list[str], first: int) -> int:
    """Return the most cells of one row: those beyond a table's rule would be left out."""
    widest = 0
    for line in lines[first : first + MAX_TABLE_CELLS]:
        if "|" not in line or len(line) > MAX_TABLE_CELLS:
            break
        widest = max(widest, _cells(line))
    return min(widest, MAX_TABLE_COLUMNS)


def _cells(line: str) -> int:
    return len(_CELL.findall(line.strip().removeprefix("|").removesuffix("|"))) + 1


def _as_wide(line: str, columns: int) -> str:
    """Return a table's first line with as many cells as its rule says."""
    if "|" not in line:
        return line
    missing = columns - _cells(line)
    if missing <= 0:
        return line
    if missing == 1 and line.lstrip().startswith("|") and not line.rstrip().endswith("|"):
        return "| " + line  # it begins with an empty cell, and none of its pipes are outer ones
    return line.rstrip().removesuffix("|") + " |" * (missing + 1)
