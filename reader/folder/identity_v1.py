"""Under which identity version 0.1 remembered an article, where today's reading gives another.

Frozen: a copy of what 0.1 took for title, date and address. Today's readers know more keys, more
kinds of front matter and better titles; what was read and starred then is found by this.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from reader.bounds import HEADINGS_TRIED, NAME_CHARACTERS, TITLE_CHARACTERS
from reader.folder import fields, titles
from reader.folder.dates_v1 import date_key
from reader.folder.identity import identity, place
from reader.folder.keys import squashed
from reader.markup.text.plain import FORGERS
from reader.markup.text.scripts import in_few_scripts
from reader.markup.text.stacked import few_marks
from reader.markup.text.text import decode_references, plain_text
from reader.patterns import lazy_re

_DATE_KEYS = (
    "date", "published", "pubdate", "pub_date", "published_at", "date_published", "publish_date",
    "created", "created_at", "datetime", "updated",
)  # fmt: skip
_URL_KEYS = ("url", "link", "original", "original_url", "source_url", "permalink", "source")

_SPACES = lazy_re(
    "[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]"
    "[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]*"
    "|\x20[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]+"
)
_EMPHASIS = lazy_re(
    r"<(b|i|em|strong|span|font|mark|u|sup|sub|small)(?:\s[^<>]{0,200})?>([^<>]{0,400})</\1>", re.I
)
_HEADING = lazy_re(r"<h([1-3])(?:\s[^<>]*+)?>", re.IGNORECASE)


_AUTHOR_KEYS = ("author", "authors", "byline")
_NAMES = ("name", "title", "url")

_CHANGED = re.compile(r"[&<\[`]|\*\*|~~|==|\s\s|\}$")
"""What makes a reader of today, or that of 0.1, change a title."""
_UNCHANGED_DATE = re.compile(
    r"[12]\d{3}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?"
    r"|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT",
    re.ASCII,
)
_UNCHANGED_NAME = re.compile(
    r"(?!by|作者|(?:null|none|nil|undefined)$|.* at )[^\[\]&<`*~=@:},;\r\n]*", re.IGNORECASE
)


def is_as_before(raw: Mapping[str, object], url: str) -> bool:
    """Return whether today's rules give what 0.1's gave, told cheaply: so it is for nearly all.

    raw: what the head says, where 0.1 could read it. url: what today's rules found.
    """
    title, date, author = raw.get("title"), raw.get("date"), raw.get("author", "")
    return (
        type(title) is str
        and bool(title)
        and _CHANGED.search(title) is None
        and type(date) is str
        and _UNCHANGED_DATE.fullmatch(date) is not None
        and type(author) is str
        and _is_unchanged_name(author)
        and (not url or bool(raw.get("url") or raw.get("link")))
    )


@lru_cache(maxsize=1024)
def _is_unchanged_name(author: str) -> bool:
    return _UNCHANGED_NAME.fullmatch(author) is not None


def former_identity(raw: Mapping[str, object], html: str, words: str, path: str) -> tuple[str, str]:
    """Return the identity and the place of this file's article as 0.1 made them.

    raw: what its head says, keys as written; none where 0.1 could not read it, and took it for a
    part of the text. html, words: its text.
    """
    values: dict[str, object] = {}
    for key, value in raw.items():
        values.setdefault(key.lower().replace("-", "_"), value)
    own = _tidy(fields.first_text(values, ("title",))) or _from_heading(html)
    title = own or _from_name(path)
    if not title:
        title = own = titles.from_text(words)
    date = next(filter(None, (date_key(values.get(key)) for key in _DATE_KEYS)), "")
    url = next(filter(None, (_address(key, values.get(key)) for key in _URL_KEYS)), "")
    return identity(url, own, _author(values), date, path), place(path, title or titles.UNTITLED)


def _author(values: Mapping[str, object]) -> str:
    for key in _AUTHOR_KEYS:
        value = values.get(key)
        several = value if isinstance(value, list) else [value]
        names = [_tidy(_text_of(one)).removeprefix("[[").removesuffix("]]") for one in several[:5]]
        joined = ", ".join(name for name in names if name)
        if joined:
            return joined[:NAME_CHARACTERS]
    return ""


def _text_of(value: object) -> str:
    for _ in range(4):
        if isinstance(value, str):
            return value
        if isinstance(value, dict):
            value = next((value[key] for key in _NAMES if value.get(key)), None)
        elif isinstance(value, list) and value:
            value = value[0]
        else:
            break
    return ""


def _address(key: str, value: object) -> str:
    return fields.address({squashed(key): value}) if value else ""


def _tidy(written: str) -> str:
    title = written[: 4 * TITLE_CHARACTERS]
    if "<" in title:
        title = _EMPHASIS.sub(r"\2", title)
    if "&" in title:
        title = decode_references(title)
    if not title.isprintable():
        title = FORGERS.sub("", _SPACES.sub(" ", title))
    elif "  " in title:
        title = _SPACES.sub(" ", title)
    title = title.strip()
    if title[:1] in "'\"" and title[-1:] in "'\"":
        title = _peel(title).strip()
    if len(title) > TITLE_CHARACTERS:
        title = f"{title[: TITLE_CHARACTERS - 1].rstrip()}…"
    return "" if titles.is_blank(title) else in_few_scripts(few_marks(title))


def _peel(title: str) -> str:
    quote = title[:1]
    if quote not in "'\"":
        return title
    before = len(title) - len(title.lstrip(quote))
    after = len(title) - len(title.rstrip(quote))
    if before < 3 or after < 3 or before == len(title):
        return title if before != len(title) else ""
    inside = title[before : len(title) - after].strip()
    other = "'" if quote == '"' else '"'
    if len(inside) > 1 and inside[0] == inside[-1] == other:
        return inside[1:-1].replace(other * 2, other)
    fewer = min(before, after)
    return title[fewer : len(title) - fewer]


def _from_heading(html: str) -> str:
    at = 0
    for _ in range(HEADINGS_TRIED):
        found = _HEADING.search(html, at)
        if found is None:
            break
        close = re.compile(rf"</h{found[1]}", re.IGNORECASE).search(html, found.end())
        if close is None:
            break
        title = _tidy(plain_text(html[found.end() : close.start()][: 8 * TITLE_CHARACTERS]))
        if title:
            return title
        at = close.end()
    return ""


def _from_name(path: str) -> str:
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return _tidy(stem.encode("utf-8", "replace").decode("utf-8"))
