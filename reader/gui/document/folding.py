"""Places in an article with parts that open and close (`<details>`), as if all of them were open.

So a place that is kept holds when a part above it opens or closes, and when the article is opened
again with its parts as they are at first.
"""

from collections.abc import Collection

from PySide6.QtGui import QTextBlock, QTextDocument

from reader.gui.document.document import append
from reader.markup.page.details import folded
from reader.markup.page.pieces import pieces

FOLD = "broadsheet:fold/"
"""The address of a part that opens and closes, before its number."""
_END = "\ue0fe"
"""A paragraph of this alone is put behind what a part holds, where it is only counted."""
_END_LENGTH = 2
"""Characters of that paragraph."""


class Folds:
    """Where the parts of one article begin and end in its text with all of them open.

    A character of that text has its *unfolded* number; in the text as it is shown another one.
    """

    def __init__(self, html: str, number: int, document: QTextDocument) -> None:
        """html: of the page. number: of its parts. document: one to count in; it is filled here.

        Of a very long page, only the first piece is counted here.
        """
        marked = html.replace("</details>", f"<p>{_END}</p></details>")
        document.setLayoutEnabled(False)
        self._document = document
        self._parts: list[tuple[int, int, int]] = []  # number, first character, last one's end
        self._begun: list[tuple[int, int]] = []
        first, *self._rest = pieces(folded(marked, range(number), FOLD))
        document.setHtml(first.html)
        self._count(document.begin())

    def count_more(self) -> bool:
        """Count the next piece; False where all of it was counted before."""
        if not self._rest:
            return False
        self._count(append(self._document, self._rest.pop(0).html))
        return True

    def is_counted(self, unfolded: int) -> bool:
        """Return whether all was counted that says where this character is shown."""
        counted = self._document.characterCount() - 1
        return not self._rest or (unfolded < counted and not self._begun)

    def _count(self, block: QTextBlock) -> None:
        while block.isValid():
            part = _opens(block)
            if part >= 0:
                self._begun.append((part, block.position() + block.length()))
            elif block.text() == _END and self._begun:
                self._parts.append((*self._begun.pop(), block.position()))
            block = block.next()
        self._parts.sort(key=lambda part: part[1])

    def to_unfolded(self, character: int, opened: Collection[int]) -> int:
        """Return the unfolded number of a character that is shown while `opened` are open."""
        while True:
            unfolded = character
            for start, length in self._hidden(opened):
                if unfolded >= start:
                    unfolded += length
            if self.is_counted(unfolded) or not self.count_more():
                return unfolded

    def to_shown(self, unfolded: int, opened: Collection[int]) -> int:
        """Return where a character with this unfolded number is shown while `opened` are open.

        What is in a closed part is at the line that opens it.
        """
        while not self.is_counted(unfolded):
            self.count_more()
        passed = 0
        for start, length in self._hidden(opened):
            if unfolded >= start + length:
                passed += length
            elif unfolded >= start:
                return max(0, start - 1 - passed)
        return unfolded - passed

    def _hidden(self, opened: Collection[int]) -> list[tuple[int, int]]:
        """Return what is not shown while `opened` are open: (first character, how many), sorted."""
        hidden: list[tuple[int, int]] = []
        closed_until = -1
        for number, start, end in self._parts:
            if start < closed_until:
                continue
            if number in opened:
                hidden.append((end, _END_LENGTH))
            else:
                closed_until = end + _END_LENGTH
                hidden.append((start, closed_until - start))
        return sorted(hidden)


def _opens(block: QTextBlock) -> int:
    """Return the number of the part that this line opens, -1 where it opens none."""
    walk = block.begin()
    while not walk.atEnd():
        address = walk.fragment().charFormat().anchorHref()
        if address.startswith(FOLD):
            return int(address.removeprefix(FOLD))
        walk += 1
    return -1
