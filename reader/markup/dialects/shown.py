"""Elements that a parser takes out of the text though they hold words, as others that show them.

What stands in <template> is content for a script, or that of a component which a saved page holds;
<textarea>, <xmp> and <listing> hold listings of old.
"""

import re
from html import escape

from reader.markup.text.text import decode_references

_TEMPLATE = re.compile(r"</?template(?=[\s/>])[^<>]*+>?", re.IGNORECASE)
_BOX = re.compile(r"<(/?)(?:dialog|marquee|hgroup|search)(?=[\s/>])[^<>]*+>?", re.IGNORECASE)
_RAW = re.compile(
    r"<(textarea|xmp|listing)(?=[\s/>])[^<>]*+>((?>(?:[^<]++|<(?!/\1[\s/>]))*))(?:</\1[^<>]*+>?|\Z)",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"<(?:[tT][eE][mMxX]|[xX][mM]|[lL][iI][sS]|[dD][iI][aA]|[mM][aA][rR]|[hH][gG]|[sS][eE][aA])"
)


def shown(html: str) -> str:
    """Return the HTML with the words of these elements where a page and a search find them."""
    if not _SIGN.search(html):
        return html
    html = _RAW.sub(_as_listing, html)
    return _BOX.sub(r"<\1div>", _TEMPLATE.sub("", html))


def _as_listing(found: re.Match[str]) -> str:
    name, text = found.groups()
    if not text.strip():
        return ""
    if name.lower() == "textarea":  # its references are read, its tags are not
        text = decode_references(text)
    elif name.lower() == "listing":
        return f"<pre>{text}</pre>"
    return f"<pre>{escape(text, quote=False)}</pre>"
