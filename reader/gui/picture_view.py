"""Which pictures of the article are worth fetching now: near what is on screen, or still to come.

What was on screen, or was jumped over, and is more than a screen away, is dropped from the queue.
It is asked for again when it comes near again.
"""

from PySide6.QtCore import QObject

from reader.gui.article_place import place_at
from reader.gui.article_view import ArticleView
from reader.gui.pictures import Pictures
from reader.model import Page, Picture


class PictureView(QObject):
    """Told of each painting of a picture; looks around whenever scrolling rests."""

    def __init__(self, pictures: Pictures, article: ArticleView) -> None:
        super().__init__(article)
        self._pictures = pictures
        self._article = article
        self._page: Page | None = None
        self._seen: set[str] = set()
        article.position_changed.connect(lambda _position: self._rested())

    def drawn(self, page: Page, picture: Picture) -> None:
        """This picture, or its placeholder, is on screen: it goes first."""
        self._turn_to(page)
        self._seen.add(picture.key)
        self._pictures.hurry(page.path, picture.url)

    def _turn_to(self, page: Page) -> None:
        if page is not self._page:
            self._page = page
            self._seen.clear()

    def _rested(self) -> None:
        page = self._article.current
        if page is None:
            return
        self._turn_to(page)
        in_view = {picture.key for picture in self._article.pictures_in_view()}
        height = self._article.viewport().height()
        top = self._article.verticalScrollBar().value()
        document = self._article.document()
        first = place_at(document, top - height).character
        last = place_at(document, top + 2 * height).character
        for picture in page.pictures:
            position = self._article.character_of(picture)
            if picture.key in in_view or position < 0:
                continue
            if first <= position <= last:
                self._pictures.approach(page.path, picture.url)
            elif position < first or picture.key in self._seen:
                self._pictures.leave(page.path, picture.url)
