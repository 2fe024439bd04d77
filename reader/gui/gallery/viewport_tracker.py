"""Decides which pictures of the article are fetched, and kept in memory, now.

Those near what is on screen, and those still to come. What was on screen, or was jumped over, and
is more than a screen away, is cancelled where it waits. What came and is far away is released where
the article has very many large ones. Both are asked for again when they come near again.
"""

from PySide6.QtCore import QObject, QTimer

from reader.bounds import PAGE_PICTURES_BYTES
from reader.gui.article.view import ArticleView
from reader.gui.pictures.loader import PictureLoader
from reader.model import Page, Picture

BOUND_MS = 100
"""After a picture came: several that come at once are looked at together."""


class ViewportTracker(QObject):
    """Is told of each painting of a picture; looks around whenever scrolling ends."""

    def __init__(self, pictures: PictureLoader, article: ArticleView) -> None:
        super().__init__(article)
        self._pictures = pictures
        self._article = article
        self._page: Page | None = None
        self._seen: set[str] = set()
        self._bound_timer = QTimer(self, singleShot=True, interval=BOUND_MS)
        self._bound_timer.timeout.connect(self._bound)
        article.position_changed.connect(lambda _position: self._scrolled())
        pictures.arrived.connect(self._arrived)

    def drawn(self, page: Page, picture: Picture) -> None:
        """Let a picture go first that is on screen, or whose placeholder is."""
        self._turn_to(page)
        self._seen.add(picture.key)
        self._pictures.prioritize(page.path, picture.url)

    def _turn_to(self, page: Page) -> None:
        if page is not self._page:
            self._page = page
            self._seen.clear()

    def _scrolled(self) -> None:
        page = self._article.page
        if page is None:
            return
        self._turn_to(page)
        in_view = {picture.key for picture in self._article.pictures_in_view()}
        first, last = self._article.characters_near()
        for picture in page.pictures:
            position = self._article.character_of(picture)
            if picture.key in in_view or position < 0:
                continue
            if first <= position <= last:
                self._pictures.resume(page.path, picture.url)
            elif position < first or picture.key in self._seen:
                self._pictures.cancel(page.path, picture.url)
        self._bound()

    def _arrived(self) -> None:
        if not self._bound_timer.isActive():
            self._bound_timer.start()

    def _bound(self) -> None:
        """Release the farthest pictures where all take more memory than they may."""
        page = self._article.page
        if page is not None:
            for url in self._article.release_far_pictures(PAGE_PICTURES_BYTES):
                self._pictures.release(page.path, url)
