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
from reader.markup.markdown.line_breaks import Breaks, breaks_of
from reader.markup.markdown.plain_markdown import read_plain


def markdown_to_html(body: str, breaks: Breaks | None = None) -> str:
    """Return Markdown as HTML (not sanitized). Never raises.

    A body that is_too_much comes back as plain paragraphs. breaks: what the ends of lines mean;
    None where it is to be told from the text.
    """
    body = body.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    if is_too_much(body):
        return _as_text(body[:MAX_TEXT])
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
