"""Bodies that are Markdown, wholly or in part: told apart from HTML, and turned into it.

The HTML that comes out is NOT safe: sanitize and make_page take it like any other.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from reader.bounds import (
    LEAD_CHARACTERS,
    MAX_ITEMS,
    MAX_MARKDOWN,
    MAX_MARKDOWN_DEPTH,
    MAX_MARKDOWN_LINES,
    MAX_MARKS,
    MAX_PLAIN_PARAGRAPHS,
    MAX_REFERENCES,
    MAX_TEXT,
    WRAPPED_CHARACTERS,
)
from reader.markup.markdown.footnotes import settle_extras
from reader.markup.markdown.plain_markdown import read_plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    _Rule = Callable[[StateBlock, int, int, bool], bool]

_LEAD = re.compile(
    rf"(?>(?:\s++|<!--.{{0,{LEAD_CHARACTERS}}}?-->|<\?xml[^>]{{0,200}}>|<!doctype[^>]{{0,200}}>)*)",
    re.I | re.S,
)
_BLOCKS = (
    "html|body|div|p|table|section|article|main|header|footer|figure|center|h[1-6]|ul|ol|dl|"
    "blockquote|pre|hr|aside|nav|form|iframe|video|style|script|link|meta|font"
)
_BLOCK_START = re.compile(rf"<({_BLOCKS})(?=[\s/>])", re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCKS}|br|li)(?=[\s/>])", re.IGNORECASE)
_MARKS = re.compile(
    r"""^[ ]{0,3}(?:\#{1,6}[ ]\S | (?:```|~~~) | >[ ] | [-*+][ ]\S | [0-9]{1,3}[.)][ ]\S |
        \|.*\|[ ]*$ | (?:={3,}|-{3,})[ ]*$ | \[[^\]\n]{1,80}\]:[ ])
      | !?\[[^\]\n]{0,300}\]\((?!\s)[^()\s]{1,500}(?:\s"[^"\n]{0,300}")?\)
      | \*\*\S[^*\n]{0,300}\*\*""",
    re.MULTILINE | re.VERBOSE,
)
_ENOUGH = 400


def _wrapped_in_one(body: str, start: re.Match[str]) -> bool:
    """Whether the element that begins the body ends with it, and not before."""
    name = start[1]
    depth = 0
    last = 0
    for tag in re.finditer(rf"<(/?){name}(?=[\s/>])[^<>]*+>?", body, re.IGNORECASE):
        if not depth and last:
            return False
        depth += -1 if tag[1] else 1
        last = tag.end()
    return not depth and not body[last:].strip()


def is_html(body: str) -> bool:
    """Whether a body is HTML that must not go through a Markdown parser; else it is Markdown.

    HTML: one element around it all, or it begins with a block element, or parts its text by
    block elements, and bears more of these than Markdown's marks. Markdown: all other text,
    with or without HTML inside.
    """
    lead = _LEAD.match(body)
    body = body[lead.end() :] if lead else body
    start = _BLOCK_START.match(body)
    if start and _wrapped_in_one(body, start):
        return True
    body = body[:WRAPPED_CHARACTERS]
    blocks = sum(1 for _ in _some(_BLOCK_TAG, body))
    marks = sum(1 for _ in _some(_MARKS, body))
    if start:
        return blocks > 2 * marks
    paragraphs = len(re.findall(r"\S[ \t]*\n[ \t]*\n", body[:WRAPPED_CHARACTERS]))
    return blocks > max(2 * marks, paragraphs)


def _some(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for number, found in enumerate(pattern.finditer(text)):
        if number >= _ENOUGH:
            return
        yield found


def markdown_to_html(body: str) -> str:
    """CommonMark with tables, strikethrough, notes and HTML, to HTML (not sanitized). Never raises.

    A body that is_too_much comes back as plain paragraphs.
    """
    body = body.replace("\0", "")
    if is_too_much(body):
        return _as_text(body[:MAX_TEXT])
    plain = read_plain(body)
    if plain is not None:
        return plain
    return settle_extras(body, _rendered)


def _as_text(body: str) -> str:
    """Plain paragraphs, several of the body in one where there are very many."""
    parts = [part for part in body.split("\n\n") if part.strip()]
    step = len(parts) // MAX_PLAIN_PARAGRAPHS + 1
    runs = (parts[at : at + step] for at in range(0, len(parts), step))
    return "".join(f"<p>{escape(chr(10).join(run), quote=False)}</p>\n" for run in runs)


def _rendered(body: str) -> str:
    parser = _parser()
    tokens = parser.parse(body)
    _bound_references(tokens)
    rendered: str = parser.renderer.render(tokens, parser.options, {})
    return rendered


_COSTLY = "[!*_`~<&\\"
_ITEM = re.compile(r"^[ \t]*+(?:>|(?:[-+*#]|[0-9]{1,9}[.)])(?=[ \t]))", re.MULTILINE)


def is_too_much(body: str) -> bool:
    """Whether a Markdown body is too large or too dense for the parser."""
    if len(body) > MAX_MARKDOWN or sum(map(body.count, _COSTLY)) > MAX_MARKS:
        return True
    lines = body.count("\n")
    if lines > MAX_MARKDOWN_LINES or _has_vast_table(body):
        return True
    return lines >= MAX_ITEMS and sum(1 for _ in _ITEM.finditer(body)) > MAX_ITEMS


_RULE = re.compile(r"^[ ]{0,3}[|:]?[ \t]*:?-[-:| \t]*+$", re.MULTILINE)


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


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import blockquote, list_block

    # A link's address is judged by urls.py, wherever the HTML came from.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_MARKDOWN_DEPTH})
    parser.enable(["table", "strikethrough"])
    # Where nothing more may be nested the parser drops all the rest of the text: not so far.
    room = MAX_MARKDOWN_DEPTH - 3
    parents = ["paragraph", "reference", "blockquote"]
    parser.block.ruler.at("list", _up_to(room, list_block), {"alt": parents})
    parser.block.ruler.at("blockquote", _up_to(room, blockquote), {"alt": [*parents, "list"]})
    return parser


def _up_to(level: int, rule: "_Rule") -> "_Rule":
    """A rule for a block within which there are others; deeper, its lines are those of a text."""

    def bounded(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        return (silent or state.level <= level) and rule(state, start, end, silent)

    return bounded


def _bound_references(tokens: "list[Token]") -> None:
    """Take the address off links when all of them would expand past the bound."""
    room = MAX_REFERENCES
    for token in tokens:
        for part in token.children or ():
            size = sum(len(str(value)) for value in part.attrs.values())
            room -= size
            if room < 0:
                part.attrs = {}


# --- what Jekyll and Hexo leave in --------------------------------------------------------------

_CODE_OR_TAG = re.compile(
    r"""(?P<code>^[ ]{0,3}(?P<fence>`{3,}|~{3,})(?s:.*?)(?:^[ ]{0,3}(?P=fence)|\Z)
        | <(?P<element>pre|code)(?=[\s>])(?s:.*?)(?:</(?P=element)>|\Z)
        | `[^`\n]{1,500}`)
    | \{%-?\s*raw\s*-?%\}(?P<raw>(?s:.*?))(?:\{%-?\s*endraw\s*-?%\}|\Z)
    | \{%-?\s*(?P<block>codeblock|highlight|code)(?=[\s%])[^%\n]{0,200}%\}
      (?P<listing>(?s:.*?))(?:\{%-?\s*end(?P=block)\s*-?%\}|\Z)
    | \{%-?\s*(?P<name>[a-zA-Z_]\w{0,40})(?P<words>(?:[^%{\n]|%(?!\})){0,400})%\}
    | \{\{-?\s*(?:(?P<quoted>"[^"\n]{0,300}"|'[^'\n]{0,300}')\s*(?:\|[^}\n]{0,80})?
        | (?:site|page|post|layout|content|include|config|theme)\b[^}\n]{0,120})\}\}
    | ^[ ]{0,3}\{:[^}\n]{1,100}\}[ ]*$
    | <!--\s*(?:more|excerpt|toc|truncate)\s*-->
    | ^[ ]{0,3}(?:\[TOC\]|@\[toc\](?:\([^)\n]{0,40}\))?)[ ]*$""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_PICTURE_WORD = re.compile(
    r"""["']?([^\s"']{1,500}\.(?:jpe?g|png|gif|webp|bmp|avif)[^\s"']{0,200})""", re.I
)
_QUOTED_WORDS = re.compile(r""""([^"]{1,300})"|'([^']{1,300})'""")
_PLAYERS = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "bilibili": "https://www.bilibili.com/video/",
}


def strip_stray_tags(body: str) -> str:
    """The body without the Liquid and Hexo tags that stray in; code is left as it is.

    Pictures, players, listings and quotations become HTML; a tag that only steers the generator
    goes; anything else in braces stays.
    """
    if "{" not in body and "<!--" not in body and "[" not in body:
        return body
    return _CODE_OR_TAG.sub(_without_tag, body)


def _without_tag(found: re.Match[str]) -> str:
    if found["code"]:
        return found[0]
    if found["raw"] is not None:
        return found["raw"]
    if found["listing"] is not None:
        listing = escape(found["listing"].strip("\n"))
        return f"\n<pre><code>{listing}</code></pre>\n"
    if found["quoted"]:
        return found["quoted"][1:-1]
    return _hexo(found["name"].lower(), found["words"]) if found["name"] else ""


def _hexo(name: str, words: str) -> str:
    """What one Hexo tag shows."""
    picture = _PICTURE_WORD.search(words)
    if name in {"img", "asset_img", "image", "fi", "fancybox"} and picture:
        title = _QUOTED_WORDS.search(words, picture.end())
        alt = (title[1] or title[2]) if title else ""
        return f'<img src="{escape(picture[1])}" alt="{escape(alt)}">'
    parts = words.split()
    if name in _PLAYERS and parts:
        return f'\n<iframe src="{escape(_PLAYERS[name] + parts[0])}"></iframe>\n'
    if name in {"blockquote", "quote", "cq", "centerquote"}:
        return "\n<blockquote>\n\n"
    if name in {"endblockquote", "endquote", "endcq", "endcenterquote"}:
        return "\n\n</blockquote>\n"
    if name in {"post_link", "asset_link", "link"} and parts:
        title = _QUOTED_WORDS.search(words)
        return escape((title[1] or title[2]) if title else " ".join(parts[1:]) or parts[0])
    return ""
