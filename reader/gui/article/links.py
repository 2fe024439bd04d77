"""Moving through an article's links and pictures by keyboard: which is chosen, that it is seen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit

from reader.gui.document.position import place_at
from reader.model import Picture

if TYPE_CHECKING:
    from reader.gui.article.view import ArticleView


PICTURE = "broadsheet:picture/"
"""The address of a picture of the article, before its key: Return does what a click on it does."""
SMILEY = 40
"""Pixels: what an article means to be no larger is passed over by the keyboard."""


class Link(NamedTuple):
    """One link, or one picture: the characters it takes and where it leads."""

    start: int
    end: int
    address: str


class LinkNavigation:
    """The links of the present document, gathered when first asked for."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._links: list[Link] | None = None
        self._all = False
        self._anchors: dict[str, int] = {}
        self._after = -1
        self.chosen: Link | None = None

    def forget(self) -> None:
        """Another document is shown."""
        self._links = None
        self._after = -1
        self.leave()

    def jumped(self, url: QUrl) -> None:
        """The text shows a place in it that a link led to: what leads back is chosen next.

        Chosen at once where the keyboard came here, so that Return goes back.
        """
        if url.scheme() or url.path() or not url.hasFragment():
            return
        links, origin = self.links(), self.chosen
        self.leave()
        self._after = self._anchors.get(url.fragment(), -1)
        if origin is None or self._after < 0:
            return
        document = self._view.document()
        here, home = document.findBlock(self._after), document.findBlock(origin.start)
        for link in links:
            to = self._anchors.get(link.address.removeprefix("#"), -1)
            if here.contains(link.start) and link.address.startswith("#") and home.contains(to):
                self._choose(link)
                return

    def leave(self) -> None:
        """No link is chosen any more."""
        if self.chosen is not None:
            self.chosen = None
            self._view.mark("link", [])
            self._frame("")
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
            if self._after >= 0:
                place = bisect_left(starts, self._after) + min(0, by)
                self._after = -1
            elif by > 0:
                place = bisect_left(starts, place_at(document, bar.value()).character)
            else:
                below = place_at(document, bar.value() + height).character
                place = bisect_right(starts, below) - 1
        if place >= len(links) and not self._all:
            self._view.growth.complete()
            links = self.links()
        if not 0 <= place < len(links):
            self.leave()
            return False
        self._choose(links[place])
        return True

    def links(self) -> list[Link]:
        """All of them, in the order of the text; of one that still grows, those that are there."""
        if self._links is None or not self._all:
            self._all = not self._view.growth.goes_on
            self._links, self._anchors = [], {}
            block = self._view.document().begin()
            while block.isValid():
                walk = block.begin()
                while not walk.atEnd():
                    fragment = walk.fragment()
                    format_ = fragment.charFormat()
                    picture = self._picture_of(format_)
                    for name in format_.anchorNames() or ():
                        self._anchors.setdefault(name, fragment.position())
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
        self._frame(link.address)

    def _picture_of(self, format_: QTextCharFormat) -> Picture | None:
        """The picture that stands in this format, if it is one to look at: no smiley."""
        name = format_.stringProperty(QTextFormat.Property.ImageName)
        picture = self._view.pictures.named(name)
        small = picture is not None and 0 < max(picture.width, picture.height) <= SMILEY
        return None if small else picture

    def picture_by(self, address: str) -> Picture | None:
        """The picture of one of these links."""
        return self._view.pictures.named(address.removeprefix(PICTURE))

    def link_of(self, picture: Picture) -> str:
        """Where a picture of this page links to, "" where to nothing."""
        position = self._view.pictures.position(picture.key)
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(max(0, position) + 1)
        return cursor.charFormat().anchorHref() if position >= 0 else ""

    def _frame(self, address: str) -> None:
        """Draw a frame around the picture with this address, around none where it is another."""
        picture = self.picture_by(address) if address.startswith(PICTURE) else None
        self._view.pictures.framed = picture
        self._view.viewport().update()
        if picture is not None:
            self._view.picture_chosen.emit(picture)
