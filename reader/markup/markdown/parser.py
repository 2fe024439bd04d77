"""The Markdown parser: CommonMark, and what people write beside it, by plugins before own rules.

Importing this loads markdown-it; the window never does.
"""

from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block import blockquote, list_block
from mdit_py_plugins.deflist import deflist_plugin

from reader.bounds import MAX_MARKDOWN_DEPTH, MAX_REFERENCES
from reader.markup.markdown.boxes import use_boxes
from reader.markup.markdown.cjk_emphasis import CjkInlineParser
from reader.markup.markdown.formulas import use_formulas
from reader.markup.markdown.html_map import HtmlMap
from reader.markup.markdown.html_parts import use_html
from reader.markup.markdown.inline_marks import use_inline_marks
from reader.markup.markdown.line_breaks import Breaks, breaks_of, settle_breaks
from reader.markup.markdown.links import use_links
from reader.markup.markdown.residue import use_residue

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    _Rule = Callable[[StateBlock, int, int, bool], bool]


def render(body: str, breaks: Breaks | None = None) -> str:
    """Return the HTML of a Markdown body. breaks: what ends of lines mean; None: told from it."""
    parser = markdown_parser()
    env: dict[str, object] = {
        "html_map": HtmlMap(body),
        "breaks": breaks or breaks_of(body),
        "parser": parser,
    }
    tokens = parser.parse(body, env)
    _bound_references(tokens)
    html: str = parser.renderer.render(tokens, parser.options, env)
    return html


@cache
def markdown_parser() -> MarkdownIt:
    """Return the parser, made once."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_MARKDOWN_DEPTH})
    parser.inline = CjkInlineParser()
    parser.configure("commonmark")
    parser.options["html"] = True
    parser.options["maxNesting"] = MAX_MARKDOWN_DEPTH
    parser.enable(["table", "strikethrough"])
    # A link's address is judged by urls.py, wherever the HTML came from.
    parser.validateLink = _any_link  # type: ignore[method-assign, assignment]
    parser.normalizeLinkText = _as_written  # type: ignore[method-assign]
    # Where nothing more may be nested the parser drops all the rest of the text: not so far.
    room = MAX_MARKDOWN_DEPTH - 3
    parents = ["paragraph", "reference", "blockquote"]
    parser.block.ruler.at("list", _up_to(room, list_block), {"alt": parents})
    parser.block.ruler.at("blockquote", _up_to(room, blockquote), {"alt": [*parents, "list"]})
    use_html(parser)
    use_residue(parser)
    use_inline_marks(parser)
    use_links(parser)
    use_formulas(parser)
    use_boxes(parser)
    parser.use(deflist_plugin)
    for name in ("deflist", "container_box", "admonition"):
        rule = parser.block.ruler.__rules__[parser.block.ruler.__find__(name)]
        parser.block.ruler.at(name, _up_to(room, rule.fn), {"alt": rule.alt})
    parser.core.ruler.push("line_breaks", settle_breaks)
    return parser


def _any_link(_url: str) -> bool:
    return True


def _as_written(link: str) -> str:
    return link


def _up_to(level: int, rule: "_Rule") -> "_Rule":
    """Return a rule for a block that holds others; too deep, its lines are those of a text."""

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
