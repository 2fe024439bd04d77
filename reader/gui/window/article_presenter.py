"""Ways out of an article: its links, its categories, its neighbours in the list, the search that
led to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal

from reader.bounds import NEIGHBOUR_TITLE
from reader.gui.document.template import ARTICLE, SECTION, footer_html
from reader.gui.style.labels import shown_address
from reader.gui.system.desktop import open_link, reveal_file
from reader.gui.system.threads import NOW
from reader.library.index.search import words_of
from reader.markup.text.plain import isolated
from reader.model import Query, category_section, tag_section

if TYPE_CHECKING:
    from pathlib import Path

    from reader.gui.article.view import ArticleView
    from reader.gui.pictures.loader import PictureLoader
    from reader.gui.session.session import Session
    from reader.library.library import Library
    from reader.model import BroadsheetError, Headline, Page, Status


LOOK_MS = 60
TRAIL = 100
"""So many links can be gone back."""
AT_THE_TOP = 2
"""So many pictures of an article that may come next are decoded; each takes some megabytes."""


class ArticlePresenter(QObject):
    """Show each page with what belongs to it, and go where its links lead."""

    message = Signal(str)
    """A sentence: where a link did not lead."""
    trouble = Signal(str)
    """A sentence: what the library could not do."""

    def __init__(
        self, session: Session, article: ArticleView, parent: QObject, *, keep: bool
    ) -> None:
        super().__init__(parent)
        self._keep = keep
        self._session = session
        self._controller = session.controller
        self._article = article
        self._trail: list[tuple[Path | None, str]] = []
        """The articles whose links led to the next: folder and id."""
        # Headlines come in swarms; one look after them is enough.
        self._look = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._look.timeout.connect(self._neighbours_changed)
        session.controller.list_ready.connect(self._look.start)
        session.headlines.touched.connect(lambda _rows: self._look.start())
        article.link_activated.connect(self.open)
        article.position_changed.connect(self.keep_position)
        self._controller.leaving.connect(self.keep_position)
        self._controller.page_replacing.connect(self.keep_position)

    def show(self, page: Page, status: Status) -> None:
        """The page in the article pane, at its place."""
        terms = words_of(self._controller.query.search)
        footer = self._footer(self._controller.position)
        position = self._session.reading_positions.of(page.id, status.position)
        self._article.show_page(page, status, position=position, terms=terms, footer=footer)

    def keep_position(self) -> None:
        """Keep how far the page that is shown was read."""
        page = self._controller.page
        if page is not None and self._article.page is page and self._keep:
            progress = round(self._article.progress() * 100)
            self._session.reading_positions.keep(
                page.id, self._article.position_to_keep(), progress
            )

    def finish(self) -> None:
        """Take the present article as read to its end, wherever that is."""
        page = self._controller.page
        if page is not None:
            self.keep_position()  # undo comes back to it
            self._session.reading_positions.finish(page.id)
            self.message.emit("No longer in Continue Reading. Ctrl+Z takes it back.")

    def look_ahead(self, pictures: PictureLoader) -> None:
        """From now on have at hand what is likely to be read next."""

        def ready(page: Page, position: int) -> None:
            if self._session.prefetcher.is_near(page, position):
                self._article.prepare(
                    page,
                    self._footer(position),
                    lambda picture: pictures.in_memory(page.path, picture.url),
                )

        def near(page: Page, position: int) -> None:
            for picture in page.pictures[:AT_THE_TOP]:
                pictures.decode_ahead(page.path, picture.url)
            if pictures.busy:
                ready(page, position)
            else:
                remote = [p.url for p in page.pictures if p.url.startswith("http")]
                pictures.store.learn_sizes(remote, lambda: ready(page, position))

        self._session.prefetcher.near.connect(near)

    def open_chosen(self) -> bool:
        """Follow the link that the keyboard chose; False where none is."""
        address = self._article.chosen_address
        if not address or not self._article.hasFocus():
            return False
        self._article.follow(QUrl(address))
        return True

    def open_original(self) -> None:
        """The link that the keyboard chose; else the article's original, else its file."""
        current, folder = self._controller.current, self._controller.folder
        if self.open_chosen() or current is None or folder is None:
            return
        if current.url:
            self.leave(QUrl(current.url))
        elif reveal_file(folder / current.path):
            self.message.emit("This article names no original; its file is shown.")
        else:
            self.message.emit(f"This article names no original. Its file: {isolated(current.path)}")

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
            current = self._controller.current
            if headline is not None and (current is None or headline.id != current.id):
                if current is not None:
                    self._trail = [*self._trail[1 - TRAIL :], (self._controller.folder, current.id)]
                self._controller.read(headline)
            elif url.scheme() in ("http", "https"):
                self.leave(url)
            elif headline is None:
                self.message.emit(f"Not in this folder: {isolated(url.path())}")

        owner = self._session.library
        owner.ask(work, done, lambda _error: self.leave(url), key="link", urgency=NOW)

    def go_back(self) -> None:
        """To the article whose link led to where the reading went on, at its place."""
        while self._trail and self._trail[-1][0] != self._controller.folder:
            self._trail.pop()
        if not self._trail:
            self.message.emit("No link led here.")
            return
        _, article_id = self._trail.pop()

        def done(headline: Headline) -> None:
            self._controller.read(headline)

        self._session.library.find(article_id, done, self._failed, key="came from")

    def leave(self, url: QUrl) -> None:
        """Hand an address to the system."""
        if not open_link(url):
            self.message.emit(f"Not opened: {shown_address(url)}")

    def _failed(self, error: BroadsheetError) -> None:
        self.trouble.emit(error.sentence)

    def _open_section(self, place: int) -> None:
        page = self._controller.page
        if page is None or not 0 <= place < len(page.categories) + len(page.tags):
            return
        if place < len(page.categories):
            path = category_section(page.categories, place, page.section)
        else:
            path = tag_section(page.tags[place - len(page.categories)])
        self._controller.show(Query(section=path))

    def _footer(self, here: int) -> str:
        headlines = self._session.headlines
        if here < 0:
            return ""

        def beside(place: int) -> tuple[str, str]:
            found = headlines.loaded(place) if 0 <= place < len(headlines.rows) else None
            return ("", "") if found is None else (found.id, found.title[:NEIGHBOUR_TITLE])

        return footer_html(beside(here - 1), beside(here + 1))

    def _neighbours_changed(self) -> None:
        if self._article.page is not None and self._article.page is self._controller.page:
            self._article.set_footer(self._footer(self._controller.position))


def _identity(address: str) -> str:
    """The id that an article from this address has. Imported late: a start needs none of it."""
    from reader.folder.identity import identity

    return identity(address, "", "", "", address)
