"""An article's title: made one clean line, or found elsewhere where the front matter has none."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from reader.bounds import HEADINGS_TRIED, LOOK, LOOK_SHORT, TITLE_CHARACTERS
from reader.folder.keys import is_known
from reader.folder.name_dates import without_day
from reader.markup.text.plain import FORGERS
from reader.markup.text.repeated_title import letters, repeats
from reader.markup.text.scripts import in_few_scripts
from reader.markup.text.stacked import few_marks
from reader.markup.text.text import decode_references, plain_text
from reader.patterns import lazy_re
from reader.suffixes import stem_of

FROM_TEXT = 60
UNTITLED = "Untitled"

# Unicode's spaces but the ideographic one, which parts words of Chinese and Japanese titles.
_SPACES = lazy_re(
    "[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]"
    "[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]*"
    "|\x20[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]+"
)
_EMPHASIS = lazy_re(
    r"<(b|i|em|strong|span|font|mark|u|sup|sub|small|a|code|s|del|ins|kbd|center|p|h[1-6])"
    r"(?:\s[^<>]{0,400})?>([^<>]{0,400})</\1\s*>",
    re.I,
)
_TALKED_ABOUT = r"(?!\s*(?:tag|element|标签|标籤|元素|タグ))"
_BREAK = lazy_re(rf"<br\s*/?>{_TALKED_ABOUT}|<wbr\s*/?>|<!--.{{0,400}}?-->", re.I)
_PICTURE_TAG = lazy_re(rf"<img\s([^<>]{{0,{LOOK}}})>", re.I)
_ALT = lazy_re(r"""(?:^|\s)alt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_WIKI = lazy_re(r"!?\[\[([^\[\]|]{1,400})(?:\|([^\[\]]{1,400}))?\]\]")
_LINKED = lazy_re(
    rf"!?\[([^\[\]]{{0,400}})\]\((?=[^()\s]*[/.#:])[^()\s]{{1,{LOOK_SHORT}}}(?:\s+\"[^\"]{{0,200}}\")?\)"
)
_CODE = lazy_re(r"(`{1,2})(?!`)([^`]{1,400})\1(?!`)")
_BOLD = lazy_re(r"(\*\*|~~|==)(?![\s*~=])([^*~=]{1,400})(?<!\s)\1")
_ANCHOR = lazy_re(r"\s*\{#[\w:.-]{1,100}\}$")
_QUOTES = "'\""
_HEADING = lazy_re(r"<h([1-3])(?:\s[^<>]*+)?>", re.IGNORECASE)
_BLANK = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf"))


def tidy(written: str) -> str:
    """One line of a title as written: folded, decoded, unnested; "" where nothing is to see.

    Markup around words goes, though a tag that is talked about ("the <b> tag") stays.
    """
    title = written[: 4 * TITLE_CHARACTERS]
    if "<" in title:
        title = _without_tags(title)
    if "&" in title:
        title = _decoded(title)
    if title.endswith("}"):
        title = _ANCHOR.sub("", title)
    if "[" in title or "`" in title or "**" in title or "~~" in title or "==" in title:
        title = _without_marks(title)
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


def tidy_name(written: str) -> str:
    """One line of a name, tidied as a title is: those of a folder come again and again."""
    return _tidy_again(written) if len(written) <= _NAME else tidy(written)


_NAME = 100


@lru_cache(maxsize=1024)
def _tidy_again(written: str) -> str:
    return tidy(written)


def _without_tags(title: str) -> str:
    """Return a title without the markup that is meant to be seen through, a picture by its name."""
    title = _PICTURE_TAG.sub(_alternative, title)
    title = _BREAK.sub(" ", title)
    for _ in range(3):
        bare = _EMPHASIS.sub(r"\2", title)
        if bare == title:
            break
        title = bare
    return title


def _alternative(tag: re.Match[str]) -> str:
    found = _ALT.search(tag[1])
    return (found[1] or found[2] or found[3] or "").rstrip("/") if found else ""


def _decoded(title: str) -> str:
    """Return a title whose references were escaped once, or again by each tool on the way."""
    for _ in range(4):
        decoded = decode_references(title)
        if decoded == title:
            break
        title = decoded
    return title


def _without_marks(title: str) -> str:
    """Return a title without Markdown: links and code by their words."""
    title = _WIKI.sub(lambda found: found[2] or found[1], title)
    title = _LINKED.sub(r"\1", title)
    title = _CODE.sub(r"\2", title)
    return _BOLD.sub(r"\2", title)


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
    """Return the first heading (h1 to h3) that says something, "" where there is none."""
    for _, _, title in _headings(html):
        return title
    return ""


def _headings(html: str) -> Iterator[tuple[int, str, str]]:
    """Yield where each of the first headings begins, its level ("1" to "3") and its words."""
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
            yield found.start(), found[1], title
        at = close.end()


def from_beginning(html: str, *, alone: bool = False) -> str:
    """Return the heading that begins a body, "" where none does or it heads but a part of it.

    Pictures and short lines (a day, an author, where it is from) may stand before it. One that
    others of its level follow heads the whole only where it is an h1 and reads like a title.
    alone: whether such a one is no title either, since the file's name is a better one.
    """
    first = next(_headings(html), None)
    if first is None:
        return ""
    start, level, title = first
    if not _is_preamble(html[:start]):
        return ""
    same = _HEADING.finditer(html, start + 3)
    if any(other[1] <= level for other in same) and (
        alone or level != "1" or _OF_A_PART.match(title)
    ):
        return ""
    return title


def of_page(title: str, told: str, html: str) -> str:
    """Return a saved page's title without the site's name that stands behind or before it.

    title: what the browser's tab says. told: what the page tells those that share it, may be "".
    """
    if told and told != title and _is_title_of(told, title):
        return told
    for _, _, heading in _headings(html):
        if heading != title and _is_title_of(heading, title):
            return heading
    return title


def _is_title_of(told: str, title: str) -> bool:
    """Tell whether a title is what was told of it, with a site's name beside."""
    if len(letters(told)) >= _FEW:
        return repeats(told, title) or title.endswith(f" {told}")
    rest = title.removeprefix(told).lstrip()
    return rest != title and rest[:1] in _SITE_SIGNS


_SITE_SIGNS = frozenset("|-–—_·｜")


_FEW = 4
_PREAMBLE_SOURCE = 8_000
_PREAMBLE_LINE = 120
_PREAMBLE_LINES = 14
_SENTENCE = lazy_re(r"[.。!！?？…;；]$")
_OF_A_PART = lazy_re(
    r"(?:[01]\s*[.、)）:：](?![0-9])|[01]\s(?![个種种年天月次])|[零一]\s*[、.．,，]|"
    r"(?:前言|引言|简介|介绍|概述|概要|背景|摘要|目录|序|题目|题意|导读|写在前面|引子|总结|问题描述|"
    r"introduction|overview|background|preface|intro|abstract|foreword|summary|contents|toc|"
    r"table of contents|prologue|motivation|tl;?dr)[\s:：]*$)",
    re.IGNORECASE,
)


def _is_preamble(html: str) -> bool:
    """Tell whether what stands before a heading is no text of its own."""
    if not html or html.isspace():
        return True
    if len(html) > _PREAMBLE_SOURCE:
        return False
    lines = plain_text(html).split("\n")
    return len(lines) <= _PREAMBLE_LINES and all(
        (len(line) <= _PREAMBLE_LINE and not _SENTENCE.search(line)) or _is_of_a_head(line)
        for line in lines
    )


def _is_of_a_head(line: str) -> bool:
    """Tell whether a line says what heads say, as "原文地址：Why?" does, however it ends."""
    key, colon, _ = line[:_PREAMBLE_LINE].replace("：", ":").partition(":")
    return bool(colon) and is_known(key.strip())


def from_text(text: str) -> str:
    """Return the first line of the text, cut to a title's length; "" where there is no text."""
    line = tidy(text[: 4 * FROM_TEXT].lstrip().partition("\n")[0])
    return line if len(line) <= FROM_TEXT else f"{line[: FROM_TEXT - 1].rstrip()}…"


def from_name(path: str) -> str:
    """Return a file's name as a title, "" where it shows nothing (" .md", ".md").

    path: "/" between parts. A day at its beginning, its suffix and a tool's number go; a slug's
    words are parted; `index` and `README` are called as their folder is.
    """
    folders, _, name = path.rpartition("/")
    stem = _stem(name)
    if stem.lower() in _INDEX and folders:
        stem = folders.rpartition("/")[2]
    # Bytes of a name that are no UTF-8 stand in it as lone surrogates.
    stem = stem.encode("utf-8", "replace").decode("utf-8")
    if "%" in stem:
        stem = _percent_decoded(stem)
    if "___" in stem:
        stem = stem.replace("___", "/")  # Logseq's, of a page within another
    kept = _POST_NUMBER.sub("", _NUMBER.sub("", without_day(stem)))
    return tidy(_words(kept)) or tidy(stem)


_INDEX = frozenset({"index", "_index", "readme", "default", "untitled"})
_LANGUAGE = lazy_re(
    r"(?<=.)[._](?:en|zh|ja|jp|ko|fr|de|es|pt|ru|it|nl|pl|tr|vi|cn|uk)(?:[-_][A-Za-z]{2,4})?$",
    re.I,
)
_NUMBER = lazy_re(r"(?<=.)[ _-]+[0-9a-f]{32}$")
# Substack's export: the number of a post, a dot, its slug.
_POST_NUMBER = lazy_re(r"^[0-9]{5,10}\.(?=[a-z0-9]+(?:-[a-z0-9]+)+$)")


def _stem(name: str) -> str:
    """Return a file's name without its suffix and the language that stands before that."""
    bare = name
    while (shorter := stem_of(bare)) != bare:
        bare = shorter
    if bare == name:
        bare = name.rpartition(".")[0]
    return _LANGUAGE.sub("", bare) if "." in bare or bare.lower().startswith("readme") else bare


def is_index(path: str) -> bool:
    """Tell whether a file is named for its place alone, so that its folder's name is its title."""
    return _stem(path.rpartition("/")[2]).lower() in _INDEX


_NUMBERS = lazy_re(r"[0-9a-f-]{16,}$|[0-9a-f]{8,}$|[\d\W_]+$", re.IGNORECASE)


def says_something(name: str) -> bool:
    """Tell whether a name is one that a person gave: no number, no digest, not just `index`."""
    return bool(name) and not _NUMBERS.match(name) and name.lower() not in _INDEX


def _percent_decoded(stem: str) -> str:
    try:
        return unquote(stem, errors="strict")
    except UnicodeDecodeError:
        return stem


def _words(stem: str) -> str:
    """Return a name with spaces for the signs that part its words, where it has no spaces."""
    if " " in stem or "\u3000" in stem:
        return stem
    for sign in "-_":
        parts = [part for part in stem.split(sign) if part]
        slug = stem.isascii() and stem == stem.lower()
        if len(parts) > 2 or (len(parts) == 2 and slug and not stem.isdigit()):
            if all(part.isdigit() for part in parts):
                continue
            stem = " ".join(parts)
            break
    return stem
