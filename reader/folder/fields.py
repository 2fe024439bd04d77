"""What the values of front matter mean: categories, section, author, source, address, picture.

Values come as front_matter gives them: text, lists, dicts; anything may stand anywhere.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from reader.bounds import CATEGORY_PARTS, LOOK, NAME_CHARACTERS, SECTION_PARTS, TAG_TEXT, TAGS
from reader.folder import keys
from reader.folder.titles import is_blank, tidy, tidy_name
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
from reader.patterns import lazy_re

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_PAGE = re.compile(r"\.(?:html?|xhtml)$", re.IGNORECASE)
# What a file name cannot hold and the archives replace; compared, all of it is alike.
_LOOSE = re.compile(r"[\s/\\:*?\"<>|_]+")


def text_of(value: object) -> str:
    """Return a value as text: of a list its first, of a dict its name; "" where it has none."""
    for _ in range(4):
        if isinstance(value, str):
            return value
        if isinstance(value, dict):
            value = (
                next((value[key] for key in _NAMES if value.get(key)), None)
                or next(
                    # `authors: {ann: {…}}` names its keys
                    (key for key, inner in value.items() if isinstance(inner, dict)),
                    "",
                )
                # `title: {en: …, zh: …}`
                or next((value[key] for key in value if _IS_LANGUAGE.fullmatch(str(key))), "")
            )
        elif isinstance(value, list) and value:
            value = value[0]
        else:
            break
    return ""


_IS_LANGUAGE = re.compile(
    r"(?:ar|de|en|es|fr|it|ja|ko|nl|pl|pt|ru|sv|tr|uk|vi|zh)(?:[-_][A-Za-z]{2,4})?", re.IGNORECASE
)
_NAMES = ("name", "title", "label", "url", "href", "@id")


def first_text(values: Mapping[str, object], named: Sequence[str]) -> str:
    """Return the first of these keys' values that shows anything."""
    for key in named:
        text = text_of(values[key]) if key in values else ""
        if text and not is_blank(text):
            return text.strip()
    return ""


def categories(values: Mapping[str, object]) -> tuple[str, ...]:
    """Return the article's categories, outermost first. Of several paths (Hexo) the first one."""
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
        if len(value) == 1:
            value = _nested(value[0])
    if isinstance(value, dict):
        value = list(value)
    if not isinstance(value, list):
        return
    for item in value[:CATEGORY_PARTS]:
        part = tidy_name(text_of(item))[:NAME_CHARACTERS].removeprefix("#")
        if part and part.lower() not in _NO_VALUES:
            yield part


_NO_VALUES = frozenset({"null", "none", "~", "nil", "undefined", "[]"})


def _inline(text: str) -> list[str]:
    """Return the parts of a text that is a list, "[a, b]" where YAML was not asked; else one."""
    stripped = text.strip()
    if stripped.startswith("[") and stripped.endswith("]") and not stripped.startswith("[["):
        return [part.strip().strip("'\"") for part in stripped[1:-1].split(",")]
    return [stripped]


def _nested(text: str) -> list[str]:
    """Return the parts of `a/b`, `a > b`, `a, b`; "TCP/IP" and "and/or" are one."""
    for sign in (" > ", " / ", ", ", "，", "、"):
        if sign in text:
            return text.split(sign)
    parts = text.split("/")
    if len(parts) > 1 and all(len(part) > 3 or not part.isascii() for part in parts):
        return parts
    return [text]


def tags(values: Mapping[str, object]) -> tuple[str, ...]:
    """Return the article's tags, each once, as they are written but for "#", in their order."""
    found: dict[str, str] = {}
    if values.keys().isdisjoint(_TAG_KEYS):  # nearly all
        return ()
    for key in keys.TAG:
        if key not in values:
            continue
        for written in _tags(values[key], 0):
            tag = tidy(written.strip().strip("'\"").lstrip("#＃"))[:NAME_CHARACTERS].strip()
            if tag and tag.lower() not in _NO_VALUES:
                found.setdefault(tag.casefold(), tag)
            if len(found) >= TAGS:
                return tuple(found.values())
    return tuple(found.values())


_TAG_KEYS = frozenset(keys.TAG)


def _tags(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield from _parted(value)
    elif depth < 4 and isinstance(value, list):
        for item in value[: 2 * TAGS]:
            if isinstance(item, str):
                yield from _parted(item) if item.count("#") > 1 else (item,)
            else:
                yield from _tags(item, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        name = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), "")
        if name:
            yield str(name)
            return
        for key, inner in list(value.items())[: 2 * TAGS]:
            yield str(key)
            yield from _tags(inner, depth + 1) if isinstance(inner, list | dict) else ()


_HASHES = lazy_re(r"[#＃]([^#＃\s,，]+)")
_COMMAS = lazy_re(r"[,，、;；|]")


def _parted(text: str) -> list[str]:
    """Return the tags of one text: "a, b", "#a #b", "[a, b]"; words without a sign are one tag."""
    text = text.strip()[:TAG_TEXT]
    if text.startswith("[") and text.endswith("]") and not text.startswith("[["):
        text = text[1:-1]
    if _COMMAS.search(text):
        return [tag for part in _COMMAS.split(text) for tag in _HASHES.findall(part) or (part,)]
    if text.startswith(("#", "＃")) and (found := _HASHES.findall(text)):
        return found
    if "]] [[" in text:
        return [part.strip("[] ") for part in text.split("]]")]
    words = text.split()
    # Jekyll's: words between spaces. One tag of two words is written by the others.
    return words if len(words) > 2 and text.isascii() and text == text.lower() else [text]


def parted_by_spaces(values: Mapping[str, object]) -> dict[str, object]:
    """Return a Jekyll post's values with its categories and tags as Jekyll parts them: by spaces.

    Told by its `layout`; other makes write one category of several words so.
    """
    return {
        key: value.split()
        if key in {"categories", "tags"} and isinstance(value, str) and _ONLY_WORDS.match(value)
        else value
        for key, value in values.items()
    }


_ONLY_WORDS = lazy_re(rf"[^,，、;\[\]#|]{{1,{LOOK}}}$")


def is_draft(values: Mapping[str, object]) -> bool:
    """Tell whether the head says that the article is not published yet."""
    if values.keys().isdisjoint(_DRAFT_KEYS):  # nearly all
        return False
    for key in ("draft", "isdraft", "private"):
        if text_of(values.get(key)).strip().lower() in _YES:
            return True
    for key in ("published", "publish"):
        if text_of(values.get(key)).strip().lower() in _NO:
            return True
    return text_of(values.get("status")).strip().lower() in {"draft", "hidden", "unpublished"}


_DRAFT_KEYS = frozenset(keys.DRAFT)
_YES = frozenset({"true", "yes", "on", "1"})
_NO = frozenset({"false", "no", "off", "0"})
NO_DATES = _YES | _NO | _NO_VALUES
"""What `published` may say without meaning a date, good or bad."""


def section(path: str, named: tuple[str, ...]) -> tuple[str, ...]:
    """Where the sidebar shows a file: the folders it lies in, or its categories (`named`).

    The categories are taken where it lies in no folder, and where its last folders are the
    beginning of them: then they say the same and more, spelt as they were meant. The folder that an
    article has for itself (`my-trip/index.md`) is none that others lie in.
    """
    below, _, name = path.rpartition("/")
    folders = _folders(below.rpartition("/")[0] if name[:6].lower() == "index." else below)
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


@lru_cache(maxsize=64)
def _folders(below: str) -> tuple[str, ...]:
    """Return the names on a folder's path as they are shown; its files come one after the other."""
    # A name is kept but for lone surrogates, which no database takes, and forgers.
    return tuple(in_few_scripts(one_line(part)) for part in below.split("/") if not is_blank(part))


def _loosely(part: str) -> str:
    return _LOOSE.sub(" ", part).strip().casefold()


def author(values: Mapping[str, object]) -> str:
    """Return who wrote it, as one line; several names joined by commas."""
    for key in keys.AUTHOR:
        if key not in values:
            continue
        value = values[key]
        if isinstance(value, dict) and not any(value.get(name) for name in _NAMES):
            value = list(value)
        several = value if isinstance(value, list) else [value]
        if isinstance(value, str) and "[[" in value:
            several = value.split("]],")
        names = [_person(text_of(one)) for one in several[:5]]
        joined = ", ".join(name for name in names if name)
        if joined:
            return joined[:NAME_CHARACTERS]
    return ""


_MAIL = lazy_re(r"\s*[<(（]?(?:mailto:)?[\w.+-]{1,64}(?:@| at )[\w.-]{1,255}[>)）]?\s*$")
_ADDRESS = lazy_re(rf"\s*[<(（\[]?https?://\S{{1,{LOOK}}}\s*$")
_BY = lazy_re(r"^(?:by\s*[:：]?\s+|作者\s*[:：]\s*)", re.IGNORECASE)
_BEGINS_BY = frozenset({"by", "By", "BY", "作者"})


def _person(written: str) -> str:
    """Return a name without what leads to it: brackets, a mail address, a page."""
    name = tidy_name(written)
    bare = name
    if "@" in bare or " at " in bare:
        bare = _MAIL.sub("", bare) or bare
    if "://" in bare:
        bare = _ADDRESS.sub("", bare)
    if bare[:2] in _BEGINS_BY:
        bare = _BY.sub("", bare, count=1)
    bare = bare.removeprefix("[[").removesuffix("]]").strip(" ,;")
    return "" if bare.lower() in _NO_VALUES else bare


# Folders by year, by month, by day: none of them is where an article is from.
_DAYS = re.compile(
    r"^(.*?)/?(?:19[7-9]|20[0-9])[0-9]年?(?:/[01]?[0-9]月?(?:/[0-3]?[0-9][日号]?)?)?$"
)


_GENERATORS_FOLDERS = frozenset(
    ("_posts", "_post", "posts", "post", "content", "source", "articles", "_articles", "src")
)
"""Where site generators keep their texts: names of folders that say nothing to a reader."""
_LANGUAGE_FOLDER = lazy_re(r"[a-z]{2}(?:[-_][a-z]{2,4})?", re.ASCII | re.IGNORECASE)


def _is_a_name(folder: str) -> bool:
    """Return whether a folder above a generator's own tells a reader something."""
    return folder.lower() not in _GENERATORS_FOLDERS and not _LANGUAGE_FOLDER.fullmatch(folder)


def source(
    values: Mapping[str, object], named_author: str, where: tuple[str, ...], url: str
) -> str:
    """Return what the list names as origin: the source, else the author, section or host."""
    for key in keys.SOURCE:
        name = tidy_name(text_of(values[key])) if key in values else ""
        if name and "://" not in name:
            return name[:NAME_CHARACTERS]
    if named_author:
        return named_author
    if where:
        days = _DAYS.match("/".join(where[-4:]))
        folder = (days[1].rpartition("/")[2] if days else "") or where[-1]
        if folder.lower() not in _GENERATORS_FOLDERS:
            return folder
        return next(filter(_is_a_name, reversed(where)), "")
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def address(values: Mapping[str, object]) -> str:
    """Return the original's http(s) URL, "" where none of the values is one."""
    for key in keys.URL:
        text = text_of(values[key]) if key in values else ""
        if ":" in text:
            url = link_url(text)
            if url.startswith(("http://", "https://")) and not _is_template(url):
                return url
    return ""


def language(values: Mapping[str, object]) -> str:
    """Return the language it is told to be in, as a BCP 47 tag; "" where none is told."""
    told = first_text(values, keys.LANGUAGE).replace("_", "-").partition(".")[0]
    found = _LANGUAGE.fullmatch(told)
    return found[0] if found else ""


def pictures(values: Mapping[str, object], html: str, shown: Sequence[str] = ()) -> tuple[str, str]:
    """Return the article's picture (the one named if it can be one, else the body's first), and
    the one that is to stand above the text, "" where the text shows it.

    A loading placeholder is taken only where the body has nothing better; a counter never is.
    shown: the http(s) addresses of the pictures that the page shows, as far as they are known.
    """
    spare = ""
    for key in keys.PICTURE:
        if key not in values:
            continue
        value = values[key]
        text = (value if isinstance(value, str) else picture_of(value)).strip()
        if text and text in shown and _is_plain(text):
            return text, ""  # nearly all: what it is has been looked at
        text = _bare_address(text)
        if not text or not (url := usable_picture(text)) or begins_with_tracker(html, url):
            continue
        if not is_placeholder(url):
            return url, "" if shows(html, url) else url
        spare = spare or url
    return _first_of_body(html) or spare, ""


_SIZE = lazy_re(
    r"(?:[-_@]\d{1,4}x(?:\d{1,4})?|[-_]scaled|[-_]\d{2,4}w|[-_](?:small|large|thumb))+$"
)
_GENERIC = lazy_re(r"\d{0,4}$|(?:image|img|cover|index|picture|photo|featured?|thumb)\d{0,3}$")


def shows(html: str, url: str) -> bool:
    """Tell whether a body shows this picture, be it at another size or with another query."""
    if url in html or url.replace("&", "&amp;") in html:
        return True
    parts = [part for part in url.partition("?")[0].partition("#")[0].split("/") if part]
    if not parts or url.startswith("data:"):
        return False
    stem = _SIZE.sub("", parts[-1].rpartition(".")[0] or parts[-1])
    if _GENERIC.match(stem.lower()) and len(parts) > 1:
        stem = f"{parts[-2]}/{stem}"
    return stem in html or unquote(stem) in html or quote(stem, safe="/") in html


def _is_plain(shown: str) -> bool:
    """Whether a picture of the page may stand for the article without another look."""
    return not (
        ";" in shown
        or "%7" in shown
        or is_placeholder(shown)
        or _PAGE.search(shown.partition("?")[0].partition("#")[0])
    )


def _first_of_body(html: str) -> str:
    """Return the body's first picture; one whose address is a page's cannot be one."""
    for _ in range(5):
        url = first_picture(html)
        name = url.partition("?")[0].rpartition("/")[2]
        at = html.find(name) if _PAGE.search(name) else -1
        if at < 0:
            return url
        html = html[at:]
    return ""


_PICTURE_PARTS = (
    "image", "src", "url", "path", "file", "filename", "relative", "feature", "og_image", "teaser",
    "thumbnail", "thumb", "cover", "large", "default", "img", "name",
)  # fmt: skip
_AROUND = lazy_re(
    rf"!?\[\[([^\[\]|]{{1,{LOOK}}})(?:\|[^\[\]]*)?\]\]$|!?\[[^\[\]]*\]\(<?([^()<>]{{1,{LOOK}}}?)>?\)$"
    rf"|url\([\"']?([^()\"']{{1,{LOOK}}})[\"']?\)"
)
_IMG = lazy_re(rf"<img\s[^<>]{{0,{LOOK}}}?src\s*=\s*[\"']?([^\s\"'<>]{{1,{LOOK}}})", re.I)
_COLOUR = lazy_re(r"#[0-9a-fA-F]{3,8}$|(?:rgba?|hsla?|var|(?:linear|radial)-gradient)\(")


def picture_of(value: object) -> str:
    """Return the address within `{path: …}`, `{image: {src: …}}`, a list of such; "" for none."""
    for _ in range(5):
        if isinstance(value, str):
            return value
        if isinstance(value, dict):
            lowered = {str(key).lower(): inner for key, inner in value.items()}
            value = next((lowered[part] for part in _PICTURE_PARTS if lowered.get(part)), None)
        elif isinstance(value, list) and value:
            value = value[0]
        else:
            break
    return ""


def _bare_address(text: str) -> str:
    """Return a picture's address without what is written around it, "" for what names none."""
    if text.lower() in NO_DATES or _COLOUR.match(text):
        return ""
    if text[:1] in "![<u":
        around = _AROUND.match(text) or _IMG.match(text)
        if around is not None:
            text = next(filter(None, around.groups()), "").strip()
    name = text.partition("?")[0].rpartition("/")[2]
    # An icon's or a layout's name, a word: none of them is a file, an address or a path.
    return text if "/" in text or "." in name or text.startswith("data:") else ""


def _is_template(text: str) -> bool:
    """Whether a generator forgot to fill this in: "{user.avatar}", "…/undefined", "null"."""
    return (
        "{" in text
        or "%7b" in text.lower()
        or text.endswith("undefined")
        or text in {"null", "none", "None", "false", "true"}
    )


def usable_picture(written: str) -> str:
    """Return a picture's address as front matter writes it, normalised.

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
