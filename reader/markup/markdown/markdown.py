"""Bodies that are Markdown, wholly or in part: told apart from HTML, and turned into it.

The HTML that comes out is NOT safe: sanitize and make_page take it like any other.
"""

import re
from html import escape

from reader.bounds import (
    MAX_ITEMS,
    MAX_MARKDOWN,
    MAX_MARKDOWN_LINES,
    MAX_MARKS,
    MAX_PLAIN_PARAGRAPHS,
    MAX_TEXT,
)
from reader.markup.markdown.footnotes import settle_extras
from reader.markup.markdown.foreign_blocks import with_own_blocks
from reader.markup.markdown.line_breaks import Breaks, breaks_of
from reader.markup.markdown.plain_markdown import read_plain
from reader.markup.markdown.source import put_right
from reader.patterns import lazy_re


def markdown_to_html(body: str, breaks: Breaks | None = None) -> str:
    """Return Markdown as HTML (not sanitized). Never raises.

    A body that is_too_much comes back as plain paragraphs. breaks: what the ends of lines mean;
    None where it is to be told from the text.
    """
    body = body.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    if is_too_much(body):
        return _as_text(body[:MAX_TEXT])
    body = with_own_blocks(put_right(body))
    breaks = breaks or breaks_of(body)
    plain = read_plain(body, breaks)
    if plain is not None:
        return plain
    # The parser is loaded where it is needed: most folders hold none of it.
    from reader.markup.markdown.parser import render

    return settle_extras(body, lambda part: render(part, breaks))


def _as_text(body: str) -> str:
    """Plain paragraphs, several of the body in one where there are very many."""
    parts = [part for part in body.split("\n\n") if part.strip()]
    step = len(parts) // MAX_PLAIN_PARAGRAPHS + 1
    runs = (parts[at : at + step] for at in range(0, len(parts), step))
    return "".join(f"<p>{escape(chr(10).join(run), quote=False)}</p>\n" for run in runs)


_COSTLY = "[!*_`~<&\\$^"
_COSTLY_PAIRS = ("==", "++", "%%", "{{", "{#", "www.", "://")
"""What other dialects mean something by; one of them alone is in all code."""
_SIGNS = "-:+=%{}>#@"
"""At each of these the parser asks its rules, most of which say no at once."""
_SIGNS_AS_ONE = 16
_ITEM = lazy_re(r"^[ \t]*+(>[ \t]*+\[!|>|#|:::|(?:[-+*:]|[0-9]{1,9}[.)])(?=[ \t]))", re.MULTILINE)
_ITEM_COSTS = {">": 2, "#": 2, ":": 3}
"""By the first sign; all others cost one."""
_CALLOUT_COST = 6
_FEW = min(MAX_MARKS // 3, MAX_ITEMS // _CALLOUT_COST, MAX_MARKDOWN_LINES)
"""Characters: in a body of so many, each may be a mark, a part of a pair and of a sign's cost."""


def is_too_much(body: str) -> bool:
    """Whether a Markdown body is too large or too dense for the parser."""
    if len(body) < _FEW and "|" not in body:
        return False  # nearly all: were each letter a mark, or an item, it would be none too many
    if len(body) > MAX_MARKDOWN:
        return True
    marks = sum(map(body.count, _COSTLY)) + sum(map(body.count, _COSTLY_PAIRS))
    if marks + sum(map(body.count, _SIGNS)) // _SIGNS_AS_ONE > MAX_MARKS:
        return True
    lines = body.count("\n")
    if lines > MAX_MARKDOWN_LINES or _has_vast_table(body):
        return True
    return lines >= MAX_ITEMS // _CALLOUT_COST and _items_cost(body) > MAX_ITEMS


def _items_cost(body: str) -> int:
    """Return what the lines that begin something cost, in items of a list."""
    return sum(
        _CALLOUT_COST if sign.endswith("!") else _ITEM_COSTS.get(sign[0], 1)
        for sign in _ITEM.findall(body)
    )


_RULE = lazy_re(r"^[ ]{0,3}[|:]?[ \t]*:?-[-:| \t]*+$", re.MULTILINE)


def _has_vast_table(body: str) -> bool:
    """Whether tables have more cells, those left out included, than are worth parsing."""
    cells = 0
    for rule in _RULE.finditer(body):
        columns = rule[0].count("|")
        if not columns:
            continue  # a line across, or one column: to look behind each of thousands takes seconds
        end = body.find("\n\n", rule.end())
        cells += columns * body.count("\n", rule.end(), end if end >= 0 else len(body))
        if cells > MAX_MARKS:
            return True
    return False
