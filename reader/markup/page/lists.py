"""Numbered lists as Qt can number them: it knows where a list starts, and no more."""

from reader.bounds import MAX_LIST_ITEMS
from reader.markup.page.prepare import element
from reader.markup.soup import BeautifulSoup, NavigableString, Tag


def settle_lists(soup: BeautifulSoup) -> None:
    """Begin a list anew at an item with a number of its own, and where it counts down."""
    for listed in soup.find_all("ol"):
        items = list(listed.find_all("li", recursive=False))
        down = listed.has_attr("reversed")
        if not down and not any(item.has_attr("value") for item in items):
            continue
        listed.attrs.pop("reversed", None)
        if len(items) > MAX_LIST_ITEMS:
            continue
        step = -1 if down else 1
        number = _number(listed.get("start"), len(items) if down else 1)
        part, expected = listed, number
        for place, item in enumerate(items):
            number = _number(item.attrs.pop("value", None), number)
            if place == 0:
                listed["start"] = str(number)
            elif number != expected:
                part = _parted(part, item, number)
            expected = number + 1
            number += step


def _parted(listed: Tag, item: Tag, start: int) -> Tag:
    """Return the list from this item on, as one of its own."""
    further = element("ol", {**listed.attrs, "start": str(start)})
    following = [item, *item.next_siblings]
    for node in following:
        if isinstance(node, Tag | NavigableString):
            further.append(node)
    listed.insert_after(further)
    return further


def _number(value: object, otherwise: int) -> int:
    text = str(value).strip() if value is not None else ""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 6 else otherwise
