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
from reader.markup.text.elements import ATTRIBUTES, COMMENT
from reader.markup.text.text import cut, plain_text
from reader.model import Note, NoteCode
from reader.patterns import lazy_re

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
_TAG = lazy_re(
    rf"<(?:(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]{{0,40}}+){ATTRIBUTES}(?:>|\Z)"
    rf"|{COMMENT}|[!?/][^>]*+(?:>|\Z))"
)
_RAW_END = {
    name: lazy_re(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "noembed", "noframes", "xmp")
}
_ATTRIBUTE = lazy_re(r"""[\s/]*+[^\s=>/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?""")
_LONE = lazy_re("[\ud800-\udfff]")
_CONTROL = lazy_re("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_COSTLY = lazy_re("[&\x80-\xbf]")
_PLACE_TO_BREAK = lazy_re(r"\s(?!\s)|(?=&)")
_NOSCRIPT = lazy_re(r"</?noscript(?=[\s/>])[^<>]*+>?", re.IGNORECASE)

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
    if (html.count("<") > _FEW_TAGS or len(html) > _SHORT) and not _is_within(html):
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


PLAIN_TAG = lazy_re(
    r"""<(/?)([a-z][a-z0-9-]*+)((?>(?:\ [a-z][a-z0-9-]*+="[^"<>]*+")*))>""", re.VERBOSE
)


def is_well_formed(html: str) -> bool:
    """Whether each element ends where it should, and no attribute holds an angle: so parsers write
    it. Ten times as fast as to walk over it.
    """
    tags = PLAIN_TAG.findall(html)
    return len(tags) == html.count("<") == html.count(">") and _is_nested(tags)


_ROOM = MAX_ELEMENTS // 10
"""Elements that stand around what was cut: without it each pass would cut that again."""


def _is_within(html: str) -> bool:
    """Whether all is well formed and within every bound."""
    tags = PLAIN_TAG.findall(html)
    if not len(tags) == html.count("<") == html.count(">"):
        return False
    count = Counter(name for end, name, _ in tags if not end)
    if (
        len(tags) > MAX_TAGS
        or count.total() > MAX_ELEMENTS + _ROOM
        or sum(count[name] for name in _HEAVY) > MAX_HEAVY
        or sum(count[name] for name in _RAISED) > MAX_RAISED
        or count["img"] > MAX_SOURCE_PICTURES
    ):
        return False
    if max((len(said) for _, _, said in tags), default=0) > MAX_TAG_CHARACTERS // 2:
        return False
    if len(html) > MAX_RUN and max(map(len, html.split("<"))) > MAX_RUN:
        return False
    return _is_nested(tags)


_ENDS_ELSEWHERE = frozenset({*_RAW_END, "iframe", "noscript", "plaintext"})
"""What is in them is text to one parser and markup to another."""


def _is_nested(tags: list[tuple[str, str, str]]) -> bool:
    """Whether each element ends where it should, none too deep."""
    stack: list[tuple[str, bool]] = []
    formats = 0
    for end, name, _ in tags:
        if name in _ENDS_ELSEWHERE:
            return False
        if name in _VOID:
            if end:
                return False
        elif end:
            if not stack or stack.pop()[0] != name:
                return False
            formats -= name in _FORMATS
        else:
            if len(stack) >= MAX_DEPTH or (name in _ENDED_BY and _ended_by(name, stack)):
                return False
            formats += name in _FORMATS
            if formats > MAX_FORMATS or (formats > 1 and name not in _FORMATS):
                return False
            stack.append((name, True))
    return not stack


def _walked(html: str, notes: dict[Note, None]) -> str:
    """One pass over the tags, with a stack of what is open."""
    walk = _Walk(notes)
    kept, start, end, is_full = walk.kept, walk.start, walk.end, walk.is_full
    at = 0
    while (tag := _TAG.search(html, at)) is not None:
        kept.append(_in_runs(html[at : tag.start()]))
        if is_full():
            walk.cut_off(html[tag.start() :])
            return "".join(kept)
        at = tag.end()
        name = (tag["name"] or "").lower()
        if not name:
            continue
        if tag["end"]:
            end(name, tag[0])
            continue
        text = tag[0] if len(tag[0]) <= MAX_TAG_CHARACTERS else _short_tag(tag[0], name)
        if name in _VOID:
            walk.void(name, text)
        elif name in _RAW_END:
            at = walk.raw(name, text, html, at)
        else:
            start(name, text)
    kept.append(_in_runs(html[at:]))
    return "".join(kept)


class _Walk:
    """What a pass over the tags has counted, what is open, and what it keeps."""

    __slots__ = (
        "_elements",
        "_formats",
        "_heavy",
        "_notes",
        "_open",
        "_pictures",
        "_raised",
        "_shown",
        "_stack",
        "_tags",
        "kept",
    )

    def __init__(self, notes: dict[Note, None]) -> None:
        self.kept: list[str] = []
        self._notes = notes
        self._stack: list[tuple[str, bool]] = []
        self._open: Counter[str] = Counter()
        self._formats = self._tags = self._elements = 0
        self._heavy = self._raised = self._pictures = self._shown = 0

    def is_full(self) -> bool:
        """Whether there may be no more tags."""
        return (
            self._tags >= MAX_TAGS
            or self._elements >= MAX_ELEMENTS
            or self._heavy >= MAX_HEAVY
            or self._raised >= MAX_RAISED
        )

    def cut_off(self, rest: str) -> None:
        """End all that is open; of the rest the words are kept."""
        self._notes[SHORTENED_END] = None
        self.kept += (f"</{name}>" for name, was_shown in reversed(self._stack) if was_shown)
        self.kept.append(_flat(rest))

    def end(self, name: str, text: str) -> None:
        """Take an end tag."""
        if not self._open[name]:
            # A stray one: "</p>" and "</br>" make elements, others nothing.
            if name not in _FORMATS:
                self.kept.append(text)
                self._tags += 1
                self._elements += name in {"p", "br"}
            return
        if name in _FORMATS and self._formats:
            self._formats -= 1
        while self._stack:
            closed, was_shown = self._close()
            if closed == name:
                if was_shown:
                    self.kept.append(text)
                    self._tags += 1
                break

    def void(self, name: str, text: str) -> None:
        """Take an element that has no end."""
        self._pictures += name == "img"
        if self._pictures <= MAX_SOURCE_PICTURES or name != "img":
            self.kept.append(text)
            self._tags += 1
            self._elements += 1
        else:
            self._notes[SHORTENED_PICTURES] = None

    def raw(self, name: str, text: str, html: str, at: int) -> int:
        """Take an element whose content is no markup; return where it is over."""
        self._tags += 1
        end = _RAW_END[name].search(html, at)
        end_at = end.start() if end else len(html)
        self.kept += (text, html[at:end_at], f"</{name}>")
        return (html.find(">", end_at) + 1 if end else 0) or len(html)

    def start(self, name: str, text: str) -> None:
        """Take the start tag of what has an end."""
        if name in _ENDED_BY:
            for _ in range(_ended_by(name, self._stack)):
                self._close()
        fits = self._shown < MAX_DEPTH
        if name in _FORMATS:
            self._formats += 1
            fits = fits and self._formats <= MAX_FORMATS
        else:
            self._elements += min(self._formats, MAX_FORMATS)  # each may be opened anew in here
        if fits:
            self.kept.append(text)
            self._tags += 1
            self._elements += 1
            self._heavy += name in _HEAVY
            self._raised += name in _RAISED
        else:
            self._notes[SHORTENED_DEPTH] = None
        self._stack.append((name, fits))
        self._open[name] += 1
        self._shown += fits

    def _close(self) -> tuple[str, bool]:
        """Close what was opened last; return its name, and whether it is shown."""
        closed, was_shown = self._stack.pop()
        self._open[closed] -= 1
        self._shown -= was_shown
        return closed, was_shown


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
