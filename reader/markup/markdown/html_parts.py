"""HTML within Markdown: what of it is HTML, and what Markdown stands within it.

A tag that is only mentioned (`Use the <script> element.`, `<your-name>`, `List<T>`) is text; a
pasted part stays HTML, whatever its indentation; Markdown between the tags of a <div>, a <center>
or a cell is Markdown.
"""

import re
from typing import TYPE_CHECKING

from markdown_it.common.html_blocks import block_names
from markdown_it.rules_block.code import code

from reader.bounds import LOOK
from reader.markup.markdown.html_map import BLOCK_ELEMENTS, SWALLOWING, TAG, HtmlMap, unswallowed
from reader.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_BLOCK_NAMES = BLOCK_ELEMENTS | frozenset(block_names)
_START = lazy_re(r"<(/?)([a-zA-Z][\w:.-]{0,60}+)(?=[\s/>]|$)")
_COMMENT = lazy_re(r"<!---?>|<!--(?s:.*?)-->")
_DOCTYPE = lazy_re(r"<(?:!doctype\b[^<>\n]*|\?xml\b[^<>\n]*\?)>[ \t]*$", re.IGNORECASE)
_TO_CLOSE = SWALLOWING | {"pre"}
_SOURCE = lazy_re(r"\s(?:src|data|href|srcdoc)\s*=", re.IGNORECASE)
_FENCE_WITHIN = lazy_re(r"\n[ \t]*(?:```|~~~)")
_ENDS_ITSELF = lazy_re(r"<(?:script|style|pre)(?=[\s>])", re.IGNORECASE)
_ENDED = lazy_re(r"</(?:script|style|pre)[ \t]*>[ \t]*$", re.IGNORECASE | re.MULTILINE)
_ENDS = lazy_re(r"</([a-zA-Z][\w:.-]{0,60}+)")


def use_html(parser: "MarkdownIt") -> None:
    """Give the parser the rules of this module."""
    parser.block.ruler.at(
        "html_block", html_block, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    parser.block.ruler.at("code", _code_outside_html)
    parser.inline.ruler.at("html_inline", html_inline)
    parser.add_render_rule("html_block", _render_block)


def html_map(env: "EnvType") -> HtmlMap:
    """Return the map of the body that is being parsed."""
    found = env.get("html_map")
    return found if isinstance(found, HtmlMap) else HtmlMap("")


def _code_outside_html(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Read an indented line within an element as its text, never as code."""
    if html_map(state.env).is_within(state.bMarks[start]):
        return False
    return code(state, start, end, silent)


def html_block(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Take the lines of a block of HTML, as far as the next empty line outside code and scripts."""
    at = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<", at):
        return False
    where = html_map(state.env)
    if state.is_code_block(start) and not where.is_within(at):
        return False
    found = _begins(state, start, at, where)
    if not found:
        return False
    if silent:
        return found != "alone"
    last = _last_line(state, start, end, at, where)
    state.line = last
    token = state.push("html_block", "", 0)
    token.map = [start, last]
    token.content = state.getLines(start, last, state.blkIndent, True)
    return True


def _begins(state: "StateBlock", line: int, at: int, where: HtmlMap) -> str:
    """Return the kind of HTML that begins there: "comment", "block", "alone" (a tag); or ""."""
    text = state.src[at : state.eMarks[line]]
    if text.startswith("<!--"):
        return "comment" if where.last_comment_end >= at + 2 else ""
    if text.startswith(("<!", "<?")):
        return "block" if _DOCTYPE.match(text) else ""
    tag = _START.match(text)
    if tag is None:
        return ""
    name, is_end = tag[2].lower(), bool(tag[1])
    closed = where.is_closed_after(name, at) if not is_end else where.opened[name] > 0
    if name in _TO_CLOSE:
        if not is_end and (not closed or _is_prose(state, where.next_end(name, at), at)):
            return ""
        return "block" if closed else ""
    if name in _BLOCK_NAMES:
        whole = TAG.match(state.src, at)
        attributes = whole[3] if whole else text[tag.end() :]
        return "block" if where.is_tag(name, attributes, is_closed=closed, is_end=is_end) else ""
    whole = TAG.match(text)
    if whole is None or text[whole.end() :].strip():
        return ""
    return "alone" if where.is_tag(name, whole[3], is_closed=closed, is_end=is_end) else ""


def _is_prose(state: "StateBlock", end: int, at: int) -> bool:
    """Whether an element that swallows its text is only spoken of: its end stands far behind."""
    fence = _FENCE_WITHIN.search(state.src, at, min(end, at + LOOK))
    return fence is not None


def _last_line(state: "StateBlock", start: int, end: int, at: int, where: HtmlMap) -> int:
    """Return the line behind the block."""
    line = start
    until = at
    while line < end:
        if line > start and state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line
        if state.isEmpty(line) and state.bMarks[line] >= until:
            return line
        begin = max(state.bMarks[line] + (state.tShift[line] if line == start else 0), until)
        until = max(until, _until(state, begin, state.eMarks[line], where))
        if line == start and until <= state.eMarks[line] and state.src.startswith("<!--", at):
            return line + 1  # what stands behind a comment is Markdown
        if until > begin and _ENDS_ITSELF.match(state.src, at):
            ended = _ENDED.match(state.src, until, state.eMarks[line])
            if ended:
                return line + 1  # and behind a script
        line += 1
    return line


def _until(state: "StateBlock", begin: int, end: int, where: HtmlMap) -> int:
    """Where what begins on this line and bears empty lines ends; the line's begin if nothing."""
    until = begin
    at = begin
    while (at := state.src.find("<", at, end)) >= 0:
        if state.src.startswith("<!--", at) and at + 2 <= where.last_comment_end:
            until = state.src.index("-->", at + 2) + 3
        elif (tag := _START.match(state.src, at, end)) and not tag[1]:
            name = tag[2].lower()
            if name in _TO_CLOSE:
                until = max(until, where.next_end(name, at))
        at = max(at + 1, until)
        if at >= end:
            break
    return until


def html_inline(state: "StateInline", silent: bool) -> bool:
    """Take a tag or a comment amid text; what only looks like one is left as text."""
    at = state.pos
    if not state.src.startswith("<", at):
        return False
    if state.src.startswith("<!--", at):
        if state.html_terminator_last("-->") < at + 2:
            return False
        comment = _COMMENT.match(state.src, at)
        if comment is None:
            return False
        return _push(state, comment[0], silent)
    tag = TAG.match(state.src, at, state.posMax)
    if tag is None:
        return False
    name, is_end = tag[2].lower(), bool(tag[1])
    where = html_map(state.env)
    ends = _ends_within(state)
    if is_end:
        closed = state.src.find(f"<{tag[2]}", 0, at) >= 0 if name in SWALLOWING else True
        closed = closed and where.opened[name] > 0
    else:
        closed = ends.get(name, -1) > at
    if where.is_tag(name, tag[3], is_closed=closed, is_end=is_end):
        return _push(state, tag[0], silent)
    if name in SWALLOWING and not is_end and _SOURCE.search(tag[3]):
        # A player whose end was forgotten.
        return _push(state, tag[0], silent, behind=f"</{name}>")
    return False


def _push(state: "StateInline", html: str, silent: bool, behind: str = "") -> bool:
    if not silent:
        token = state.push("html_inline", "", 0)
        token.content = html + behind
        lower = html[:3].lower()
        if lower.startswith("<a") and not html[2:3].isalpha():
            state.linkLevel += 1
        elif lower == "</a":
            state.linkLevel -= 1
    state.pos += len(html)
    return True


def _ends_within(state: "StateInline") -> dict[str, int]:
    """Where each element is closed for the last time in this paragraph."""
    kept = state.env.get("ends_within")
    if kept is not None and kept[0] is state.src:
        ends: dict[str, int] = kept[1]
        return ends
    ends = {tag[1].lower(): tag.start() for tag in _ENDS.finditer(state.src)}
    state.env["ends_within"] = (state.src, ends)
    return ends


# --- Markdown between tags ------------------------------------------------------------------------

_INLINE_MARKS = lazy_re(
    r"""\*\*(?!\s)[^*\n]{1,500}\*\* | !?\[[^\]\n]{0,300}\]\((?!\s)[^()\n]{1,500}\)
      | `[^`\n]{1,300}` | ~~[^\s~][^~\n]{0,300}~~ | ==[^\s=][^=\n]{0,300}==
      | !?\[\[[^\[\]\n]{1,300}\]\]""",
    re.VERBOSE,
)
_BLOCK_MARKS = lazy_re(
    r"""^[ ]{0,3}(?:\#{1,6}[ ]\S | (?:```|~~~) | [-*+][ ]\S | [0-9]{1,3}[.)][ ]\S | >[ ]
      | \|.*\|[ \t]*$)""",
    re.MULTILINE | re.VERBOSE,
)
_APART = lazy_re(
    r"""<(?P<raw>script|style|pre|textarea|svg|math|code|title|select|template|iframe|video|audio
         |object)(?=[\s/>])(?>(?:[^<]++|<(?!/(?P=raw)[\s>]))*)(?:</(?P=raw)[^>]*>|\Z)
      | <!--(?>(?:[^-]++|-(?!->))*)(?:-->|\Z)
      | </?(?P<name>[a-zA-Z][\w:.-]{0,60}+)(?=[\s/>])[^<>]*+>""",
    re.IGNORECASE | re.VERBOSE,
)


def _render_block(
    _renderer: "RendererHTML",
    tokens: "Sequence[Token]",
    index: int,
    _options: "OptionsDict",
    env: "EnvType",
) -> str:
    html = tokens[index].content
    parser = env.get("parser")
    if parser is not None and (_INLINE_MARKS.search(html) or _BLOCK_MARKS.search(html)):
        html = _with_markdown(html, parser)
    return _closed(html, html_map(env))


def _with_markdown(html: str, parser: "MarkdownIt") -> str:
    """Return a block of HTML, its texts between block elements read as Markdown."""
    parts: list[str] = []
    at = 0
    for tag in _APART.finditer(html):
        name = (tag["name"] or "").lower()
        if name and name not in _BLOCK_NAMES:
            continue
        parts += (_as_markdown(html[at : tag.start()], parser), tag[0])
        at = tag.end()
    parts.append(_as_markdown(html[at:], parser))
    return "".join(parts)


def _as_markdown(text: str, parser: "MarkdownIt") -> str:
    if not text.strip():
        return text
    if "\n" in text and _BLOCK_MARKS.search(text):
        lines = text.strip("\n").split("\n")
        inset = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
        return "\n" + str(parser.render("\n".join(line[inset:] for line in lines), {}))
    if _INLINE_MARKS.search(text):
        words = text.strip()
        begin = text.index(words)
        rendered = str(parser.renderInline(words, {"html_map": HtmlMap(words)}))
        return text[:begin] + rendered + text[begin + len(words) :]
    return text


def _closed(html: str, where: HtmlMap) -> str:
    """Return a block of HTML: no element swallows what follows, words in angles are text."""
    html = unswallowed(html, words=True, pairs=where.pairs())
    if "<?" in html:
        html = html.replace("<?", "&lt;?")
    last = html.rfind("<!--")
    if last >= 0 and html.rfind("-->") < last:
        first = html.find("<!--", html.rfind("-->") + 1)
        html = html[:first] + html[first:].replace("<!--", "&lt;!--")
    return html
