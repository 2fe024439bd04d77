"""Listings: which language they are told to be in, and their words coloured by Pygments.

Behind the gate: takes escaped text, gives escaped text with our own spans.
"""

from html import escape
from typing import TYPE_CHECKING

from reader.bounds import MAX_CODE
from reader.markup.policy import names
from reader.markup.soup import Tag
from reader.markup.text.text import decode_references
from reader.patterns import lazy_re

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_TOLD = lazy_re(r"(?:^|[\s:-])(?:lang(?:uage)?|highlight-source|brush)[-:]\s*([\w+#.-]{1,20})")
_BESIDE = lazy_re(
    r"^(?:highlight|sourceCode|hljs|prettyprint|codehilite)\s+([\w+#.-]{1,20})(?![\w+#.-])"
)
_NO_LANGUAGE = names("plain plaintext text txt none nohighlight hljs highlight code undefined auto")
_LOOKED_AT = 7
_TAG = lazy_re(r"<(/?)([a-z]+)[^<>]*>")
_ONLY_DRESS = names("span code samp font tt")

_KINDS = (
    ("Token.Comment", "c"),
    ("Token.Keyword", "k"),
    ("Token.Operator.Word", "k"),
    ("Token.Literal.String", "s"),
    ("Token.Literal.Number", "n"),
    ("Token.Literal.Date", "n"),
    ("Token.Name.Function", "f"),
    ("Token.Name.Class", "f"),
    ("Token.Name.Tag", "k"),
    ("Token.Name.Attribute", "f"),
    ("Token.Name.Decorator", "f"),
    ("Token.Name.Builtin", "f"),
    ("Token.Generic.Deleted", "d"),
    ("Token.Generic.Inserted", "i"),
    ("Token.Generic.Heading", "k"),
    ("Token.Generic.Subheading", "c"),
)


def told_language(listing: Tag) -> str:
    """Return the language that a <pre>, its <code> or what is around names; "" if none does."""
    within = (node for node in listing.descendants if isinstance(node, Tag))
    places = [next((tag for tag in within if tag.name == "code"), listing), listing]
    places += [tag for _, tag in zip(range(_LOOKED_AT), listing.parents, strict=False)]
    for tag in places:
        for attribute in ("data-lang", "data-language"):
            if value := str(tag.get(attribute) or "").strip().lower():
                return "" if value in _NO_LANGUAGE else value[:20]
        classes = tag.get("class") or ""
        said = " ".join(classes) if isinstance(classes, list) else str(classes)
        found = _TOLD.search(said) or _BESIDE.search(said)
        if found:
            name = found[1].lower()
            return "" if name in _NO_LANGUAGE else name
    return ""


def coloured(code: str, language: str) -> str:
    """Return the inside of a <pre>, as nh3 wrote it, with spans of the classes code-c, -k, -s, -n,
    -f, -d, -i around what a colour helps with; unchanged where that cannot be done."""
    if not language or len(code) > MAX_CODE:
        return code
    if any(tag[2] not in _ONLY_DRESS for tag in _TAG.finditer(code)):
        return code
    lexer = _lexer(language)
    if lexer is None:
        return code
    text = decode_references(_TAG.sub("", code))
    parts: list[str] = []
    last, waiting = "", ""
    for token, value in lexer.get_tokens(text):
        kind = _kind(str(token))
        if kind != last:
            parts.append(_span(last, waiting))
            last, waiting = kind, ""
        waiting += value
    parts.append(_span(last, waiting))
    return "".join(parts).strip("\n")


def _span(kind: str, text: str) -> str:
    shown = escape(text, quote=False)
    return f'<span class="code-{kind}">{shown}</span>' if kind and text.strip() else shown


def _kind(token: str) -> str:
    return next((kind for prefix, kind in _KINDS if token.startswith(prefix)), "")


def _lexer(language: str) -> "Lexer | None":
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
