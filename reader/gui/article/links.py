"""Moving through an article's links and pictures by keyboard: which is chosen, that it is seen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat

from reader.language import _, listed
from reader.markup.text.plain import isolated

if TYPE_CHECKING:
    from reader.gui.article.pane import TextPane
    from reader.model import Picture

PICTURE = "broadsheet:picture/"
"""The address of a picture of the article, before its key: Return does what a click on it does."""
SMILEY = 40
"""Pixels: what an article means to be no larger is passed over by the keyboard."""


class Link(NamedTuple):
    """One link, or one picture: the characters it takes and where it leads."""

    start: int
    end: int
    address: str


def _words(span: QTextCursor) -> str:
    """Return what a link says, without the pictures in it."""
    return span.selectedText().replace("\ufffc", "").replace("\u200b", "").strip()


class LinkNavigation(QObject):
    """Chooses among the links of the document that a pane shows; gathers them when first asked."""

    address_changed = Signal(str)
    """Where the link leads that is chosen now; "" where none is."""
    picture_chosen = Signal(object)
    """The Picture that is chosen now."""
    chosen_said = Signal(str)
    """What is chosen now, for who does not see it: a link's words, a picture's."""

    def __init__(self, pane: TextPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._links: list[Link] | None = None
        self._complete = False
        """Whether all of the text was there when they were gathered."""
        self._anchors: dict[str, int] = {}
        self._from = -1
        """The character to look for the next link from; -1: what is in sight."""
        self.chosen: Link | None = None
        pane.document_replaced.connect(self.reset)

    @Slot()
    def reset(self) -> None:
        """Gather the links anew when they are needed: the document is another."""
        self._links = None
        self._from = -1
        self.clear()

    def clear(self) -> bool:
        """Choose no link any more; return whether one was."""
        if self.chosen is None:
            return False
        self.chosen = None
        self._pane.highlight("link", [])
        self._pane.frame_picture(None)
        self.address_changed.emit("")
        return True

    def step(self, by: int) -> bool:
        """Choose the next (1) or previous (-1) link; past the last one choose none, return False.

        It begins with what can be seen.
        """
        links = self.links()
        place = self._place_after(links, by)
        if place >= len(links) and not self._complete:
            self._pane.complete()
            links = self.links()
        if not 0 <= place < len(links):
            self.clear()
            return False
        self._choose(links[place])
        return True

    def _place_after(self, links: list[Link], by: int) -> int:
        """Return the number of the link to choose, which may be none's."""
        starts = [link.start for link in links]
        if self.chosen is not None:
            return starts.index(self.chosen.start) + by
        if self._from >= 0:
            place = bisect_left(starts, self._from) + min(0, by)
            self._from = -1
            return place
        if by > 0:
            return bisect_left(starts, self._pane.character_at(0))
        below = self._pane.character_at(self._pane.viewport().height())
        return bisect_right(starts, below) - 1

    def follow_jump(self, url: QUrl) -> None:
        """Choose what leads back, after a link led to this place in the text.

        At once where the keyboard came here, so that Return goes back; else at the next step.
        """
        if url.scheme() or url.path() or not url.hasFragment():
            return
        links, origin = self.links(), self.chosen
        self.clear()
        self._from = self._anchors.get(url.fragment(), -1)
        if origin is None or self._from < 0:
            return
        document = self._pane.document()
        here, home = document.findBlock(self._from), document.findBlock(origin.start)
        for link in links:
            to = self._anchors.get(link.address.removeprefix("#"), -1)
            if here.contains(link.start) and link.address.startswith("#") and home.contains(to):
                self._choose(link)
                return

    def links(self) -> list[Link]:
        """Return all links in the text's order; of an incomplete text, those that are there."""
        if self._links is None or not self._complete:
            self._complete = self._pane.is_complete
            self._links, self._anchors = [], {}
            block = self._pane.document().begin()
            while block.isValid():
                walk = block.begin()
                while not walk.atEnd():
                    fragment = walk.fragment()
                    self._add(fragment.position(), fragment.length(), fragment.charFormat())
                    walk += 1
                block = block.next()
        return self._links

    def _add(self, start: int, length: int, form: QTextCharFormat) -> None:
        """Note what these characters of one format lead to, and the names of the place."""
        assert self._links is not None
        for name in form.anchorNames() or ():
            self._anchors.setdefault(name, start)
        picture = self._picture_of(form)
        address = f"{PICTURE}{picture.key}" if picture else form.anchorHref()
        if not address:
            return
        end = start + length
        if self._links and self._links[-1].end == start and self._links[-1].address == address:
            start = self._links.pop().start
        self._links.append(Link(start, end, address))

    def _choose(self, link: Link) -> None:
        self.chosen = link
        theme = self._pane.theme
        span = self._pane.span(link.start, link.end)
        span.format.setBackground(QColor(theme.selection))
        span.format.setForeground(QColor(theme.selection_text))
        span.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        self._pane.highlight("link", [span])
        self._pane.reveal(link.start)
        self.address_changed.emit(link.address)
        picture = self.picture_by(link.address)
        if picture is not None:
            self.chosen_said.emit(listed(filter(None, (isolated(picture.alt), _("picture")))))
        else:
            self.chosen_said.emit(listed(filter(None, (isolated(_words(span.cursor)), _("link")))))
        self._pane.frame_picture(picture)
        if picture is not None:
            self.picture_chosen.emit(picture)

    def _picture_of(self, form: QTextCharFormat) -> Picture | None:
        """Return the picture that stands in this format, if it is one to look at: no smiley."""
        name = form.stringProperty(QTextFormat.Property.ImageName)
        picture = self._pane.picture_named(name)
        small = picture is not None and 0 < max(picture.width, picture.height) <= SMILEY
        return None if small else picture

    def picture_by(self, address: str) -> Picture | None:
        """Return the picture of one of these links, None where it leads elsewhere."""
        if not address.startswith(PICTURE):
            return None
        return self._pane.picture_named(address.removeprefix(PICTURE))

    def link_of(self, picture: Picture) -> str:
        """Return where a picture of this page links to, "" where to nothing."""
        position = self._pane.character_of(picture)
        cursor = QTextCursor(self._pane.document())
        cursor.setPosition(max(0, position) + 1)
        return cursor.charFormat().anchorHref() if position >= 0 else ""
