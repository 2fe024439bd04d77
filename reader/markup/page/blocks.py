"""The tree's text set in paragraphs: runs of lines wrapped, empty ones dropped, spaces as one."""

import re
from collections.abc import Callable, Iterable

from reader.bounds import MAX_PARAGRAPH, MAX_SPACE, MAX_TRAILING_SPACE, MAX_WORD, WORD_BREAK
from reader.markup.page.prepare import element
from reader.markup.policy import names
from reader.markup.soup import BeautifulSoup, NavigableString, PageElement, Tag
from reader.patterns import lazy_re

_BLOCKS = names(
    "aside blockquote dd details div dl dt figcaption h1 h2 h3 h4 h5 h6 hr li ol p pre summary "
    "table tbody td tfoot th thead tr ul"
)
_CONTAINERS = names("aside blockquote details div td th")
_KEPT_EMPTY = names("td th tr tbody thead tfoot img br hr")
_CONTENT = names("img hr")
_TRIMMED = names("summary li td th dd dt figcaption h2 h3 h4 h5 h6")
_TIGHT = names("td th li dd")
_SAID = names("align dir id lang")
"""What a <div> may say of what is in it."""
_LINES = list(names("h1 h2 h3 h4 h5 h6 summary figcaption caption dt"))
"""What stands in one line, as a rule: no paragraphs."""

_SPACES = lazy_re(r"[ \t\r\n\f\v\u2028\u2029]+")
_VAST_SPACE = lazy_re(rf"[^\S\n]{{{MAX_SPACE},}}")
_LINE_OF_SPACE = lazy_re(rf"[^\S\n]{{{MAX_TRAILING_SPACE},}}+(?=\n)")
_INVISIBLE = lazy_re("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f]+")
_CJK_LINE = lazy_re("(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*\n\\s*(?=[\u2e80-\u9fff\uff00-\uffef])")
_EDGE = " \t\r\n\u3000\u00a0\u2002\u2003"
_LOOKED_AT = 50
_LOOKED_BACK = 1_000
# A hard space is no place to break.
_LONG_WORD = lazy_re(
    rf"(?:[\xa0\u2007\u202f]|[^\s\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]){{{MAX_WORD},}}"
)


def settle_text(soup: BeautifulSoup) -> None:
    """Spaces as one, invisible characters and indents of spaces off, endless words breakable."""
    listings: set[int] = set()
    texts: list[tuple[NavigableString, bool]] = []
    for node in soup.descendants:
        inside = id(node.parent) in listings
        if isinstance(node, NavigableString):
            texts.append((node, inside))
        elif isinstance(node, Tag) and (inside or node.name == "pre"):
            listings.add(id(node))
    for text, in_listing in texts:
        old = str(text)
        new = old if in_listing else _spaced_once(text, old)
        if len(new) >= MAX_SPACE and (in_listing or not new.isascii()):
            new = _VAST_SPACE.sub(lambda spaces: spaces[0][:MAX_SPACE], new)
        if in_listing:
            new = _LINE_OF_SPACE.sub("", new)
        if len(new) >= MAX_WORD:
            new = _LONG_WORD.sub(_breakable, new)
        if len(new) > MAX_PARAGRAPH and not in_listing and text.find_parent(_LINES) is not None:
            _in_paragraphs(text, new)
        elif new != old:
            text.replace_with(NavigableString(new))


def _spaced_once(text: NavigableString, new: str) -> str:
    if not new.isascii():
        new = _CJK_LINE.sub("", _INVISIBLE.sub("", new))
    new = _SPACES.sub(" ", new)
    if new and new[0] in _EDGE and _starts_line(text):
        new = new.lstrip(_EDGE)
    if new and new[-1] in _EDGE and _ends_line(text):
        new = new.rstrip(_EDGE)
    return new


def _in_paragraphs(text: NavigableString, new: str) -> None:
    """Part a heading so long that Qt would lay it out for a second; a paragraph is laid
    out in parts that are not seen (long_paragraphs.py)."""
    at = 0
    while at < len(new):
        end = at + MAX_PARAGRAPH
        if end < len(new):
            near = end - _LOOKED_BACK
            end = max(new.rfind(" ", near, end), new.rfind("。", near, end)) + 1 or end
        if at:
            text.insert_before(element("br"), element("br"))
        text.insert_before(NavigableString(new[at:end]))
        at = end
    text.extract()


def _breakable(word: re.Match[str]) -> str:
    text = word[0]
    return "\u200b".join(text[at : at + WORD_BREAK] for at in range(0, len(text), WORD_BREAK))


def _starts_line(text: NavigableString) -> bool:
    return _at_edge(text, lambda node: node.previous_sibling)


def _ends_line(text: NavigableString) -> bool:
    return _at_edge(text, lambda node: node.next_sibling)


def _at_edge(text: NavigableString, beside: Callable[[PageElement], PageElement | None]) -> bool:
    """Whether nothing that shows stands on this side of it within its line."""
    node: PageElement = text
    for _ in range(_LOOKED_AT):
        neighbour = beside(node)
        if isinstance(neighbour, Tag):
            return neighbour.name in _BLOCKS or neighbour.name == "br"
        if neighbour is not None and str(neighbour).strip(_EDGE):
            return False
        if neighbour is not None:
            node = neighbour
            continue
        parent = node.parent
        if parent is None or parent.name in _BLOCKS or parent.parent is None:
            return True
        node = parent
    return True


def drop_empty(soup: BeautifulSoup) -> None:
    """Elements that show nothing go, innermost first; a space that parts two words stays."""
    full: set[int] = set()
    for tag in reversed(soup.find_all(True)):
        if tag.name in _CONTENT or any(
            id(child) in full if isinstance(child, Tag) else str(child).strip(_EDGE)
            for child in tag.contents
        ):
            full.add(id(tag))
        elif tag.name == "table" or tag.name not in _KEPT_EMPTY:
            _drop(tag)


def _drop(tag: Tag) -> None:
    if tag.name in _BLOCKS:
        tag.decompose()
    elif tag.find("br") is not None:
        tag.replace_with(element("br"))
    elif tag.get_text():
        tag.replace_with(NavigableString(" "))
    else:
        tag.decompose()


def set_paragraphs(soup: BeautifulSoup) -> None:
    """Lines that stand beside blocks get a <p>; two <br> in a row begin a new one."""
    blocks: set[int] = set()
    tags = soup.find_all(True)
    for tag in reversed(tags):
        if tag.name in _BLOCKS:
            blocks.add(id(tag))
        elif any(id(child) in blocks for child in tag.contents):
            blocks.add(id(tag))
            _part_phrases(tag, blocks)
    for tag in [*reversed(tags), soup]:
        inner = any(id(child) in blocks for child in tag.contents)
        if tag is soup or (tag.name in _CONTAINERS and (inner or tag.name == "details")):
            _wrap_runs(tag, blocks)
        elif tag.name in {"p", "div"} and not inner:
            tag.name = "p"
            blocks.add(id(tag))
            _split_lines(tag, blocks)
        elif tag.name in _TRIMMED:
            _trim_breaks(tag)
    # The outermost first: what stands in many of them is moved once, not once for each.
    for tag in tags:
        if tag.name == "div" and tag.parent is not soup and not _SAID.intersection(tag.attrs):
            tag.unwrap()
    for tag in reversed(tags):
        if tag.name in _TIGHT and len(tag.contents) == 1:
            _untie(tag, tag.contents[0])


def _part_phrases(tag: Tag, blocks: set[int]) -> None:
    """Words at the ends of an emphasis or link that holds blocks stand outside of it, in one of
    their own: what stands beside them goes on in the same line."""
    contents = list(tag.contents)
    at = [number for number, child in enumerate(contents) if id(child) in blocks]
    before, after = contents[: at[0]], contents[at[-1] + 1 :]
    if any(map(_shows, before)):
        tag.insert_before(_like(tag, before))
    if any(map(_shows, after)):
        tag.insert_after(_like(tag, after))


def _like(tag: Tag, nodes: list[PageElement]) -> Tag:
    made = element(tag.name, tag.attrs)
    for node in nodes:
        made.append(node)
    return made


def _holds_picture(tag: Tag) -> bool:
    return any(isinstance(node, Tag) and node.name == "img" for node in tag.descendants)


def _untie(tag: Tag, only: PageElement) -> None:
    """One paragraph alone in a cell or item needs no margins of its own."""
    if isinstance(only, Tag) and only.name == "p" and not _holds_picture(only):
        if only.get("align") and tag.name in {"td", "th"}:
            tag["align"] = only["align"]
        only.unwrap()


def _shows(node: PageElement) -> bool:
    return isinstance(node, Tag) or bool(str(node).strip(_EDGE))


def _is_break(node: PageElement) -> bool:
    return isinstance(node, Tag) and node.name == "br"


def _runs(nodes: Iterable[PageElement]) -> list[list[PageElement]]:
    """Lines parted where two <br> or more stand in a row; single ones at an end go."""
    runs: list[list[PageElement]] = [[]]
    breaks: list[PageElement] = []
    for node in nodes:
        if _is_break(node) or (breaks and not _shows(node)):
            breaks.append(node)
            continue
        if sum(map(_is_break, breaks)) > 1 or (breaks and not runs[-1]):
            for old in breaks:
                old.extract()
            if runs[-1]:
                runs.append([])
        else:
            runs[-1] += breaks
        breaks = []
        if runs[-1] or _shows(node):
            runs[-1].append(node)
    for old in breaks:
        old.extract()
    return [run for run in runs if any(map(_shows, run))]


def _wrap_runs(container: Tag, blocks: set[int]) -> None:
    waiting: list[PageElement] = []
    for child in [*container.contents, None]:
        if child is not None and id(child) not in blocks:
            waiting.append(child)
            continue
        for run in _runs(waiting):
            paragraph = _around(run)
            blocks.add(id(paragraph))
        for node in waiting:
            if not _shows(node):
                node.extract()
        waiting = []


def _around(run: list[PageElement]) -> Tag:
    paragraph = element("p")
    run[0].insert_before(paragraph)
    for node in run:
        paragraph.append(node)
    return paragraph


def _split_lines(paragraph: Tag, blocks: set[int]) -> None:
    """Part a paragraph with empty lines in it into several."""
    runs = _runs(list(paragraph.contents))
    last = paragraph
    for run in runs[1:]:
        further = element("p", paragraph.attrs)
        blocks.add(id(further))
        for node in run:
            further.append(node)
        last.insert_after(further)
        last = further


def _trim_breaks(tag: Tag) -> None:
    for end in (0, -1):
        while tag.contents and (_is_break(tag.contents[end]) or not _shows(tag.contents[end])):
            tag.contents[end].extract()
