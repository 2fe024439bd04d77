"""Where the links of an article lead: to another article, a category, or out of the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal

from reader.gui.document.template import ARTICLE, ARTICLE_ALONE, SECTION, WHOLE_PAGE
from reader.gui.style.labels import shown_address
from reader.gui.system.desktop import leaves, open_link, reveal_file
from reader.gui.system.threads import NOW
from reader.language import _
from reader.markup.text.plain import isolated
from reader.model import Query, category_section, tag_section

if TYPE_CHECKING:
    from pathlib import Path

    from reader.gui.article.view import ArticleView
    from reader.gui.session.controller import SessionController
    from reader.gui.session.library_worker import LibraryWorker
    from reader.library.library import Library
    from reader.model import Headline


class LinkOpener(QObject):
    """Follow links."""

    message = Signal(str)
    """A sentence: where a link did not lead."""
    jumping = Signal()
    """A link is about to lead to another place of the article that is shown."""

    def __init__(
        self, controller: SessionController, library: LibraryWorker, article: ArticleView
    ) -> None:
        super().__init__(controller)
        self._controller = controller
        self._library = library
        self._article = article
        article.link_activated.connect(self.open)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the commands about links do, by their ids."""
        return {
            "open-original": self.open_original,
            "reveal-file": self.reveal,
        }

    def open(self, url: QUrl) -> None:
        """Go where a link leads: in the folder if the article is there, else out of the program."""
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if address.startswith(SECTION):
            self._open_section(int(address.removeprefix(SECTION)))
        elif address in (WHOLE_PAGE, ARTICLE_ALONE):
            self._controller.show_whole(whole=address == WHOLE_PAGE)
        elif address.startswith(ARTICLE):
            article_id = address.removeprefix(ARTICLE)
            self._find(lambda library: library.row_of(article_id), url)
        elif url.scheme() == "article":
            path = url.path(QUrl.ComponentFormattingOption.FullyDecoded)
            self._find(lambda library: library.row_at(path), url)
        elif url.scheme() in ("http", "https"):
            self._find(lambda library: library.row_of(_identity(address)), url)
        else:
            self.open_outside(url)

    def open_original(self) -> None:
        """Follow the link that the keyboard chose; else show the article's original or file."""
        if not self._open_chosen() and self._controller.current is not None:
            self.show_original(self._controller.current)

    def show_original(self, article: Headline) -> None:
        """Open the original of an article; its file where it names none."""
        folder = self._controller.folder
        if article.url:
            self.open_outside(QUrl(article.url))
        elif folder is not None and reveal_file(folder / article.path):
            self.message.emit(_("This article names no original; its file is shown."))
        else:
            sentence = _("This article names no original. Its file: {path}")
            self.message.emit(sentence.format(path=isolated(article.path)))

    def reveal(self) -> None:
        """Show the file of the article that is read."""
        if self._controller.current is not None:
            self.show_file(self._controller.current)
        else:
            self.message.emit(_("No article is open."))

    def show_file(self, article: Headline) -> None:
        """Show the file of an article in the system's file manager."""
        folder = self._controller.folder
        if folder is None or not reveal_file(folder / article.path):
            sentence = _("The article's file: {path}")
            self.message.emit(sentence.format(path=isolated(article.path)))

    def open_outside(self, url: QUrl) -> None:
        """Hand an address to the system."""
        if not open_link(url):
            sentence = (
                _("No program of this computer opens {address}")
                if leaves(url)
                else _("Not opened, for it may do more than show something: {address}")
            )
            self.message.emit(sentence.format(address=shown_address(url)))

    def _open_chosen(self) -> bool:
        address = self._article.chosen_address
        if not address or not self._article.hasFocus():
            return False
        self._article.follow(QUrl(address))
        return True

    def _open_section(self, place: int) -> None:
        page = self._controller.page
        if page is None or not 0 <= place < len(page.categories) + len(page.tags):
            return
        if place < len(page.categories):
            path = category_section(page.categories, place, page.section)
        else:
            path = tag_section(page.tags[place - len(page.categories)])
        self._controller.show(Query(section=path))

    def _find(self, row_of: Callable[[Library], int | None], url: QUrl) -> None:
        anchor = url.fragment(QUrl.ComponentFormattingOption.FullyDecoded)
        folder = self._controller.folder

        def work(library: Library) -> tuple[Headline | None, Path | None]:
            row = row_of(library)
            found = library.headlines([row]) if row is not None else []
            return (found[0], None) if found else (None, _file(folder, url))

        def done(answer: tuple[Headline | None, Path | None]) -> None:
            headline, file = answer
            current = self._controller.current
            other = headline is not None and (current is None or headline.id != current.id)
            if headline is not None and (other or anchor):
                if not other:
                    self.jumping.emit()
                self._controller.read(headline, anchor=anchor)
            elif url.scheme() in ("http", "https"):
                self.open_outside(url)
            elif file is not None and reveal_file(file):
                self.message.emit(_("This file is left out of the articles; its folder is shown."))
            elif headline is None:
                sentence = _("Not in this folder: {path}")
                if file is not None:
                    sentence = _("This file is left out of the articles: {path}")
                self.message.emit(sentence.format(path=isolated(url.path())))

        self._library.ask(
            work, done, lambda _error: self.open_outside(url), key="link", urgency=NOW
        )


def _file(folder: Path | None, url: QUrl) -> Path | None:
    """Return the file of the folder that a link names, None where there is none."""
    inner = url.path(QUrl.ComponentFormattingOption.FullyDecoded)
    if folder is None or url.scheme() != "article" or ".." in inner.split("/"):
        return None
    file = folder / inner.lstrip("/")
    return file if file.is_file() else None


def _identity(address: str) -> str:
    """Return the id that an article from this address has."""
    # Imported late: a start needs none of it.
    from reader.folder.identity import identity

    return identity(address, "", "", "", address)
