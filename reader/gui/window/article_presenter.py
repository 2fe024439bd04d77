"""Ways out of an article: its links, its categories, its neighbours in the list, the search that
led to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl

from reader.bounds import NEIGHBOUR_TITLE
from reader.gui.document.template import ARTICLE, SECTION, footer_html
from reader.gui.style.labels import shown_address
from reader.gui.system.desktop import open_link, reveal_file
from reader.gui.system.threads import NOW
from reader.library.index.search import words_of
from reader.markup.text.plain import isolated
from reader.model import Query, category_section

if TYPE_CHECKING:
    from pathlib import Path

    from reader.gui.article.view import ArticleView
    from reader.gui.pictures.loader import PictureLoader
    from reader.gui.session.controller import SessionController
    from reader.library.library import Library
    from reader.model import Headline, Page, Status


LOOK_MS = 60
TRAIL = 100
"""So many links can be gone back."""
AT_THE_TOP = 2
"""So many pictures of an article that may come next are decoded; each takes some megabytes."""


class ArticlePresenter(QObject):
    """Shows each page with what belongs to it, and goes where its links lead."""

    def __init__(self, reading: SessionController, article: ArticleView, parent: QObject) -> None:
        super().__init__(parent)
        self._reading = reading
        self._article = article
        self._trail: list[tuple[Path | None, str]] = []
        """The articles whose links led to the next: folder and id."""
        # Headlines come in swarms; one look after them is enough.
        self._look = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._look.timeout.connect(self._neighbours_changed)
        reading.list_ready.connect(self._look.start)
        reading.headlines.touched.connect(lambda _rows: self._look.start())
        article.link_activated.connect(self.open)

    def show(self, page: Page, status: Status) -> None:
        """The page in the article pane, at its place."""
        terms = words_of(self._reading.query.search)
        footer = self._footer(self._reading.position)
        self._article.show_page(page, status, position=status.position, terms=terms, footer=footer)

    def look_ahead(self, pictures: PictureLoader) -> None:
        """From now on have at hand what is likely to be read next."""

        def ready(page: Page, position: int) -> None:
            if self._reading.ahead.is_near(page, position):
                self._article.make_ready(
                    page,
                    self._footer(position),
                    lambda picture: pictures.at_hand(page.path, picture.url),
                )

        def near(page: Page, position: int) -> None:
            for picture in page.pictures[:AT_THE_TOP]:
                pictures.decode_ahead(page.path, picture.url)
            if pictures.busy:
                ready(page, position)
            else:
                remote = [p.url for p in page.pictures if p.url.startswith("http")]
                pictures.store.learn_sizes(remote, lambda: ready(page, position))

        self._reading.ahead.near.connect(near)

    def open_chosen(self) -> bool:
        """Follow the link that the keyboard chose; False where none is."""
        link = self._article.links.chosen
        if link is None or not self._article.hasFocus():
            return False
        self._article.follow(QUrl(link.address))
        return True

    def open_original(self) -> None:
        """The link that the keyboard chose; else the article's original, else its file."""
        current, folder = self._reading.current, self._reading.folder
        if self.open_chosen() or current is None or folder is None:
            return
        if current.url:
            self.leave(QUrl(current.url))
        elif reveal_file(folder / current.path):
            self._reading.message.emit("This article names no original; its file is shown.")
        else:
            self._reading.message.emit(
                f"This article names no original. Its file: {isolated(current.path)}"
            )

    def open(self, url: QUrl) -> None:
        """Go where a link leads: in the folder if the article is there, else out of the program."""
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if address.startswith(SECTION):
            self._open_section(int(address.removeprefix(SECTION)))
        elif address.startswith(ARTICLE):
            article_id = address.removeprefix(ARTICLE)
            self._find(lambda library: library.row_of(article_id), url)
        elif url.scheme() == "article":
            path = url.path(QUrl.ComponentFormattingOption.FullyDecoded)
            self._find(lambda library: library.row_at(path), url)
        elif url.scheme() in ("http", "https"):
            self._find(lambda library: library.row_of(_identity(address)), url)
        else:
            self.leave(url)

    def _find(self, row_of: Callable[[Library], int | None], url: QUrl) -> None:
        def work(library: Library) -> Headline | None:
            row = row_of(library)
            found = library.headlines([row]) if row is not None else []
            return found[0] if found else None

        def done(headline: Headline | None) -> None:
            current = self._reading.current
            if headline is not None and (current is None or headline.id != current.id):
                if current is not None:
                    self._trail = [*self._trail[1 - TRAIL :], (self._reading.folder, current.id)]
                self._reading.read(headline)
            elif url.scheme() in ("http", "https"):
                self.leave(url)
            elif headline is None:
                self._reading.message.emit(f"Not in this folder: {isolated(url.path())}")

        owner = self._reading.owner
        owner.ask(work, done, lambda _error: self.leave(url), key="link", urgency=NOW)

    def go_back(self) -> None:
        """To the article whose link led to where the reading went on, at its place."""
        while self._trail and self._trail[-1][0] != self._reading.folder:
            self._trail.pop()
        if not self._trail:
            self._reading.message.emit("No link led here.")
            return
        _, article_id = self._trail.pop()

        def done(headline: Headline) -> None:
            self._reading.read(headline)

        self._reading.owner.find(article_id, done, self._reading.say, key="came from")

    def leave(self, url: QUrl) -> None:
        """Hand an address to the system."""
        if not open_link(url):
            self._reading.message.emit(f"Not opened: {shown_address(url)}")

    def _open_section(self, place: int) -> None:
        page = self._reading.page
        if page is None or not 0 <= place < len(page.categories):
            return
        path = category_section(page.categories, place, page.section)
        self._reading.show(Query(section=path))

    def _footer(self, here: int) -> str:
        headlines = self._reading.headlines
        if here < 0:
            return ""

        def beside(place: int) -> tuple[str, str]:
            found = headlines.loaded(place) if 0 <= place < len(headlines.rows) else None
            return ("", "") if found is None else (found.id, found.title[:NEIGHBOUR_TITLE])

        return footer_html(beside(here - 1), beside(here + 1))

    def _neighbours_changed(self) -> None:
        if self._article.current is not None and self._article.current is self._reading.page:
            self._article.set_footer(self._footer(self._reading.position))


def _identity(address: str) -> str:
    """The id that an article from this address has. Imported late: a start needs none of it."""
    from reader.folder.identity import identity

    return identity(address, "", "", "", address)
