"""Elements that a parser takes out of the text though they hold words, as others that show them.

What stands in <template> is content for a script, or that of a component which a saved page holds;
<textarea>, <xmp> and <listing> hold listings of old; <select> what there is to choose from.
"""

import re
from html import escape

from reader.bounds import CARD_CHARACTERS, TAG_CHARACTERS
from reader.markup.text.text import decode_references, plain_text
from reader.patterns import lazy_re

_TEMPLATE = lazy_re(r"</?template(?=[\s/>])[^<>]*+>?", re.IGNORECASE)
_BOX = lazy_re(r"<(/?)(?:dialog|marquee|hgroup|search)(?=[\s/>])[^<>]*+>?", re.IGNORECASE)
_RAW = lazy_re(
    r"<(textarea|xmp|listing)(?=[\s/>])[^<>]*+>((?>(?:[^<]++|<(?!/\1[\s/>]))*))(?:</\1[^<>]*+>?|\Z)",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"<(?:[tT][eE][mMxX]|[xX][mM]|[lL][iI][sS]|[dD][iI][aA]|[mM][aA][rR]|[hH][gG]|[sS][eE][aAlL])"
)
_CHOICE = lazy_re(
    r"<select(?=[\s>])[^<>]*+>((?>(?:[^<]++|<(?!/?select[\s>]))*))</select\s*>", re.IGNORECASE
)
_OPTION = lazy_re(r"<(?:option|optgroup)(?=[\s>])", re.IGNORECASE)
_LABEL = lazy_re(r"""\slabel\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')[^<>]*+>""", re.IGNORECASE)


def shown(html: str) -> str:
    """Return the HTML with the words of these elements where a page and a search find them."""
    if not _SIGN.search(html):
        return html
    html = _RAW.sub(_as_listing, html)
    html = _CHOICE.sub(_as_words, html)
    return _BOX.sub(r"<\1div>", _TEMPLATE.sub("", html))


def _as_words(found: re.Match[str]) -> str:
    """Return what there is to choose from; of a long list its beginning."""
    words = []
    for option in _OPTION.split(found[1][: 4 * TAG_CHARACTERS])[1:]:
        label = _LABEL.match(option)
        said = plain_text(f"<i{option}") or (label and (label[1] or label[2])) or ""
        words.append(" ".join(said.split()))
    told = " / ".join(filter(None, words))
    return escape(
        told if len(told) <= CARD_CHARACTERS else f"{told[:CARD_CHARACTERS]}…", quote=False
    )


def _as_listing(found: re.Match[str]) -> str:
    name, text = found.groups()
    if not text.strip():
        return ""
    if name.lower() == "textarea":  # its references are read, its tags are not
        text = decode_references(text)
    elif name.lower() == "listing":
        return f"<pre>{text}</pre>"
    return f"<pre>{escape(text, quote=False)}</pre>"
