"""Right-to-left text: each paragraph says so itself, since Qt lets a box's direction leak."""

from bs4 import BeautifulSoup, Tag

from reader.markup.policy import names

_LEAVES = names("p li dt dd h1 h2 h3 h4 h5 h6 figcaption summary pre")
_CELLS = names("td th")
_PARAGRAPHS = _LEAVES | _CELLS | names("div")


def settle_directions(soup: BeautifulSoup) -> None:
    """`dir` of boxes, lists and tables is handed down to the paragraphs in them; a table that runs
    from right to left has its cells in that order."""
    told = soup.find_all(dir=True)
    for tag in told:
        direction = str(tag["dir"]).strip().lower()
        if tag.name in _LEAVES:
            continue
        del tag["dir"]
        if direction not in {"ltr", "rtl"}:
            continue
        for inner in tag.find_all(list(_LEAVES | _CELLS)):
            if not inner.has_attr("dir"):
                inner["dir"] = direction
        if tag.name == "table" and direction == "rtl":
            _mirror(tag)
        elif tag.name == "div" and tag.find(list(_PARAGRAPHS)) is None:
            tag["dir"] = direction


def _mirror(table: Tag) -> None:
    if table.find(colspan=True) is not None or table.find(rowspan=True) is not None:
        return
    for row in table.find_all("tr"):
        for cell in reversed(row.find_all(list(_CELLS), recursive=False)):
            row.append(cell.extract())
