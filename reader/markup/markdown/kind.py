"""Whether a body is HTML or Markdown: told by what stands outside its blocks of HTML."""

import re
from collections.abc import Iterator

from reader.bounds import LEAD_CHARACTERS, WRAPPED_CHARACTERS
from reader.markup.markdown.html_map import HtmlMap
from reader.patterns import lazy_re

_LEAD = re.compile(
    rf"(?>(?:\s++|<!--.{{0,{LEAD_CHARACTERS}}}?-->|<\?xml[^>]{{0,200}}>|<!doctype[^>]{{0,200}}>)*)",
    re.I | re.S,
)
_BLOCKS = (
    "html|body|div|p|table|section|article|main|header|footer|figure|center|h[1-6]|ul|ol|dl|"
    "blockquote|pre|hr|aside|nav|form|iframe|video|style|script|link|meta|font"
)
_BLOCK_START = re.compile(rf"<({_BLOCKS})(?=[\s/>])", re.IGNORECASE)
_BLOCK_TAG = lazy_re(rf"</?(?:{_BLOCKS}|br|li)(?=[\s/>])", re.IGNORECASE)
_LINES = re.compile(r"<(?:br|p|li|td|hr)(?=[\s/>])", re.IGNORECASE)
_OPEN_PARAGRAPH = lazy_re(r"<(?:p|li|td|tr|dd|dt)(?=[\s/>])[^<>]*+>[^\n]*", re.IGNORECASE)
_MARKS = lazy_re(
    r"""^[ ]{0,3}(?:\#{1,6}[ ]\S | (?:```|~~~) | >[ ] | [-*+][ ]\S | [0-9]{1,3}[.)][ ]\S |
        \|.*\|[ ]*$ | (?:={3,}|-{3,})[ ]*$ | \[[^\]\n]{1,80}\]:[ ])
      | !?\[[^\]\n]{0,300}\]\((?!\s)[^()\s]{1,500}(?:\s"[^"\n]{0,300}")?\)
      | !\[\[[^\[\]\n]{1,300}\]\]
      | \*\*\S[^*\n]{0,300}\*\*""",
    re.MULTILINE | re.VERBOSE,
)
_PARTED = lazy_re(r"\S[ \t]*\n[ \t]*\n(?=\s*\S)")
_MEANT = re.compile(
    r"<\w+[^<>]*(?:\smarkdown(?:=[\"']?(?:1|block|span)[\"']?)?\s*>|>[ \t]*\n[ \t]*\n)"
)
_FOLDED = lazy_re(r"</summary>[ \t]*\n[ \t]*\n")
_TEMPLATE = lazy_re(r"\{[%{][^{}\n]{0,300}[%}]\}")
_ENOUGH = 400
_SEVERAL = 3


def is_html(body: str) -> bool:
    """Return whether a body is HTML that must not go through a Markdown parser.

    HTML: one element around it all, or blocks of HTML with no Markdown between them. Markdown:
    all other text, with or without blocks of HTML in it.
    """
    lead = _LEAD.match(body)
    body = body[lead.end() :] if lead else body
    start = _BLOCK_START.match(body)
    if start and _wrapped_in_one(body, start):
        # An empty line behind the first tag is how Markdown is put into an element.
        meant = _MEANT.match(body)
        inner = body[meant.end() :][:WRAPPED_CHARACTERS] if meant else ""
        if not inner:
            return True
        return _count(_MARKS, _outside(inner, HtmlMap(inner).spans())) < _SEVERAL
    body = body[:WRAPPED_CHARACTERS]
    if "<" not in body:
        return False
    if "</summary>" in body and _FOLDED.search(body) and _MARKS.search(body):
        return False  # Markdown put into a part that folds
    spans = HtmlMap(body).spans()
    if not spans and not _LINES.search(body):
        return False  # tags that are spoken of
    outside = _outside(body, spans)
    blocks = _count(_BLOCK_TAG, body)
    marks = _count(_MARKS, outside)
    paragraphs = len(_PARTED.findall(outside))
    if start is None and not marks:
        return blocks > paragraphs
    # HTML, too, may have a line that begins with a dash; Markdown with HTML inside has more.
    return not marks and (not paragraphs or blocks > 2 * paragraphs)


def _outside(body: str, spans: list[tuple[int, int]]) -> str:
    """Return what stands outside the blocks of HTML."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts.append(body[at:start])
        at = end
    parts.append(body[at:])
    return _OPEN_PARAGRAPH.sub("", _TEMPLATE.sub("", "\n".join(parts)))


def _wrapped_in_one(body: str, start: re.Match[str]) -> bool:
    """Whether the element that begins the body ends with it, and not before."""
    name = start[1]
    depth = 0
    last = 0
    for tag in re.finditer(rf"<(/?){name}(?=[\s/>])[^<>]*+>?", body, re.IGNORECASE):
        if not depth and last:
            return False
        depth += -1 if tag[1] else 1
        last = tag.end()
    return not depth and not body[last:].strip()


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in _some(pattern, text))


def _some(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for number, found in enumerate(pattern.finditer(text)):
        if number >= _ENOUGH:
            return
        yield found


_ESCAPED = lazy_re(
    r"\s*(?:<(?:div|p|section|article|span)(?:\s[^<>]{0,300})?>\s*){0,3}"
    r"&lt;(?:p|div|h[1-6]|ul|ol|table|img|br|a|figure|section|article|blockquote|span|strong)"
    r"(?:\s(?:[^<>&]|&(?!gt;)){0,800})?/?&gt;",
    re.IGNORECASE,
)
_ESCAPED_TAG = lazy_re(r"&lt;/?[a-z][a-z0-9]{0,20}(?=[\s/&])", re.IGNORECASE)
_FEW = 12
"""Real tags around a body that was escaped: a wrapper or two, some line breaks."""


def unescaped(body: str) -> str:
    """Return a body that was escaped once too often, or stands in CDATA, as the HTML it was."""
    start = body[:_BEGINNING].lstrip()
    if start.startswith("<![CDATA[") and body.rstrip().endswith("]]>"):
        return body.strip()[len("<![CDATA[") : -len("]]>")]
    if "&lt;" not in start or not _ESCAPED.match(body):
        return body
    if body.count("<") > _FEW or _count(_ESCAPED_TAG, body) < max(2, body.count("<") // 2):
        return body
    for reference, character in _REFERENCES:
        body = body.replace(reference, character)
    return body


_REFERENCES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&"))


_BEGINNING = 1_200
