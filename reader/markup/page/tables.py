"""Tables: those with data stay, within bounds; those that only lay out a page are unwrapped."""

import re

from reader.bounds import (
    MAX_SPAN,
    MAX_TABLE_CELLS,
    MAX_TABLE_COLUMNS,
    MAX_TABLE_DEPTH,
    MAX_TABLE_GRID,
    MAX_TABLE_MERGES,
)
from reader.markup.page.code import told_language
from reader.markup.page.prepare import element, named, shows
from reader.markup.page.wide_tables import fit
from reader.markup.policy import names
from reader.markup.soup import BeautifulSoup, Tag
from reader.model import Note, NoteCode
from reader.patterns import lazy_re

SHORTENED = Note(NoteCode.CUT_TABLE)

_BOXES = names("table blockquote pre aside")
_PARTS = names("table tbody thead tfoot tr td th")
_BLOCKS = names("p div h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre img aside iframe video")
_MANY_BLOCKS = 4
_LONG_CELL = 600
_WIDE = 12


def settle_tables(soup: BeautifulSoup) -> tuple[Note, ...]:
    """In place; returns notes."""
    notes: tuple[Note, ...] = ()
    for table in named(soup, "table"):
        rows = _rows(table)
        listing = _listing(table, rows)
        if listing is not None:
            table.replace_with(listing)
        elif _is_layout(table, rows):
            _unwrap(table, rows)
        else:
            if _cut(rows):
                notes = (SHORTENED,)
            fit(table, [[cell for cell in row if not cell.decomposed] for row in rows])
    depths: dict[int, int] = {}
    for box in soup.find_all(True):
        depth = depths.get(id(box.parent), 0)
        depths[id(box)] = depth + (box.name in _BOXES)
        if box.name not in _BOXES:
            continue
        if depth < MAX_TABLE_DEPTH:
            continue
        if box.name == "table":
            _unwrap(box, _rows(box))
        elif box.name != "pre":
            box.name = "div"
    return notes


def _rows(table: Tag) -> list[list[Tag]]:
    rows = []
    for part in table.find_all(["tbody", "thead", "tfoot", "tr"], recursive=False):
        lines = [part] if part.name == "tr" else part.find_all("tr", recursive=False)
        rows += [line.find_all(["td", "th"], recursive=False) for line in lines]
    return rows


def _listing(table: Tag, rows: list[list[Tag]]) -> Tag | None:
    """Return the code of a listing laid out as a table: numbers beside, or one row a line."""
    full = [[cell for cell in row if shows(cell)] for row in rows]
    full = [row for row in full if row]
    if len(full) == 1 and len(full[0]) <= 2:
        *gutter, code = full[0]
        numbers = gutter[0].get_text(" ").split() if gutter else []
        listing = code.find("pre")
        if isinstance(listing, Tag) and all(map(str.isdigit, numbers)):
            alone = gutter or len(code.find_all(["pre", "p", "img"])) == 1
            return listing if alone and (numbers or _is_code(table, code)) else None
        lines = [line for line in code.find_all("div") if "line" in _class(line).split()]
        if gutter or not lines or not _is_code(table, code):
            return None
        full = [[line] for line in lines]
        return _lines(full, table)
    if not full or not all(len(row) == 1 and _is_code(table, row[0]) for row in full):
        return None
    return _lines(full, table)


_CODE_TABLE = lazy_re(r"(?:^|[\s_-])(?:highlight|code|hljs|lntable|syntaxhighlighter)", re.I)
_LOOKED_AT = 6


def _is_code(table: Tag, cell: Tag) -> bool:
    """Whether the classes of a cell, its table or what stands around it say that it is code."""
    around = [tag for _, tag in zip(range(_LOOKED_AT), table.parents, strict=False)]
    return any(_CODE_TABLE.search(_class(tag)) for tag in (cell, table, *around))


def _class(tag: Tag) -> str:
    said = tag.get("class") or ""
    return " ".join(said) if isinstance(said, list) else str(said)


def _lines(rows: list[list[Tag]], table: Tag) -> Tag:
    listing = element("pre")
    if language := told_language(table):
        listing["data-code"] = language
    for row in rows:
        line = row[0]
        for inner in line.find_all(["pre", "div", "p"]):
            inner.unwrap()
        if listing.contents:
            listing.append("\n")
        listing.extend(list(line.contents))
    return listing


def _is_layout(table: Tag, rows: list[list[Tag]]) -> bool:
    cells = [cell for row in rows for cell in row]
    if any(cell.name == "th" for cell in cells):
        return False
    if max(map(len, rows), default=0) <= 1:
        return True
    if str(table.get("border", "0")) not in {"", "0"}:
        return False
    return any(map(_is_page_part, cells))


def _is_page_part(cell: Tag) -> bool:
    """Whether a cell holds a part of an article rather than a value."""
    blocks = letters = 0
    for node in cell.descendants:
        if isinstance(node, Tag):
            blocks += node.name in _BLOCKS
            if node.name == "table":
                return True
        else:
            letters += len(str(node))
        if blocks >= _MANY_BLOCKS or letters > _LONG_CELL:
            return True
    return False


def _unwrap(table: Tag, rows: list[list[Tag]]) -> None:
    for row in rows:
        for cell in row:
            cell.name = "div"
            cell.attrs = {}
    for part in table.find_all(["tbody", "thead", "tfoot", "tr"]):
        if part.find_parent("table") is table:
            part.unwrap()
    table.name = "div"
    table.attrs = {}


def _cut(rows: list[list[Tag]]) -> bool:
    """Take off what is over the bounds, and take wide cells apart; whether anything was."""
    cells, cut = 0, False
    kept: list[list[Tag]] = []
    for row in rows:
        if cells > MAX_TABLE_CELLS:
            line = row[0].parent if row else None
            if line is not None:
                line.decompose()
            cut = True
            continue
        cells += len(row)
        kept.append(row)
    # A row of many cells makes the grid as wide for all the others.
    columns = min(MAX_TABLE_COLUMNS, max(2, MAX_TABLE_GRID // max(1, len(kept))))
    for row in kept:
        for cell in row[columns:]:
            cell.decompose()
            cut = True
        del row[columns:]
    return _take_apart(kept, columns) or cut


def _take_apart(rows: list[list[Tag]], columns: int) -> bool:
    """Cells that span more than Qt merges in time span nothing; whether there were any.

    A cell that spans rows pushes those below to the right: what counts is the grid as it becomes.
    """
    if not any("colspan" in cell.attrs or "rowspan" in cell.attrs for row in rows for cell in row):
        return False
    carried: list[int] = []
    merged, apart = 0, False
    natural = max(map(len, rows), default=1)
    for row in rows:
        taken = len(carried)
        below = [left - 1 for left in carried if left > 1]
        for number, cell in enumerate(row):
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            if across > max(natural, _WIDE):
                # "All of them", as some write it: places that no other row has are not made.
                across = natural
                cell["colspan"] = str(across)
            merged += across * down if across * down > 1 else 0
            room = columns - taken - (len(row) - number - 1)
            if merged > MAX_TABLE_MERGES or (across * down > 1 and across > room):
                del cell["colspan"], cell["rowspan"]
                across = down = 1
                apart = True
            taken += across
            below += [down - 1] * across if down > 1 else []
        carried = below
    return apart


def _span(cell: Tag, name: str) -> int:
    """Return what sanitize will let stand of it."""
    value = str(cell.get(name, "")).strip()[:6]
    if not (value.isascii() and value.isdigit()):
        del cell[name]
        return 1
    return min(max(int(value), 1), MAX_SPAN)
