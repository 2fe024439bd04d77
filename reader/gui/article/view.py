"""The article pane: shows one page, keeps the place in it, finds in it. Decides nothing.

Commands are the window's: of the keys, only those that scroll are taken here.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QRectF, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from reader.gui.article.find import Finder
from reader.gui.article.incremental import IncrementalLayout
from reader.gui.article.links import PICTURE, LinkNavigation
from reader.gui.article.picture_updates import PictureUpdates
from reader.gui.article.pointer_autohide import PointerAutohide
from reader.gui.article.progress import ReadProgress
from reader.gui.article.progress_line import HEIGHT
from reader.gui.article.scrolling import Scroller
from reader.gui.article.text_browser import TextBrowser
from reader.gui.document.factory import (
    DocumentCache,
    RenderedArticle,
    RenderOptions,
    Source,
    make_message,
    make_page,
)
from reader.gui.document.folding import FOLD
from reader.gui.document.picture_objects import ArticlePictures, PictureAnswer
from reader.gui.document.position import Position, place_at, y_of
from reader.gui.document.template import message_html
from reader.gui.style.theme import LIGHT, Theme, reading_palette
from reader.model import Page, Picture, Status

SETTLED_MS = 300
"""So long after the last scrolling the place is told."""


class ArticleView(TextBrowser):
    """The article pane."""

    position_changed = Signal(int)
    """The character at the top, told when scrolling has come to rest."""
    found = Signal(int, int)
    """What `find_text` told, of all of a long text, once it is there."""
    end_reached = Signal()
    """The end of the article can be seen; told once for each."""
    picture_chosen = Signal(object)
    """The Picture that the keyboard came to."""
    picture_entered = Signal(object)
    """The Picture that the keyboard chose, and Return was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture_source: Source = lambda _picture: None
        self.picture_drawn: Callable[[Picture], None] = lambda _picture: None
        self.current: Page | None = None
        self._theme = LIGHT
        self._zoom = 100
        self._typography: tuple[int, int, str] = (100, 100, "")
        self.ready = DocumentCache()
        self._made = make_message("", self._look())
        self._place = Position(0, 0)
        self._holding = False
        self.finder = Finder(self)
        self._marks: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self.links = LinkNavigation(self)
        self.reckoning = ReadProgress(self)
        self._pager = Scroller(self)
        self.glide = self._pager.glide
        self.pointer = PointerAutohide(self.viewport())
        self.growth = IncrementalLayout(self)
        self._rest = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._rest.timeout.connect(self._at_rest)
        self.arrivals = PictureUpdates(self)
        self.setAccessibleName("Article")
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.set_theme(self._theme)

    # What is shown

    def show_page(
        self,
        page: Page,
        status: Status,
        *,
        position: int = 0,
        terms: Sequence[str] = (),
        footer: str = "",
    ) -> None:
        """Show an article, with the character `position` at the top (see `place_to_keep`).

        terms: words to mark. footer: HTML that stands below the article.
        """
        del status  # The header shows nothing of it yet.
        self.current = page
        self.finder.seek_terms(terms)
        self.setAccessibleName(f"Article: {page.title}")
        look = self._look()
        made = self.ready.take(page, look, self.picture_source)
        if made is None:
            made = make_page(page, look, self.picture_source, footer)
        made.set_footer(footer)
        self._show(made)
        self._place = Position(position, 0)
        self.growth.seek_whole(position)

    def make_ready(self, page: Page, footer: str, source: Source) -> None:
        """This article may be shown next: have its document at hand."""
        if self.isVisible() and (self.current is None or page.id != self.current.id):
            self.ready.prepare(page, self._look(), source, footer)
            QTimer.singleShot(0, self, lambda: self.ready.draw(self.devicePixelRatioF()))

    def show_nothing(self, sentence: str = "") -> None:
        """Show an empty pane, with a sentence where there is something to say."""
        self._show_message("", sentence)

    def show_error(self, title: str, sentence: str) -> None:
        """Show why there is no article."""
        self._show_message(title, sentence)

    def _show_message(self, title: str, sentence: str) -> None:
        self.current = None
        self.finder.seek_terms(())
        self.setAccessibleName(" ".join(part for part in ("Article", title, sentence) if part))
        self._show(make_message(message_html(title, sentence), self._look()))

    def _show(self, made: RenderedArticle) -> None:
        self.reckoning.begin()
        self.arrivals.forget()
        self._rest.stop()
        former = self._made
        # Qt lays out as far as the view is scrolled.
        self._place = Position(0, 0)
        self._scroll_to(0)
        self._put(made)
        self.ready.leave(former)

    def _put(self, made: RenderedArticle) -> None:
        made.pictures.drawn = self.picture_drawn
        self._pager.line = made.setting.line
        self._marks["spoken"] = []  # its place is in the former document
        self.finder.forget()
        self.links.forget()
        self._holding = True
        self.setDocument(made.document)
        made.document.lay_out()
        self._made = made
        self._holding = False
        self.growth.begin(made)
        self.finder.again()

    def selectAll(self) -> None:
        """All of the text."""
        self.growth.complete()
        super().selectAll()

    def toPlainText(self) -> str:
        """All of the text."""
        self.growth.complete()
        return super().toPlainText()

    def _look(self) -> RenderOptions:
        return RenderOptions(self._theme, self._zoom, self._typography, self.viewport().size())

    def set_theme(self, theme: Theme) -> None:
        """Change the colours; the place in the text stays."""
        self._theme = theme
        colours = reading_palette(theme)
        self.setPalette(colours)
        self.viewport().setPalette(colours)
        self.finder.set_theme(theme)
        self.reckoning.line.set_theme(theme)
        self._again()

    def set_zoom(self, percent: int) -> None:
        """Set the size of the text; the place in the text stays."""
        if percent != self._zoom:
            self._zoom = percent
            self._again()

    def set_typography(self, width: int, line_height: int, font: str) -> None:
        """Set column, lines and font as wished (see typography.setting); the place stays."""
        if self._typography != (width, line_height, font):
            self._typography = (width, line_height, font)
            self._again()

    def set_footer(self, html: str) -> None:
        """Replace what stands below the article."""
        if self._made.page is not None and self._made.set_footer(html):
            self.links.forget()

    def unfold(self, number: int) -> None:
        """Open a part of the article that is closed, or close it."""
        self._again(self._made.opened ^ {number})

    @property
    def pictures(self) -> ArticlePictures:
        """Those of the document that is shown."""
        return self._made.pictures

    @property
    def theme(self) -> Theme:
        """The present colours."""
        return self._theme

    def _again(self, opened: set[int] | None = None) -> None:
        self.ready.clear()
        former, place, sought = self._made, self._place, self.growth.whole
        self._put(former.again(self._look(), former.opened if opened is None else opened))
        if opened is not None:
            place = place._replace(character=self._made.shown(former.whole(place.character)))
        former.let_go()
        if sought is None:
            self._go_to(place)
        else:
            self.growth.seek_whole(sought)

    # The place in the text

    def position(self) -> int:
        """The character at the top of the pane."""
        return self._place.character

    def place_to_keep(self) -> int:
        """The same, as `show_page` takes it: whatever parts of the article are open."""
        sought = self.growth.whole
        return self._made.whole(self._place.character) if sought is None else sought

    def restore(self, position: int) -> None:
        """Bring this character to the top of the pane: of a very long text, once it is there."""
        if not self._made.document.grows:
            position = min(position, self.document().characterCount() - 1)
        self._go_to(Position(max(position, 0), 0))

    def progress(self) -> float:
        """How much was read: from 0 on, 1 when the end is in sight. By characters."""
        return self.reckoning.share(self._made.document, self._place.character)

    def _go_to(self, place: Position) -> None:
        self._place = place
        self.glide.stop()
        if self.growth.seek(place) or (place.character == 0 and place.offset >= 0):
            self._scroll_to(0)
            return
        y = round(y_of(self.document(), place.character) - place.offset)
        self.growth.reach(y)
        self._scroll_to(y)

    def _scroll_to(self, y: int) -> None:
        self._holding = True
        self.verticalScrollBar().setValue(y)
        self._holding = False
        self.reckoning.soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reckoning.soon()

    @Slot(int)
    def _scrolled(self, y: int) -> None:
        if self._holding:
            return
        self.growth.forget()
        self._place = place_at(self.document(), y)
        self.reckoning.soon()
        if self.current is not None:
            self._rest.start()

    @Slot()
    def _at_rest(self) -> None:
        if self.current is not None:
            self.position_changed.emit(self.position())

    def page_down(self) -> bool:
        """Scroll on by a screen; False when the end is in sight already."""
        return self._pager.down()

    def page_up(self) -> bool:
        """Scroll back by a screen; False when the start is in sight already."""
        return self._pager.up()

    def scroll_by_key(self, key: Qt.Key) -> None:
        self._pager.key(key)

    # Width

    def resizeEvent(self, event: QResizeEvent) -> None:
        place, made = self._place, self._made
        self._holding = True
        made.look = look = self._look()
        made.pictures.column = look.column(made.setting)
        look.set_margins(made.document, made.setting, made.top)
        self.ready.clear()
        super().resizeEvent(event)
        self.reckoning.line.setGeometry(0, 0, self.viewport().width(), HEIGHT)
        self._holding = False
        self._go_to(place)

    # Pictures

    @Slot(str, object)
    def picture_arrived(self, url: str, image: PictureAnswer) -> None:
        """Take a picture of the page that is shown, or why there is none; others are ignored."""
        self.arrivals.take(url, image)

    def change(self, change: Callable[[], None]) -> None:
        """Do what lays out the text anew; what stands at the top stays there."""
        place = self._place
        self._holding = True
        change()
        self._holding = False
        self._go_to(place)

    def picture_at(self, point: QPoint) -> Picture | None:
        """The picture, or its placeholder, at this point of the viewport."""
        return self.pictures.at(QPointF(point + self._scrolled_by()))

    def answer_of(self, picture: Picture) -> PictureAnswer:
        """What is shown in the place of a picture of this page."""
        return self.pictures.answer(picture.key)

    def character_of(self, picture: Picture) -> int:
        """Where a picture of this page stands, -1 where it is not in the text."""
        return self.pictures.position(picture.key)

    def pictures_in_view(self) -> list[Picture]:
        """Those that are on screen, from the top."""
        seen = QRectF(self.viewport().rect().translated(self._scrolled_by()))
        return self.pictures.within(seen)

    def paint_ground(self, painter: QPainter, area: QRect) -> None:
        painter.translate(-self._scrolled_by())
        self._made.document.boxes.paint(painter, QRectF(area.translated(self._scrolled_by())))

    def show_frame(self, picture: Picture, frame: QImage) -> None:
        """Show this frame of an animation."""
        rect = self.pictures.set_frame(picture.key, frame).toAlignedRect()
        self.viewport().update(rect.translated(-self._scrolled_by()))

    def _scrolled_by(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied or dragged: ours, not Qt's."""
        # Loaded here: the window's start does not pay for it.
        from reader.gui.document.clipboard import marked

        return marked(self.textCursor(), self.current.pictures if self.current else ())

    # Finding

    def find_text(self, text: str, *, backward: bool = False) -> tuple[int, int]:
        """Mark every place where `text` stands and go to the next: (its number, how many)."""
        return self.finder.find(text, backward=backward)

    def mark(self, kind: str, marks: list[QTextEdit.ExtraSelection]) -> None:
        """Mark places for one purpose ("spoken", "terms", "find", "link"), beside the others."""
        self._marks[kind] = marks
        order = ("spoken", "terms", "find", "link")
        self.setExtraSelections([mark for one in order for mark in self._marks.get(one, [])])

    # Links, keys

    def follow(self, url: QUrl) -> None:
        if url.isRelative():
            self.growth.complete()
        address = url.toString()
        if address.startswith(FOLD):
            self.unfold(int(address.removeprefix(FOLD)))
        elif address.startswith(PICTURE):
            self.picture_entered.emit(self.links.picture_by(address))
        else:
            super().follow(url)
            self.links.jumped(url)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pointer.hide()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.links.leave()

    def show_characters(self, start: int) -> None:
        """Scroll so that this character can be seen, if it cannot."""
        line = self._pager.line
        y = round(y_of(self.document(), start))
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        if not top + line <= y <= top + height - 2 * line:
            self.growth.reach(y)
            self.verticalScrollBar().setValue(y - height // 3)
