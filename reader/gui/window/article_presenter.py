"""The article pane follows what is read: its page, its pictures, its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.gui.system.memory import FontMemory
from reader.language import _
from reader.library.index.search import words_of
from reader.model import NoteCode
from reader.model.page import HERE

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from reader.gui.article.view import ArticleView
    from reader.gui.document.picture_objects import PictureAnswer
    from reader.gui.pictures.loader import PictureLoader
    from reader.gui.session.controller import SessionController
    from reader.gui.session.headline_model import HeadlineModel
    from reader.gui.session.reading_positions import ReadingPositions
    from reader.gui.window.article_footer import ArticleFooter
    from reader.model import Page, Picture, PictureProblem, Query, Status


class ArticlePresenter(QObject):
    """Show each page at its place with what belongs to it, and keep that place."""

    shown = Signal(object)
    """A Page: it was put into the article pane."""
    message = Signal(str)
    """A sentence: what was done."""

    def __init__(
        self,
        controller: SessionController,
        headlines: HeadlineModel,
        positions: ReadingPositions,
        footer: ArticleFooter,
        article: ArticleView,
        pictures: PictureLoader,
        *,
        keep: bool,
    ) -> None:
        """keep: False leaves what is remembered of places as it is."""
        super().__init__(controller)
        self._controller = controller
        self._headlines = headlines
        self._positions = positions
        self._footer = footer
        self._article = article
        self._pictures = pictures
        self._keep = keep
        self._memory = FontMemory(article.clear_cache, self)
        article.set_picture_source(self._picture)
        article.position_changed.connect(self.keep_position)
        article.touched.connect(controller.note_asked)
        pictures.arrived.connect(self._picture_arrived)
        controller.leaving.connect(self.keep_position)
        controller.page_replacing.connect(self.keep_position)
        controller.page_ready.connect(self._page_ready)
        controller.page_failed.connect(self._page_failed)
        controller.page_waits.connect(article.show_error)
        controller.query_changed.connect(self._query_changed)
        controller.list_ready.connect(self._list_ready)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the commands about the article that is shown do, by their ids."""
        return {"finish": self.finish, "whole-page": self.show_whole}

    def possible(self) -> dict[str, Callable[[], bool]]:
        """Return whether more is in the file than is shown, or less is wanted."""
        return {"whole-page": lambda: bool(self._site_codes())}

    def switched_on(self) -> dict[str, Callable[[], bool]]:
        """Return whether all of a saved web page is shown."""
        return {"whole-page": lambda: NoteCode.WHOLE_SITE in self._site_codes()}

    def _site_codes(self) -> set[NoteCode]:
        """Return what the page is a part of, or all of: of a web page that was saved."""
        page = self._controller.page
        codes = {note.code for note in page.notes} if page is not None else set()
        return codes & {NoteCode.SITE, NoteCode.WHOLE_SITE}

    # -- the page

    def _page_ready(self, page: Page, status: Status) -> None:
        self._pictures.open_page(page, lambda: self._put_page(page, status))

    def _put_page(self, page: Page, status: Status) -> None:
        if self._controller.page is not page:
            return
        self._article.show_page(
            page,
            position=self._positions.of(page.id, status.position),
            terms=words_of(self._controller.query.search),
            footer=self._footer.start_page(),
        )
        if self._controller.take_anchor():
            self._article.go_to_anchor(HERE)
        self.shown.emit(page)
        self._memory.schedule()

    def _page_failed(self, title: str, sentence: str) -> None:
        """Show why there is no article, and what the index has of it."""
        current = self._controller.current
        if current is None:
            self._article.show_error(title, sentence)
        else:
            self._article.show_error(title, sentence, current.excerpt, current.url)

    def _query_changed(self, query: Query) -> None:
        if not query.search:
            # Who left the search reads on without its marks.
            self._article.highlight_terms(())

    def _list_ready(self) -> None:
        rows = len(self._headlines.rows)
        if rows and self._controller.current is None and self._article.page is None:
            self._article.show_nothing(_("J or ↓ opens the first article."))

    def retranslate(self) -> None:
        """Show what stands around the text in the language that is spoken now."""
        page, current = self._controller.page, self._controller.current
        self.keep_position()
        self._article.clear_cache()
        if page is not None and current is not None and self._article.page is page:
            self._put_page(page, current.status)
        elif self._article.page is None:
            self._list_ready()

    # -- its pictures

    def _picture(self, picture: Picture) -> PictureAnswer:
        page = self._controller.page
        return self._pictures.load(page.path if page is not None else "", picture.url)

    def _picture_arrived(self, path: str, url: str, answer: QImage | PictureProblem) -> None:
        """Show a picture that came, unless another article is shown by now."""
        page = self._controller.page
        if page is not None and page.path == path:
            self._article.picture_arrived(url, answer)

    # -- its place

    def keep_position(self) -> None:
        """Keep how far the page that is shown was read."""
        page = self._controller.page
        if page is not None and self._article.page is page and self._keep:
            progress = round(self._article.progress() * 100)
            self._positions.keep(page.id, self._article.position_to_keep(), progress)

    def finish(self) -> None:
        """Take the present article as read to its end, wherever that is."""
        page = self._controller.page
        if page is not None:
            self.keep_position()  # undo comes back to it
            if self._positions.finish(page.id):
                self.message.emit(_("No longer in Continue Reading. Ctrl+Z takes it back."))
            else:
                self.message.emit(_("This article is not in Continue Reading."))
        else:
            self.message.emit(_("No article is open."))

    def show_whole(self) -> None:
        """Show all of a saved web page, or its article alone again."""
        codes = self._site_codes()
        if codes:
            self._controller.show_whole(whole=NoteCode.SITE in codes)
        else:
            self.message.emit(_("All of this file is shown."))
