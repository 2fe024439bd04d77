"""Moving through an article's links and pictures by keyboard: which is chosen, that it is seen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from reader.gui.article_place import place_at

if TYPE_CHECKING:
    from reader.gui.article_view import ArticleView


PICTURE = "broadsheet:picture/"
"""The address of a picture of the article, before its key: Return does what a click on it does."""


class Link(NamedTuple):
    """One link, or one picture: the characters it takes and where it leads."""

    start: int
    end: int
    address: str


class LinkWalk:
    """The links of the present document, gathered when first asked for."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._links: list[Link] | None = None
        self.chosen: Link | None = None

    def forget(self) -> None:
        """Another document is shown."""
        self._links = None
        self.leave()

    def leave(self) -> None:
        """No link is chosen any more."""
        if self.chosen is not None:
            self.chosen = None
            self._view.mark("link", [])
            self._view.frame("")
            self._view.link_hovered.emit("")

    def step(self, by: int) -> bool:
        """Choose the next (1) or previous (-1) link; False, and none chosen, past the last one.

        Begins with what can be seen.
        """
        links = self.links()
        starts = [link.start for link in links]
        if self.chosen is not None:
            place = starts.index(self.chosen.start) + by
        else:
            bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
            document = self._view.document()
            if by > 0:
                place = bisect_left(starts, place_at(document, bar.value()).character)
            else:
                below = place_at(document, bar.value() + height).character
                place = bisect_right(starts, below) - 1
        if not 0 <= place < len(links):
            self.leave()
            return False
        self._choose(links[place])
        return True

    def links(self) -> list[Link]:
        """All of them, in the order of the text."""
        if self._links is None:
            self._links = []
            block = self._view.document().begin()
            while block.isValid():
                walk = block.begin()
                while not walk.atEnd():
                    fragment = walk.fragment()
                    format_ = fragment.charFormat()
                    picture = self._view.picture_of(format_)
                    address = f"{PICTURE}{picture.key}" if picture else format_.anchorHref()
                    if address:
                        self._add(fragment.position(), fragment.length(), address)
                    walk += 1
                block = block.next()
        return self._links

    def _add(self, start: int, length: int, address: str) -> None:
        assert self._links is not None
        end = start + length
        if self._links and self._links[-1].end == start and self._links[-1].address == address:
            start = self._links.pop().start
        self._links.append(Link(start, end, address))

    def _choose(self, link: Link) -> None:
        self.chosen = link
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(link.start)
        cursor.setPosition(link.end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        theme = self._view.theme
        mark.format.setBackground(QColor(theme.selection))
        mark.format.setForeground(QColor(theme.selection_text))
        mark.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        self._view.mark("link", [mark])
        self._view.show_characters(link.start)
        self._view.tell_address(QUrl(link.address))
        self._view.frame(link.address)
