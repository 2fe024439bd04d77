"""What is being read: the folder, the list, the article. It tells what happens to them.

Who acts on that (marking as read, stepping, prefetching) stands above and listens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.model import Note, NoteCode

if TYPE_CHECKING:
    from reader.gui.session.library_worker import LibraryWorker
    from reader.gui.session.list_loader import ListLoader
    from reader.gui.session.page_client import PageClient
    from reader.library.library import Library
    from reader.model import BroadsheetError, Headline, Page, Query
    from reader.paths import Paths


REFRESH_AGAIN_MS = 1000


class SessionController(QObject):
    """Open folders, lists and articles, one of each at a time."""

    folder_opening = Signal(object)
    """A Path: this folder takes the place of the one that was open."""
    library_opened = Signal(str)
    """Its library answers; a sentence where it can only be read, "" where it can be written."""
    library_failed = Signal(str)
    """A sentence: its library cannot be opened; that is tried again by itself."""
    folder_opened = Signal(str)
    """Its articles can be asked for; the id of the one that is read first, "" for none."""
    closing = Signal()
    """The window closes: what is under way is to end."""
    query_changed = Signal(object)
    """A Query: another list is shown."""
    list_ready = Signal()
    """The rows of the present query are all there."""
    selected = Signal(int)
    """The position in the list of the article that is read now, -1 for none."""
    leaving = Signal(bool)
    """The present article is about to give way to another; True: by a step through the list, so
    that it counts as read. The next one is not known yet by then."""
    page_replacing = Signal()
    """The page that is shown is about to give way to a newer one of the same article."""
    page_ready = Signal(object, object)
    """A Page and the Status of its article: to be shown."""
    page_shown = Signal(object, object)
    """The same, once it was handed to those who show it."""
    page_waits = Signal(str, str)
    """Title of the article whose page is still waited for, and a sentence."""
    page_failed = Signal(str, str)
    """Title and sentence: the article cannot be shown, and why."""
    asked_for = Signal()
    """The person turned to the article that is shown: they had not chosen it."""
    trouble = Signal(str)
    """A sentence: what the library could not do."""
    noted = Signal(str)
    """A sentence: what was found damaged, and what became of it."""

    def __init__(
        self,
        paths: Paths,
        library: LibraryWorker,
        loader: ListLoader,
        pages: PageClient,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._library = library
        self._loader = loader
        self._headlines = loader.headlines
        self._pages = pages
        pages.waits.connect(self._page_waits)
        self.folder: Path | None = None
        self.current: Headline | None = None
        self.page: Page | None = None
        self.is_unasked = False
        """The present article was opened for the person, who has not turned to it yet."""
        self._anchor = ""
        """The place in the present article that a link led to."""
        self._whole = False
        self._anchor_awaited = False
        self._is_open = False
        self._refresh_again = QTimer(self, singleShot=True, interval=REFRESH_AGAIN_MS)
        self._refresh_again.timeout.connect(lambda: self.refresh(changed=True))
        loader.rows_changed.connect(self._tell_position)
        loader.ready.connect(self.list_ready)
        loader.headlines_came.connect(self._take_current)
        loader.renumbered.connect(self._find_current_again)
        loader.failed.connect(self._list_failed)
        loader.trouble.connect(self.trouble)

    @property
    def query(self) -> Query:
        """Return the query whose articles are listed."""
        return self._loader.query

    @property
    def position(self) -> int:
        """Return where the present article stands in the list, -1 where it does not."""
        return self._headlines.position_of(self.current.row) if self.current else -1

    @property
    def settled(self) -> bool:
        """Return True where no answer of library or page process is on its way."""
        return (
            self._library.idle
            and not self._pages.busy
            and self._loader.rows_known
            and not self._refresh_again.isActive()
        )

    # -- the folder

    def open(self, folder: Path, query: Query, article_id: str) -> None:
        """Show this folder's library as it is known; the article read last ("": none) first."""
        self.folder = folder
        self.current = self.page = None
        self._is_open = False
        self._refresh_again.stop()
        self._loader.clear(query)
        self.folder_opening.emit(folder)
        self._pages.open(folder, self._paths.library(folder))
        self.query_changed.emit(query)

        def opened(answer: tuple[int, tuple[str, ...], str]) -> None:
            self._is_open = True
            generation, notes, why_read_only = answer
            self._loader.set_generation(generation)
            self.library_opened.emit(why_read_only)
            if notes:
                self.noted.emit(" ".join(notes))
            self.folder_opened.emit(article_id)
            if article_id:
                self.open_last(article_id)
            self._loader.load()

        self._library.open(
            self._paths.state_db, self._paths.index_db(folder), opened, self._not_opened
        )

    def _not_opened(self, error: BroadsheetError) -> None:
        self.library_failed.emit(error.sentence)

    def refresh(self, *, changed: bool = False) -> None:
        """Show what is new: the index has grown, or (`changed`) was brought up to date."""
        self._refresh_again.stop()
        if changed:
            self._pages.clear_pages()
            self._find_current_again()
        self._loader.refresh(changed=changed)

    def _list_failed(self, sentence: str) -> None:
        """Try it again: else the list would lack what came last."""
        self.trouble.emit(sentence)
        if self._is_open:
            self._refresh_again.start()

    def make_page_again(self) -> None:
        """Have the page of the present article, and all others, made anew."""
        self._pages.begin_again()
        if self.current is not None:
            self._ask_page(self.current)

    def close(self) -> None:
        """Write what is left to write, end the children, close the library."""
        self.closing.emit()
        self._refresh_again.stop()
        self._loader.stop()
        self._pages.close()
        self._library.close()

    # -- the list

    def show(self, query: Query) -> None:
        """Leave this list for another."""
        if query != self.query:
            self._loader.set_query(query)
            self.query_changed.emit(query)
            self._loader.load()

    def search(self, text: str) -> None:
        """Narrow the list to what is found by `text`; "" widens it again."""
        if text.strip() != self.query.search:
            self.show(replace(self.query, search=text.strip()))

    def _tell_position(self) -> None:
        self.selected.emit(self.position)

    # -- the article

    def select(self, position: int, *, by_step: bool = False) -> None:
        """Read the article at this position of the list; nothing happens where there is none.

        by_step: the person steps on from the present article, so that one counts as read.
        """
        if not 0 <= position < len(self._headlines.rows):
            return
        self._loader.drop_awaited()
        headline = self._headlines.loaded(position)
        if headline is not None:  # nearly always: what is beside the present article is at hand
            self._read(headline, by_step=by_step)
            return
        self._loader.load_headline(position, lambda came: self._read(came, by_step=by_step))

    def open_first(self) -> None:
        """Open the article at the top of the list for a person who has chosen none."""
        if len(self._headlines.rows):
            self._loader.load_headline(0, self._read_unasked)

    def _read_unasked(self, headline: Headline) -> None:
        self._headlines.add([headline])
        self._read(headline, by_step=False)
        self.is_unasked = True

    def read(self, headline: Headline, *, by_step: bool = False, anchor: str = "") -> None:
        """Read this article, which need not be in the list; by_step: as with `select`.

        anchor: the place in it that is to be shown, as a link names it behind "#".
        """
        self._headlines.add([headline])
        self._read(headline, by_step=by_step, anchor=anchor)

    def read_file(self, path: str, done: Callable[[bool], None]) -> None:
        """Read the article in this file of the folder; `done` gets whether there is one."""

        def work(library: Library) -> list[Headline]:
            row = library.row_at(path)
            return library.headlines([row]) if row is not None else []

        def came(found: list[Headline]) -> None:
            for headline in found[:1]:
                self.read(headline)
            done(bool(found))

        self._library.ask(work, came, self._failed, key="file")

    def note_asked(self) -> None:
        """Note that the person turned to the article that is shown, which they had not chosen."""
        if self.is_unasked:
            self.is_unasked = False
            self.asked_for.emit()

    def take_anchor(self) -> bool:
        """Return, once, whether the page that came is to be shown at its model.page.HERE."""
        awaited, self._anchor_awaited = self._anchor_awaited, False
        return awaited

    def _read(self, headline: Headline, *, by_step: bool, anchor: str = "") -> None:
        was_unasked, self.is_unasked = self.is_unasked, False
        if self.current is not None and headline.id == self.current.id:
            self._tell_position()
            if was_unasked:
                self.asked_for.emit()
            if anchor:
                self._anchor, self._anchor_awaited = anchor, True
                self._ask_page(headline)
            return
        self.leaving.emit(by_step)
        self._anchor, self._anchor_awaited = anchor, bool(anchor)
        self._whole = False
        self.current = headline
        self.page = None
        self._tell_position()
        self._ask_page(headline)

    def _ask_page(self, headline: Headline) -> None:
        self._pages.page(
            headline.id,
            headline.path,
            lambda answer: self._page_came(headline, answer),
            self._anchor,
            whole=self._whole,
        )

    def show_whole(self, *, whole: bool) -> None:
        """Show a saved web page with the site around its article, or the article alone."""
        if self.current is not None and self.page is not None and whole != self._whole:
            self._whole = whole
            self._ask_page(self.current)

    def _page_waits(self, article_id: str) -> None:
        current = self.current
        if current is not None and current.id == article_id and self.page is None:
            self.page_waits.emit(current.title, Note(NoteCode.PAGE_WAITS).sentence)

    def _page_came(self, headline: Headline, answer: Page | str) -> None:
        if self.current is None or self.current.id != headline.id:
            return
        if isinstance(answer, str):
            if self.page is not None:
                return  # what is being read stays, though its file is gone
            self.page_failed.emit(headline.title, answer)
            return
        if self.page == answer and not self._anchor_awaited:
            return
        if self.page is not None:
            self.page_replacing.emit()
        self.page = answer
        status = (self._headlines.known(headline.row) or headline).status
        self.page_ready.emit(answer, status)
        self.page_shown.emit(answer, status)

    def open_last(self, article_id: str) -> None:
        """Open the article that was read last, where it is known and none was chosen meanwhile."""

        def done(headline: Headline) -> None:
            if self.current is None:
                self._read_unasked(headline)

        self._library.find(article_id, done, self._failed, key="select id")

    def _find_current_again(self) -> None:
        """Have the row number, and the page, that the present article has by now."""
        if self.current is None:
            return

        def done(headline: Headline) -> None:
            if self.current and self.current.id == headline.id:
                self.current = headline
                self._tell_position()
                self._ask_page(headline)

        self._library.find(self.current.id, done, self._failed, key="renumber")

    def _take_current(self, headlines: list[Headline]) -> None:
        if self.current is not None:
            for headline in headlines:
                if headline.row == self.current.row:
                    self.current = headline

    def update_current(self, rows: list[int]) -> None:
        """Take the headline that the model has by now, where the present one is in these rows."""
        if self.current is not None and self.current.row in rows:
            self.current = self._headlines.known(self.current.row) or self.current

    def _failed(self, error: BroadsheetError) -> None:
        self.trouble.emit(error.sentence)
