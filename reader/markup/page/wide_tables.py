"""Tables that would widen the page: words that break, columns in parts of a width that fits."""

import re

from reader.bounds import MAX_CELL_WORD, MAX_SPAN, MAX_TABLE_ACROSS, MAX_TABLE_CELLS
from reader.markup.page.prepare import element
from reader.markup.soup import BeautifulSoup, NavigableString, Tag
from reader.patterns import lazy_re

_MANY = 4
"""From so many columns on, long words in cells get places to break."""
_LINE = 68
"""Letters a column of text is wide."""
_LETTER, _PADDING = 1.3, 2.5
"""Of a heading's bold letter and of a cell's empty sides, in letters of the text."""
_LONG = lazy_re(rf"[^\s\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef\u200b]{{{MAX_CELL_WORD + 1},}}")


def fit(table: Tag, rows: list[list[Tag]]) -> None:
    """Make a table of data fit a column of text, in place."""
    across = max((sum(_span(cell, "colspan") for cell in row) for row in rows), default=0)
    if across > MAX_TABLE_ACROSS:
        _part(table, rows, across)


def _span(cell: Tag, name: str) -> int:
    text = str(cell.get(name) or "1").strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1
    return min(max(number, 1), MAX_SPAN)


def break_words(soup: BeautifulSoup) -> None:
    """Give long words in tables of many columns places to break. Behind settle_text, which takes
    the breaks that an article brings."""
    for row in soup.find_all("tr"):
        if len(row.find_all(["td", "th"], recursive=False)) >= _MANY:
            for text in row.find_all(string=True):
                if _LONG.search(str(text)):
                    text.replace_with(NavigableString(_LONG.sub(_broken, str(text))))


def _broken(word: re.Match[str]) -> str:
    text = word[0]
    step = MAX_CELL_WORD // 2
    return "\u200b".join(text[at : at + step] for at in range(0, len(text), step))


def _part(table: Tag, rows: list[list[Tag]], across: int) -> None:
    """Tables one below the other, each with the first column and some of the others."""
    grid = _grid(rows, across)
    if sum(map(len, grid)) > MAX_TABLE_CELLS:
        return
    parts: list[Tag] = []
    for first, last in _groups([_room(grid, column) for column in range(across)]):
        kept = {k: v for k, v in table.attrs.items() if k in ("border", "dir", "id")}
        part = element("table", kept)
        if parts:
            part.attrs.pop("id", None)
        for line in grid:
            row = element("tr")
            head = line[0]
            row.append(head if first == 1 else _copy(head))
            for cell in line[first:last]:
                row.append(cell)
            part.append(row)
        parts.append(part)
    for part in parts:
        table.insert_before(part)
    table.decompose()


def _room(grid: list[list[Tag]], column: int) -> float:
    """Return what a column needs so that no word of it is broken, in letters of the text."""
    words = (word for line in grid for word in line[column].get_text(" ").split())
    return _LETTER * max((min(len(word), MAX_CELL_WORD) for word in words), default=0) + _PADDING


def _groups(rooms: list[float]) -> list[tuple[int, int]]:
    """Columns that fit beside the first, as ranges."""
    groups: list[tuple[int, int]] = []
    first, taken = 1, rooms[0]
    for column in range(1, len(rooms)):
        full = column - first == MAX_TABLE_ACROSS - 1
        if column > first and (full or taken + rooms[column] > _LINE):
            groups.append((first, column))
            first, taken = column, rooms[0]
        taken += rooms[column]
    return [*groups, (first, len(rooms))]


def _grid(rows: list[list[Tag]], across: int) -> list[list[Tag]]:
    """Return a cell for each place: one that spans several is in the first, others are empty."""
    taken: dict[tuple[int, int], str] = {}
    grid: list[list[Tag]] = []
    for y, row in enumerate(rows):
        cells = iter(row)
        line: list[Tag] = []
        x = 0
        while x < across:
            if (y, x) in taken:
                line.append(element(taken[(y, x)]))
                x += 1
                continue
            cell = next(cells, None)
            if cell is None:
                line.append(element("td"))
                x += 1
                continue
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for down in range(high):
                for right in range(wide):
                    taken[(y + down, x + right)] = cell.name
            cell.attrs.pop("colspan", None)
            cell.attrs.pop("rowspan", None)
            line.append(cell)
            x += 1
        grid.append(line)
    return grid


def _copy(cell: Tag) -> Tag:
    copied = element(cell.name, {k: v for k, v in cell.attrs.items() if k == "align"})
    copied.append(cell.get_text(" ", strip=True)[:200])
    return copied
