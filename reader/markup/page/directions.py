"""Right-to-left text: each paragraph says so itself, since Qt lets a box's direction leak."""

from reader.bounds import DIRECTION_CHARACTERS
from reader.markup.page.prepare import element
from reader.markup.policy import names
from reader.markup.soup import BeautifulSoup, NavigableString, Tag
from reader.markup.text.language import RIGHT_TO_LEFT, mostly_right_to_left

_LEAVES = names("p li dt dd h1 h2 h3 h4 h5 h6 figcaption summary pre")
_CELLS = names("td th")
_PARAGRAPHS = _LEAVES | _CELLS | names("div")
_BOXES = names("blockquote table")
_RTL, _LTR = "rtl", "ltr"


def settle_directions(soup: BeautifulSoup) -> None:
    """`dir` of boxes, lists and tables is handed down to the paragraphs in them.

    A quotation or a table that runs from right to left (where nothing is told, as most of its
    letters do) keeps dir="rtl", and the table has its cells in that order.
    """
    handed: dict[int, str] = {}
    for tag in soup.find_all(True):
        told = str(tag.attrs.get("dir", "")).strip().lower()
        direction = told if told in {_LTR, _RTL} else handed.get(id(tag.parent), "")
        if direction:
            handed[id(tag)] = direction
        if tag.name in _LEAVES:
            if direction and "dir" not in tag.attrs:
                tag["dir"] = direction
            continue
        alone = tag.name == "div" and told and tag.find(list(_PARAGRAPHS)) is None
        tag.attrs.pop("dir", None)
        if direction and (alone or tag.name in _BOXES or tag.name in _CELLS):
            tag["dir"] = direction
    for box in _holding_turned(soup, _BOXES):
        if not box.has_attr("dir") and mostly_right_to_left(_beginning(box)):
            box["dir"] = _RTL
    for box in soup.find_all(True):
        if box.name not in _BOXES or "dir" not in box.attrs:
            continue
        if box["dir"] != _RTL:
            del box["dir"]
        elif box.name == "table":
            _mirror(box)


def tell_directions(soup: BeautifulSoup) -> None:
    """Where anything runs from right to left, every paragraph says how it runs itself.

    Most of its letters decide: Qt goes by the first, so that a paragraph that begins with a foreign
    name would turn, and it takes what it was told for the paragraphs that follow, too. One without
    letters, a number in a table, runs as the one before.
    """
    turned = {id(tag) for tag in _holding_turned(soup, _LEAVES | _CELLS)}
    elements = soup.find_all(True)
    if not turned and not any(tag.attrs.get("dir") == _RTL for tag in elements):
        return
    before, first = "", list[Tag]()
    for tag in elements:
        if tag.name not in _LEAVES and tag.name not in _CELLS:
            continue
        if not tag.has_attr("dir"):
            words = _beginning(tag)
            code = tag.name == "pre"
            if not code and not any(map(str.isalpha, words)):
                tag["dir"] = before or _LTR
                first += [] if before else [tag]
                continue
            turns = id(tag) in turned and not code and mostly_right_to_left(words)
            tag["dir"] = _RTL if turns else _LTR
        if tag.name != "pre":
            if not before:
                for neutral in first:
                    neutral["dir"] = tag["dir"]
            before = str(tag["dir"])


def _holding_turned(soup: BeautifulSoup, wanted: frozenset[str]) -> list[Tag]:
    """Return the elements of these names that hold letters from right to left."""
    found: list[Tag] = []
    seen: set[int] = set()
    for text in soup.descendants:
        if not isinstance(text, NavigableString) or not RIGHT_TO_LEFT.search(text):
            continue
        for parent in text.parents:
            if id(parent) in seen:
                break
            seen.add(id(parent))
            if parent.name in wanted:
                found.append(parent)
    return found


def _beginning(tag: Tag) -> str:
    """Its first words: enough to tell a direction by."""
    parts: list[str] = []
    room = DIRECTION_CHARACTERS
    for node in tag.descendants:
        if isinstance(node, NavigableString):
            parts.append(node[:room])
            room -= len(node)
            if room <= 0:
                break
    return "".join(parts)


def _mirror(table: Tag) -> None:
    rows = [row.find_all(list(_CELLS), recursive=False) for row in table.find_all("tr")]
    spans = table.find(colspan=True) is not None or table.find(rowspan=True) is not None
    across = max(map(len, rows), default=0)
    for cells in rows:
        if not cells:
            continue
        row = cells[0].parent
        lacking = 0 if spans or row is None else across - len(cells)
        for cell in reversed(cells):
            if row is not None:
                row.append(cell.extract())
        for _ in range(lacking):
            cells[-1].insert_before(element("td"))
