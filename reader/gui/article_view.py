"""The article pane: shows one page, keeps the place in it, finds in it. Decides nothing.

Commands are the window's: of the keys, only those that scroll are taken here.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QMimeData, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from reader.gui.article_document import (
    ArticleDocument,
    message_html,
    page_html,
)
from reader.gui.article_find import Finder
from reader.gui.article_pictures import ArticlePictures, PictureAnswer
from reader.gui.article_place import Place, place_at, y_of
from reader.gui.quiet_browser import QuietBrowser
from reader.gui.theme import LIGHT, Theme, palette
from reader.gui.typography import Setting, setting
from reader.model import Page, Picture, PictureProblem, Status

SIDE_MARGIN = 24
"""At least so many pixels are free on both sides of the text."""
SETTLED_MS = 300
"""So long after the last scrolling the place is told."""
GATHER_MS = 25
"""Pictures that arrive within this time are laid out at once."""


class ArticleView(QuietBrowser):
    """The article pane."""

    position_changed = Signal(int)
    """The character at the top, told when scrolling has come to rest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture_source: Callable[[Picture], PictureAnswer] = _no_picture
        self.current: Page | None = None
        self._html = ""
        self._top = 0.0
        self._theme = LIGHT
        self._zoom = 100
        self._setting: Setting = setting("", 100)
        self._pictures = ArticlePictures((), self._theme, self._setting, 1)
        self._document: ArticleDocument | None = None
        self._place = Place(0, 0)
        self._holding = False
        self._finder = Finder(self)
        self._spoken: list[QTextEdit.ExtraSelection] = []
        self._rest = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._rest.timeout.connect(self._at_rest)
        self._gather = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._gather.timeout.connect(self._lay_out_arrived)
        self._arrived: set[str] = set()
        self.setAccessibleName("Article")
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.set_theme(self._theme)

    # What is shown

    def show_page(self, page: Page, status: Status, *, position: int = 0) -> None:
        """Show an article, with the character `position` at the top (0: from its start)."""
        del status  # The header shows nothing of it yet.
        self.current = page
        self.setAccessibleName(f"Article: {page.title}")
        self._show(page_html(page), page.language, page.pictures, 0.0)
        self.restore(position)

    def show_nothing(self, sentence: str = "") -> None:
        """Show an empty pane, with a sentence where there is something to say."""
        self._show_message("", sentence)

    def show_error(self, title: str, sentence: str) -> None:
        """Show why there is no article."""
        self._show_message(title, sentence)

    def _show_message(self, title: str, sentence: str) -> None:
        self.current = None
        self.setAccessibleName(" ".join(part for part in ("Article", title, sentence) if part))
        self._show(message_html(title, sentence), "", (), 0.36)

    def _show(self, html: str, language: str, pictures: tuple[Picture, ...], top: float) -> None:
        self._html, self._top = html, top
        self._setting = setting(language, self._zoom)
        self._arrived.clear()
        self._rest.stop()
        held = ArticlePictures(pictures, self._theme, self._setting, self._column())
        for picture in pictures:
            held.set_answer(picture.key, self.picture_source(picture))
        self._put(held)
        self._place = Place(0, 0)
        self._scroll_to(0)

    def _put(self, pictures: ArticlePictures) -> None:
        """Make the document anew and show it."""
        document = ArticleDocument(self._html, self._theme, self._zoom, self._setting, pictures)
        self._set_margins(document)
        self._spoken = []
        self._finder.forget()
        self._holding = True
        self.setDocument(document)
        document.lay_out()
        former, self._document, self._pictures = self._document, document, pictures
        if former is not None:
            # PySide keeps every document that was set for as long as the view: it is to go now.
            former.deleteLater()
        self._holding = False

    def set_theme(self, theme: Theme) -> None:
        """Change the colours; the place in the text stays."""
        self._theme = theme
        colours = palette(theme)
        colours.setColor(QPalette.ColorRole.Base, QColor(theme.page))
        colours.setColor(QPalette.ColorRole.Text, QColor(theme.page_text))
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            colours.setColor(group, QPalette.ColorRole.Highlight, QColor(theme.selection))
            colours.setColor(
                group, QPalette.ColorRole.HighlightedText, QColor(theme.selection_text)
            )
        self.setPalette(colours)
        self.viewport().setPalette(colours)
        self._finder.set_theme(theme)
        self._again()

    def set_zoom(self, percent: int) -> None:
        """Set the size of the text; the place in the text stays."""
        if percent != self._zoom:
            self._zoom = percent
            self._again()

    def _again(self) -> None:
        place = self._place_now()
        self._setting = setting(self._setting.language, self._zoom)
        pictures = self.current.pictures if self.current is not None else ()
        held = ArticlePictures(pictures, self._theme, self._setting, self._column())
        for picture in pictures:
            held.set_answer(picture.key, self._pictures.answer(picture.key))
        self._put(held)
        self._go_to(place)

    # The place in the text

    def position(self) -> int:
        """The character at the top of the pane."""
        return self._place_now().character

    def restore(self, position: int) -> None:
        """Bring this character to the top of the pane."""
        last = self.document().characterCount() - 1
        self._go_to(Place(min(max(position, 0), last), 0))

    def progress(self) -> float:
        """How much was read: 0 at the start, 1 when the end is in sight."""
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() > 0 else 1.0

    def _place_now(self) -> Place:
        return self._place

    def _go_to(self, place: Place) -> None:
        self._place = place
        if place.character == 0 and place.offset >= 0:
            self._scroll_to(0)
            return
        y = round(y_of(self.document(), place.character) - place.offset)
        self._lay_out_to(y)
        self._scroll_to(y)

    def _lay_out_to(self, y: int) -> None:
        """Make the scroll bar reach as far as `y`: a long text is laid out only when needed."""
        if y > self.verticalScrollBar().maximum():
            self.document().size()

    def _scroll_to(self, y: int) -> None:
        self._holding = True
        self.verticalScrollBar().setValue(y)
        self._holding = False

    @Slot(int)
    def _scrolled(self, y: int) -> None:
        if self._holding:
            return
        self._place = place_at(self.document(), y)
        if self.current is not None:
            self._rest.start()

    @Slot()
    def _at_rest(self) -> None:
        if self.current is not None:
            self.position_changed.emit(self.position())

    def page_down(self) -> bool:
        """Scroll on by a screen; False when the end is in sight already."""
        bar = self.verticalScrollBar()
        self._lay_out_to(bar.value() + self._screen())
        if bar.value() >= bar.maximum():
            return False
        bar.setValue(bar.value() + self._screen())
        return True

    def page_up(self) -> bool:
        """Scroll back by a screen; False when the start is in sight already."""
        bar = self.verticalScrollBar()
        if bar.value() <= bar.minimum():
            return False
        bar.setValue(bar.value() - self._screen())
        return True

    def scroll_by_key(self, key: Qt.Key) -> None:
        bar = self.verticalScrollBar()
        if key == Qt.Key.Key_Up:
            bar.setValue(bar.value() - 3 * self._setting.line)
        elif key == Qt.Key.Key_Down:
            bar.setValue(bar.value() + 3 * self._setting.line)
        elif key == Qt.Key.Key_PageUp:
            self.page_up()
        elif key == Qt.Key.Key_PageDown:
            self.page_down()
        elif key == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        else:
            self.document().size()
            bar.setValue(bar.maximum())

    def _screen(self) -> int:
        """What one page scrolls: a little less than the pane, so that the eye finds its line."""
        return max(self._setting.line, self.viewport().height() - 2 * self._setting.line)

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
        place = self._place_now()
        self._holding = True
        if self._document is not None:
            self._pictures.column = self._column()
            self._set_margins(self._document)
        super().resizeEvent(event)
        self._holding = False
        self._go_to(place)

    # Pictures

    @Slot(str, object)
    def picture_arrived(self, url: str, image: QImage | PictureProblem) -> None:
        """Take a picture of the page that is shown, or why there is none; others are ignored."""
        for key in self._pictures.keys_of(url):
            if self._pictures.set_answer(key, image):
                self._arrived.add(key)
            if self._pictures.position(key) >= 0 and not self._gather.isActive():
                self._gather.start()

    @Slot()
    def _lay_out_arrived(self) -> None:
        """Lay out anew where pictures have another size now; the text at the top stays there."""
        place = self._place_now()
        took = QElapsedTimer()
        took.start()
        self._holding = True
        document = self.document()
        # Once for each paragraph: it is laid out whole every time.
        dirty: dict[int, tuple[int, int]] = {}
        for key in self._arrived:
            position = self._pictures.position(key)
            if position >= 0:
                block = document.findBlock(position).position()
                first, last = dirty.get(block, (position, position))
                dirty[block] = (min(first, position), max(last, position))
        for first, last in dirty.values():
            document.markContentsDirty(first, last - first + 1)
        self._holding = False
        if self._arrived:
            self._arrived.clear()
            self._go_to(place)
        self.viewport().update()
        # Where a round takes long (hundreds of pictures in one paragraph) there are fewer.
        self._gather.setInterval(max(GATHER_MS, 4 * took.elapsed()))

    def picture_at(self, point: QPoint) -> Picture | None:
        """The picture at this point of the viewport."""
        position = self.cursorForPosition(point).position()
        for near in (position, position - 1):
            picture = self._pictures.picture_at(near)
            if picture is not None:
                return picture
        return None

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied or dragged: ours, not Qt's."""
        # Loaded here: the window's start does not pay for it.
        from reader.gui.copying import marked

        return marked(self.textCursor(), self.current.pictures if self.current else ())

    # Finding

    def find(self, text: str, backward: bool = False) -> tuple[int, int]:  # type: ignore[override]
        """Mark every place where `text` stands and go to the next: (its number, how many)."""
        return self._finder.find(text, backward=backward)

    def setExtraSelections(self, marks: Sequence[QTextEdit.ExtraSelection]) -> None:
        """Marks of what is found; what is being said stays marked beneath them."""
        super().setExtraSelections([*self._spoken, *marks])

    def mark_spoken(self, spoken: list[QTextEdit.ExtraSelection]) -> None:
        """Mark what a voice says now; [] for silence."""
        found = self.extraSelections()[len(self._spoken) :]
        self._spoken = spoken
        self.setExtraSelections(found)

    def clear_find(self) -> None:
        """Take the marks away."""
        self._finder.clear()

    def show_characters(self, start: int) -> None:
        """Scroll so that this character can be seen, if it cannot."""
        y = round(y_of(self.document(), start))
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        if not top + self._setting.line <= y <= top + height - 2 * self._setting.line:
            self._lay_out_to(y)
            self.verticalScrollBar().setValue(y - height // 3)


def _no_picture(_picture: Picture) -> PictureAnswer:
    return None
