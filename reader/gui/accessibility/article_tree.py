"""The article as a screen reader walks it: a document of headings, paragraphs, lists and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QTextCursor

from reader.gui.accessibility.interface import Interface
from reader.gui.document.outline import Kind, Part, outline
from reader.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.gui.article.view import ArticleView

GROWN_MS = 300
"""A text that comes in pieces is told anew so long after the last of them."""
_ROLES = {
    Kind.HEADING: QAccessible.Role.Heading,
    Kind.PARAGRAPH: QAccessible.Role.Paragraph,
    Kind.LINK: QAccessible.Role.Link,
    Kind.PICTURE: QAccessible.Role.Graphic,
    Kind.LIST: QAccessible.Role.List,
    Kind.ITEM: QAccessible.Role.ListItem,
    Kind.QUOTATION: QAccessible.Role.Section,
    Kind.BOX: QAccessible.Role.Section,
    Kind.TABLE: QAccessible.Role.Table,
    Kind.ROW: QAccessible.Role.Row,
    Kind.HEAD: QAccessible.Role.ColumnHeader,
    Kind.CELL: QAccessible.Role.Cell,
}


class ArticleTree(QObject):
    """Gives the interfaces of what an article pane shows, and takes them back with the document."""

    def __init__(self, article: ArticleView) -> None:
        super().__init__(article)
        self.article = article
        self._tops: list[PartInterface] | None = None
        self._given: list[PartInterface] = []
        self._document: DocumentInterface | None = None
        self._grown = QTimer(self, singleShot=True, interval=GROWN_MS)
        self._grown.timeout.connect(self.reset)
        article.document_replaced.connect(self._replaced)
        article.text_completed.connect(self._grown.start)
        article.viewport().destroyed.connect(self.take_back)
        self._replaced()

    @property
    def document(self) -> DocumentInterface:
        """Return the interface of the whole document, which is that of the pane's viewport."""
        if self._document is None:
            self._document = DocumentInterface(self)
        return self._document

    def tops(self) -> list[PartInterface]:
        """Return the interfaces of the document's outermost parts."""
        if self._tops is None:
            self._tops = [
                self._interface(part, self.document)
                for part in outline(self.article.document(), self._alternative)
            ]
        return self._tops

    def within(self, of: PartInterface) -> list[PartInterface]:
        """Return the interfaces of what is in a part."""
        return [self._interface(part, of) for part in of.part.parts]

    def place(self, part: Part) -> QRect:
        """Return where a part stands on the screen."""
        article, cursor = self.article, QTextCursor(self.article.document())
        last = article.document().characterCount() - 1
        cursor.setPosition(min(part.start, last))
        above = article.cursorRect(cursor)
        cursor.setPosition(min(part.end, last))
        below = article.cursorRect(cursor)
        if above.top() == below.top():
            place = above.united(below)
        else:
            width = article.viewport().width()
            place = QRect(0, above.top(), width, below.bottom() - above.top() + 1)
        return QRect(article.viewport().mapToGlobal(place.topLeft()), place.size())

    def take_back(self) -> bool:
        """Take back all that was given out; return whether there was something."""
        given, self._given, self._tops = self._given, [], None
        for interface in given:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(interface))
        return bool(given)

    def take_back_all(self) -> None:
        """Take back the document's interface too."""
        self.take_back()
        if self._document is not None:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(self._document))
            self._document = None

    def reset(self) -> None:
        """Tell the document anew: it is another, or has more than before."""
        if self.take_back() and QAccessible.isActive():
            event = QAccessibleEvent(self.article.viewport(), QAccessible.Event.ObjectReorder)
            QAccessible.updateAccessibility(event)

    def _replaced(self) -> None:
        self._grown.stop()
        self.article.document().blockCountChanged.connect(self._grown.start)
        self.reset()

    def _interface(self, part: Part, parent: Interface) -> PartInterface:
        made = PartInterface(self, part, parent)
        self._given.append(made)
        return made

    def _alternative(self, name: str) -> str | None:
        picture = self.article.picture_named(name)
        return picture.alt if picture is not None else None


class DocumentInterface(Interface):
    """The whole article."""

    def __init__(self, tree: ArticleTree) -> None:
        super().__init__(tree.article)
        self.tree = tree

    def object(self) -> QObject:
        """Return the viewport."""
        return self.tree.article.viewport()

    def parent(self) -> QAccessibleInterface:
        """Return the pane's interface."""
        return QAccessible.queryAccessibleInterface(self.tree.article)

    def inside(self) -> Sequence[Interface]:
        """Return the outermost parts."""
        return self.tree.tops()

    def role(self) -> QAccessible.Role:
        """Return that it is a document."""
        return QAccessible.Role.Document

    def rect(self) -> QRect:
        """Return where the viewport is on the screen."""
        viewport = self.tree.article.viewport()
        return QRect(viewport.mapToGlobal(viewport.rect().topLeft()), viewport.size())

    def text(self, kind: QAccessible.Text) -> str:
        """Return the article's title."""
        page = self.tree.article.page
        if kind != QAccessible.Text.Name:
            return ""
        return page.title if page is not None else _("Article")


class PartInterface(Interface):
    """A part of the article."""

    def __init__(self, tree: ArticleTree, part: Part, parent: Interface) -> None:
        super().__init__(tree.article)
        self.tree = tree
        self.part = part
        self._parent = parent
        self._inside: list[PartInterface] | None = None

    def parent(self) -> QAccessibleInterface:
        """Return what it is in."""
        return self._parent

    def inside(self) -> list[PartInterface]:
        """Return what is in it."""
        if self._inside is None:
            self._inside = self.tree.within(self)
        return self._inside

    def role(self) -> QAccessible.Role:
        """Return what it is."""
        return _ROLES[self.part.kind]

    def state(self) -> QAccessible.State:
        """Return that it can be read, and whether it is scrolled out of sight."""
        state = super().state()
        state.linked = self.part.kind is Kind.LINK
        state.offscreen = not self.tree.document.rect().intersects(self.rect())
        return state

    def rect(self) -> QRect:
        """Return where it stands on the screen."""
        return self.tree.place(self.part)

    def text(self, kind: QAccessible.Text) -> str:
        """Return its words; of a link, as its value, where it leads."""
        if kind == QAccessible.Text.Name:
            return self.part.words
        return self.part.address if kind == QAccessible.Text.Value else ""
