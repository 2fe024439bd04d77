"""Heads that stand in no rules: what a text's first lines say of it, in each tool's own spelling.

Pelican and MultiMarkdown (`Title: …`), Logseq (`title:: …`), Nikola (a comment of `.. title: …`),
Pandoc (`% title`), Org (`#+TITLE: …`), LinuxCN (`[#]: author: "…"`), Joplin's export (at the end).
"""

import re
from collections.abc import Callable
from itertools import pairwise, takewhile

from reader.bounds import (
    HEAD_LINES,
    LEADING_CHARACTERS,
    LOOK,
    LOOK_LONG,
    LOOK_SHORT,
    TRAILING_CHARACTERS,
)
from reader.folder.dates import read_date
from reader.folder.keys import (
    AUTHOR,
    CATEGORY,
    DATE,
    SOURCE,
    TAG,
    TITLE,
    URL,
    is_known,
    squashed,
)
from reader.folder.loose_front_matter import read_loosely
from reader.model import DatePrecision
from reader.patterns import lazy_re

Parted = tuple[dict[str, object], str]
"""What a head says, by key as written, and the text that is left."""

_LINE = lazy_re(r"([^\W\d][\w .-]{0,40}?)[ \t]*(::?|：)(?:[ \t]+|$)(.*)$")
_KEY = lazy_re(r"[A-Z][\w-]{0,40}: ")
_NIKOLA = lazy_re(r"<!--\s*\n((?:\s*\.\. [^\n]*\n|\s*\n)+)\s*-->")
_NIKOLA_BARE = lazy_re(r"((?:\.\. [\w-]+:[^\n]*\n)+)")
_COMMENT = lazy_re(r"<!--+\s*\n((?:[^\n]*\n){1,60}?)\s*-*-->")
_DOTTED = lazy_re(r"^\s*\.\. ", re.MULTILINE)
_LINUXCN = lazy_re(r"\[#\]: +(?:#[ \t]*)?\(?([\w-]+):? ?(?:\"([^\"\n]*)\")?(.*)$")
_ORG = lazy_re(r"#\+(\w+):[ \t]*(.*)$")
_LOGSEQ = lazy_re(r"[ \t]*(?:[-*][ \t]+)?([\w-]{1,40})::(?:[ \t]+(.*))?$")
_JOPLIN = lazy_re(r"(?:^|\n)((?:[a-z_]{2,30}:[^\n]*\n)*type_: 1(?:\n[a-z_]{2,30}:[^\n]*)*)$")
_ID = lazy_re(r"^id: [0-9a-f]{32}$", re.MULTILINE)
_CONTINUED = lazy_re(r"\n[ \t]+(?=[^\s-])")
_STRONG = frozenset((*TITLE, *DATE))


def read_head_lines(text: str) -> Parted | None:
    """Return what the head of a stripped text says and the rest, None where it has no such head."""
    for begins, reader in _READERS:
        if text.startswith(begins):
            return reader(text)
    return _headers(text) or _logseq(text) or _joplin(text)


def _headers(text: str) -> Parted | None:
    """`Key: value` lines up to the first empty line: of keys that heads have, two or a title."""
    first = _LINE.match(text.partition("\n")[0])
    if first is None or not is_known(first[1]):
        return None
    block, _, body = text.partition("\n\n")
    lines = block.split("\n", HEAD_LINES)
    if len(lines) > 1 and all(
        line[:4] == "    " and _KEY.match(line.strip()) for line in lines[1:]
    ):
        # Frog's, of which all lines are indented: the text was stripped.
        lines = [line.strip() for line in lines]
        block = "\n".join(lines)
    known: set[str] = set()
    for line in lines:
        found = _LINE.match(line)
        if found is not None:
            if is_known(found[1]):
                known.add(squashed(found[1]))
        elif not line[:1].isspace() and not line.startswith("- "):
            return None
    if len(lines) > HEAD_LINES or not (len(known) > 1 or known & _STRONG):
        return None
    if len(known) == 1 and not _says(first):
        return None
    block = _CONTINUED.sub(" ", block)
    values = read_loosely(block.replace("::", ":") if first[2] == "::" else block)
    return (values, body.strip()) if values else None


def _says(line: re.Match[str]) -> bool:
    """Whether a head of one line is one: a title, or a day that can be read."""
    return squashed(line[1]) in TITLE or read_date(line[3]) is not None


def _logseq(text: str) -> Parted | None:
    """`key:: value` lines, also as the first item of a list."""
    lines = text.split("\n", HEAD_LINES)
    head = [found for found in takewhile(bool, map(_LOGSEQ.match, lines)) if found is not None]
    if not head or not any(is_known(found[1]) for found in head):
        return None
    values: dict[str, object] = {found[1]: (found[2] or "").strip() for found in head}
    return values, "\n".join(text.split("\n")[len(head) :]).strip()


_IKIWIKI = lazy_re(
    r"\s*\[\[!(meta|tag|taglink|toc|inline)\b"
    rf"((?:[^\[\]\"]|\"[^\"\n]{{0,400}}\"){{0,{LOOK_SHORT}}})\]\]"
)
_IKIWIKI_SAID = lazy_re(r"""([a-z]{1,20})=(?:"([^"\n]*)"|(\S+))""")


def _ikiwiki(text: str) -> Parted | None:
    """`[[!meta title="…"]]` and `[[!tag …]]`, which begin the text."""
    values: dict[str, object] = {}
    at = 0
    while (found := _IKIWIKI.match(text, at)) is not None:
        at = found.end()
        if found[1] == "meta":
            for said in _IKIWIKI_SAID.finditer(found[2]):
                values.setdefault(said[1], said[2] or said[3] or "")
        elif found[1].startswith("tag"):
            values.setdefault("tags", found[2].split())
    return (values, text[at:].strip()) if values else None


def _comment(text: str) -> Parted | None:
    """Return a comment at the head that holds keys and values: Nikola's, and others'."""
    found = _NIKOLA.match(text) or _COMMENT.match(text)
    if found is None:
        return None
    values = read_loosely(_DOTTED.sub("", found[1]))
    known = {squashed(key) for key in values}
    return (values, text[found.end() :].strip()) if known & _STRONG else None


def _dotted(text: str) -> Parted | None:
    found = _NIKOLA_BARE.match(text)
    if found is None:
        return None
    values = read_loosely(_DOTTED.sub("", found[1]))
    return (values, text[found.end() :].strip()) if values else None


def _pandoc(text: str) -> Parted | None:
    """`% title`, `% authors` and `% date`, each on a line of its own."""
    lines = text.split("\n", 3)
    said = [line[1:].strip() for line in takewhile(lambda line: line.startswith("% "), lines[:3])]
    if len(said) < 2:
        return None
    values: dict[str, object] = dict(zip(("title", "author", "date"), said, strict=False))
    return values, "".join(text.split("\n", len(said))[len(said) :]).strip()


def _lines_at_head(text: str, pattern: re.Pattern[str]) -> tuple[list[re.Match[str]], str]:
    """Return the lines of one kind that begin a text, whatever is empty between, and the rest."""
    found: list[re.Match[str]] = []
    lines = text.split("\n", HEAD_LINES)
    end = 0
    for line in lines[:HEAD_LINES]:
        match = pattern.match(line)
        if match is not None:
            found.append(match)
        elif line.strip():
            break
        end += 1
    return found, "\n".join(lines[end:]).strip()


def _org(text: str) -> Parted | None:
    """`#+TITLE: …` lines."""
    values: dict[str, object] = {}
    found, body = _lines_at_head(text, _ORG)
    for line in found:
        values.setdefault(line[1].lower(), line[2].strip())
    return (values, body) if any(map(is_known, values)) else None


def _linuxcn(text: str) -> Parted | None:
    """`[#]: author: "…"` lines: the original's head; the translation's title is in the text."""
    values: dict[str, object] = {}
    found, body = _lines_at_head(text, _LINUXCN)
    for line in found:
        said = line[2] if line[2] is not None else line[3].strip(":() \t")
        if said.strip():
            values.setdefault(line[1], said.strip())
    if "via" in values:
        values.pop("url", None)  # where the translation was published
    values.pop("publisher", None)
    return (values, body) if values else None


def _joplin(text: str) -> Parted | None:
    """Joplin's raw export: the title is the first line, all else is said at the end."""
    at = text.rfind("\n\n") + 2 if "\n\n" in text else 0
    tail = text[at:]
    if "type_: 1" not in tail or not _ID.search(tail) or not _JOPLIN.search("\n" + tail):
        return None
    values: dict[str, object] = {}
    for line in tail.split("\n", HEAD_LINES):
        key, _, value = line.partition(": ")
        values.setdefault(key.strip(), value.strip())
    title, _, body = text[:at].strip().partition("\n")
    kept: dict[str, object] = {"title": title.strip()}
    for key, name in (
        ("source_url", "url"),
        ("author", "author"),
        ("user_created_time", "created"),
        ("created_time", "created"),
    ):
        if values.get(key):
            kept.setdefault(name, values[key])
    return kept, body.strip()


_READERS: tuple[tuple[str, Callable[[str], Parted | None]], ...] = (
    ("<!--", _comment),
    (".. ", _dotted),
    ("% ", _pandoc),
    ("#+", _org),
    ("[#]:", _linuxcn),
    ("[[!", _ikiwiki),
)

_QUOTED_LINE = re.compile(
    r"[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+)?(?:[*_]{1,3})?"
    r"(?:[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f][ \t]*)?"
    r"([^\W\d][\w /-]{0,30}?)(?:[*_]{1,3})?[ \t]*[:：](?:[*_]{1,3})?[ \t]*(.*)$"
)
_REFERENCE = lazy_re(r"\[([^\[\]]{1,400})\] ?\[[^\[\]]{0,100}\]")
_MARKDOWN_LINK = lazy_re(rf"!?\[([^\[\]]{{0,400}})\]\(([^()\s]{{1,{LOOK}}})\)")
_READ_LINK = re.compile(
    r"[ \t]*(?:>[ \t]*)?(?:[-*+][ \t]+)?"
    r"\[(?:source|original|read original|go to source|view original|view online|"
    r"read online|view in browser|link|原文|原文链接|来源)\]"
    rf"\((https?://[^()\s]{{1,{LOOK}}})\)[ \t]*$",
    re.IGNORECASE,
)
# A line that is a day, or begins with one as those of blog services do.
_DAY_LINE = re.compile(
    r"[ \t]*(?:[*_>][ \t]*){0,3}(\d{4}年\d{1,2}月\d{1,2}日(?: \d{1,2}:\d{2}(?::\d{2})?)?"
    r"|[A-Za-z0-9][^\n]{5,60}$)"
)
# What services write below a title: "Some Channel 2024-11-01 08:30".
_MOMENT = re.compile(
    r"(?<![0-9/=-])20\d{2}[-/.]\d{1,2}[-/.]\d{1,2} \d{1,2}:\d{2}(?::\d{2})?(?![0-9])"
)
_SHORT = 100
_TAIL_LINES = 16
_TAIL = lazy_re(
    r"[ \t]*(?:>[ \t]*)?(?:[-*][ \t]+)?[*_]{0,2}"
    r"(?:[^:：\n]{0,20}[，,][ \t]*)?(via|作者|原文作者|原文|原文链接|原文地址|原文連結)[*_]{0,2}"
    r"[ \t]*[:：](.*)$"
)
_HEADING = re.compile(r"#{1,6}[ \t]")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_PICTURE = re.compile(rf"[ \t]*!\[([^\[\]]{{0,200}})\]\(([^()\s]{{1,{LOOK}}})\)[ \t]*$")
_SAID = frozenset((*AUTHOR, *DATE, *URL, *SOURCE, *TAG, *CATEGORY))
# Nothing but tags and links.
_ASIDE = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?(?:(?:#[^\s#]{1,60}|\[\[[^\[\]]{1,200}\]\]"
    rf"|\[[^\[\]]{{0,200}}\]\([^()\s]{{1,{LOOK}}}\))[ \t]*){{1,20}}$"
)
_LEADING_LINES = 40
_ADDRESS = lazy_re(rf"<?(https?://[^\s<>，。；、）】」]{{1,{LOOK_LONG}}})")
# Another key on the same line.
_FURTHER = lazy_re(
    r"[ \t|｜/·,，;；]{1,9}(?=(?:作者|原文作者|译者|原文|原文链接|原文地址|来源|链接|日期|时间"
    r"|发布时间|标签|分类|author|by|date|source|url|published|tags)[ \t]{0,9}[:：](?!/))",
    re.IGNORECASE,
)
_OF = frozenset({"and", "&", "de", "da", "di", "von", "van", "der", "la", "le", "bin", "al"})


# Who wrote it, and when: "*By Ann Bee, March 5, 2020*", "Posted on March 5, 2020 by Ann Bee".
_NAME = r"([^\W\d_][^\d\n,|·•:：*_()\[\]]{1,50}?)"
_BYLINE = lazy_re(
    rf"[ \t]*(?:[*_>]+[ \t]*){{0,3}}(?:(?:written|posted|published)[ \t]+)?by[ \t]+\[?{_NAME}"
    rf"(?:\]\([^()\s]{{1,{LOOK}}}\))?(?:(?:[ \t]*[,|·•–—-][ \t]*|[ \t]+on[ \t]+)([^\n]{{6,50}}?))?"
    r"[*_ \t]*$",
    re.IGNORECASE,
)
_POSTED = lazy_re(
    r"[ \t]*(?:[*_>]+[ \t]*){0,3}(?:posted|published|written|updated)(?:[ \t]+on)?[ \t]+"
    rf"([^\n]{{6,40}}?)(?:[ \t]*,?[ \t]+by[ \t]+{_NAME})?[*_ \t]*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[ \t][|｜·•][ \t]")
_WITH_AUTHOR = lazy_re(
    r"(?:by[ \t]+|作者[ \t]*[:：]?[ \t]*)\[?([^\W\d_][^\d\n,|·•:：*_()\[\]]{0,50})"
    rf"(?:\]\([^()\s]{{1,{LOOK}}}\))?$",
    re.IGNORECASE,
)
# A line of tags and nothing else, as Bear writes: "#journal/2020# #tag".
_TAGGED = re.compile(r"[ \t]{0,9}(?:#[^\s#]{1,60}#?[ \t]{0,9}){2,20}$")
_TAG = lazy_re(r"#[^\s#]{1,60}")
_BYLINE_WORDS = ("by ", "posted ", "published ", "written ", "updated ")


def read_leading_lines(body: str) -> dict[str, object]:
    """Return what the first lines of a Markdown text say of it; the text itself stays whole.

    Clippers and translators write a head as a list, a quotation or bold words below the title:
    `- Author: [[Ann]]`, `> * 原文作者：[Ann](https://…)`, `**Published:** 2021-03-22`.
    """
    values: dict[str, object] = {}
    texts = 0
    lines = body[:LEADING_CHARACTERS].split("\n", _LEADING_LINES)[:_LEADING_LINES]
    for line, following in pairwise((*lines, "")):
        if not line.strip() or _notes(values, line):
            continue
        if _UNDERLINE.match(line) or (texts == 0 and _UNDERLINE.match(following)):
            continue
        if _is_aside(line):
            continue
        texts += 1
        if texts > 1 or len(line) > 200:
            break
    return values


def _notes(values: dict[str, object], line: str) -> bool:
    """Note what one line says; tell whether it is there for nothing else."""
    day = _DAY_LINE.match(line)
    if day is not None and read_date(day[1].strip("*_ \t")) is not None:
        values.setdefault("date", day[1].strip("*_ \t"))
        return True
    moment = _MOMENT.search(line) if len(line) < _SHORT else None
    if moment is not None:
        values.setdefault("datetime", moment[0])
    if _HEADING.match(line):
        if line.startswith("# "):
            _note_day(values, line[2:].strip())
        return True
    if _TAGGED.match(line):
        values.setdefault("tags", [found.strip("#/") for found in _TAG.findall(line)])
        return True
    link = _READ_LINK.match(line)
    if link is not None:
        values.setdefault("url", link[1])
        return True
    picture = _PICTURE.match(line)
    if picture is not None:
        if picture[1] == "rw-book-cover":
            values.setdefault("cover", picture[2])
        return True
    if "转码" in line and "原文地址" in line and (found := _MARKDOWN_LINK.findall(line)):
        values.setdefault("url", found[-1][1])  # SimpRead's first line
        return True
    return _notes_keys(values, line) or _notes_author(values, line) or _notes_several(values, line)


def _note_day(values: dict[str, object], text: str) -> None:
    """Note a day that stands alone, as the heading of a diary's page does."""
    if text[:4].isdecimal() and len(text) < _SHORT:
        written = read_date(text)
        if written is not None and written.precision in {DatePrecision.DAY, DatePrecision.MINUTE}:
            values.setdefault("date", text)


def _notes_several(values: dict[str, object], line: str) -> bool:
    """Note a day, an author and a link to the original that stand side by side, with signs between.

    "*March 4, 2020* • *by Ann Bee* • [View online](https://…)", "[原文](https://…) | 作者 Ann".
    """
    if len(line) > _SHORT * 3 or not _BETWEEN.search(line):
        return False
    noted = False
    for written in _BETWEEN.split(line, 6):
        part = written.strip("*_> \t")
        if len(part) < _SHORT and read_date(part) is not None:
            values.setdefault("date", part)
        elif link := _READ_LINK.match(part):
            values.setdefault("url", link[1])
        elif found := _WITH_AUTHOR.match(part):
            values.setdefault("author", found[1].strip())
        else:
            continue
        noted = True
    return noted


def _notes_keys(values: dict[str, object], line: str) -> bool:
    """Note what stands behind a key that heads have, and behind further ones on the same line."""
    found = _QUOTED_LINE.match(line)
    if found is None or not is_known(found[1]):
        return False
    said, *further = _FURTHER.split(found[2].strip()) if _FURTHER.search(found[2]) else [found[2]]
    _take(values, found[1], said.strip())
    for part in further:
        key, _, more = part.replace("：", ":", 1).partition(":")
        _take(values, key, more.strip())
    return True


def _notes_author(values: dict[str, object], line: str) -> bool:
    """Note who wrote it and when, where a line says just that in words."""
    if len(line) > _SHORT or not line.lstrip("*_> \t").lower().startswith(_BYLINE_WORDS):
        return False
    posted = _POSTED.match(line)
    if posted is not None and read_date(posted[1]) is not None:
        values.setdefault("date", posted[1])
        if posted[2]:
            values.setdefault("author", posted[2])
        return True
    found = _BYLINE.match(line)
    if found is None or (found[2] and read_date(found[2]) is None):
        return False
    # Names are written large, "by the way" is not.
    if not found[2] and not all(word[:1].isupper() or word in _OF for word in found[1].split()):
        return False
    values.setdefault("author", found[1].strip())
    if found[2]:
        values.setdefault("date", found[2])
    return True


def _is_aside(line: str) -> bool:
    """Tell whether a line is another one of a list of keys ("校对者：…"), or but tags and links."""
    if line.lstrip()[:1] in ">-*+" and _QUOTED_LINE.match(line):
        return True
    return _ASIDE.match(line) is not None


def _take(values: dict[str, object], key: str, raw: str) -> None:
    """Note what one such line says, if it says what its key promises."""
    name = squashed(key)
    text = raw.strip("*_ \t")
    link = _MARKDOWN_LINK.search(text)
    if name in URL:
        address = _ADDRESS.match(link[2] if link else text)
        if address is not None:
            values.setdefault("url", address[1])
            return
    if link is not None:
        text = _MARKDOWN_LINK.sub(r"\1", text)
    text = _REFERENCE.sub(r"\1", text).strip()
    if name in DATE:
        if read_date(text) is not None:
            values.setdefault(name, text)
    elif name in _SAID and text and len(text) <= 300:
        values.setdefault(name, text)


def read_trailing_lines(body: str) -> dict[str, object]:
    """Return the address and the author that translators and reprints name below the text."""
    values: dict[str, object] = {}
    tail = body[-TRAILING_CHARACTERS:].rstrip()
    if not any(mark in tail for mark in ("via:", "作者", "原文")):
        return values
    said = [line for line in tail.split("\n") if line.strip() and not _DEFINITION.match(line)]
    for line in said[-_TAIL_LINES:]:
        found = _TAIL.match(line)
        if found is not None and len(line) < _TAIL_LINE:
            _take(values, found[1], found[2])
    return values


_TAIL_LINE = 400
_DEFINITION = lazy_re(r" {0,3}\[[^\]]{1,200}\]:")
