"""The tree made plain: one element at a time, what a page wrote into what an article means.

Hidden parts go, styles become emphasis, ruby becomes brackets, links stay only where they lead.
"""

import re
from urllib.parse import unquote

from reader.bounds import LOST_CHARACTERS, MAX_LIST_ITEMS
from reader.markup.addresses import (
    WIKI,
    article_address,
    has_scheme,
    link_address,
    own_path,
    resolved,
)
from reader.markup.page.code import told_language
from reader.markup.page.prepare import element, named
from reader.markup.page.resolver import Resolver
from reader.markup.policy import names
from reader.markup.soup import BeautifulSoup, NavigableString, Tag
from reader.markup.text.repeated_title import repeats
from reader.patterns import lazy_re

_RENAMED = dict.fromkeys(
    names("address article aside center fieldset figure footer form header main nav section"),
    "div",
) | {"strike": "s", "del": "s", "ins": "u", "legend": "p"}
_UNWRAPPED = names("abbr bdi bdo button dfn font label rb ruby span time wbr")
_DROPPED = names("rp")
_LISTS = names("ol ul")

_HIDDEN = lazy_re(r"display\s*:\s*none", re.IGNORECASE)
_BOLD = lazy_re(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = lazy_re(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_UNDERLINED = lazy_re(r"text-decoration[\w-]*\s*:[^;]{0,40}underline", re.IGNORECASE)
_STRUCK = lazy_re(r"text-decoration[\w-]*\s*:[^;]{0,40}line-through", re.IGNORECASE)
_ALIGNED = lazy_re(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
_KEEPS_LINES = lazy_re(
    r"white-space(?:-collapse)?\s*:\s*(?:pre(?:-line|-wrap)?|break-spaces|preserve(?:-breaks)?)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_EMPHASES = ((_BOLD, "b"), (_ITALIC, "i"), (_UNDERLINED, "u"), (_STRUCK, "s"))
_ALREADY = {
    "b": names("b strong h1 h2 h3 h4 h5 h6 th"),
    "i": names("i em cite"),
    "u": names("a u"),
    "s": names("s"),
}
_NOT_AROUND = names("img table tbody thead tfoot tr ul ol dl hr br iframe video audio embed object")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ALIGNABLE = names("article center div figure footer header main p section td th").union(_HEADINGS)
_LONG_HEADING = 200


def tidy(soup: BeautifulSoup, base: str, path: str = "", resolver: Resolver | None = None) -> None:
    """All of it, in place.

    base: the original's address, "" if unknown. path: the article's own, within the folder.
    """
    for tag in soup.find_all(True):
        if tag.decomposed:
            continue
        style = str(tag.get("style", ""))
        if (style and _HIDDEN.search(style)) or tag.has_attr("hidden") or tag.name in _DROPPED:
            tag.decompose()
            continue
        if style:
            _emphasise(tag, style)
            if "white-space" in style and _KEEPS_LINES.search(style):
                _keep_lines(tag)
        if tag.name == "a":
            _settle_link(tag, base, path, resolver)
        else:
            _settle_element(tag)
    _gather_items(soup)
    for caption in named(soup, "caption"):
        table = caption.find_parent("table")
        if table is not None:
            caption.name = "figcaption"
            table.insert_before(caption)


def _settle_element(tag: Tag) -> None:
    """Put what QTextDocument knows in place of an element that it does not."""
    if tag.name == "center":
        tag["align"] = "center"
    if tag.name == "rt":
        _bracket(tag)
    elif tag.name == "input":
        _settle_box(tag)
    elif tag.name == "q":
        tag.insert(0, "“")
        tag.append("”")
        tag.unwrap()
    elif tag.name in _UNWRAPPED:
        tag.unwrap()
    else:
        tag.name = _RENAMED.get(tag.name, tag.name)


def _keep_lines(tag: Tag) -> None:
    """Break where the source does: the style says that its lines are lines."""
    if tag.name == "pre" or tag.find_parent("pre") is not None:
        return
    for text in _texts(tag):
        lines = str(text).strip("\n").split("\n")
        if len(lines) < 2 or not str(text).strip() or text.find_parent("pre") is not None:
            continue
        for line in lines[:-1]:
            text.insert_before(NavigableString(line), element("br"))
        text.replace_with(NavigableString(lines[-1]))


def settle_listings(soup: BeautifulSoup) -> None:
    """Make what a <pre> holds text in lines with inline markup alone."""
    done: set[int] = set()
    for pre in named(soup, "pre"):
        if id(pre) in done:
            continue  # it stood within another
        language = told_language(pre)
        for part in [node for node in pre.descendants if isinstance(node, Tag)]:
            if part.name == "br":
                part.replace_with(NavigableString("\n"))
            elif part.name in _LINES:
                done.add(id(part))
                following = part.next_sibling
                if following is not None and not str(following).startswith("\n"):
                    part.append("\n")
                part.unwrap()
        _strip_lines(pre)
        pre.attrs = {"data-code": language} if language else {}


_COPY = "复制代码"
"""What a site's button to copy a listing says, caught with the listing."""


def _end_of_listing(text: str) -> str:
    words = text.rstrip()
    if words.endswith(_COPY):
        return words.removesuffix(_COPY).rstrip()
    spaces = text[len(words) :]
    return words if "\n" in spaces else text


def _strip_lines(listing: Tag) -> None:
    """Empty lines at its ends go, and a button's words."""
    for text in _texts(listing):
        text.replace_with(kept := NavigableString(str(text).lstrip("\r\n")))
        if kept:
            break
    for text in reversed(_texts(listing)):
        text.replace_with(kept := NavigableString(_end_of_listing(str(text))))
        if kept:
            break


def _texts(tag: Tag) -> list[NavigableString]:
    return [node for node in tag.descendants if isinstance(node, NavigableString)]


_LINES = names("div dd dl dt h1 h2 h3 h4 h5 h6 li ol p pre table tbody td th thead tr ul")


def _emphasise(tag: Tag, style: str) -> None:
    """Say what a style says in words of HTML; all else of it goes with the attribute."""
    aligned = _ALIGNED.search(style)
    if aligned and tag.name in _ALIGNABLE:
        tag["align"] = aligned[1].lower()
    if tag.name in _NOT_AROUND:
        return
    for pattern, name in _EMPHASES:
        if tag.name not in _ALREADY[name] and pattern.search(style):
            around = element(name)
            for child in list(tag.children):
                around.append(child)
            tag.append(around)


def _settle_box(box: Tag) -> None:
    """Make a box to tick, as in a list of things to do, a sign; take other fields out."""
    if str(box.get("type", "")).strip().lower() == "checkbox":
        beside = box.next_sibling
        apart = isinstance(beside, NavigableString) and beside[:1].isspace()
        box.insert_before(("☑" if box.has_attr("checked") else "☐") + ("" if apart else " "))
    box.decompose()


def _bracket(reading: Tag) -> None:
    text = reading.get_text(strip=True)
    reading.replace_with(NavigableString(f"（{text}）" if text else ""))
    reading.decompose()


def _settle_link(link: Tag, base: str, path: str, resolver: Resolver | None) -> None:
    href = str(link.get("href", ""))
    found = resolver.link(href) if resolver is not None and href else ""
    address = link_address(found or href)
    if not address:
        # An app's own scheme often has the web address beside it.
        address = (
            ("" if resolver is not None else article_address(href, path, alone=not base))
            or link_address(str(link.get("data-origin-href", "")))
            or resolved(href, base)
        )
    if address.startswith(("http", "mailto:", "article:", "#at-")):
        link.attrs = {"href": address} | ({"id": link["id"]} if link.has_attr("id") else {})
    elif resolver is not None and (where := _lost(href)) and link.find("img") is None:
        link.name, link.attrs = "span", {"title": where}
    else:
        link.unwrap()


def _lost(href: str) -> str:
    """Where a link led whose target is not to be had: said where the pointer rests on its words."""
    where = own_path(href.strip())
    if where.startswith(WIKI):
        where = where[len(WIKI) :]
    elif has_scheme(where) or where[:1] == "#":
        return ""
    return unquote(where)[:LOST_CHARACTERS] if where and "{" not in where else ""


def _gather_items(soup: BeautifulSoup) -> None:
    """Items without a list around get one; a very long list becomes several."""
    for item in named(soup, "li"):
        if item.parent is None or item.parent.name in _LISTS:
            continue
        around = element("ul")
        item.insert_before(around)
        node: Tag | NavigableString | None = item
        while node is not None and (
            (isinstance(node, Tag) and node.name == "li")
            or (isinstance(node, NavigableString) and not node.strip())
        ):
            following = node.next_sibling
            around.append(node)
            node = following if isinstance(following, Tag | NavigableString) else None
    for listed in named(soup, *_LISTS):
        items = [child for child in listed.children if isinstance(child, Tag)]
        if len(items) <= MAX_LIST_ITEMS:
            continue
        for child in list(listed.children):
            if isinstance(child, NavigableString):
                child.extract()
        start = int(str(listed.get("start", "1"))) if str(listed.get("start", "1")).isdigit() else 1
        part = listed
        for number in range(MAX_LIST_ITEMS, len(items), MAX_LIST_ITEMS):
            further = element(listed.name, listed.attrs)
            if listed.name == "ol":
                further["start"] = str(start + number)
            for item in items[number : number + MAX_LIST_ITEMS]:
                further.append(item)
            part.insert_after(further)
            part = further


def settle_headings(soup: BeautifulSoup, title: str) -> None:
    """Start the article's own headings at h2; take out a first one that repeats the title.

    Runs before ruby is written out.
    """
    found = named(soup, *_HEADINGS)
    if found and _repeats(found[0], title) and _is_first(found[0]):
        found.pop(0).decompose()
    kept = []
    for heading in found:
        if heading.decomposed:
            continue
        text = heading.get_text(strip=True)
        if not text or len(text) > _LONG_HEADING:
            heading.name = "p"
        else:
            kept.append(heading)
    lowest = min((int(heading.name[1]) for heading in kept), default=2)
    for heading in kept:
        heading.name = f"h{min(6, int(heading.name[1]) - lowest + 2)}"


def _repeats(heading: Tag, title: str) -> bool:
    text = "".join(
        str(part)
        for part in heading.find_all(string=True)
        if part.parent is not None and part.parent.name not in {"rt", "rp"}
    )
    return repeats(text, title)


def _is_first(heading: Tag) -> bool:
    """Whether no more than a leading line (a day, an author) and a picture stand before it, and
    something after it."""
    before = pictures = 0
    for node in heading.previous_elements:
        if isinstance(node, NavigableString) and not _within_hidden(node):
            before += len(node.strip())
        elif isinstance(node, Tag) and node.name in {"table", "video", "iframe"}:
            return False
        elif isinstance(node, Tag) and node.name == "img":
            pictures += 1
        if before > _PREAMBLE or pictures > _PREAMBLE_PICTURES:
            return False
    return heading.find_next("img") is not None or any(
        isinstance(node, NavigableString) and node.strip() and heading not in node.parents
        for node in heading.next_elements
    )


_PREAMBLE, _PREAMBLE_PICTURES = 150, 2


def _within_hidden(node: NavigableString) -> bool:
    return any(
        parent.has_attr("hidden") or _HIDDEN.search(str(parent.get("style", "")))
        for parent in node.parents
    )
