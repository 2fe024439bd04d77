"""A Markdown source put right before it is parsed: a second head, tables with uneven rows."""

import re

_HEAD = re.compile(
    r"\s*---[ \t]*\n"
    r"(?P<lines>(?:[A-Za-z_][\w-]{0,40}[ \t]*:[^\n]*\n|[ \t]+[^\n]*\n|-[ ][^\n]*\n){1,60})"
    r"---[ \t]*(?:\n|$)"
)
_HEAD_KEY = re.compile(r"^(?:title|date|tags?|categor(?:y|ies)|layout|author)[ \t]*:", re.M | re.I)
_RULE = re.compile(
    r"^[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$", re.MULTILINE
)
_FENCE = re.compile(r"[ \t>]*(?:[-*+][ ]+)?(`{3,}(?=[^`]*$)|~{3,})")
_CELL = re.compile(r"(?<!\\)\|")


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
            lines[number - 1] = _as_wide(lines[number - 1], _cells(line))
    return "\n".join(lines)


def _cells(line: str) -> int:
    return len(_CELL.findall(line.strip().removeprefix("|").removesuffix("|"))) + 1


def _as_wide(line: str, columns: int) -> str:
    """A table's first line with as many cells as its rule says."""
    if "|" not in line:
        return line
    missing = columns - _cells(line)
    if missing <= 0:
        return line
    if missing == 1 and line.lstrip().startswith("|") and not line.rstrip().endswith("|"):
        return "| " + line  # it begins with an empty cell, and none of its pipes are outer ones
    return line.rstrip().removesuffix("|") + " |" * (missing + 1)
