"""From a page to its document: how it is to look, and the document with all that it was made of."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QTextDocument

from reader.gui.document.document import ArticleDocument
from reader.gui.document.folding import FOLD, Folds
from reader.gui.document.picture_objects import ArticlePictures, PictureAnswer
from reader.gui.document.template import page_html
from reader.gui.style.theme import Theme
from reader.gui.style.typography import TypeSetting, setting
from reader.gui.system.memory import give_back
from reader.markup.page.details import count_details, folded, opened_first
from reader.markup.page.pieces import LONG
from reader.model import Page, Picture

SIDE_MARGIN = 24
"""At least so many pixels are free on both sides of the text."""
TOP_MARGINS = (20, 48)
"""Pixels above an article: at least, at most; between them the sixteenth part of the width."""
BOTTOM_MARGIN = 72
"""Pixels below an article."""
MESSAGE_TOP = 0.36
"""A message begins so far down, as a part of the viewport's height."""
TRIM_MS = 300
"""So long after a long text was discarded: it is gone then, and the next one painted."""

PictureSource = Callable[[Picture], PictureAnswer]
"""Tells what is known of a picture at this moment."""


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """All that an article's document depends on beside the article.

    zoom: percent. typography: width, line height and font as wished (see typography.setting).
    viewport: the size of the pane's viewport, in pixels.
    """

    theme: Theme
    zoom: int
    typography: tuple[int, int, str]
    viewport: QSize

    def setting(self, language: str) -> TypeSetting:
        """Return how an article in this language (BCP 47) is set."""
        return setting(language, self.zoom, *self.typography)

    def column(self, own: TypeSetting) -> int:
        """Return the width of a text that is set like this, in pixels."""
        return max(40, min(own.column, self.viewport.width() - 2 * SIDE_MARGIN))

    def set_margins(self, document: ArticleDocument, own: TypeSetting, top: float) -> None:
        """Put the column into the middle of the viewport.

        top: how much is free above it, as a part of the viewport's height; 0 for an article, which
        begins at the top.
        """
        width, column = self.viewport.width(), self.column(own)
        left = max(0, (width - column) // 2)
        least, most = TOP_MARGINS
        above = self.viewport.height() * top if top else min(most, max(least, width // 16))
        below = 0 if top else BOTTOM_MARGIN
        document.set_margins(left, round(above), max(0, width - column - left), below)


@dataclass(frozen=True, slots=True)
class Content:
    """What a document is made of, however it looks.

    page: None for a message. html: all of it, header and notes too, every part open. top: see
    RenderOptions.set_margins.
    """

    page: Page | None
    html: str
    language: str = ""
    top: float = 0.0


@dataclass(slots=True, eq=False)
class RenderedArticle:
    """A document, and all that it was made of.

    open_folds: the numbers of the parts (`<details>`) that are open in it. footer: HTML below it.
    """

    content: Content
    options: RenderOptions
    setting: TypeSetting
    open_folds: set[int]
    pictures: ArticlePictures
    document: ArticleDocument
    footer: str = ""
    folds: Folds | None = None

    @property
    def page(self) -> Page | None:
        """Return the article that is rendered; None for a message."""
        return self.content.page

    def to_unfolded(self, character: int) -> int:
        """Return the number that a character of the document has with all parts open."""
        folds = self._folds() if character else None
        return character if folds is None else folds.to_unfolded(character, self.open_folds)

    def to_shown(self, unfolded: int) -> int:
        """Return the character of the document that has this number with all parts open."""
        folds = self._folds() if unfolded else None
        return unfolded if folds is None else folds.to_shown(unfolded, self.open_folds)

    def is_counted(self, unfolded: int) -> bool:
        """Return whether `to_shown` tells this one at once; in a very long text it may not."""
        folds = self._folds() if unfolded else None
        return folds is None or folds.is_counted(unfolded)

    def count_more(self) -> bool:
        """Do a part of what `to_shown` and `to_unfolded` would wait for; False where it is done."""
        folds = self._folds() if not self.document.is_complete or self.folds else None
        return folds is not None and folds.count_more()

    def _folds(self) -> Folds | None:
        html = self.content.html
        if self.folds is None and (number := count_details(html)):
            self.folds = Folds(html, number, QTextDocument())
        return self.folds

    def fit(self, viewport: QSize) -> None:
        """Set column and margins for a viewport of this size."""
        self.options = replace(self.options, viewport=viewport)
        self.pictures.column = self.options.column(self.setting)
        self.options.set_margins(self.document, self.setting, self.content.top)

    def set_footer(self, html: str) -> bool:
        """Put this below the article; False where it stands there already."""
        if html == self.footer:
            return False
        self.footer = html
        self.document.set_footer(html)
        return True

    def rendered_again(self, options: RenderOptions, open_folds: set[int]) -> "RenderedArticle":
        """Return the same content with other options, or with other parts open."""
        made = _render(
            self.content,
            options,
            open_folds,
            lambda picture: self.pictures.answer(picture.key),
            self.footer,
        )
        made.folds = self.folds
        return made

    def discard(self) -> None:
        """Free the document now: PySide keeps every one that a view has shown as long as the view.

        It must not be shown any more.
        """
        self.document.deleteLater()
        if len(self.content.html) > LONG:
            # A long text lies in tens of thousands of pieces, 30 MB, which nobody gives back.
            QTimer.singleShot(TRIM_MS, give_back)


def render_page(
    page: Page, options: RenderOptions, source: PictureSource, footer: str
) -> RenderedArticle:
    """Return an article as it is first shown; `footer`: HTML below it."""
    content = Content(page, page_html(page, linked=True), page.language)
    return _render(content, options, opened_first(page.html), source, footer)


def render_message(html: str, options: RenderOptions) -> RenderedArticle:
    """Return a message, as HTML, in the upper middle of the pane."""
    content = Content(None, html, top=MESSAGE_TOP)
    return _render(content, options, set(), lambda _picture: None, "")


def _render(
    content: Content,
    options: RenderOptions,
    open_folds: set[int],
    source: PictureSource,
    footer: str,
) -> RenderedArticle:
    own = options.setting(content.language)
    pictures = content.page.pictures if content.page is not None else ()
    formulas = content.page.formulas if content.page is not None else ()
    held = ArticlePictures(pictures, options.theme, own, options.column(own), formulas)
    for picture in pictures:
        held.set_answer(picture.key, source(picture))
    html = folded(content.html, open_folds, FOLD)
    document = ArticleDocument(html, options.theme, options.zoom, own, held, growing=True)
    made = RenderedArticle(content, options, own, open_folds, held, document)
    made.set_footer(footer)
    options.set_margins(document, own, content.top)
    return made
