"""Hostile HTML cut to a size and depth that the parsers behind can bear. One linear pass.

nh3 and BeautifulSoup take quadratic time or the whole stack for what a few kilobytes can hold:
100,000 nested elements, unclosed formats that each paragraph opens anew, attributes without end.
"""

import re
from collections import Counter
from html import escape

from reader.bounds import (
    MAX_AMPERSANDS,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_FLAT,
    MAX_FORMATS,
    MAX_HEAVY,
    MAX_RAISED,
    MAX_RUN,
    MAX_SOURCE_PICTURES,
    MAX_TAG_ATTRIBUTES,
    MAX_TAG_CHARACTERS,
    MAX_TAGS,
)
from reader.markup.policy import names
from reader.markup.text.text import cut, plain_text
from reader.model import Note, NoteCode

SHORTENED_LENGTH = Note(NoteCode.CUT_LENGTH)
SHORTENED_DEPTH = Note(NoteCode.CUT_DEPTH)
SHORTENED_END = Note(NoteCode.CUT_END)
SHORTENED_AMPERSANDS = Note(NoteCode.CUT_AMPERSANDS, (MAX_AMPERSANDS,))
SHORTENED_PICTURES = Note(NoteCode.CUT_MANY_PICTURES)

_VOID = names("area base br col embed hr img input link meta param source track wbr")
_FORMATS = names("a b big code em font i nobr s small strike strong tt u")
_HEAVY = names("audio blockquote embed iframe object pre svg table video")
_RAISED = names("sub sup")
_ENDED_BY = {
    "p": (names("p"), names("div td th li dd blockquote section article table")),
    "li": (names("li"), names("ul ol table")),
    "dt": (names("dt dd"), names("dl table")),
    "dd": (names("dt dd"), names("dl table")),
    "td": (names("td th"), names("tr table")),
    "th": (names("td th"), names("tr table")),
    "tr": (names("tr"), names("table")),
    "tbody": (names("tbody thead tfoot"), names("table")),
    "option": (names("option"), names("select")),
}
"""Start tag -> the open elements it ends, and those behind which none is looked for."""
_LOOKED_BACK = 8
_ENDS = r"""[^>=]*+(?>(?:=\s*+(?>(?:"[^"]*+"|'[^']*+')?)[^>=]*+)*)"""
_TAG = re.compile(
    rf"<(?:(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]{{0,40}}+){_ENDS}(?:>|\Z)"
    rf"|!--(?:-?>|(?>(?:[^-]++|-(?!-!?>))*)(?:--!?>|\Z))|[!?/][^>]*+(?:>|\Z))"
)
_RAW_END = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "noembed", "noframes", "xmp")
}
_ATTRIBUTE = re.compile(r"""[\s/]*+[^\s=>/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?""")
_LONE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_COSTLY = re.compile("[&\x80-\xbf]")
_PLACE_TO_BREAK = re.compile(r"\s(?!\s)|(?=&)")
_NOSCRIPT = re.compile(r"</?noscript(?=[\s/>])[^<>]*+>?", re.IGNORECASE)

# Below these nothing within can stall a parser, and the pass is not worth its time.
_FEW_TAGS = 300
_SHORT = 50_000


def bounded(html: str) -> tuple[str, tuple[Note, ...]]:
    """Return the HTML within its bounds, encodable, without controls, and notes on what was cut.

    Real articles come back as they are, but for comments.
    """
    notes: dict[Note, None] = {}
    whole = len(html)
    html = cut(html)
    if len(html) < whole:
        notes[SHORTENED_LENGTH] = None
    if _CONTROL.search(html):
        # Some parsers stop at them, some drop them, some raise.
        html = _CONTROL.sub("", html.replace("\x0b", " ").replace("\x0c", " "))
    try:
        html.encode("utf-8")
    except UnicodeEncodeError:
        html = _LONE.sub("\ufffd", html)
    if "<noscript" in html or "<NOSCRIPT" in html or "<NoScript" in html:
        # A parser that knows scripts takes its content for text; here it is what is shown.
        html = _NOSCRIPT.sub("", html)
    if html.count("&") > MAX_AMPERSANDS:
        html = _fewer_ampersands(html)
        notes[SHORTENED_AMPERSANDS] = None
    if html.count("<") > _FEW_TAGS or len(html) > _SHORT:
        html = _walked(html, notes)
    return html, tuple(notes)


def _fewer_ampersands(text: str) -> str:
    parts = text.split("&", MAX_AMPERSANDS)
    # A hard space is what most of them are, and a space does as well.
    rest = parts[MAX_AMPERSANDS].removeprefix("nbsp;").replace("&nbsp;", " ").replace("&", "")
    return "&".join(parts[:MAX_AMPERSANDS]) + " " + rest


def _in_runs(text: str) -> str:
    """Text between two tags, with <wbr> where it goes on for very long.

    Where nh3 writes a text it goes through all of it for each "&" and each character from U+0080
    to U+00BF: hard spaces, soft hyphens, "©". A text of 1 MB took it 8 s.
    """
    if len(text) <= MAX_RUN or not _COSTLY.search(text):
        return text
    parts = []
    at = 0
    while len(text) - at > MAX_RUN:
        place = _PLACE_TO_BREAK.search(text, at + MAX_RUN // 2, at + MAX_RUN)
        # Without a space or a reference there is none that it could break.
        end = place.end() if place else at + MAX_RUN
        parts.append(text[at:end])
        at = end
    return "<wbr>".join([*parts, text[at:]])


def _walked(html: str, notes: dict[Note, None]) -> str:  # noqa: C901 - runs for every tag
    """One pass over the tags, with a stack of what is open."""
    kept: list[str] = []
    stack: list[tuple[str, bool]] = []
    open_now: Counter[str] = Counter()
    formats = tags = elements = heavy = raised = pictures = shown = at = 0
    while (tag := _TAG.search(html, at)) is not None:
        kept.append(_in_runs(html[at : tag.start()]))
        many = elements >= MAX_ELEMENTS or heavy >= MAX_HEAVY or raised >= MAX_RAISED
        if tags >= MAX_TAGS or many:
            notes[SHORTENED_END] = None
            kept += (f"</{name}>" for name, was_shown in reversed(stack) if was_shown)
            kept.append(_flat(html[tag.start() :]))
            return "".join(kept)
        at = tag.end()
        name = (tag["name"] or "").lower()
        if not name:
            continue
        if tag["end"]:
            if name in _FORMATS and formats and open_now[name]:
                formats -= 1
            if not open_now[name]:
                # A stray end tag: "</p>" and "</br>" make elements, others nothing.
                if name not in _FORMATS:
                    kept.append(tag[0])
                    tags += 1
                    elements += name in {"p", "br"}
                continue
            while stack:
                closed, was_shown = stack.pop()
                open_now[closed] -= 1
                shown -= was_shown
                if closed == name:
                    if was_shown:
                        kept.append(tag[0])
                        tags += 1
                    break
            continue
        text = tag[0] if len(tag[0]) <= MAX_TAG_CHARACTERS else _short_tag(tag[0], name)
        if name in _VOID:
            pictures += name == "img"
            if pictures <= MAX_SOURCE_PICTURES or name != "img":
                kept.append(text)
                tags += 1
                elements += 1
            else:
                notes[SHORTENED_PICTURES] = None
            continue
        if name in _RAW_END:
            tags += 1
            end = _RAW_END[name].search(html, at)
            end_at = end.start() if end else len(html)
            kept += (text, html[at:end_at], f"</{name}>")
            at = html.find(">", end_at) + 1 if end else len(html)
            at = at or len(html)
            continue
        for _ in range(_ended_by(name, stack)):
            closed, was_shown = stack.pop()
            open_now[closed] -= 1
            shown -= was_shown
        fits = shown < MAX_DEPTH
        if name in _FORMATS:
            formats += 1
            fits = fits and formats <= MAX_FORMATS
        else:
            elements += min(formats, MAX_FORMATS)  # each may be opened anew in here
        if fits:
            kept.append(text)
            tags += 1
            elements += 1
            heavy += name in _HEAVY
            raised += name in _RAISED
        else:
            notes[SHORTENED_DEPTH] = None
        stack.append((name, fits))
        open_now[name] += 1
        shown += fits
    kept.append(_in_runs(html[at:]))
    return "".join(kept)


_PARAGRAPH = 1_000


def _flat(html: str) -> str:
    """Return the words of what is behind the bounds, in paragraphs of some length."""
    paragraphs: list[str] = []
    lines: list[str] = []
    length = 0
    for line in plain_text(html)[:MAX_FLAT].split("\n"):
        lines.append(line)
        length += len(line)
        if length >= _PARAGRAPH:
            paragraphs.append(" ".join(lines))
            lines, length = [], 0
    paragraphs.append(" ".join(lines))
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs if part)


def _ended_by(name: str, stack: list[tuple[str, bool]]) -> int:
    """How many open elements a start tag ends of itself, as "<li>" does the item before."""
    if name not in _ENDED_BY:
        return 0
    ended, barriers = _ENDED_BY[name]
    for count, (open_name, _) in enumerate(reversed(stack[-_LOOKED_BACK:]), start=1):
        if open_name in ended:
            return count
        if open_name in barriers:
            break
    return 0


def _short_tag(tag: str, name: str) -> str:
    """Return a very long tag with its first attributes, each whole."""
    parts = ["<" + name]
    at, room = len(name) + 1, MAX_TAG_CHARACTERS
    for _ in range(MAX_TAG_ATTRIBUTES):
        attribute = _ATTRIBUTE.match(tag, at)
        if attribute is None:
            break
        at = attribute.end()
        is_data = "data:image/" in attribute[0][:200] and name == "img"
        room -= 0 if is_data else len(attribute[0])
        if room < 0:
            break
        parts.append(attribute[0])
    return "".join(parts) + ">"
