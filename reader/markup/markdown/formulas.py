r"""Formulas in Markdown: `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and LaTeX's own environments.

They leave here as <span class="math inline"> and <div class="math display"> with their TeX as text,
as it is written; the page draws them. Money and escaped brackets are no formulas.
"""

from html import escape
from typing import TYPE_CHECKING

from mdit_py_plugins.amsmath import amsmath_block, amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_block_dollar, math_inline_dollar

from reader.bounds import FORMULA_CHARACTERS
from reader.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

    _BlockRule = Callable[[StateBlock, int, int, bool], bool]

_PROSE = lazy_re("[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7ff\uff01-\uff60]")
_TEX = lazy_re(r"[\\^_=]")
_SIGNS = lazy_re(r"\\[a-zA-Z]|[\^_=<>+]|^\s*[A-Za-z]\s*$|[0-9a-zA-Z)]\s*[*/-]\s*[0-9a-zA-Z(]")
_STRONG = lazy_re(
    r"(?<!\\)\\[a-zA-Z]{2,}|(?<!\\)[\^_]\{|[A-Za-z0-9)}]\s*[=<>]\s*[A-Za-z0-9({\\-]|[\^_][0-9a-zA-Z]"
)
_COMMANDS = lazy_re(r"(?<!\\)\\[a-zA-Z]{2,}|(?<!\\)[\^_]\{")
_CLOSE = {"(": lazy_re(r"\\\\?\)"), "[": lazy_re(r"\\\\?\]")}


def use_formulas(parser: "MarkdownIt") -> None:
    """Give the parser the rules of this module."""
    parser.use(dollarmath_plugin, allow_labels=False, allow_blank_lines=False)
    parser.use(amsmath_plugin)
    dollars = math_block_dollar(allow_labels=False, allow_blank_lines=False)
    parser.block.ruler.at("math_block", _within_lines(dollars))
    parser.block.ruler.at("amsmath", _within_lines(amsmath_block), {"alt": list(_PARENTS)})
    parser.inline.ruler.at("math_inline", _dollars)
    parser.inline.ruler.before("escape", "math_brackets", _brackets)
    parser.block.ruler.before("fence", "math_bracket_block", _bracket_block)
    for name in ("math_block", "amsmath"):
        parser.add_render_rule(name, _displayed)
    parser.add_render_rule("math_inline_double", _double)
    parser.add_render_rule("math_inline", _inline)


_PARENTS = ("paragraph", "reference", "blockquote", "list")
_LINES = 100
_FAR = 20_000
"""Of one formula: its end is looked for no further."""


def _within_lines(rule: "_BlockRule") -> "_BlockRule":
    def bounded(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        at = state.bMarks[start] + state.tShift[start]
        if state.src.startswith("\\", at) and state.src.find("\\end{", at, at + _FAR) < 0:
            return False
        return rule(state, start, min(end, start + _LINES), silent)

    return bounded


_rule: "Callable[[StateInline, bool], bool]" = math_inline_dollar(
    allow_space=True, allow_digits=True, allow_double=True
)


def _dollars(state: "StateInline", silent: bool) -> bool:
    """Read a formula between dollars, where it is one."""
    at = state.pos
    source = state.src
    if not source.startswith("$", at):
        return False
    double = source.startswith("$$", at)
    if not double and (source[at - 1 : at].isalnum() and source[at - 1 : at].isascii()):
        return False
    end = source.find("$$" if double else "$", at + (2 if double else 1), at + FORMULA_CHARACTERS)
    if end < 0:
        return False
    known = len(state.tokens)
    if not _rule(state, True) or state.pos > at + FORMULA_CHARACTERS:
        state.pos = at
        return False
    mark = 2 if double else 1
    text = source[at + mark : state.pos - mark]
    behind = source[state.pos : state.pos + 1]
    if not (text.strip() and (double or _is_formula(text, behind))):
        state.pos = at
        return False
    if text[0] == text[-1] == "`" and len(text) > 2:
        text = text[1:-1]  # GitHub's
    if not silent:
        del state.tokens[known:]
        token = state.push("math_inline_double" if double else "math_inline", "math", 0)
        token.content = text
        token.markup = "$" * mark
    return True


def _is_formula(text: str, behind: str) -> bool:
    """Whether what stands between two single dollars is one: `$5 and $6` is money."""
    if behind.isascii() and behind.isalnum():
        return False
    if text[0].isspace() or text[-1].isspace():
        return bool(text[0].isspace() and text[-1].isspace() and _STRONG.search(text))
    return not _PROSE.search(text) or bool(_TEX.search(text))


def _brackets(state: "StateInline", silent: bool) -> bool:
    r"""Read a formula between `\(` and `\)`, also with both backslashes escaped."""
    source, at = state.src, state.pos
    if source[at : at + 1] != "\\":
        return False
    begin = at + (2 if source.startswith("\\\\", at) else 1)
    kind = source[begin : begin + 1]
    if kind not in _CLOSE:
        return False
    end = _CLOSE[kind].search(source, begin + 1, min(state.posMax, begin + FORMULA_CHARACTERS))
    if end is None or (begin - at == 2) != (len(end[0]) == 3):
        return False
    text = source[begin + 1 : end.start()]
    meant = (_SIGNS if kind == "(" else _COMMANDS).search(text)
    if not meant or (_PROSE.search(text) and not _TEX.search(text)):
        return False
    if not silent:
        token = state.push("math_inline" if kind == "(" else "math_inline_double", "math", 0)
        token.content = text
        token.markup = source[at : begin + 1]
    state.pos = end.end()
    return True


_WHOLE_LINE = lazy_re(rf"(\\\\?)\[(.{{1,{FORMULA_CHARACTERS}}})\1\]$")


def _on_one_line(line: str) -> str:
    r"""Return the TeX of a line that is `\[ … \]`, "" where it is an escaped bracket."""
    found = _WHOLE_LINE.match(line)
    if found is None or "\\]" in found[2] or _PROSE.search(found[2]):
        return ""
    # Without blanks it may be a word in brackets, and a command within them is _brackets' matter.
    apart = found[2][0].isspace() and found[2][-1].isspace()
    return found[2].strip() if apart and _SIGNS.search(found[2]) else ""


def _bracket_block(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    r"""Read a formula between `\[` and `\]`, each on a line of its own, or with it on one."""
    at = state.bMarks[start] + state.tShift[start]
    opened = state.src[at : state.eMarks[start]].strip()
    if opened.startswith("\\") and (tex := _on_one_line(opened)) and not state.is_code_block(start):
        if not silent:
            token = state.push("math_block", "math", 0)
            token.content = tex
            token.map = [start, start + 1]
        state.line = start + 1
        return True
    if opened not in {"\\[", "\\\\["} or state.is_code_block(start):
        return False
    for line in range(start + 1, min(end, start + _LINES)):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
        if text == opened[:-1] + "]":
            if not silent:
                token = state.push("math_block", "math", 0)
                token.content = state.getLines(start + 1, line, state.blkIndent, False)
                token.map = [start, line + 1]
            state.line = line + 1
            return True
        if not text:
            return False
    return False


def _inline(
    _renderer: "RendererHTML",
    tokens: "Sequence[Token]",
    index: int,
    _options: "OptionsDict",
    _env: "EnvType",
) -> str:
    return f'<span class="math inline">{escape(tokens[index].content.strip(), quote=False)}</span>'


def _displayed(
    _renderer: "RendererHTML",
    tokens: "Sequence[Token]",
    index: int,
    _options: "OptionsDict",
    _env: "EnvType",
) -> str:
    return f'<div class="math display">{escape(tokens[index].content.strip(), quote=False)}</div>\n'


def _double(
    renderer: "RendererHTML",
    tokens: "Sequence[Token]",
    index: int,
    options: "OptionsDict",
    env: "EnvType",
) -> str:
    """Return a formula in `$$` amid words stands in their line; alone it is displayed."""
    beside = [*tokens[max(0, index - 1) : index], *tokens[index + 1 : index + 2]]
    words = any(token.content.strip() for token in beside)
    return (_inline if words else _displayed)(renderer, tokens, index, options, env)
