"""What the values of front matter mean: categories, section, author, source, address, picture.

Values come as front_matter gives them: text, lists, dicts; anything may stand anywhere.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from reader.bounds import CATEGORY_PARTS, NAME_CHARACTERS, SECTION_PARTS
from reader.folder import keys
from reader.folder.titles import is_blank, tidy
from reader.markup.counters import is_counter
from reader.markup.text.plain import one_line
from reader.markup.text.scripts import in_few_scripts
from reader.markup.text.text import decode_references
from reader.markup.urls import (
    begins_with_tracker,
    first_picture,
    is_placeholder,
    link_url,
    picture_url,
)

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_PAGE = re.compile(r"\.(?:html?|xhtml)$", re.IGNORECASE)
# What a file name cannot hold and the archives replace; compared, all of it is alike.
_LOOSE = re.compile(r"[\s/\\:*?\"<>|_]+")


def text_of(value: object) -> str:
    """A value as text: of a list its first, of a dict its name; "" where it has none."""
    for _ in range(4):
        if isinstance(value, str):
            return value
        if isinstance(value, dict):
            value = value.get("name") or value.get("title") or value.get("url")
        elif isinstance(value, list) and value:
            value = value[0]
        else:
            break
    return ""


def first_text(values: Mapping[str, object], named: Sequence[str]) -> str:
    """The first of these keys' values that shows anything."""
    for key in named:
        text = text_of(values[key]) if key in values else ""
        if text and not is_blank(text):
            return text.strip()
    return ""


def categories(values: Mapping[str, object]) -> tuple[str, ...]:
    """The article's categories, outermost first. Of several paths (Hexo) the first one."""
    for key in keys.CATEGORY:
        parts = tuple(_category_parts(values[key])) if key in values else ()
        if parts:
            return parts[:CATEGORY_PARTS]
    return ()


def _category_parts(value: object) -> Iterator[str]:
    if isinstance(value, list) and value and isinstance(value[0], list):
        value = value[0]
    if isinstance(value, str):
        value = _inline(value)
    if not isinstance(value, list):
        return
    for item in value[:CATEGORY_PARTS]:
        part = tidy(text_of(item))[:NAME_CHARACTERS]
        if part:
            yield part


def _inline(text: str) -> list[str]:
    """A text that is a list all the same: "[a, b]" where YAML was not asked; else one category."""
    stripped = text.strip()
    if stripped.startswith("[") and stripped.endswith("]"):
        return [part.strip().strip("'\"") for part in stripped[1:-1].split(",")]
    return [stripped]


def section(path: str, named: tuple[str, ...]) -> tuple[str, ...]:
    """Where the sidebar shows a file: the folders it lies in, or its categories (`named`).

    The categories are taken where it lies in no folder, and where its last folders are the
    beginning of them: then they say the same and more, spelt as they were meant.
    """
    # A folder's name is kept but for lone surrogates, which no database takes, and forgers.
    folders = tuple(
        in_few_scripts(one_line(part)) for part in path.split("/")[:-1] if not is_blank(part)
    )
    if not folders:
        return named[:SECTION_PARTS]
    if folders == named[: len(folders)]:  # the archives' own layout, told without ado
        return named[:SECTION_PARTS]
    loose_folders = [_loosely(part) for part in folders]
    loose_named = [_loosely(part) for part in named]
    for length in range(min(len(folders), len(named)), 0, -1):
        if loose_folders[-length:] == loose_named[:length]:
            return named[:SECTION_PARTS]
    return folders[:SECTION_PARTS]


def _loosely(part: str) -> str:
    return _LOOSE.sub(" ", part).strip().casefold()


def author(values: Mapping[str, object]) -> str:
    """Who wrote it, as one line; several names joined by commas."""
    for key in keys.AUTHOR:
        if key not in values:
            continue
        value = values[key]
        several = value if isinstance(value, list) else [value]
        names = [tidy(text_of(one)).removeprefix("[[").removesuffix("]]") for one in several[:5]]
        joined = ", ".join(name for name in names if name)
        if joined:
            return joined[:NAME_CHARACTERS]
    return ""


def source(
    values: Mapping[str, object], named_author: str, where: tuple[str, ...], url: str
) -> str:
    """What the list names as the origin: the source, else the author, the section, the host."""
    for key in keys.SOURCE:
        name = tidy(text_of(values[key])) if key in values else ""
        if name and "://" not in name:
            return name[:NAME_CHARACTERS]
    if named_author:
        return named_author
    if where:
        return where[-1]
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def address(values: Mapping[str, object]) -> str:
    """The original's http(s) URL, "" where none of the values is one."""
    for key in keys.URL:
        text = text_of(values[key]) if key in values else ""
        if ":" in text:
            url = link_url(text)
            if url.startswith(("http://", "https://")) and not _is_template(url):
                return url
    return ""


def language(values: Mapping[str, object]) -> str:
    """The language it is told to be in, as a BCP 47 tag; "" where none is told."""
    told = first_text(values, keys.LANGUAGE).replace("_", "-").partition(".")[0]
    found = _LANGUAGE.fullmatch(told)
    return found[0] if found else ""


def thumbnail(values: Mapping[str, object], html: str, shown: Sequence[str] = ()) -> str:
    """The article's picture: the one named if it can be one, else the body's first.

    A loading placeholder is taken only where the body has nothing better; a counter never is.
    shown: the http(s) addresses of the pictures that the page shows, as far as they are known.
    """
    spare = ""
    for key in keys.PICTURE:
        text = text_of(values[key]).strip() if key in values else ""
        if text and text in shown[:1] and _is_plain(text):
            return text  # nearly all: what it is has been looked at
        if not text or not (url := usable_picture(text)) or begins_with_tracker(html, url):
            continue
        if not is_placeholder(url):
            return url
        spare = spare or url
    return _first_of_body(html) or spare


def _is_plain(shown: str) -> bool:
    """Whether a picture of the page may stand for the article without another look."""
    return not (
        ";" in shown
        or "%7" in shown
        or is_placeholder(shown)
        or _PAGE.search(shown.partition("?")[0].partition("#")[0])
    )


def _first_of_body(html: str) -> str:
    """The body's first picture; one whose address is a page's cannot be one."""
    for _ in range(5):
        url = first_picture(html)
        name = url.partition("?")[0].rpartition("/")[2]
        at = html.find(name) if _PAGE.search(name) else -1
        if at < 0:
            return url
        html = html[at:]
    return ""


def _is_template(text: str) -> bool:
    """Whether a generator forgot to fill this in: "{user.avatar}", "…/undefined", "null"."""
    return (
        "{" in text
        or "%7b" in text.lower()
        or text.endswith("undefined")
        or text in {"null", "none", "None", "false"}
    )


def usable_picture(written: str) -> str:
    """A picture's address as front matter writes it, normalised.

    "" for templates, pages, and what counts readers.
    """
    if _is_template(decode_references(written)):
        return ""
    url = picture_url(written)
    if not url or url.startswith("data:"):
        return url
    if is_counter(url):
        return ""
    return "" if _PAGE.search(url.partition("?")[0].partition("#")[0]) else url
