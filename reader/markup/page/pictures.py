"""Pictures in the tree: the one that is meant in place of its placeholder, alone where it is large.

And at the end, behind the gate: each address behind an opaque key.
"""

import re
from collections.abc import Sequence
from html import escape, unescape

from reader.bounds import (
    DRAWN_SIDE,
    INLINE_PICTURE,
    MAX_PICTURES,
    STYLE_CHARACTERS,
)
from reader.markup.counters import is_counter
from reader.markup.page.drawings import drawing_url
from reader.markup.page.formulas import marked
from reader.markup.page.prepare import element, named, shows
from reader.markup.page.resolver import Resolver
from reader.markup.soup import BeautifulSoup, NavigableString, PageElement, Tag
from reader.markup.twins import blurred
from reader.markup.urls import EM_SIDE, STYLE_SIDE, is_placeholder, is_tracker, pixels, real_picture
from reader.model import Formula, Note, NoteCode, Picture
from reader.patterns import lazy_re

SHORTENED = Note(NoteCode.CUT_PICTURES, (MAX_PICTURES,))

_EMOJI = lazy_re(r"emoji|emoticon|smil(?:ey|ie)|(?:^|[/_-])face[/_-]|biaoqing", re.IGNORECASE)
_EMOJI_SIZE = 20
_ROW = 24
"""So many pictures at most share a paragraph: it is laid out anew as each of them arrives."""


def settle_pictures(soup: BeautifulSoup, resolver: Resolver | None = None) -> tuple[Note, ...]:
    """Every <img> means a real picture afterwards, bearing src, alt and a known size only.

    Returns notes. Pictures that repeat the one before (a <noscript> twin) go.
    """
    _settle_choices(soup)
    meant: list[tuple[Tag, str, dict[str, str]]] = []
    for img in named(soup, "img"):
        attributes = {name: str(value) for name, value in img.attrs.items()}
        url = "" if is_tracker(attributes) else real_picture(attributes)
        if is_counter(url):
            img.decompose()
            continue
        if url.startswith("data:") and is_placeholder(url):
            url = ""
        meant.append((img, url, attributes))
    real = [(img, url) for img, url, _ in meant if url and not is_placeholder(url)]
    for at in blurred([url for _, url in real]):
        real[at][0].decompose()
    meant = [each for each in meant if not each[0].decomposed]
    some_real = bool(real)
    seen, last, last_url = 0, None, ""
    notes: tuple[Note, ...] = ()
    for img, url, attributes in meant:
        if some_real and is_placeholder(url):
            img.decompose()
        elif not url:
            _forget(img, attributes.get("alt", ""))
        elif url == last_url and last is not None and _is_twin(img, last, attributes):
            img.decompose()
        elif seen == MAX_PICTURES:
            notes = (SHORTENED,)
            img.decompose()
        else:
            seen += 1
            last, last_url = img, url
            _describe(img, resolver.picture(url) if resolver else url, attributes)
    return notes


def _describe(img: Tag, url: str, attributes: dict[str, str]) -> None:
    width, height = _size(attributes)
    img.attrs = {"src": url, "alt": attributes.get("alt") or attributes.get("title", "")}
    if width or height:
        img.attrs |= {"width": str(width), "height": str(height)}
    elif _is_emoji(attributes):
        img.attrs |= {"width": str(_EMOJI_SIZE), "height": str(_EMOJI_SIZE)}


_LOOKED_AT = 20


def _is_twin(img: Tag, last: Tag, attributes: dict[str, str]) -> bool:
    """Whether nothing that shows stands between two pictures of one address."""
    if _before(img) is last:
        return True
    if 0 < max(_size(attributes)) <= INLINE_PICTURE:
        return False  # an icon ends one line and begins the next
    for _, node in zip(range(_LOOKED_AT), img.previous_elements, strict=False):
        if node is last:
            return True
        if isinstance(node, NavigableString) and node.strip():
            return False
    return False


def _before(img: Tag) -> PageElement | None:
    """Return what stands directly before it, spaces aside."""
    node = img.previous_sibling
    while isinstance(node, NavigableString) and not node.strip():
        node = node.previous_sibling
    return node


def _settle_choices(soup: BeautifulSoup) -> None:
    """<picture>: its sources are tried where its <img> has none of its own.

    What lies in one that lies in it is that one's: each is looked at once, however deep.
    """
    choices = named(soup, "picture")
    if not choices:
        return
    imgs: dict[int, Tag] = {}
    for img in named(soup, "img"):
        imgs.setdefault(_choice_of(img), img)
    sources: dict[int, list[Tag]] = {}
    for source in named(soup, "source"):
        sources.setdefault(_choice_of(source), []).append(source)
    for picture in choices:
        if own := sources.get(id(picture)):
            _settle_choice(picture, imgs.get(id(picture)), own)
        picture.unwrap()


def _choice_of(tag: Tag) -> int:
    """Return the id of the <picture> it lies in, 0 where there is none."""
    return next((id(parent) for parent in tag.parents if parent.name == "picture"), 0)


def _settle_choice(picture: Tag, img: Tag | None, sources: list[Tag]) -> None:
    if img is None:
        img = element("img")
        picture.append(img)
    for source in sources:
        for name in ("srcset", "data-srcset", "src", "data-src"):
            value = source.get(name)
            if value and not img.get(name) and "svg" not in str(source.get("type", "")):
                img[name] = value
        source.decompose()


def _forget(img: Tag, alt: str) -> None:
    """Take out a picture that cannot be had; its text stays, where it says something."""
    if len(alt.strip()) > 1 and not re.search(r"\.(?:jpe?g|png|gif|webp)$", alt.strip()):
        img.replace_with(NavigableString(f"[{alt.strip()}]"))
    else:
        img.decompose()


def _is_emoji(attributes: dict[str, str]) -> bool:
    alt = attributes.get("alt", "").strip()
    return bool(
        _EMOJI.search(attributes.get("class", "") + " " + attributes.get("src", "")[-200:])
    ) or (0 < len(alt) <= 2 and ord(alt[0]) > 0x2190 and not alt[0].isalnum())


def _size(attributes: dict[str, str]) -> tuple[int, int]:
    sides = {name: pixels(attributes.get(name, "")) for name in ("width", "height")}
    for name, value in STYLE_SIDE.findall(attributes.get("style", "")[:STYLE_CHARACTERS]):
        sides[name.lower()] = sides[name.lower()] or int(value)
    for name, value in _in_ems(attributes):
        sides[name] = sides[name] or value
    width, height = sides["width"], sides["height"]
    return (width, height) if width <= DRAWN_SIDE and height <= DRAWN_SIDE else (0, 0)


_EM = lazy_re(r"([0-9]{0,2}\.?[0-9]{1,4})\s*r?em\s*", re.IGNORECASE)
_MOST_EMS = 2.0


def _in_ems(attributes: dict[str, str]) -> list[tuple[str, int]]:
    """Return the sides of a picture that is as high as its line, or nearly."""
    told = EM_SIDE.findall(attributes.get("style", "")[:STYLE_CHARACTERS])
    for name in ("width", "height"):
        if found := _EM.fullmatch(attributes.get(name, "")):
            told.append((name, found[1]))
    return [
        (name.lower(), max(1, round(float(ems) * _EMOJI_SIZE)))
        for name, ems in told
        if 0 < float(ems) <= _MOST_EMS
    ]


def set_apart(soup: BeautifulSoup) -> None:
    """Large pictures, and those of unknown size not amid text, get a paragraph of their own.

    Those that stand side by side share one: how many fit into a line is known when they arrive.
    A list of nothing but pictures is none: they would stand in from the column's edge.
    """
    for listed in named(soup, "ul", "ol"):
        if listed.find("img") is not None and next(listed.stripped_strings, None) is None:
            for item in [listed, *listed.find_all("li", recursive=False)]:
                item.name = "div"
    apart = [img for img in named(soup, "img") if _stands_apart(img)]
    rows = _rows(apart)
    # From the last to the first, so that what follows a picture is moved once.
    lifted = {id(img): _lift(img) for img in reversed(apart)}
    for row in rows:
        first, *others = (lifted[id(img)] for img in row)
        for paragraph in others:
            if _before(paragraph) is first:
                first.extend([" ", *paragraph.contents])
                paragraph.decompose()


def _stands_apart(img: Tag) -> bool:
    known = max(int(str(img.get("width", 0))), int(str(img.get("height", 0))))
    return known > INLINE_PICTURE or (not known and not _amid_text(img))


def _rows(pictures: list[Tag]) -> list[list[Tag]]:
    """Pictures that have nothing but spaces between them."""
    rows: list[list[Tag]] = []
    last = None
    for img in pictures:
        unit = _alone_in(img)
        if last is not None and _before(unit) is last and len(rows[-1]) < _ROW:
            rows[-1].append(img)
        else:
            rows.append([img])
        last = unit
    return rows


def _alone_in(img: Tag) -> Tag:
    """Return the picture, or the link or emphasis that holds nothing else."""
    node = img
    while (parent := node.parent) is not None and parent.name in _INLINE:
        if any(
            isinstance(child, Tag) or str(child).strip()
            for child in parent.contents
            if child is not node
        ):
            break
        node = parent
    return node


def _amid_text(img: Tag) -> bool:
    return _text_beside(img, forwards=False) and _text_beside(img, forwards=True)


def _text_beside(img: Tag, *, forwards: bool) -> bool:
    """Whether text follows (or precedes) on the same line."""
    node: Tag = img
    while True:
        beside = node.next_sibling if forwards else node.previous_sibling
        while isinstance(beside, NavigableString) and not beside.strip():
            beside = beside.next_sibling if forwards else beside.previous_sibling
        if isinstance(beside, NavigableString):
            return True
        if isinstance(beside, Tag):
            # Another picture beside it, in a link of its own, is no text.
            return beside.name in _INLINE and next(beside.stripped_strings, None) is not None
        parent = node.parent
        if parent is None or parent.name not in _INLINE:
            return False
        node = parent


_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "label", "mark"}
    | {"q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u"}
)


def _lift(img: Tag) -> Tag:
    """Split what is around a picture until it stands in a container, in a <p> of its own."""
    node = img
    parent = node.parent
    if parent is not None and parent.name == "a":
        link = element("a", parent.attrs)
        img.replace_with(link)
        link.append(img)
        node = link
    while (parent := node.parent) is not None and parent.name in _SPLIT:
        after = element(parent.name, parent.attrs)
        for sibling in list(node.next_siblings):
            after.append(sibling)
        parent.insert_after(node)
        if shows(after):
            node.insert_after(after)
        if not shows(parent):
            parent.decompose()
    paragraph = element("p")
    node.replace_with(paragraph)
    paragraph.append(node)
    return paragraph


_SPLIT = _INLINE | frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})

_DEEP = 0.3
"""Ems below the baseline: what reaches deeper makes its line higher."""


def _of_formula(formula: Formula) -> str:
    deep = ' style="vertical-align: middle"' if formula.descent > _DEEP else ""
    said = escape(marked(formula.tex, display=formula.display))
    return f'<img src="{formula.key}" alt="{said}"{deep}>'


_IMG = lazy_re(r"<img ([^<>]*)>")
_PART = lazy_re(r'([a-z]+)="([^"]*)"')


def behind_keys(
    html: str, drawings: Sequence[str] = (), formulas: Sequence[Formula] = ()
) -> tuple[str, tuple[Picture, ...]]:
    """Sanitized HTML with each picture's address exchanged for its key; and the pictures.

    The same address has the same key. Only small pictures keep a size. drawings: the sources of
    those that stand as "drawing:0", "drawing:1" …; formulas: those that keep their own.
    """
    known: dict[str, Picture] = {}

    def keyed(found: re.Match[str]) -> str:
        attributes = {name: unescape(value) for name, value in _PART.findall(found[1])}
        url = attributes.get("src", "")
        if url.startswith("formula:"):
            number = int(url.partition(":")[2])
            return _of_formula(formulas[number]) if number < len(formulas) else ""
        if url.startswith("drawing:"):
            number = int(url.partition(":")[2])
            url = drawing_url(drawings[number]) if number < len(drawings) else ""
        if not url:
            return ""
        alt = attributes.get("alt", "")
        width, height = pixels(attributes.get("width", "")), pixels(attributes.get("height", ""))
        if url not in known:
            known[url] = Picture(f"picture:{len(known)}", url, alt, width, height)
        size = ""
        if 0 < max(width, height) <= INLINE_PICTURE:
            size = "".join(
                f' {name}="{side}"' for name, side in (("width", width), ("height", height)) if side
            )
        return f'<img src="{known[url].key}"{size}>'

    html = _IMG.sub(keyed, html)
    return html, tuple(known.values())
