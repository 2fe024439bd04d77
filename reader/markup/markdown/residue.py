"""What other dialects write beside CommonMark's blocks.

Attributes in braces, headings without a space, listings with options.
"""

import re
from html import escape
from typing import TYPE_CHECKING

from markdown_it.rules_block.heading import heading

from reader.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_BRACES = (
    r"\{:?\s?(?:[#.][\w:.-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}]+)|toc|nofollow|ignore|-)"
)
_LEADING = lazy_re(rf"{_BRACES}[^{{}}\n]{{0,300}}\}}")
_TRAILING = lazy_re(rf"[ \t]*{_BRACES}[^{{}}\n]{{0,300}}\}}[ \t]*$")
_ID = lazy_re(r"#([\w:.-]{1,100})")
_LOOSE = lazy_re(r"(#{1,6})(?=[^\s#])(?P<rest>[^\n]*)$")
_CJK = lazy_re("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff\uff01-\uff60「『《【]")
_TITLE = lazy_re(
    r"""(?:title|caption|filename|name|file)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s}]+))"""
)
_LANGUAGE = lazy_re(r"[A-Za-z][\w+#-]{0,30}")


def use_residue(parser: "MarkdownIt") -> None:
    """Give the parser the rules of this module."""
    parser.block.ruler.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.core.ruler.push("attribute_residue", _settle_attributes)
    parser.add_render_rule("fence", _fence)


# --- headings -------------------------------------------------------------------------------------


def _heading(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Read a heading, also one whose author forgot the space: `##Heading`, `#标题`; no `#tag`."""
    if heading(state, start, end, silent):
        return True
    at = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("#", at) or state.is_code_block(start):
        return False
    found = _LOOSE.match(state.src[at : state.eMarks[start]])
    if found is None or not _is_heading(len(found[1]), found["rest"].rstrip()):
        return False
    if silent:
        return True
    level = len(found[1])
    state.line = start + 1
    token = state.push("heading_open", f"h{level}", 1)
    token.markup = found[1]
    token.map = [start, state.line]
    token = state.push("inline", "", 0)
    token.content = found["rest"].strip().rstrip("#").rstrip()
    token.map = [start, state.line]
    token.children = []
    state.push("heading_close", f"h{level}", -1).markup = found[1]
    return True


def _is_heading(level: int, rest: str) -> bool:
    if not rest.strip("#") or " #" in rest:
        return False
    if level > 1:
        return rest[0].isalnum() or bool(_CJK.match(rest)) or rest[0] in "*`[<!(“\"'&\\"
    # One alone is Obsidian's tag where it is a word of letters, and an issue where it is a number.
    return bool(_CJK.match(rest)) and "/" not in rest


# --- attributes in braces -------------------------------------------------------------------------


def _settle_attributes(state: "StateCore") -> None:
    """Take `{#id .class key=value}` off; a heading keeps its id, so that links lead there."""
    for number, token in enumerate(state.tokens):
        if token.type != "inline" or "{" not in token.content or not token.children:
            continue
        parts = token.children
        for at, part in enumerate(parts):
            if part.type != "text" or "{" not in part.content:
                continue
            if at and (parts[at - 1].type in {"image", "code_inline"} or parts[at - 1].nesting < 0):
                part.content = (
                    _LEADING.sub("", part.content, count=1)
                    if _LEADING.match(part.content)
                    else part.content
                )
            if at + 1 == len(parts) or parts[at + 1].type in {"softbreak", "hardbreak"}:
                found = _TRAILING.search(part.content)
                if found is None:
                    continue
                part.content = part.content[: found.start()]
                before = state.tokens[number - 1] if number else None
                named = _ID.search(found[0])
                if before is not None and before.type == "heading_open" and named:
                    before.attrs["id"] = named[1]


# --- listings -------------------------------------------------------------------------------------


def _fence(
    _renderer: "RendererHTML",
    tokens: "Sequence[Token]",
    index: int,
    _options: "OptionsDict",
    _env: "EnvType",
) -> str:
    """Return a listing; of what stands behind its marks the language and the title are kept."""
    token = tokens[index]
    info = token.info.strip()
    if info == "math":  # GitHub's and GitLab's
        return f'<div class="math display">{escape(token.content.strip(), quote=False)}</div>\n'
    language, title = _told(info)
    dress = f' class="language-{escape(language)}"' if language else ""
    above = f"<p><b>{escape(title, quote=False)}</b></p>\n" if title else ""
    return f"{above}<pre><code{dress}>{escape(token.content, quote=False)}</code></pre>\n"


def _told(info: str) -> tuple[str, str]:
    """Return the language and the title in a listing's first line."""
    if not info:
        return "", ""
    named = _TITLE.search(info)
    title = next(filter(None, named.groups()), "") if named else ""
    words = info.lstrip("{. ")
    found = _LANGUAGE.match(words)
    language = found[0] if found else ""
    if language and words[len(language) : len(language) + 1] == "=":
        language = ""
    rest = words[len(language) :]
    if not title and rest[:1] == ":" and len(rest) > 1 and not rest[1:2].isspace():
        title = rest[1:].split()[0]  # ```js:file.js
    elif not title and re.fullmatch(r"\s+[\w./-]+\.\w{1,8}", rest):
        title = rest.strip()  # ```js file.js
    return language, title
