"""An article's title: made one clean line, or found elsewhere where the front matter has none."""

import re
import unicodedata

from reader.bounds import HEADINGS_TRIED, TITLE_CHARACTERS
from reader.markup.text.plain import FORGERS
from reader.markup.text.scripts import in_few_scripts
from reader.markup.text.stacked import few_marks
from reader.markup.text.text import decode_references, plain_text

FROM_TEXT = 60
UNTITLED = "Untitled"

# Unicode's spaces but the ideographic one, which parts words of Chinese and Japanese titles.
_SPACES = re.compile(
    "[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]"
    "[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]*"
    "|\x20[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]+"
)
_EMPHASIS = re.compile(
    r"<(b|i|em|strong|span|font|mark|u|sup|sub|small)(?:\s[^<>]{0,200})?>([^<>]{0,400})</\1>", re.I
)
_QUOTES = "'\""
_HEADING = re.compile(r"<h([1-3])(?:\s[^<>]*+)?>", re.IGNORECASE)
_BLANK = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf"))


def tidy(written: str) -> str:
    """One line of a title as written: folded, decoded, unnested; "" where nothing is to see.

    Markup around words goes, though a tag that is talked about ("the <b> tag") stays.
    """
    title = written[: 4 * TITLE_CHARACTERS]
    if "<" in title:
        title = _EMPHASIS.sub(r"\2", title)
    if "&" in title:
        title = decode_references(title)
    if not title.isprintable():  # nor is any space but the plain one, nor any forger
        title = FORGERS.sub("", _SPACES.sub(" ", title))
    elif "  " in title:
        title = _SPACES.sub(" ", title)
    title = title.strip()
    if title[:1] in _QUOTES and title[-1:] in _QUOTES:
        title = peel(title).strip()
    if len(title) > TITLE_CHARACTERS:
        title = f"{title[: TITLE_CHARACTERS - 1].rstrip()}…"
    return "" if is_blank(title) else in_few_scripts(few_marks(title))


def peel(title: str) -> str:
    """Without the nest of quotes that each regeneration of a file adds to.

    Three or more alike on both sides are such a nest. A title that is a quotation, in one pair or
    two, keeps its quotes.
    """
    quote = title[:1]
    if quote not in _QUOTES:
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


def is_blank(text: str) -> bool:
    """Whether a person would see nothing: spaces of all kinds, controls, zero-width characters."""
    if text[:1].isalnum():
        return False
    return all(unicodedata.category(character) in _BLANK for character in text)


def from_heading(html: str) -> str:
    """The first heading (h1 to h3) of a body that says something, "" where there is none."""
    at = 0
    for _ in range(HEADINGS_TRIED):
        found = _HEADING.search(html, at)
        if found is None:
            break
        close = re.compile(rf"</h{found[1]}", re.IGNORECASE).search(html, found.end())
        if close is None:
            break
        title = tidy(plain_text(html[found.end() : close.start()][: 8 * TITLE_CHARACTERS]))
        if title:
            return title
        at = close.end()
    return ""


def from_text(text: str) -> str:
    """The first line of the text, cut to the length of a title; "" where there is no text."""
    line = tidy(text[: 4 * FROM_TEXT].lstrip().partition("\n")[0])
    return line if len(line) <= FROM_TEXT else f"{line[: FROM_TEXT - 1].rstrip()}…"


def from_name(name: str) -> str:
    """A file's name without its suffix, "" where that shows nothing (" .md", ".md")."""
    stem = name.rpartition("/")[2].rpartition(".")[0]
    # Bytes of a name that are no UTF-8 stand in it as lone surrogates.
    return tidy(stem.encode("utf-8", "replace").decode("utf-8"))
