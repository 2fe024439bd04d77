"""The article pane: shows one page, keeps the place in it, finds in it. Decides nothing.

ArticleView is what other rooms talk to. It puts the text pane and its collaborators together: each
is given the pane, and tells by its signals what happened. Commands are the window's: of the keys,
only those that scroll are taken here.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from reader.gui.article.find import Finder
from reader.gui.article.line_reader import LineReader
from reader.gui.article.links import PICTURE, LinkNavigation
from reader.gui.article.pane import TextPane
from reader.gui.article.picture_updates import PictureUpdates
from reader.gui.article.pointer_autohide import PointerAutohide
from reader.gui.article.progress import ReadProgress
from reader.gui.article.scrolling import Scroller
from reader.gui.document.document_cache import DocumentCache
from reader.gui.document.factory import (
    PictureSource,
    RenderedArticle,
    RenderOptions,
    render_message,
    render_page,
)
from reader.gui.document.folding import FOLD
from reader.gui.document.picture_objects import PictureAnswer
from reader.gui.document.template import message_html
from reader.gui.style.theme import LIGHT, Theme, reading_palette
from reader.language import _
from reader.markup.page.details import parts_around
from reader.model import Page, Picture


class ArticleView(TextPane):
    """The article pane."""

    found = Signal(int, int)
    """What `find_text` returned, again and of all of a very long text, once it is there."""
    end_reached = Signal()
    """The end of the article can be seen; told once for each."""
    picture_chosen = Signal(object)
    """The Picture that the keyboard came to."""
    picture_entered = Signal(object)
    """The Picture that the keyboard chose, and Return was pressed."""
    told = Signal(str)
    """What a key led to, for who does not see it: a link, a picture, a heading's level."""
    picture_drawn = Signal(object)
    """A Picture of the page that is shown: it, or its placeholder, is being painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._options = RenderOptions(LIGHT, 100, (100, 100, ""), QSize())
        super().__init__(render_message("", self._options), parent)
        self._picture_source: PictureSource = lambda _picture: None
        self._cache = DocumentCache()
        self._finder = Finder(self)
        self._finder.found.connect(self.found)
        self._links = LinkNavigation(self)
        self._links.address_changed.connect(self._tell_chosen)
        self._links.picture_chosen.connect(self.picture_chosen)
        self._links.chosen_said.connect(self.told)
        self._progress = ReadProgress(self)
        self._progress.end_reached.connect(self.end_reached)
        self._scroller = Scroller(self)
        self._line_reader = LineReader(self)
        self._line_reader.told.connect(self.told)
        self._reads_lines: Callable[[], bool] | None = None
        self._pointer = PointerAutohide(self.viewport())
        self._updates = PictureUpdates(self)
        self.setAccessibleName(_("Article"))
        self._set_palette(LIGHT)

    # What is shown

    def show_page(
        self,
        page: Page,
        *,
        position: int = 0,
        terms: Sequence[str] = (),
        footer: str = "",
    ) -> None:
        """Show an article at a place that `position_to_keep` told.

        terms: words to highlight. footer: HTML that stands below the article.
        """
        self._finder.set_terms(terms)
        self.setAccessibleName(_("Article: {title}").format(title=page.title))
        options = self._current_options()
        article = self._cache.take(page, options, self._picture_source)
        if article is None:
            article = render_page(page, options, self._picture_source, footer)
        article.set_footer(footer)
        self._show(article)
        self.go_to_unfolded(position)

    def prepare(self, page: Page, footer: str, source: PictureSource) -> None:
        """Have an article at hand that may be shown next; source: tells of its pictures."""
        if self.isVisible() and (self.page is None or page.id != self.page.id):
            self._cache.prepare(page, self._current_options(), source, footer)
            QTimer.singleShot(0, self, lambda: self._cache.draw(self.devicePixelRatioF()))

    def clear_cache(self) -> None:
        """Discard the documents that are at hand, and with them the fonts that they hold."""
        self._cache.clear()

    def show_nothing(self, sentence: str = "") -> None:
        """Show an empty pane, with a sentence where there is something to say."""
        self._show_message("", sentence)

    @Slot(str, str)
    def show_error(self, title: str, sentence: str, beginning: str = "", url: str = "") -> None:
        """Show why there is no article.

        beginning: how its text begins. url: of its original, which is a link.
        """
        self._show_message(title, sentence, beginning, url)

    def _show_message(self, title: str, sentence: str, beginning: str = "", url: str = "") -> None:
        self._finder.set_terms(())
        self.setAccessibleName(" ".join(part for part in (_("Article"), title, sentence) if part))
        self._show(
            render_message(message_html(title, sentence, beginning, url), self._current_options())
        )

    def _show(self, article: RenderedArticle) -> None:
        self._progress.start()
        self._updates.clear()
        article.pictures.tell_drawn(self.picture_drawn.emit)
        self._cache.put(self.show_article(article))

    def set_footer(self, html: str) -> None:
        """Replace what stands below the article."""
        if self.page is not None and self._article.set_footer(html):
            self._links.reset()

    # How it is shown

    def set_theme(self, theme: Theme) -> None:
        """Change the colours; the place in the text stays."""
        self._set_palette(theme)
        self._progress.line.set_theme(theme)
        self._options = replace(self._options, theme=theme)
        self._render_again()

    def set_zoom(self, percent: int) -> None:
        """Set the size of the text; the place in the text stays."""
        if percent != self._options.zoom:
            self._options = replace(self._options, zoom=percent)
            self._render_again()

    def set_typography(self, width: int, line_height: int, font: str) -> None:
        """Set column, lines and font as wished (see typography.setting); the place stays."""
        if self._options.typography != (width, line_height, font):
            self._options = replace(self._options, typography=(width, line_height, font))
            self._render_again()

    def toggle_fold(self, number: int) -> None:
        """Open a part of the article that is closed, or close it."""
        self._render_again(self._article.open_folds ^ {number})

    def go_to_anchor(self, name: str) -> None:
        """Bring what bears this id to the top; the closed parts that it lies in are opened."""
        self._open_around(name)
        super().go_to_anchor(name)

    def _open_around(self, name: str) -> None:
        closed = parts_around(self._article.content.html, name) - self._article.open_folds
        if closed:
            self._render_again(self._article.open_folds | closed)

    def _set_palette(self, theme: Theme) -> None:
        colours = reading_palette(theme)
        self.setPalette(colours)
        self.viewport().setPalette(colours)

    def _current_options(self) -> RenderOptions:
        return replace(self._options, viewport=self.viewport().size())

    def _render_again(self, open_folds: set[int] | None = None) -> None:
        self._cache.clear()
        former = self._article
        folds = former.open_folds if open_folds is None else open_folds
        article = former.rendered_again(self._current_options(), folds)
        article.pictures.tell_drawn(self.picture_drawn.emit)
        self.show_again(article)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell how much of the article is in sight."""
        super().showEvent(event)
        self._progress.schedule()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set article and progress for the new width; what was rendered for the former is wrong."""
        self._cache.clear()
        super().resizeEvent(event)
        self._progress.fit()

    # How far it was read

    def progress(self) -> float:
        """Return how much was read: 0 to 1, by characters; 1 when the end is in sight."""
        return self._progress.share()

    # Scrolling

    def page_down(self) -> bool:
        """Scroll on by a screen; False when the end is in sight already."""
        self.touched.emit()
        return self._scroller.page_down()

    def page_up(self) -> bool:
        """Scroll back by a screen; False when the start is in sight already."""
        self.touched.emit()
        return self._scroller.page_up()

    def scroll_by_key(self, key: Qt.Key) -> None:
        """Scroll as this key asks: arrow up or down, page up or down, home or end."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
        if by and self._reads_lines is not None and self._reads_lines():
            self._line_reader.step(by)
        else:
            self._scroller.press(key)

    def read_by_line(self, when: Callable[[], bool]) -> None:
        """Have the arrows up and down go from line to line, whenever `when` says so.

        Their text cursor is what a screen reader follows.
        """
        self._reads_lines = when

    # Pictures

    def set_picture_source(self, source: PictureSource) -> None:
        """Ask this what is known of a picture when its article is shown."""
        self._picture_source = source

    @Slot(str, object)
    def picture_arrived(self, url: str, answer: PictureAnswer) -> None:
        """Take a picture of the page that is shown, or why there is none; others are ignored."""
        self._updates.add(url, answer)

    @property
    def pictures_pending(self) -> bool:
        """Return whether a picture that arrived cannot be seen yet."""
        return self._updates.pending

    def link_of(self, picture: Picture) -> str:
        """Return where a picture of this page links to, "" where to nothing."""
        return self._links.link_of(picture)

    # Finding

    def find_text(self, text: str, *, backward: bool = False) -> tuple[int, int]:
        """Highlight every place where `text` stands and go to the next.

        Return (its number from 1, how many); (0, 0) where there is none. Of a text that is not
        complete (`is_complete`), more is told by `found`.
        """
        return self._finder.find(text, backward=backward)

    def clear_find(self) -> None:
        """Take away the highlights of what was found."""
        self._finder.clear()

    def highlight_terms(self, terms: Sequence[str]) -> None:
        """Highlight these words in the article that is shown, in place of former ones."""
        self._finder.set_terms(terms)
        self._finder.highlight_terms()

    def text_to_find(self) -> str:
        """Return what a person may want to find here: what is selected, else the first term."""
        return self.textCursor().selectedText() or self._finder.first_term

    # Links and keys

    def choose_link(self, by: int) -> bool:
        """Choose the next (1) or previous (-1) link or picture; False, and none, past the last."""
        return self._links.step(by)

    def clear_link(self) -> bool:
        """Choose no link any more; return whether one was."""
        return self._links.clear()

    @property
    def chosen_address(self) -> str:
        """Return where the link that the keyboard chose leads; "" where none is chosen."""
        return self._links.chosen.address if self._links.chosen is not None else ""

    def follow(self, url: QUrl) -> None:
        """Go where a link leads: in the article, to a picture, or to whom it concerns."""
        if url.isRelative():
            self._open_around(url.fragment())
            self.complete()
        address = url.toString()
        if address.startswith(FOLD):
            self.toggle_fold(int(address.removeprefix(FOLD)))
        elif address.startswith(PICTURE):
            self.picture_entered.emit(self._links.picture_by(address))
        else:
            super().follow(url)
            self._links.follow_jump(url)

    @Slot(str)
    def _tell_chosen(self, address: str) -> None:
        self.tell_address(QUrl(address))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll or copy, and hide the pointer: who types does not point."""
        self._pointer.hide()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Choose no link any more: the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._links.clear()

    # Copying

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return what is copied or dragged: ours, not Qt's."""
        # Loaded here: the window's start does not pay for it.
        from reader.gui.document.clipboard import selection

        return selection(self.textCursor(), self.page.pictures if self.page else ())
