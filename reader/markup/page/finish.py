"""The last pass, behind the gate: sanitized HTML dressed for QTextDocument.

Only here are classes, borders and styles written, so that nothing of an article can forge them.
Works on nh3's canonical output by its tags alone: attribute values hold no "<" or ">" there.
"""

import re
from collections.abc import Sequence

from reader.bounds import MAX_CODE, MAX_CODE_ALL, MAX_TABLE_DEPTH
from reader.markup.page.code import coloured
from reader.markup.page.long_paragraphs import parted
from reader.patterns import lazy_re

_TAG = lazy_re(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>")
_WIDE = 'width="100%" cellspacing="0"'
BAR = '<td class="quote-bar" width="3"></td>'
QUOTE = f'<table class="quote" {_WIDE} cellpadding="0"><tr>{BAR}<td class="quote-text">'
BOX_END = "</td></tr></table>"
QUOTE_RTL = f'<table class="quote" {_WIDE} cellpadding="0"><tr><td class="quote-text rtl">'
QUOTE_RTL_END = f"</td>{BAR}</tr></table>"
_CARD = f'<table class="card" {_WIDE} cellpadding="8"><tr><td>'
CODE = f'<table class="code" {_WIDE} cellpadding="8"><tr><td>'
_PRE = '<pre style="white-space: pre-wrap"%s>'
# Its cells draw all the lines. A border of its own is left out of the width that Qt gives a table
# in a cell, so that words broke there; and it shows, darker, where a row has a cell too few.
DATA = '<table class="data" border="0" cellspacing="0" cellpadding="6">'
# As wide as the text: one that Qt is to set on the right stands beyond the margin.
DATA_RTL = DATA.replace("<table ", '<table width="100%" ')
_RTL, _LTR = ' dir="rtl"', ' dir="ltr"'
_BULLETS = ("", ' type="circle"', ' type="square"')
_ONE_PICTURE = r"(?:<a [^<>]*>)?<img [^<>]*>(?:</a>)?"
_PICTURE = lazy_re(rf"<p(?: dir=.[lr]t[lr].)?>({_ONE_PICTURE}(?: {_ONE_PICTURE})*)</p>")

_SIMPLE = {
    ("", "mark"): '<span class="mark">',
    ("/", "mark"): "</span>",
    ("", "kbd"): '<span class="kbd">',
    ("/", "kbd"): "</span>",
    ("", "figcaption"): '<p class="caption">',
    ("/", "figcaption"): "</p>",
    ("", "aside"): _CARD,
    ("/", "aside"): BOX_END,
    ("", "summary"): '<p class="summary">',
    ("/", "summary"): "</p>",
}


def dressed(html: str, languages: Sequence[str] = ()) -> str:
    """Sanitized HTML with boxes as tables and with the class names that page.py documents.

    languages: of each <pre>, in their order; "" where none is told.
    """
    html = _kept_spaces(_coloured(parted(html), languages))
    listed = iter(languages if html.count("<pre") == len(languages) else ())
    depth = lists = 0
    boxed: list[bool] = []
    quotes: list[str] = []

    def dress(tag: re.Match[str]) -> str:
        nonlocal depth, lists
        end, name, attributes = tag.groups()
        if name in {"ol", "ul"}:
            lists += -1 if end else 1
            kind = _BULLETS[min(max(lists, 1), 3) - 1] if name == "ul" and not end else ""
            return f"<ul{kind}{attributes}>" if kind else tag[0]
        if name == "pre":
            if end:
                fits = boxed.pop() if boxed else False
                depth -= fits
                return "</pre>" + (BOX_END if fits else "")
            boxed.append(depth < MAX_TABLE_DEPTH)
            depth += boxed[-1]
            said = (_LTR if _LTR in attributes else "") + _class_of(next(listed, ""))
            return (CODE if boxed[-1] else "") + _PRE % said
        if name in {"table", "blockquote", "aside"}:
            depth += -1 if end else 1
        if name == "blockquote":
            if end:
                return quotes.pop() if quotes else ""
            quotes.append(QUOTE_RTL_END if _RTL in attributes else BOX_END)
            return QUOTE_RTL if _RTL in attributes else QUOTE
        if name == "table" and not end:
            return DATA_RTL if _RTL in attributes else DATA
        if name == "figcaption" and _RTL in attributes:
            return f'<p class="caption"{_RTL}>'
        return _SIMPLE.get((end, name), tag[0])

    html = _PICTURE.sub(r'<p class="picture">\1</p>', _TAG.sub(dress, html))
    html = _ABOVE.sub(r'<p class="caption above"\1', html)
    return _LEAD.sub(r'<p class="lead"\1\2', html)


_NAME = lazy_re(r"[a-z0-9+#.-]{1,20}")


def _class_of(language: str) -> str:
    """Return the class that keeps a listing's language for copying: Qt reads it there too."""
    return f' class="language-{language}"' if _NAME.fullmatch(language) else ""


_ABOVE = lazy_re(r'<p class="caption"([^<>]*>(?>(?:(?!</p>).)*)</p><table )', re.DOTALL)
_LEAD = lazy_re(
    r"<p((?: dir=.[lr]t[lr].)?>)(<(b|strong)>[^<>]{1,60}</\3></p>)"
    r"(?=<[pou])(?!<p[^<>]*><(?:b|strong)>)"
)
"""A short line all in bold above text: a heading that its author did not mark as one."""


_LISTING = lazy_re(r"(<pre[^<>]*>)(.*?)(?=</pre>)", re.DOTALL)
_TEXT = lazy_re(r"(?<=>)[^<]+|\A[^<]+")
_WIDE_SPACES = lazy_re("[\u2000-\u200a\u3000]{2,}")


def _coloured(html: str, languages: Sequence[str]) -> str:
    if not any(languages):
        return html
    found = iter(_LISTING.finditer(html))
    told = iter(languages if html.count("<pre") == len(languages) else ())
    parts: list[str] = []
    at, room = 0, MAX_CODE_ALL
    for listing, language in zip(found, told, strict=False):
        if not language or len(listing[2]) > min(room, MAX_CODE):
            continue
        room -= len(listing[2])
        parts += (html[at : listing.end(1)], coloured(listing[2], language))
        at = listing.end()
    return "".join(parts) + html[at:]


def _kept_spaces(html: str) -> str:
    """Qt takes a run of wide spaces for one; the runs are what a poem or a form is set with."""
    if not _WIDE_SPACES.search(html):
        return html
    kept = r'<span style="white-space: pre-wrap">\g<0></span>'
    return _TEXT.sub(lambda text: _WIDE_SPACES.sub(kept, text[0]), html)
