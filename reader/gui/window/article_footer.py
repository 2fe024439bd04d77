"""What stands below an article: which others link to it, and its neighbours in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reader.bounds import NEIGHBOUR_TITLE
from reader.gui.document.template import footer_html, linking_html

if TYPE_CHECKING:
    from reader.gui.article.view import ArticleView
    from reader.gui.session.controller import SessionController
    from reader.gui.session.headline_model import HeadlineModel
    from reader.gui.session.library_worker import LibraryWorker
    from reader.model import Headline

LOOK_MS = 60
LINKING, LINKING_MS = 8, 250
"""So many of the articles that link here are named, so long after it is shown."""


class ArticleFooter(QObject):
    """Keep the footer of the article pane true to the list around the article."""

    def __init__(
        self,
        controller: SessionController,
        headlines: HeadlineModel,
        library: LibraryWorker,
        article: ArticleView,
    ) -> None:
        super().__init__(controller)
        self._controller = controller
        self._headlines = headlines
        self._library = library
        self._article = article
        # Headlines come in swarms; one look after them is enough.
        self._look = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._look.timeout.connect(self._update)
        self._linking = ""
        # Who holds a key down asks for none of it.
        self._linking_soon = QTimer(self, singleShot=True, interval=LINKING_MS)
        self._linking_soon.timeout.connect(self._ask_linking)
        headlines.touched.connect(lambda _rows: self._look.start())
        controller.list_ready.connect(self._look.start)

    def start_page(self) -> str:
        """Return the HTML below the page that is shown next; who links to it is added later."""
        self._linking = ""
        self._linking_soon.start()
        return self.html(self._controller.position)

    def html(self, position: int) -> str:
        """Return the HTML that names the neighbours of this place in the list, "" below 0."""
        if position < 0:
            return ""
        before, after = self._headlines.beside(position)
        return footer_html(_named(before), _named(after))

    def _ask_linking(self) -> None:
        """Say below the article which others link to it, where some do."""
        page = self._controller.page
        if page is None:
            return

        def came(answer: tuple[list[Headline], int]) -> None:
            found, count = answer
            if found and self._controller.page is page:
                named = [(each.id, each.title[:NEIGHBOUR_TITLE]) for each in found]
                self._linking = linking_html(named, count)
                self._update()

        self._library.ask(
            lambda library: library.linking_to(page.path, LINKING),
            came,
            lambda _error: None,
            key="linking",
        )

    def _update(self) -> None:
        page = self._controller.page
        if page is not None and self._article.page is page:
            self._article.set_footer(self._linking + self.html(self._controller.position))


def _named(headline: Headline | None) -> tuple[str, str]:
    """Return the id and the title, as short as a neighbour's is; both "" where there is none."""
    return ("", "") if headline is None else (headline.id, headline.title[:NEIGHBOUR_TITLE])
