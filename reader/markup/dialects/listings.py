"""Listings as sites dress them: line numbers, buttons to copy and labels of the language go.

What goes is known by two signs at once: by its class, and by what it says (numbers that count up,
the words of such a button), so that no line of code is taken for one.
"""

import re
from collections.abc import Callable

from reader.bounds import (
    LABEL_CHARACTERS,
    LISTING_CLASSES,
    MAX_CHARACTERS,
    MAX_LISTING_PARTS,
    NUMBERS_CHARACTERS,
    TAG_CHARACTERS,
)
from reader.markup.text.elements import outermost
from reader.markup.text.text import plain_text
from reader.patterns import lazy_re

_CLASS = r"class(?<=\sclass)\s*+=\s*+"
"""It begins with plain letters: so it is found ten times faster, where letters are small."""
_VALUE = r"""(?:"([^"<>]{1,300})"|'([^'<>]{1,300})'|([^\s"'<>]{1,300}))"""
_CLASSES, _ANY_CLASSES = (re.compile(_CLASS + _VALUE, flag) for flag in (0, re.IGNORECASE))
_NUMBERS = lazy_re(
    r"""(?<![\w-])(?:[\w-]{0,30}?(?:line|row|code|pre|ln)[-_]?(?:no|nos|nums?|numbers?|numbering)s?
    (?:[-_]\w{1,20})?|[\w-]{0,30}?gutter[\w-]{0,20}|ln|lnt|linenodiv|blob-num|hljs-ln-n)(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_BUTTON = lazy_re(
    r"""(?<![\w-])(?:[\w-]{0,40}?(?:copy|clipboard)[\w-]{0,30}|
    [\w-]{0,40}?(?:code|hljs|highlight)[\w-]{0,30}?(?:lang|language)(?:[-_]?(?:name|label|tag))?|
    (?:lang|language)[-_](?:name|label|tag|badge))(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER_SIGNS = ("utter", "umber", "ineno", "ine-no", "-num", "_num", '"ln', "'ln", " ln", "=ln")
_BUTTON_SIGNS = ("opy", "lipboard", "-lang", "Lang", "lang-", "guage-label", "guage-name")
_COPY = lazy_re(
    r"(?:点击)?(?:复制|複製|拷贝)(?:代码|程式碼|成功)?!?|copy(?: code| to clipboard)?|copied!?|"
    r"コピー",
    re.IGNORECASE,
)
_LABEL = lazy_re(r"[\w+#.-]{1,20}")
_SPAN_NUMBER = lazy_re(
    r"((?:\A|\n|<br\s*/?>)(?:<(?!/?span)[^<>]{0,200}>)*)<span\sstyle=[^<>]{1,200}>\s*+([0-9]{1,5})\s*+</span>"
)
_AROUND = re.compile(
    r"<pre(?=[\s>])[^<>]*>\s*+(?:<code(?=[\s>])[^<>]*>\s*+)?"
    r"(?=<table[\s>](?>(?:[^<]++|<(?!/table|pre[\s>]))*)<pre)",
    re.IGNORECASE,
)
"""A listing around a table of numbers and code, which is a listing itself."""
_PRE = lazy_re(r"(<pre(?=[\s>])[^<>]*>)((?>(?:[^<]++|<(?!/pre[\s>]))*))", re.IGNORECASE)
_SIGN = re.compile(r"<(?:[pP][rR][eE]|[cC][oO][dD][eE])[\s>]")
_GUTTER = re.compile(
    r"<td(?=[\s>])[^<>]*>((?>(?:[0-9\s|]++|<(?!/?td[\s>])[^<>]*>)+))</td>"
    r"(?=\s*+<td(?=[\s>])[^<>]*>\s*+(?:<(?:div|figure)(?=[\s>])[^<>]*>\s*+){0,3}<pre[\s>])",
    re.IGNORECASE,
)
_BUTTON_TAG = re.compile(r"<button(?=[\s>])[^<>]*>([^<]{0,40})</button>", re.IGNORECASE)


def bare_listings(html: str) -> str:
    """Return the HTML with its listings as their authors wrote them."""
    if "ighlight" not in html and not _SIGN.search(html):
        return html
    html = _BUTTON_TAG.sub(lambda tag: "" if _COPY.fullmatch(tag[1].strip()) else tag[0], html)
    html = _GUTTER.sub(lambda cell: "" if _counts(plain_text(cell[1])) else cell[0], html)
    names = _classes(html)
    numbers = _named(names, _NUMBERS)
    if numbers and any(sign in html for sign in _NUMBER_SIGNS):
        html = _without(html, _of_class(html, numbers), _counts, NUMBERS_CHARACTERS)
    html = _AROUND.sub("", html)
    buttons = _named(names, _BUTTON)
    if buttons and any(sign in html for sign in _BUTTON_SIGNS):
        html = _without(html, _of_class(html, buttons), _says_button, LABEL_CHARACTERS)
    return _PRE.sub(_without_span_numbers, html) if "<span style=" in html else html


def _classes(html: str) -> set[str]:
    """Return the values of its class attributes: a listing has few different ones, each a hundred
    times."""
    return set(map("".join, (_ANY_CLASSES if _is_shouted(html) else _CLASSES).findall(html)))


def _is_shouted(html: str) -> bool:
    return "CLASS" in html or "Class" in html


def _named(values: set[str], wanted: re.Pattern[str]) -> list[str]:
    return sorted(value for value in values if wanted.search(value))[:LISTING_CLASSES]


def _of_class(html: str, values: list[str]) -> re.Pattern[str]:
    """Return what finds the class attributes of these values."""
    said = "|".join(map(re.escape, reversed(values)))  # of two that begin alike the longer first
    return re.compile(
        rf"""{_CLASS}["']?(?:{said})(?=["'\s>])""",
        re.IGNORECASE if _is_shouted(html) else re.NOFLAG,
    )


def _without(html: str, wanted: re.Pattern[str], goes: Callable[[str], bool], longest: int) -> str:
    """Without the elements of these classes whose words are what `goes` tells.

    longest: characters of source; in a longer element nothing is looked at.
    """
    kept: list[str] = []
    at = start = 0
    room = MAX_CHARACTERS
    for _ in range(MAX_LISTING_PARTS):
        element = next(outermost(html, wanted, start, TAG_CHARACTERS), None)
        if element is None or room < 0:
            break
        room -= element.after - element.inside
        if element.after - element.inside <= longest and goes(plain_text(element.inner(html))):
            kept.append(html[at : element.start])
            at = start = element.after
        else:
            start = element.inside  # it may hold one
    return "".join([*kept, html[at:]])


def _counts(words: str) -> bool:
    """Whether these are numbers that count up, or nothing."""
    numbers = words.replace("|", " ").split()
    if not all(number.isdigit() and len(number) < 7 for number in numbers):
        return False
    first = int(numbers[0]) if numbers else 0
    return all(int(number) == first + at for at, number in enumerate(numbers))


def _says_button(words: str) -> bool:
    return all(_COPY.fullmatch(word) or _LABEL.fullmatch(word) for word in words.split("\n"))


def _without_span_numbers(listing: re.Match[str]) -> str:
    """Return a listing each of whose lines begins with its number, in an element of its own."""
    start, code = listing.groups()
    numbers = [int(found[2]) for found in _SPAN_NUMBER.finditer(code)]
    if len(numbers) < 2:
        return str(listing[0])
    lines = len([line for line in plain_text(code.replace("<br", "\n<br")).split("\n") if line])
    if len(numbers) < lines or not _counts(" ".join(map(str, numbers))):
        return str(listing[0])
    return str(start) + _SPAN_NUMBER.sub(lambda found: found[1], code)
