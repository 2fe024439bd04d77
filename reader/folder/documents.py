"""Whole HTML documents (saved pages): what their head says, and their body. Patterns, no tree.

What is hostile in the body is the sanitizer's business.
"""

import re

from reader.bounds import (
    ENTRY_FOOTER_CHARACTERS,
    HEAD_CHARACTERS,
    HEAD_TAG_CHARACTERS,
    HEAD_TAGS,
    LEAD_CHARACTERS,
    LOOK,
)
from reader.folder.keys import AUTHOR, DATE, by_meaning
from reader.markup.text.text import decode_references
from reader.patterns import lazy_re

_WHOLE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)*<(?:!doctype\s+html|html[\s>])", re.I
)
# No pattern runs on past the next "<": each looks at a character of a hostile page once.
_BODY = lazy_re(r"<body(?:\s[^<>]*+)?>", re.IGNORECASE)
_HEAD_END = lazy_re(r"</head\s*>", re.IGNORECASE)
_TITLE = lazy_re(rf"<title(?:\s[^<>]{{0,500}})?>([^<]{{0,{HEAD_TAG_CHARACTERS}}})", re.IGNORECASE)
_LANGUAGE = lazy_re(r"[^<]*+(?:<[!?][^>]*+>[^<]*+){0,9}<html[^<>]*?\slang=[\"']?([\w-]+)", re.I)
_META = lazy_re(rf"<meta\s([^<>]{{1,{HEAD_TAG_CHARACTERS}}})>", re.IGNORECASE)
_LINK = lazy_re(rf"<link\s([^<>]{{1,{HEAD_TAG_CHARACTERS}}})>", re.IGNORECASE)
_BASE = lazy_re(rf"<base\s([^<>]{{1,{HEAD_TAG_CHARACTERS}}})>", re.IGNORECASE)
_ATTRIBUTE = lazy_re(r"""([a-zA-Z:-]{1,40})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def is_document(text: str) -> bool:
    """Whether this is a page with a head, rather than a piece of HTML."""
    return _WHOLE.match(text) is not None


def read_document(text: str) -> tuple[dict[str, object], str]:
    """Return what the head says, under front matter's keys, and what is inside the body."""
    start = _BODY.search(text)
    head_end = _HEAD_END.search(text)
    if start is not None:
        begin = start.end()
    elif head_end is not None:
        begin = head_end.end()
    else:
        begin = 0
    language = _LANGUAGE.match(text[:LEAD_CHARACTERS])
    head = text[: min(begin or HEAD_CHARACTERS, HEAD_CHARACTERS)]
    end = len(text)
    if start is not None:
        tail = max(text.rfind("</body", begin), text.rfind("</BODY", begin))
        end = tail if tail >= 0 else end
    values = _head_values(head)
    base = _BASE.search(head)
    if base is not None:
        values["base"] = _attributes(base[1]).get("href", "")
    for key, pattern in _IN_COMMENT:
        found = pattern.search(text, 0, LEAD_CHARACTERS)
        if found is not None:
            values.setdefault(key, found[1].strip())
    _add_from_body(values, text[begin : begin + HEAD_CHARACTERS], head)
    if language is not None:
        values["language"] = language[1]
    body = text[begin:end].strip()
    return values, _without_entry_footer(values, body) if _is_entry(body) else body


def _is_entry(body: str) -> bool:
    """Tell whether a body is one entry of microformats, as Medium exports them."""
    return "h-entry" in body[:400] and body.endswith("</article>")


def _without_entry_footer(values: dict[str, object], body: str) -> str:
    """Note what an entry's footer says of it, and return the body without that footer."""
    at = body.rfind("<footer", max(0, len(body) - ENTRY_FOOTER_CHARACTERS))
    found = {key: pattern.search(body, max(at, 0)) for key, pattern in _IN_FOOTER if at >= 0}
    for key, said in found.items():
        if said is not None:
            values.setdefault(key, decode_references(said[1]).strip())
    known = at >= 0 and all(found.values())
    return f"{body[:at]}</article>" if known else body


_IN_FOOTER = tuple(
    (key, lazy_re(pattern, re.IGNORECASE))
    for key, pattern in (
        ("author", r'class="p-author[^"<>]{0,80}"[^<>]{0,200}>([^<>]{1,200})<'),
        ("url", rf'<a\shref="(https?://[^"<>]{{1,{LOOK}}})"\sclass="p-canonical"'),
    )
)


# What browsers and SingleFile write into a comment of a page that they save.
_IN_COMMENT = (
    ("url", lazy_re(r"saved from url=\(\d{1,5}\)(https?://[^\s>]+)")),
    ("url", lazy_re(r"SingleFile\s{1,9}url:\s(https?://[^\s>]+)")),
    ("saved", lazy_re(r"\ssaved date:\s([^\n]{10,80})")),
)

# Where a page that says nothing in its head says it: for search engines, for readers, for itself.
_IN_BODY: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, lazy_re(pattern, re.IGNORECASE))
    for key, pattern in (
        ("date", r'"datePublished"\s{0,9}:\s{0,9}"([^"\n]{8,40})"'),
        ("date", r'itemprop="datePublished"[^<>]{0,99}?content="([^"]{8,40})"'),
        ("date", r"""<time\s[^<>]{0,400}?datetime=["']?([^"'<>]{8,40})["'\s>]"""),
        (
            "date",
            r'\bid="timestamp"[^<>]{0,200}>\s{0,99}([^<>\s][^<>]{7,40}?)\s{0,99}<',
        ),  # Tumblr's
        ("date", r"""\bvar ct = ["'](\d{10})["']"""),  # WeChat's
        ("date", r'\bid="publish_time"[^<>]{0,200}>\s{0,99}([^<>\s][^<>]{7,30}?)\s{0,99}<'),
        (
            "author",
            (
                r'"author"\s{0,9}:\s{0,9}[\[{\s]{1,20}"@type"[^{}\[\]]{0,400}?"name"\s{0,9}:\s{0,9}'
                r'"([^"\n]{1,200})"'
            ),
        ),
        ("author", r'\bid="js_name"[^<>]{0,200}>\s{0,99}([^<>\s][^<>]{0,99}?)\s{0,99}<'),
    )
)


def _add_from_body(values: dict[str, object], body: str, head: str) -> None:
    """Add the date and the author that the head does not name, where the page says them."""
    named = by_meaning(values)
    lacking = {
        key
        for key, meaning in (("date", DATE), ("author", AUTHOR))
        if not any(map(named.get, meaning))
    }
    for key, pattern in _IN_BODY if lacking else ():
        if key not in lacking:
            continue
        found = pattern.search(head) or pattern.search(body)
        if found is not None:
            values[key] = decode_references(found[1]).strip()
            lacking.discard(key)


def _head_values(head: str) -> dict[str, object]:
    said: dict[str, str] = {}
    for number, tag in enumerate(_META.finditer(head)):
        if number > HEAD_TAGS:
            break
        attributes = _attributes(tag[1])
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content", "").strip()
        if name and content:
            said.setdefault(name.lower(), content)
    values: dict[str, object] = dict(said)
    title = _TITLE.search(head)
    if title is not None and title[1].strip():
        values["title"] = decode_references(title[1].strip())
    for number, tag in enumerate(_LINK.finditer(head)):
        if number > HEAD_TAGS:
            break
        attributes = _attributes(tag[1])
        if attributes.get("rel", "").lower() == "canonical" and attributes.get("href"):
            values["url"] = attributes["href"]
            break
    return values


def _attributes(inside: str) -> dict[str, str]:
    return {
        found[1].lower(): decode_references(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(inside)
    }
