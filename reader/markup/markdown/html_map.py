"""Where HTML stands in a Markdown body: which elements are closed, and what lies between them.

One linear pass over the source. Code is left out: a tag in it is text.
"""

import re
from bisect import bisect_right
from collections import Counter
from html import escape

from reader.markup.policy import names
from reader.markup.text.elements import is_everyday
from reader.patterns import lazy_re

BLOCK_ELEMENTS = names(
    "html head body div p table thead tbody tfoot tr td th caption colgroup section article main "
    "header footer figure figcaption center h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre hr "
    "aside nav form fieldset legend iframe video audio style script noscript template svg math "
    "object details summary address dialog menu frameset noframes textarea select title link meta "
    "base font col"
) - names("font")
"""Elements that begin a block of HTML in Markdown, beside CommonMark's own."""
SWALLOWING = names(
    "script style title textarea iframe select template noscript noembed noframes xmp plaintext "
    "svg math object video audio canvas datalist frameset applet head annotation"
)
"""Elements whose content is dropped or taken for text: one never closed would swallow the rest."""
VOID = names("area base br col embed hr img input link meta param source track wbr")
_OPTIONAL_END = names("p li dt dd tr td th thead tbody tfoot option caption colgroup")
_INLINE = names(
    "a abbr acronym b basefont bdi bdo big button cite code data del dfn em font i ins kbd label "
    "map mark marquee meter nobr optgroup option output picture progress q rb rp rt rtc ruby s "
    "samp slot small span strike strong sub sup time tt u var blink image"
)
KNOWN = BLOCK_ELEMENTS | SWALLOWING | VOID | _INLINE

CODE = r"""(?P<code>^[ \t>]*(?:[-*+][ ]+|[0-9]{1,3}[.)][ ]+)?(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})
        (?s:.*?)(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)
      | (?<!`)(?P<ticks>`{1,3})(?!`)(?>[^`]{1,500}?(?:(?<=[^`])(?P=ticks)(?!`))))"""
"""Fenced and inline code, for patterns that pass it over (MULTILINE | VERBOSE)."""
_ATTRIBUTES = r"""[^<>=]*+(?>(?:=\s*+(?>(?:"[^"]*+"|'[^']*+')?)[^<>=]*+)*)"""
_PART = re.compile(
    rf"""{CODE}
      | (?P<comment><!--)
      | <(?P<end>/?)(?P<name>[a-zA-Z][\w:.-]{{0,60}}+)(?=[\s/>]){_ATTRIBUTES}>""",
    re.MULTILINE | re.VERBOSE,
)
TAG = lazy_re(rf"<(/?)([a-zA-Z][\w:.-]{{0,60}}+)(?=[\s/>])({_ATTRIBUTES})>")


class HtmlMap:
    """The HTML elements of one Markdown body."""

    def __init__(self, body: str) -> None:
        r"""Take a body with "\n" alone as the end of a line."""
        self._ends_of: dict[str, list[int]] = {}
        self.opened: Counter[str] = Counter()
        self.closed: Counter[str] = Counter()
        self.last_comment_end = body.rfind("-->")
        self._starts: list[int] = []
        self._ends: list[int] = []
        if "<" in body:
            self._read(body)

    def _read(self, body: str) -> None:
        stack: list[tuple[str, int]] = []
        open_now: Counter[str] = Counter()
        spans: list[tuple[int, int]] = []
        at = 0
        while (part := _PART.search(body, at)) is not None:
            at = part.end()
            if part["comment"] and at <= self.last_comment_end:
                at = body.index("-->", at)
            name = (part["name"] or "").lower()
            if not name:
                continue
            if not part["end"]:
                self.opened[name] += 1
                if name in BLOCK_ELEMENTS and name not in VOID:
                    stack.append((name, part.start()))
                    open_now[name] += 1
                continue
            self.closed[name] += 1
            self._ends_of.setdefault(name, []).append(part.start())
            if not open_now[name]:
                continue
            while stack:
                opened, start = stack.pop()
                open_now[opened] -= 1
                if opened == name:
                    spans.append((start, part.end()))
                    break
        for start, end in sorted(spans):
            if not self._ends or start >= self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)

    def spans(self) -> list[tuple[int, int]]:
        """Return the outermost block elements that are closed, each as its start and end."""
        return list(zip(self._starts, self._ends, strict=True))

    def pairs(self) -> frozenset[str]:
        """Return the names of unknown elements with as many ends as beginnings."""
        return frozenset(
            name
            for name, ends in self.closed.items()
            if name not in KNOWN and ends == self.opened[name]
        )

    def is_within(self, at: int) -> bool:
        """Return whether a place in the body lies within a block element that is closed."""
        found = bisect_right(self._starts, at) - 1
        return found >= 0 and self._starts[found] < at < self._ends[found]

    def is_closed_after(self, name: str, at: int) -> bool:
        """Return whether the element is closed somewhere behind a place in the body."""
        return self.next_end(name, at) >= 0

    def next_end(self, name: str, at: int) -> int:
        """Return where the element's next end tag begins, -1 where none follows."""
        ends = self._ends_of.get(name)
        if not ends or ends[-1] < at:
            return -1
        return ends[bisect_right(ends, at)] if ends[-1] > at else -1

    def is_tag(self, name: str, attributes: str, *, is_closed: bool, is_end: bool) -> bool:
        """Return whether what looks like a tag amid prose is one, rather than a word about it.

        is_closed: whether its end tag follows in its block; of an end tag, whether one began it.
        """
        if is_end:
            if name in KNOWN and name not in SWALLOWING:
                return name not in VOID
            return is_closed
        if name in {"br", "hr", "wbr"}:
            return True
        if name in VOID:
            return bool(attributes.strip(" /\t\n"))
        if is_closed:
            return True
        if name in SWALLOWING:
            return False
        if name in KNOWN:
            if name in _OPTIONAL_END or "=" in attributes:
                return True
            # A format may reach over paragraphs: then the whole has as many ends as beginnings.
            return self.closed[name] > 0 and self.opened[name] <= self.closed[name]
        return "=" in attributes or attributes.rstrip().endswith("/")


def _swallows(html: str) -> bool:
    """Whether an element that is never closed may swallow what stands behind it."""
    last: dict[str, int] = {}
    for start in _BEGINNINGS.finditer(html):
        found = _MAY_SWALLOW.match(html, start.start())
        if found is None:
            continue
        name = found[1]
        if name not in last:
            last[name] = html.rfind(f"</{name}")
        if last[name] < found.start():
            return True
    return False


def unswallowed(html: str, *, words: bool = False, pairs: frozenset[str] = frozenset()) -> str:
    """Return HTML in which an element that is never closed swallows nothing behind it.

    words: a name in angles that no element has (`<your-name>`) becomes text as well, if it is none
    of pairs: those that are closed elsewhere.
    """
    if not words and (is_everyday(html) or not _swallows(html)):
        return html
    ends = {end[1].lower(): end.start() for end in _ENDS.finditer(html)}
    parts: list[str] = []
    at = behind = 0
    for tag in TAG.finditer(html):
        name = tag[2].lower()
        if tag.start() < behind or name in VOID:
            continue
        if tag[1]:
            if words and name not in KNOWN | pairs and f"<{tag[2]}" not in html:
                parts += (html[at : tag.start()], escape(tag[0], quote=False))
                at = tag.end()
            continue
        if name in SWALLOWING:
            if ends.get(name, -1) > tag.start():
                # What a script writes is no markup.
                behind = (
                    max(behind, html.find(f"</{tag[2]}", tag.end()))
                    if name in _CODE_ELEMENTS
                    else behind
                )
                continue
            closed = tag[3].rstrip().endswith("/") or _SOURCE.search(tag[3])
            text = f"{tag[0]}</{name}>" if closed else escape(tag[0], quote=False)
        elif words and name not in KNOWN | pairs and "=" not in tag[3] and name not in ends:
            text = escape(tag[0], quote=False)
        else:
            continue
        parts += (html[at : tag.start()], text)
        at = tag.end()
    return "".join([*parts, html[at:]]) if parts else html


_ENDS = lazy_re(r"</([a-zA-Z][\w:.-]{0,60}+)")
_SOURCE = lazy_re(r"\s(?:src|data|href|srcdoc)\s*=", re.IGNORECASE)
_CODE_ELEMENTS = frozenset({"script", "style", "textarea", "title", "xmp"})
_BEGINNINGS = lazy_re(
    r"<(?:[sS](?:[cC][rR]|[tT][yY]|[eE]|[vV])|[tT](?:[iI]|[eE])|[iI][fF]|[nN][oO]|[xX][mM]|[pP][lL]"
    r"|[vV][iI]|[aA][uU]|[oO][bB]|[mM][aA]|[cC][aA])"
)
"""Their first letters: five times faster to look for, and in nearly no body."""
_MAY_SWALLOW = lazy_re(
    r"<(script|style|title|textarea|iframe|select|template|noscript|xmp|plaintext|noembed"
    r"|video|audio|object|svg|math|canvas)\b",
    re.I,
)
