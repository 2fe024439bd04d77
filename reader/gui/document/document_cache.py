"""Documents that wait to be shown: those made ahead of it, and those that were left."""

from collections import OrderedDict
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from reader.gui.document.factory import PictureSource, RenderedArticle, RenderOptions, render_page
from reader.markup.page.details import opened_first
from reader.model import Page

KEPT = 4
"""So many documents wait: of the next article, the next unread one, and those that were left."""
SHORT = 60_000
"""Characters. A longer article is rendered when it is shown: ahead it would take time and room."""
CACHED_GLYPHS = 60
"""So many paragraphs keep their glyphs: more than fill a screen."""


class DocumentCache:
    """The rendered articles that are likely to be shown next, by article; KEPT at most."""

    def __init__(self) -> None:
        self._articles: OrderedDict[str, RenderedArticle] = OrderedDict()
        self._undrawn = ""

    def prepare(
        self, page: Page, options: RenderOptions, source: PictureSource, footer: str
    ) -> None:
        """Render this article, its first screen laid out. A long one is passed over."""
        if len(page.html) > SHORT:
            return
        known = self._articles.get(page.id)
        if known is not None and known.page == page and known.options == options:
            self._articles.move_to_end(page.id)
            known.set_footer(footer)
            return
        article = render_page(page, options, source, footer)
        document = article.document
        document.cache_glyphs(CACHED_GLYPHS)
        document.setPageSize(QSizeF(options.viewport.width(), -1))
        document.lay_out()
        # Shown, it is laid out once more: its glyphs are at hand then.
        fuzzy = Qt.HitTestAccuracy.FuzzyHit
        document.documentLayout().hitTest(QPointF(0, options.viewport.height()), fuzzy)
        self._add(article)
        self._undrawn = page.id

    def draw(self, ratio: float) -> None:
        """Draw the first screen of what was prepared last, to nowhere.

        Qt makes a picture of each character when it is drawn first: that is done then. ratio: of
        the screen's pixels to the logical ones.
        """
        article = self._articles.get(self._undrawn)
        self._undrawn = ""
        if article is None:
            return
        viewport = article.options.viewport
        nowhere = QImage(viewport * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        nowhere.setDevicePixelRatio(ratio)
        painter = QPainter(nowhere)
        article.document.drawContents(painter, QRectF(QPointF(), QSizeF(viewport)))
        painter.end()

    def take(
        self, page: Page, options: RenderOptions, source: PictureSource
    ) -> RenderedArticle | None:
        """Take out this article with its pictures as `source` knows them now; None if not here."""
        article = self._articles.pop(page.id, None)
        if article is None:
            return None
        if article.page != page or article.options != options:
            article.discard()
            return None
        article.content = replace(article.content, page=page)
        for picture in page.pictures:
            article.pictures.set_answer(picture.key, source(picture))
        return article

    def put(self, article: RenderedArticle) -> None:
        """Keep an article that is no longer shown and may be shown again soon; else discard it."""
        page = article.page
        if page is None or len(page.html) > SHORT or article.open_folds != opened_first(page.html):
            article.discard()
        else:
            article.pictures.release_images()
            self._add(article)

    def clear(self) -> None:
        """Discard all articles that are kept."""
        for article in self._articles.values():
            article.discard()
        self._articles.clear()

    def _add(self, article: RenderedArticle) -> None:
        assert article.page is not None
        former = self._articles.pop(article.page.id, None)
        self._articles[article.page.id] = article
        if former is not None:
            former.discard()
        while len(self._articles) > KEPT:
            self._articles.popitem(last=False)[1].discard()
