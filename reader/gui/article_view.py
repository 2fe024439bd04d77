"""The article pane: shows one page, keeps the place in it, finds in it. Decides nothing.

Commands are the window's: of the keys, only those that scroll are taken here.

What makes a document is loaded with the first article: an empty pane needs none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QTimer, Signal, Slot

from reader.gui.article_arrivals import Arrivals
from reader.gui.article_find import Finder
from reader.gui.article_links import PICTURE, LinkWalk
from reader.gui.article_motion import PointerRest
from reader.gui.article_paging import Pager
from reader.gui.article_place import Place, place_at, y_of
from reader.gui.article_progress import Reckoning
from reader.gui.progress_line import HEIGHT
from reader.gui.quiet_browser import QuietBrowser
from reader.gui.theme import LIGHT, reading_palette

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData, Qt, QUrl
    from PySide6.QtGui import (
        QFocusEvent,
        QImage,
        QKeyEvent,
        QResizeEvent,
        QShowEvent,
        QTextCharFormat,
    )
    from PySide6.QtWidgets import QTextEdit, QWidget

    from reader.gui.article_document import ArticleDocument
    from reader.gui.article_pictures import ArticlePictures, PictureAnswer
    from reader.gui.theme import Theme
    from reader.gui.typography import Setting
    from reader.model import Page, Picture, Status

SIDE_MARGIN = 24
"""At least so many pixels are free on both sides of the text."""
SETTLED_MS = 300
"""So long after the last scrolling the place is told."""
FOLD = "broadsheet:fold/"
"""The address of a part that opens and closes, before its number."""
SMILEY = 40
"""Pixels: what an article means to be no larger is passed over by the keyboard."""


class ArticleView(QuietBrowser):
    """The article pane."""

    position_changed = Signal(int)
    """The character at the top, told when scrolling has come to rest."""
    end_reached = Signal()
    """The end of the article can be seen; told once for each."""
    picture_chosen = Signal(object)
    """The Picture that the keyboard came to."""
    picture_entered = Signal(object)
    """The Picture that the keyboard chose, and Return was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture_source: Callable[[Picture], PictureAnswer] = _no_picture
        self.picture_drawn: Callable[[Picture], None] = _not_told
        self.current: Page | None = None
        self._html = ""
        self._top = 0.0
        self._theme = LIGHT
        self._zoom = 100
        self._document: ArticleDocument | None = None
        self._place = Place(0, 0)
        self._holding = False
        self._finder = Finder(self)
        self._marks: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self.links = LinkWalk(self)
        self._opened: set[int] = set()
        self._footer = ""
        self._typography: tuple[int, int, str] = (100, 100, "")
        self.reckoning = Reckoning(self)
        self._pager = Pager(self)
        self.glide = self._pager.glide
        self.pointer = PointerRest(self.viewport())
        self._rest = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._rest.timeout.connect(self._at_rest)
        self.arrivals = Arrivals(self, lambda: self._pictures)
        self.setAccessibleName("Article")
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.set_theme(self._theme)

    @cached_property
    def _setting(self) -> Setting:
        """How the present article is set: that of the first one, until there is another."""
        return _set("", self._zoom, self._typography)

    @cached_property
    def _pictures(self) -> ArticlePictures:
        """Those of the present article."""
        return self._held(())

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
        """Show an article, with the character `position` at the top (0: from its start).

        terms: words to mark. footer: HTML that stands below the article.
        """
        from reader.gui.article_document import page_html
        from reader.markup.details import opened_first

        del status  # The header shows nothing of it yet.
        self.current = page
        self._opened = opened_first(page.html)
        self._footer = footer
        self._finder.seek_terms(terms)
        self.setAccessibleName(f"Article: {page.title}")
        self._show(page_html(page, linked=True), page.language, page.pictures, 0.0)
        self.restore(position)

    def show_nothing(self, sentence: str = "") -> None:
        """Show an empty pane, with a sentence where there is something to say."""
        self._show_message("", sentence)

    def show_error(self, title: str, sentence: str) -> None:
        """Show why there is no article."""
        self._show_message(title, sentence)

    def _show_message(self, title: str, sentence: str) -> None:
        self.current = None
        self._footer = ""
        self._finder.seek_terms(())
        self.setAccessibleName(" ".join(part for part in ("Article", title, sentence) if part))
        if title or sentence or self._document is not None:
            from reader.gui.article_document import message_html

            self._show(message_html(title, sentence), "", (), 0.36)

    def _show(self, html: str, language: str, pictures: tuple[Picture, ...], top: float) -> None:
        self._html, self._top = html, top
        self._setting = _set(language, self._zoom, self._typography)
        self.reckoning.begin()
        self.arrivals.forget()
        self._rest.stop()
        held = self._held(pictures)
        for picture in pictures:
            held.set_answer(picture.key, self.picture_source(picture))
        self._put(held)
        self._place = Place(0, 0)
        self._scroll_to(0)

    def _put(self, pictures: ArticlePictures) -> None:
        """Make the document anew and show it."""
        from reader.gui.article_document import ArticleDocument
        from reader.markup.details import folded

        pictures.drawn = self.picture_drawn
        self._pager.line = self._setting.line
        html = folded(self._html, self._opened, FOLD)
        document = ArticleDocument(html, self._theme, self._zoom, self._setting, pictures)
        document.set_footer(self._footer)
        self._set_margins(document)
        self._marks["spoken"] = []  # its place is in the former document
        self._finder.forget()
        self.links.forget()
        self._holding = True
        self.setDocument(document)
        document.lay_out()
        self._pictures.let_go()
        former, self._document, self._pictures = self._document, document, pictures
        if former is not None:
            # PySide keeps every document that was set for as long as the view: it is to go now.
            former.deleteLater()
        self._holding = False
        self._finder.again()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours; the place in the text stays."""
        self._theme = theme
        colours = reading_palette(theme)
        self.setPalette(colours)
        self.viewport().setPalette(colours)
        self._finder.set_theme(theme)
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
        if html != self._footer and self._document is not None and self.current is not None:
            self._footer = html
            self.links.forget()
            self._document.set_footer(html)

    def unfold(self, number: int) -> None:
        """Open a part of the article that is closed, or close it."""
        self._opened ^= {number}
        self._again()

    @property
    def theme(self) -> Theme:
        """The present colours."""
        return self._theme

    def _held(self, pictures: tuple[Picture, ...]) -> ArticlePictures:
        from reader.gui.article_pictures import ArticlePictures

        return ArticlePictures(pictures, self._theme, self._setting, self._column())

    def _again(self) -> None:
        if self._document is None:
            return
        place = self._place
        self._setting = _set(self._setting.language, self._zoom, self._typography)
        pictures = self.current.pictures if self.current is not None else ()
        held = self._held(pictures)
        for picture in pictures:
            held.set_answer(picture.key, self._pictures.answer(picture.key))
        self._put(held)
        self._go_to(place)

    # The place in the text

    def position(self) -> int:
        """The character at the top of the pane."""
        return self._place.character

    def restore(self, position: int) -> None:
        """Bring this character to the top of the pane."""
        last = self.document().characterCount() - 1
        self._go_to(Place(min(max(position, 0), last), 0))

    def progress(self) -> float:
        """How much was read: from 0 on, 1 when the end is in sight. By characters."""
        if self._document is None:
            return 1.0
        return self.reckoning.share(self._document, self._place.character)

    def _go_to(self, place: Place) -> None:
        self._place = place
        self.glide.stop()
        if place.character == 0 and place.offset >= 0:
            self._scroll_to(0)
            return
        y = round(y_of(self.document(), place.character) - place.offset)
        self.lay_out_to(y)
        self._scroll_to(y)

    def lay_out_to(self, y: int) -> None:
        """Make the scroll bar reach as far as `y`: a long text is laid out only when needed."""
        if y > self.verticalScrollBar().maximum():
            self.document().size()

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

    def _column(self) -> int:
        return max(40, min(self._setting.column, self.viewport().width() - 2 * SIDE_MARGIN))

    def _set_margins(self, document: ArticleDocument) -> None:
        width, height = self.viewport().width(), self.viewport().height()
        column = self._column()
        left = max(0, (width - column) // 2)
        top = height * self._top if self._top else min(48, max(20, width // 16))
        document.set_margins(
            left, round(top), max(0, width - column - left), 0 if self._top else 72
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self._place
        self._holding = True
        if self._document is not None:
            self._pictures.column = self._column()
            self._set_margins(self._document)
        super().resizeEvent(event)
        self.reckoning.line.setGeometry(0, 0, self.viewport().width(), HEIGHT)
        self._holding = False
        self._go_to(place)

    # Pictures

    @Slot(str, object)
    def picture_arrived(self, url: str, image: PictureAnswer) -> None:
        """Take a picture of the page that is shown, or why there is none; others are ignored."""
        self.arrivals.take(url, image)

    def lay_out_again(self, parts: Iterable[tuple[int, int]]) -> None:
        """Lay out these characters (first and last) anew; the text at the top stays there."""
        place, document = self._place, self.document()
        self._holding = True
        for first, last in parts:
            document.markContentsDirty(first, last - first + 1)
        self._holding = False
        self._go_to(place)

    def picture_at(self, point: QPoint) -> Picture | None:
        """The picture, or its placeholder, at this point of the viewport."""
        return self._pictures.at(QPointF(point + self._scrolled_by()))

    def answer_of(self, picture: Picture) -> PictureAnswer:
        """What is shown in the place of a picture of this page."""
        return self._pictures.answer(picture.key)

    def character_of(self, picture: Picture) -> int:
        """Where a picture of this page stands, -1 where it is not in the text."""
        return self._pictures.position(picture.key)

    def picture_of(self, format_: QTextCharFormat) -> Picture | None:
        """The picture that stands in this format, if it is one to look at: no smiley."""
        from PySide6.QtGui import QTextFormat

        picture = self._pictures.named(format_.stringProperty(QTextFormat.Property.ImageName))
        small = picture is not None and 0 < max(picture.width, picture.height) <= SMILEY
        return None if small else picture

    def picture_by(self, address: str) -> Picture | None:
        """The picture of a link of `LinkWalk`."""
        return self._pictures.named(address.removeprefix(PICTURE))

    def frame(self, address: str) -> None:
        """Draw a frame around the picture with this address, around none where it is another."""
        picture = self.picture_by(address) if address.startswith(PICTURE) else None
        self._pictures.framed = picture
        self.viewport().update()
        if picture is not None:
            self.picture_chosen.emit(picture)

    def link_of(self, picture: Picture) -> str:
        """Where a picture of this page links to, "" where to nothing."""
        from PySide6.QtGui import QTextCursor

        position = self._pictures.position(picture.key)
        cursor = QTextCursor(self.document())
        cursor.setPosition(max(0, position) + 1)
        return cursor.charFormat().anchorHref() if position >= 0 else ""

    def pictures_in_view(self) -> list[Picture]:
        """Those that are on screen, from the top."""
        seen = QRectF(self.viewport().rect().translated(self._scrolled_by()))
        return self._pictures.within(seen)

    def show_frame(self, picture: Picture, frame: QImage) -> None:
        """Show this frame of an animation."""
        rect = self._pictures.set_frame(picture.key, frame).toAlignedRect()
        self.viewport().update(rect.translated(-self._scrolled_by()))

    def _scrolled_by(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied or dragged: ours, not Qt's."""
        # Loaded here: the window's start does not pay for it.
        from reader.gui.copying import marked

        return marked(self.textCursor(), self.current.pictures if self.current else ())

    # Finding

    def find_text(self, text: str, *, backward: bool = False) -> tuple[int, int]:
        """Mark every place where `text` stands and go to the next: (its number, how many)."""
        return self._finder.find(text, backward=backward)

    def first_term(self) -> str:
        """The first of the words that are marked because a search led here, "" without one."""
        return self._finder.first_term()

    def clear_find(self) -> None:
        """Take the marks away."""
        self._finder.clear()

    def mark(self, kind: str, marks: list[QTextEdit.ExtraSelection]) -> None:
        """Mark places for one purpose ("spoken", "terms", "find", "link"), beside the others."""
        self._marks[kind] = marks
        self.setExtraSelections(
            [
                mark
                for one in ("spoken", "terms", "find", "link")
                for mark in self._marks.get(one, [])
            ]
        )

    # Links, keys

    def follow(self, url: QUrl) -> None:
        address = url.toString()
        if address.startswith(FOLD):
            self.unfold(int(address.removeprefix(FOLD)))
        elif address.startswith(PICTURE):
            self.picture_entered.emit(self.picture_by(address))
        else:
            super().follow(url)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pointer.hide()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.links.leave()

    def show_characters(self, start: int) -> None:
        """Scroll so that this character can be seen, if it cannot."""
        y = round(y_of(self.document(), start))
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        if not top + self._setting.line <= y <= top + height - 2 * self._setting.line:
            self.lay_out_to(y)
            self.verticalScrollBar().setValue(y - height // 3)


def _set(language: str, zoom: int, typography: tuple[int, int, str]) -> Setting:
    from reader.gui.typography import setting

    return setting(language, zoom, *typography)


def _no_picture(_picture: Picture) -> PictureAnswer:
    return None


def _not_told(_picture: Picture) -> None:
    return
