"""The text pane: the document it shows, the place in it, scrolling, what is highlighted.

All that works on the text of an article (finding, links, late pictures, progress) stands on this
pane and is told by its signals; the pane knows none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from reader.gui.article.incremental import IncrementalLayout
from reader.gui.article.smooth_scroll import SmoothScroll
from reader.gui.article.text_browser import TextBrowser
from reader.gui.document.position import Position, position_at, y_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QImage, QPainter, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from reader.gui.document.factory import RenderedArticle
    from reader.gui.document.picture_objects import ArticlePictures, PictureAnswer
    from reader.gui.style.theme import Theme
    from reader.model import Page, Picture

SETTLED_MS = 300
"""So long after the last scrolling the place is told."""
LAYERS = ("spoken", "terms", "find", "link")
"""What text is highlighted for; a later one covers those before it."""


class TextPane(TextBrowser):
    """Shows one rendered article at a time.

    The place in it is the character at the top of the viewport, so that it survives whatever lays
    the text out anew.
    """

    document_replaced = Signal()
    """Another document is shown: of another article, or of the same one rendered again."""
    text_completed = Signal()
    """All of a very long text is there, of which only the beginning was."""
    sight_changed = Signal()
    """Other text than before may be in sight."""
    position_changed = Signal(int)
    """The character at the top, told when scrolling of an article has come to rest."""

    def __init__(self, article: RenderedArticle, parent: QWidget | None = None) -> None:
        """article: what is shown at first."""
        super().__init__(parent)
        self._article = article
        self._top = Position(0, 0)
        self._holding = False
        """While it is true the scroll bar's moves are not the person's."""
        self._highlights: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._scroll = SmoothScroll(self.verticalScrollBar())
        self._incremental = IncrementalLayout(article, self)
        self._incremental.reached.connect(self.go_to_character)
        self._incremental.completed.connect(self.text_completed)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._tell_position)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._set_document(article)

    # What is shown

    @property
    def page(self) -> Page | None:
        """Return the article that is shown; None where it is a message."""
        return self._article.page

    @property
    def pictures(self) -> ArticlePictures:
        """Return the pictures of the document that is shown."""
        return self._article.pictures

    @property
    def theme(self) -> Theme:
        """Return the colours of the document that is shown."""
        return self._article.options.theme

    @property
    def line_height(self) -> int:
        """Return the distance of the text's base lines, in pixels."""
        return self._article.setting.line

    @property
    def body_end(self) -> int:
        """Return the character behind the article's last one: what follows is the footer."""
        return self._article.document.body_end

    @property
    def text_length(self) -> int:
        """Return how many characters the article has at most, also while it is incomplete."""
        return self._article.document.longest

    def show_article(self, article: RenderedArticle) -> RenderedArticle:
        """Show this from its beginning; return what was shown before, which is the caller's."""
        former = self._article
        self._settled.stop()
        # Before the document comes: Qt lays it out as far as the view is scrolled.
        self._top = Position(0, 0)
        self._scroll_to(0)
        self._set_document(article)
        return former

    def show_again(self, article: RenderedArticle) -> None:
        """Show the same article, rendered again, at the same place; discard the former document."""
        former, top, sought = self._article, self._top, self._incremental.sought_unfolded
        self._set_document(article)
        if article.open_folds != former.open_folds:
            top = top._replace(character=article.to_shown(former.to_unfolded(top.character)))
        former.discard()
        if sought is None:
            self._go_to(top)
        else:
            self.go_to_unfolded(sought)

    def _set_document(self, article: RenderedArticle) -> None:
        if any(self._highlights.values()):
            self._highlights.clear()  # their places are in the former document
            self.setExtraSelections([])
        self._holding = True
        self.setDocument(article.document)
        article.document.lay_out()
        self._article = article
        self._holding = False
        self._incremental.start(article)
        self.document_replaced.emit()

    # A very long text, of which only the beginning is there at first

    @property
    def is_complete(self) -> bool:
        """Return whether all of the article's text is in the document."""
        return self._article.document.is_complete

    def complete(self) -> None:
        """Have all of the text now; the place stays."""
        document = self._article.document
        if not document.is_complete:
            self.keep_position(document.complete)
            self.text_completed.emit()

    def complete_soon(self) -> None:
        """Have the rest of the text without a pause between its pieces."""
        self._incremental.hurry()

    def when_complete(self, do: Callable[[], None]) -> None:
        """Do this once all of the text is there, unless the person goes elsewhere meanwhile."""
        self._incremental.when_complete(do)

    def lay_out_to(self, y: int) -> None:
        """Make the scroll bar reach as far as `y` pixels, if the text does."""
        if y > self.verticalScrollBar().maximum():
            self._incremental.grow_to(y + self.viewport().height())

    def selectAll(self) -> None:
        """Select the whole article, also what was not laid out yet."""
        self.complete()
        super().selectAll()

    def toPlainText(self) -> str:
        """Return the whole article as text, also what was not laid out yet."""
        self.complete()
        return super().toPlainText()

    # The place in the text

    def position(self) -> int:
        """Return the character of the document at the top of the viewport."""
        return self._top.character

    def position_to_keep(self) -> int:
        """Return the same as a number that holds whatever parts of the article are open."""
        sought = self._incremental.sought_unfolded
        return self._article.to_unfolded(self._top.character) if sought is None else sought

    def go_to_unfolded(self, position: int) -> None:
        """Bring this place, as `position_to_keep` tells it, to the top: in a long text, later."""
        if self._article.is_counted(position):
            self.go_to_character(self._article.to_shown(position))
        else:
            self._top = Position(position, 0)  # as near as can be told
            self._incremental.seek_unfolded(position)

    def go_to_anchor(self, name: str) -> None:
        """Bring what bears this id to the top, if anything does: in a long text, later."""
        self._incremental.seek_anchor(name)

    @Slot(int)
    def go_to_character(self, character: int) -> None:
        """Bring this character of the document to the top: in a long text, once it is there."""
        if self.is_complete:
            character = min(character, self.document().characterCount() - 1)
        self._go_to(Position(max(character, 0), 0))

    def keep_position(self, change: Callable[[], None]) -> None:
        """Do what lays the text out anew; what stands at the top stays there."""
        top = self._top
        self._holding = True
        change()
        self._holding = False
        self._go_to(top)

    def character_at(self, y: int) -> int:
        """Return the character at this height of the viewport, in pixels from its top."""
        return position_at(self.document(), self.verticalScrollBar().value() + y).character

    def characters_near(self) -> tuple[int, int]:
        """Return the first and the last character of the viewport and of one on either side."""
        height = self.viewport().height()
        return self.character_at(-height), self.character_at(2 * height)

    def _go_to(self, top: Position) -> None:
        self._top = top
        self._scroll.stop()
        if self._incremental.seek(top) or (top.character == 0 and top.offset >= 0):
            self._scroll_to(0)
            return
        y = round(y_of(self.document(), top.character) - top.offset)
        self.lay_out_to(y)
        self._scroll_to(y)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the text for the new width; what stands at the top stays there."""

        def fit() -> None:
            self._article.fit(self.viewport().size())
            super(TextPane, self).resizeEvent(event)

        self.keep_position(fit)

    # Scrolling

    @property
    def scroll_target(self) -> int:
        """Return the value at which the scroll bar will have come to rest."""
        return self._scroll.target

    def set_smooth_scrolling(self, smooth: bool) -> None:
        """Scroll smoothly where a key leads, or jump there."""
        self._scroll.smooth = smooth

    def scroll_to(self, y: int) -> None:
        """Scroll to this value of the scroll bar, smoothly where that is wanted."""
        self._scroll.to(y)

    def reveal(self, character: int) -> None:
        """Scroll so that this character can be seen, if it cannot."""
        line = self.line_height
        y = round(y_of(self.document(), character))
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        if not top + line <= y <= top + height - 2 * line:
            self.lay_out_to(y)
            self.verticalScrollBar().setValue(y - height // 3)

    def _scroll_to(self, y: int) -> None:
        """Scroll there at once; the place is known already."""
        self._holding = True
        self.verticalScrollBar().setValue(y)
        self._holding = False
        self.sight_changed.emit()

    @Slot(int)
    def _scrolled(self, y: int) -> None:
        if self._holding:
            return
        self._incremental.cancel()
        self._top = position_at(self.document(), y)
        self.sight_changed.emit()
        if self.page is not None:
            self._settled.start()

    @Slot()
    def _tell_position(self) -> None:
        if self.page is not None:
            self.position_changed.emit(self.position())

    # Highlights

    def span(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        """Return the characters from `start` to before `end`, to be given colours and highlighted.

        What lies beyond the document's end is cut off.
        """
        document = self.document()
        last = document.characterCount() - 1
        span = QTextEdit.ExtraSelection()
        cursor = QTextCursor(document)
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        span.cursor = cursor
        return span

    def highlight(self, layer: str, places: list[QTextEdit.ExtraSelection]) -> None:
        """Highlight these places for one of LAYERS, in place of its former ones."""
        self._highlights[layer] = places
        self.setExtraSelections([each for one in LAYERS for each in self._highlights.get(one, ())])

    # Pictures and what is painted behind the text

    def picture_at(self, point: QPoint) -> Picture | None:
        """Return the picture, or its placeholder's, at this point of the viewport."""
        return self.pictures.at(QPointF(point + self._scrolled_by()))

    def picture_named(self, key: str) -> Picture | None:
        """Return the picture of this page that has this key, None where it has none."""
        return self.pictures.named(key)

    def frame_picture(self, picture: Picture | None) -> None:
        """Draw a frame around this picture alone, around none where it is None."""
        self.pictures.framed = picture
        self.viewport().update()

    def pictures_in_view(self) -> list[Picture]:
        """Return those that are on screen, from the top."""
        seen = QRectF(self.viewport().rect().translated(self._scrolled_by()))
        return self.pictures.within(seen)

    def answer_of(self, picture: Picture) -> PictureAnswer:
        """Return what is shown in the place of a picture of this page."""
        return self.pictures.answer(picture.key)

    def character_of(self, picture: Picture) -> int:
        """Return where a picture of this page stands, -1 where it is not in the text."""
        return self.pictures.position(picture.key)

    def release_far_pictures(self, limit: int) -> list[str]:
        """Release the farthest pictures until the others take no more bytes than `limit`.

        What is on screen, or a screen away, stays. Return the addresses of those that went.
        """
        if self.pictures.bytes_held() <= limit:
            return []  # nothing is asked of the layout
        return self.pictures.release_beyond(limit, *self.characters_near())

    def show_frame(self, picture: Picture, frame: QImage) -> None:
        """Show this frame of an animation."""
        rect = self.pictures.set_frame(picture.key, frame).toAlignedRect()
        self.viewport().update(rect.translated(-self._scrolled_by()))

    def paint_ground(self, painter: QPainter, area: QRect) -> None:
        """Paint the bars and tints of long quotations and listings."""
        painter.translate(-self._scrolled_by())
        seen = QRectF(area.translated(self._scrolled_by()))
        self._article.document.long_blocks.paint(painter, seen)

    def _scrolled_by(self) -> QPoint:
        """Return what to add to a point of the viewport for that of the document, in pixels."""
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
