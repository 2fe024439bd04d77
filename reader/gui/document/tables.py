"""The tables of a document, found by its characters.

During an edit Qt does not know yet which paragraph is in which table. The paragraph before a cell
ends with one sign, the last paragraph of a table with another.
"""

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument, QTextTable

_BEGINS, _ENDS = "\ufdd0", "\ufdd1"
"""Qt's QTextBeginningOfFrame, before a cell, and QTextEndOfFrame, behind a table."""


def tables_from(block: QTextBlock, number: int) -> tuple[list[QTextTable], int]:
    """Return the tables from this paragraph on, in the text's order, and the next `number`.

    number: of the first of the document's objects (QTextDocument.object) that may be one of them.
    """
    document = block.document()
    expected, most = 0, number
    while block.isValid():
        expected += _sign_behind(document, block) == _ENDS
        most += 2  # a list and a table at most
        block = block.next()
    found: list[QTextTable] = []
    while len(found) < expected and number <= most + len(found):
        thing = document.object(number)
        if isinstance(thing, QTextTable):
            found.append(thing)
        number += 1
    return sorted(found, key=lambda table: table.firstPosition()), number


def ends_of_cells(block: QTextBlock, tables: list[QTextTable]) -> set[int]:
    """Return where the last paragraph of each cell begins.

    block: the first paragraph that these tables may hold.
    """
    document = block.document()
    begins = {table.firstPosition() for table in tables}
    ends: set[int] = set()
    while block.isValid():
        sign, behind = _sign_behind(document, block), block.position() + block.length()
        if sign == _ENDS or (sign == _BEGINS and behind not in begins):
            ends.add(block.position())
        block = block.next()
    return ends


def close_up(document: QTextDocument, tables: list[QTextTable]) -> None:
    """Take off the gap above or below a table that another one has there already.

    Qt adds up the gaps of two neighbours, and those of a table and the cell that it stands in.
    """
    begins = {table.firstPosition() for table in tables}
    for number, table in enumerate(tables):
        # Between them stands nothing but Qt's own empty line.
        if document.characterAt(table.firstPosition() - 2) == _ENDS:
            _set_gaps(table, above=0)
        behind = table.lastPosition() + 1
        within = any(table.lastPosition() < one.lastPosition() for one in tables[:number])
        if within and document.characterAt(table.firstPosition() - 2) == _BEGINS:
            _set_gaps(table, above=0)
        if within and behind + 1 not in begins and document.characterAt(behind) in {_BEGINS, _ENDS}:
            _set_gaps(table, below=0)


def close_up_end(last: QTextBlock, table: QTextTable) -> None:
    """Do the same at the end of a long block: `last` is its empty line behind this table."""
    while (parent := table.parentFrame()) is not None and isinstance(parent, QTextTable):
        table = parent
    _set_gaps(table, below=0)
    form = last.blockFormat()
    form.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    QTextCursor(last).setBlockFormat(form)


def follows_table(block: QTextBlock) -> bool:
    """Return whether a table ends right before this line."""
    document = block.document()
    return document is not None and document.characterAt(block.position() - 1) == _ENDS


def table_at(block: QTextBlock, tables: list[QTextTable]) -> QTextTable | None:
    """Return the outermost of these whose first line this is; None where none begins here."""
    return next((table for table in tables if table.firstPosition() == block.position()), None)


def _sign_behind(document: QTextDocument, block: QTextBlock) -> str:
    return document.characterAt(block.position() + block.length() - 1)


def _set_gaps(box: QTextTable, above: float | None = None, below: float | None = None) -> None:
    form = box.frameFormat()
    form.setTopMargin(form.topMargin() if above is None else above)
    form.setBottomMargin(form.bottomMargin() if below is None else below)
    box.setFrameFormat(form)
