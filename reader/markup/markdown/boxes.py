"""Boxes around text: GitHub's alerts, Obsidian's callouts, `:::` containers, `!!!` and `???`.

One that folds becomes <details>; each other a quotation headed by its title.
"""

from html import escape
from typing import TYPE_CHECKING

from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.admon.index import admonition
from mdit_py_plugins.container import container_plugin

from reader.bounds import BOX_CHARACTERS
from reader.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.utils import EnvType, OptionsDict

_CALLOUT = lazy_re(r"\[!([\w-]{1,40})(?:\|[^\]\n]{0,100})?\]([+-]?)[ \t]*([^\n]*)(?:\n|$)")
_ADMONITION = lazy_re(
    r"(?:!!!|\?\?\?\+?)[ \t]+[a-zA-Z][\w-]*(?:[ \t]+[\w-]+)*(?:[ \t]+\"[^\"\n]*\")?[ \t]*$"
)
_FOLDED = frozenset({"details", "spoiler", "collapse", "fold", "folding", "hidden"})
_BARE = frozenset({"center", "left", "right", "tabs", "code-group", "column", "columns", "row"})
_NAMED = lazy_re(
    r"[ \t]*(?:\{\.?([\w-]{1,40})\}|([\w-]{1,40}))?(?:\[([^\]\n]{0,300})\])?"
    r"[ \t]*(?:\{(?:[.#:][^{}\n]{0,200}|[^{}=\n]{1,40}=[^{}\n]{0,200})\})?[ \t]*([^\n]*)$"
)


def use_boxes(parser: "MarkdownIt") -> None:
    """Give the parser the rules of this module."""
    parser.use(container_plugin, "box", validate=_is_box, render=_container)
    parser.use(admon_plugin)
    parser.block.ruler.at(
        "admonition", _admonition, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    for name in (
        "admonition_open",
        "admonition_close",
        "admonition_title_open",
        "admonition_title_close",
    ):
        parser.add_render_rule(name, _admonition_tag)
    parser.core.ruler.after("block", "callouts", _settle_callouts)


def _is_box(params: str, _markup: str) -> bool:
    return bool(params.strip()) and len(params) < BOX_CHARACTERS


def _admonition(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    at = state.bMarks[start] + state.tShift[start]
    if state.src[at : at + 3] not in {"!!!", "???"}:
        return False
    if not _ADMONITION.match(state.src, at, state.eMarks[start]):
        return False
    return admonition(state, start, end, silent)


def _label(kind: str) -> str:
    return kind.replace("-", " ").replace("_", " ").capitalize()


def _container(
    _renderer: "RendererHTML",
    tokens: "Sequence[Token]",
    index: int,
    _options: "OptionsDict",
    env: "EnvType",
) -> str:
    token = tokens[index]
    opened: list[str] = env.setdefault("open_boxes", [])
    if token.nesting < 0:
        return opened.pop() if opened else ""
    found = _NAMED.match(token.info)
    kind = (found[1] or found[2] or "").lower() if found else ""
    title = (found[3] or found[4] or "").strip(' :"') if found else ""
    if kind in _BARE or not (kind or title):
        opened.append("</center>\n" if kind == "center" else "</div>\n")
        return "<center>\n" if kind == "center" else "<div>\n"
    parser = env.get("parser")
    said = title or _label(kind)
    words = parser.renderInline(said, {}) if parser is not None else escape(said)
    if kind in _FOLDED:
        opened.append("</details>\n")
        return f"<details><summary>{words}</summary>\n"
    opened.append("</blockquote>\n")
    return f"<blockquote>\n<p><strong>{words}</strong></p>\n"


def _admonition_tag(
    _renderer: "RendererHTML",
    tokens: "Sequence[Token]",
    index: int,
    _options: "OptionsDict",
    env: "EnvType",
) -> str:
    token = tokens[index]
    folds: list[bool] = env.setdefault("open_admonitions", [])
    if token.type == "admonition_open":
        folds.append(token.markup.startswith("?"))
        opened = " open" if token.markup.endswith("+") else ""
        return f"<details{opened}>\n" if folds[-1] else "<blockquote>\n"
    if token.type == "admonition_close":
        return "</details>\n" if folds and folds.pop() else "</blockquote>\n"
    in_details = bool(folds and folds[-1])
    if token.type == "admonition_title_open":
        return "<summary>" if in_details else "<p><strong>"
    return "</summary>\n" if in_details else "</strong></p>\n"


# --- callouts -------------------------------------------------------------------------------------


def _settle_callouts(state: "StateCore") -> None:
    """`> [!NOTE] Title`: the first line of a quotation that says what it is."""
    tokens = state.tokens
    insertions: list[tuple[int, list[Token]]] = []
    for at in range(len(tokens) - 2):
        if tokens[at].type != "blockquote_open" or tokens[at + 1].type != "paragraph_open":
            continue
        inline = tokens[at + 2]
        found = _CALLOUT.match(inline.content) if inline.content.startswith("[!") else None
        if found is None:
            continue
        rest = inline.content[found.end() :].strip("\n")
        title = found[3].strip() or _label(found[1])
        close = _end_of(tokens, at) if found[2] else -1
        if close >= 0:
            tokens[at].tag = tokens[close].tag = "details"
            if found[2] == "+":
                tokens[at].attrs["open"] = ""
        head = _head(title, "summary" if close >= 0 else "strong", inline)
        if rest:
            inline.content = rest
            insertions.append((at + 1, head))
        else:
            tokens[at + 1].hidden = tokens[at + 3].hidden = True
            inline.content = ""
            insertions.append((at + 1, head))
    for at, head in reversed(insertions):
        tokens[at:at] = head


def _end_of(tokens: "list[Token]", at: int) -> int:
    for number in range(at + 1, len(tokens)):
        if tokens[number].type == "blockquote_close" and tokens[number].level == tokens[at].level:
            return number
    return -1


def _head(title: str, element: str, beside: "Token") -> "list[Token]":
    inline = Token("inline", "", 0, content=title, map=beside.map, level=beside.level, children=[])
    begin = Token("paragraph_open", "summary" if element == "summary" else "p", 1, block=True)
    end = Token("paragraph_close", begin.tag, -1, block=True)
    if element == "summary":
        return [begin, inline, end]
    inline.content = f"**{title}**" if not title.startswith("**") else title
    return [begin, inline, end]
