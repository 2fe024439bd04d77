"""Which articles' pictures are saved for offline: of this article, its source, the list, or all."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.gui.offline.downloader import Downloader
from reader.gui.pictures.store import PictureStore
from reader.gui.session.controller import SessionController
from reader.gui.session.headline_model import HeadlineModel
from reader.gui.session.library_worker import LibraryWorker
from reader.gui.system.threads import LATER
from reader.language import _
from reader.library.library import Library
from reader.library.pictures.coverage import coverage, missing
from reader.library.pictures.picture_index import PictureIndex
from reader.model import CATEGORIES, BroadsheetError, Coverage, MissingPicture, Query
from reader.paths import Paths
from reader.views import BY_ID

CHUNK = 2000
"""Rows asked of the library at once, so that reading does not wait for a hundred thousand."""


class OfflineScope(QObject):
    """Turns a person's wish into the list of articles that the download needs."""

    message = Signal(str)
    """A sentence for the person."""
    article_wanted = Signal(str)
    """The id of an article: to be read."""

    def __init__(
        self,
        controller: SessionController,
        headlines: HeadlineModel,
        library: LibraryWorker,
        paths: Paths,
        store: PictureStore,
        downloader: Downloader,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._controller = controller
        self._headlines = headlines
        self._library = library
        self._paths = paths
        self._store = store
        self._downloader = downloader
        self._window = window

    def save_article(self) -> None:
        """Save the pictures of the article that is open."""
        current = self._controller.current
        if current is None:
            self.message.emit(_("No article is open."))
        elif self._free():
            self._start(_("This article"), [(current.id, current.path)])

    def save_source(self) -> None:
        """Save the pictures of the section in which the article that is open lies."""
        current = self._controller.current
        if current is None:
            self.message.emit(_("No article is open."))
            return
        row = current.row

        def work(library: Library) -> tuple[str, Sequence[int]]:
            section = library.home_of(row)
            return (section[-1] if section else _("All"), library.rows(Query(section=section)))

        self._ask(work, lambda found: self._save(*found))

    def save_list(self) -> None:
        """Save the pictures of the list as it is shown, search and all."""
        query = self._controller.query
        name = query.search or (query.section[-1] if query.section else _(BY_ID[query.view].label))
        self._save(name, list(self._headlines.rows))

    def save_all(self) -> None:
        """Save the pictures of the whole folder."""
        self._ask(lambda library: library.rows(Query()), lambda rows: self._save(_("All"), rows))

    def _free(self) -> bool:
        if self._downloader.job is not None:
            self.message.emit(_("Pictures are being saved already: stop that first."))
        return self._downloader.job is None

    def _ask(self, work: Callable[[Library], object], done: Callable[..., None]) -> None:
        self._library.ask(work, done, self._failed, urgency=LATER)

    def _failed(self, error: BroadsheetError) -> None:
        self.message.emit(error.sentence)

    def _save(self, title: str, rows: Sequence[int]) -> None:
        if not self._free():
            return
        folder = self._controller.folder
        articles: list[tuple[str, str]] = []

        def more(start: int) -> None:
            def work(library: Library) -> list[tuple[str, str]]:
                return [(h.id, h.path) for h in library.headlines(rows[start : start + CHUNK])]

            def came(found: list[tuple[str, str]]) -> None:
                if folder != self._controller.folder:
                    return
                articles.extend(found)
                if start + CHUNK < len(rows):
                    more(start + CHUNK)
                else:
                    self._start(title, articles)

            self._ask(work, came)

        more(0)

    def _start(self, title: str, articles: Sequence[tuple[str, str]]) -> None:
        folder = self._controller.folder
        if folder is not None:
            self._downloader.start(folder, title, [*articles])

    # -- what is missing

    def show_missing(self) -> None:
        """Show what is missing in the section listed; in all of the folder for a category."""
        from reader.gui.offline.missing_pictures import MOST, MissingPicturesDialog

        folder, query = self._controller.folder, self._controller.query
        if folder is None:
            return
        index_db = self._paths.index_db(folder)
        section = () if query.section[:1] == (CATEGORIES,) else query.section
        title = section[-1] if section else folder.name or str(folder)

        def work(index: PictureIndex) -> tuple[Coverage, list[MissingPicture]]:
            known = coverage(index, index_db).get(section, Coverage())
            return known, missing(index, index_db, section, MOST)

        def save() -> None:
            of_all = Query(section=section)
            self._ask(lambda library: library.rows(of_all), lambda rows: self._save(title, rows))

        def came(found: tuple[Coverage, list[MissingPicture]]) -> None:
            page = MissingPicturesDialog(title, *found, self._retry, save, self._window)
            page.article_wanted.connect(self.article_wanted)
            page.open()

        self._store.query(work, came, self._failed, key="missing")

    def _retry(self, wanted: list[MissingPicture]) -> None:
        if not wanted or not self._free():
            return
        forget_failure = self._downloader.forget_failure
        ids = list(dict.fromkeys(picture.article for picture in wanted))

        def forget_failures(_index: PictureIndex) -> None:
            for picture in wanted:
                forget_failure(picture.url)

        def work(library: Library) -> list[tuple[str, str]]:
            rows = [row for id_ in ids if (row := library.row_of(id_)) is not None]
            return [(h.id, h.path) for h in library.headlines(rows)]

        self._store.ask(
            forget_failures,
            lambda _none: self._ask(work, lambda found: self._start(_("Missing"), found)),
        )
