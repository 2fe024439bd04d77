"""From a page to its document: made when it is shown, or ahead of that while another is read."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QTextDocument

from reader.gui.document.document import ArticleDocument
from reader.gui.document.folding import FOLD, Folds
from reader.gui.document.picture_objects import ArticlePictures, PictureAnswer
from reader.gui.document.template import page_html
from reader.gui.style.theme import Theme
from reader.gui.style.typography import TypeSetting, setting
from reader.gui.system.startup import give_back_memory
from reader.markup.page.details import count_details, folded, opened_first
from reader.markup.page.pieces import LONG
from reader.model import Page, Picture

SIDE_MARGIN = 24
"""At least so many pixels are free on both sides of the text."""
KEPT = 4
"""So many documents wait: of the next article, the next unread one, and those that were left."""
SHORT = 60_000
"""Characters. A longer article is made when it is shown: ahead it would take time and room."""
TRIM_MS = 300
"""So long after a long text was left: it is gone then, and the next one painted."""
AT_HAND = 60
"""So many paragraphs keep their glyphs: more than fill a screen."""

Source = Callable[[Picture], PictureAnswer]


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """All that an article's document depends on beside the article.

    typography: width, line height and font as wished (see typography.setting). view: its viewport.
    """

    theme: Theme
    zoom: int
    typography: tuple[int, int, str]
    view: QSize

    def setting(self, language: str) -> TypeSetting:
        """How an article in this language is set."""
        return setting(language, self.zoom, *self.typography)

    def column(self, own: TypeSetting) -> int:
        """The width of its text."""
        return max(40, min(own.column, self.view.width() - 2 * SIDE_MARGIN))

    def set_margins(self, document: ArticleDocument, own: TypeSetting, top: float) -> None:
        """Put the column into the middle of the view; `top`: free above it, as a part of the view,
        0 where the text begins at the top."""
        width, column = self.view.width(), self.column(own)
        left = max(0, (width - column) // 2)
        above = self.view.height() * top if top else min(48, max(20, width // 16))
        document.set_margins(left, round(above), max(0, width - column - left), 0 if top else 72)


@dataclass(slots=True, eq=False)
class RenderedArticle:
    """A document, and all that it was made of. page: None for a message."""

    page: Page | None
    html: str
    top: float
    setting: TypeSetting
    look: RenderOptions
    opened: set[int]
    pictures: ArticlePictures
    document: ArticleDocument
    footer: str = ""
    folds: Folds | None = None

    def whole(self, character: int) -> int:
        """The number of a character of the document as it is kept (see article_folds)."""
        folds = self._folds() if character else None
        return character if folds is None else folds.whole(character, self.opened)

    def shown(self, whole: int) -> int:
        """The character of the document that has this number."""
        folds = self._folds() if whole else None
        return whole if folds is None else folds.shown(whole, self.opened)

    def knows(self, whole: int) -> bool:
        """Whether `shown` tells this one at once."""
        folds = self._folds() if whole else None
        return folds is None or folds.knows(whole)

    def count_on(self) -> bool:
        """Do a part of what `shown` and `whole` would wait for; False where there is none."""
        folds = self._folds() if self.document.grows or self.folds else None
        return folds is not None and folds.count_on()

    def _folds(self) -> Folds | None:
        if self.folds is None and (number := count_details(self.html)):
            self.folds = Folds(self.html, number, QTextDocument())
        return self.folds

    def let_go(self) -> None:
        """PySide keeps every document that was set for as long as the view: it is to go now."""
        self.document.deleteLater()
        if len(self.html) > LONG:
            # A long text lies in tens of thousands of pieces, 30 MB, which nobody gives back.
            QTimer.singleShot(TRIM_MS, give_back_memory)

    def set_footer(self, html: str) -> bool:
        """Put this below the article; False where it stands there."""
        if html == self.footer:
            return False
        self.footer = html
        self.document.set_footer(html)
        return True

    def again(self, look: RenderOptions, opened: set[int]) -> "RenderedArticle":
        """The same in another look, or with other parts open."""
        pictures = self.page.pictures if self.page is not None else ()
        made = _make(
            self.page,
            self.html,
            self.setting.language,
            pictures,
            look,
            opened,
            self.top,
            lambda picture: self.pictures.answer(picture.key),
            self.footer,
        )
        made.folds = self.folds
        return made


def make_page(page: Page, look: RenderOptions, source: Source, footer: str) -> RenderedArticle:
    """The document of an article as it is first shown; `source` answers for its pictures."""
    return _make(
        page,
        page_html(page, linked=True),
        page.language,
        page.pictures,
        look,
        opened_first(page.html),
        0.0,
        source,
        footer,
    )


def make_message(html: str, look: RenderOptions) -> RenderedArticle:
    """The document of a message."""
    return _make(None, html, "", (), look, set(), 0.36, lambda _picture: None, "")


def _make(
    page: Page | None,
    html: str,
    language: str,
    pictures: tuple[Picture, ...],
    look: RenderOptions,
    opened: set[int],
    top: float,
    source: Source,
    footer: str,
) -> RenderedArticle:
    own = look.setting(language)
    held = ArticlePictures(pictures, look.theme, own, look.column(own))
    for picture in pictures:
        held.set_answer(picture.key, source(picture))
    document = ArticleDocument(
        folded(html, opened, FOLD), look.theme, look.zoom, own, held, growing=True
    )
    made = RenderedArticle(page, html, top, own, look, opened, held, document)
    made.set_footer(footer)
    look.set_margins(document, own, top)
    return made


class DocumentCache:
    """Documents that wait to be shown: those made ahead, and those that were left."""

    def __init__(self) -> None:
        self._made: OrderedDict[str, RenderedArticle] = OrderedDict()
        self._fresh = ""

    def prepare(self, page: Page, look: RenderOptions, source: Source, footer: str) -> None:
        """Have this article's document ready, its first screen laid out."""
        if len(page.html) > SHORT:
            return
        known = self._made.get(page.id)
        if known is not None and known.page == page and known.look == look:
            self._made.move_to_end(page.id)
            known.set_footer(footer)
            return
        made = make_page(page, look, source, footer)
        document = made.document
        document.keep_glyphs(AT_HAND)
        document.setPageSize(QSizeF(look.view.width(), -1))
        document.lay_out()
        # Shown, it is laid out once more: its glyphs are at hand then.
        fuzzy = Qt.HitTestAccuracy.FuzzyHit
        document.documentLayout().hitTest(QPointF(0, look.view.height()), fuzzy)
        self._keep(made)
        self._fresh = page.id

    def draw(self, ratio: float) -> None:
        """Draw the first screen of what was prepared last, to nowhere: Qt makes a picture of each
        character when it is drawn first. ratio: of the screen's pixels to the logical ones."""
        made = self._made.get(self._fresh)
        self._fresh = ""
        if made is None:
            return
        nowhere = QImage(made.look.view * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        nowhere.setDevicePixelRatio(ratio)
        painter = QPainter(nowhere)
        made.document.drawContents(painter, QRectF(QPointF(), QSizeF(made.look.view)))
        painter.end()

    def take(self, page: Page, look: RenderOptions, source: Source) -> RenderedArticle | None:
        """The document of this article, its pictures as `source` knows them now."""
        made = self._made.pop(page.id, None)
        if made is None:
            return None
        if made.page != page or made.look != look:
            made.let_go()
            return None
        made.page = page
        for picture in page.pictures:
            made.pictures.set_answer(picture.key, source(picture))
        return made

    def leave(self, made: RenderedArticle) -> None:
        """This one is no longer shown; it may be soon again."""
        page = made.page
        if page is None or len(page.html) > SHORT or made.opened != opened_first(page.html):
            made.let_go()
        else:
            made.pictures.rest()
            self._keep(made)

    def clear(self) -> None:
        """The look is another, or the folder."""
        for made in self._made.values():
            made.let_go()
        self._made.clear()

    def _keep(self, made: RenderedArticle) -> None:
        assert made.page is not None
        former = self._made.pop(made.page.id, None)
        self._made[made.page.id] = made
        if former is not None:
            former.let_go()
        while len(self._made) > KEPT:
            self._made.popitem(last=False)[1].let_go()
