"""Pages that are likely to be read next are laid out ahead, with the pictures at their top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from reader.gui.article.view import ArticleView
    from reader.gui.pictures.loader import PictureLoader
    from reader.gui.session.prefetcher import Prefetcher
    from reader.gui.window.article_footer import ArticleFooter
    from reader.model import Page

AT_THE_TOP = 2
"""So many pictures of an article that may come next are decoded; each takes some megabytes."""


class ArticlePreparer(QObject):
    """Have the article pane prepare what the prefetcher brings."""

    def __init__(
        self,
        prefetcher: Prefetcher,
        footer: ArticleFooter,
        article: ArticleView,
        pictures: PictureLoader,
    ) -> None:
        super().__init__(prefetcher)
        self._prefetcher = prefetcher
        self._footer = footer
        self._article = article
        self._pictures = pictures
        prefetcher.near.connect(self._near)

    def _near(self, page: Page, position: int) -> None:
        """Have a page at hand that is likely to be read next, with the pictures at its top."""
        for picture in page.pictures[:AT_THE_TOP]:
            self._pictures.decode_ahead(page.path, picture.url)
        if self._pictures.busy:
            self._prepare(page, position)
        else:
            remote = [p.url for p in page.pictures if p.url.startswith("http")]
            self._pictures.learn_sizes(remote, lambda: self._prepare(page, position))

    def _prepare(self, page: Page, position: int) -> None:
        if self._prefetcher.is_near(page, position):
            self._article.prepare(
                page,
                self._footer.html(position),
                lambda picture: self._pictures.in_memory(page.path, picture.url),
            )
