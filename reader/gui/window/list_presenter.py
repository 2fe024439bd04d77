"""The panes follow what is being read: the list, the article, the figures of the sidebar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.gui.headlines.labels import heading, place_name, why_empty
from reader.gui.system.memory import FontMemory
from reader.markup.text.plain import said

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from reader.gui.window.window import MainWindow
    from reader.model import (
        Counts,
        Coverage,
        IndexState,
        Page,
        PictureProblem,
        Query,
        Section,
        Status,
    )


class ListPresenter(QObject):
    """Hears what the owner of "what is being read" tells, and has the panes show it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._controller = window.session.controller
        self._sidebar, self._list, self._article = window.sidebar, window.list, window.article
        self._whole = True
        """All articles can be found by searching."""
        self._memory = FontMemory(self._article.clear_cache, self)
        self._coverage: dict[tuple[str, ...], Coverage] = {}
        session = self._session
        self._sidebar.chosen.connect(self.show)
        session.controller.query_changed.connect(self._query_changed)
        session.controller.selected.connect(self._selected)
        session.controller.list_ready.connect(self._list_ready)
        self._refused = 0
        session.counters.counted.connect(self._counted)
        session.page_client.refusals_changed.connect(self._tell_problems)
        session.controller.page_ready.connect(self._page_ready)
        session.controller.page_failed.connect(self._article.show_error)
        window.folders.finished.connect(self._looked)
        self._article.picture_source = lambda picture: window.pictures.load(
            page.path if (page := session.controller.page) else "", picture.url
        )

    # -- the list

    def show(self, query: Query) -> None:
        """List this."""
        self._list.search.setText("")
        self._controller.show(query)

    def name_list(self, query: Query) -> None:
        """Say what is listed."""
        self._sidebar.follow(query)
        self._list.show_heading(heading(query), "")
        self._list.search.setPlaceholderText(said(f"Search {place_name(query)}"))

    def _query_changed(self, query: Query) -> None:
        self.name_list(query)
        self._list.show_partial(bool(query.search) and not self._whole)
        self._say_coverage()
        # A search shows what was found first, though the article that is read be among the rest.
        current = self._controller.current if query.search else None
        self._list.rows.start_list(current.row if current is not None else -1)
        if not query.search:
            # Who left the search reads on without its marks.
            self._article.highlight_terms(())
        self._list.show_empty_text("")
        folder = self._controller.folder
        if folder is not None and not query.search:
            key = str(folder)
            self._window.settings.last_view[key] = [query.view, *query.section]
            self._window.keeper.save_soon()

    def _selected(self, position: int) -> None:
        self._list.rows.follow(position)
        self._window.keeper.save_soon()

    def _list_ready(self) -> None:
        query, rows = self._controller.query, len(self._session.headlines.rows)
        some = rows or self._window.folders.busy
        self._list.show_empty_text("" if some else why_empty(query, whole=self._whole))
        self._list.show_heading(heading(query), f"{rows:,}")
        if rows and self._controller.current is None and self._article.page is None:
            self._article.show_nothing("J or ↓ opens the first article.")

    # -- the folder

    def _looked(self) -> None:
        folders = self._window.folders
        self._window.notices.say("look", folders.sentence if folders.articles else "")

    def away(self, sentence: str) -> None:
        """The folder is not there, and why; "" when it is."""
        notices = self._window.notices
        notices.say("look", "")
        if notices.said("away") and not sentence:
            self._window.status_line.say("The folder is back.")
        notices.say("away", sentence)
        self._list.rows.set_away(bool(sentence))

    # -- the sidebar

    def _counted(self, counts: Counts, sections: list[Section], state: IndexState) -> None:
        self._whole = state.complete
        self._list.show_partial(bool(self._controller.query.search) and not state.complete)
        self._sidebar.show_counts(counts, sections)
        self._sidebar.follow(self._controller.query)
        self._refused = state.refused
        self._tell_problems()
        if counts.articles and not self._window.frame.shows_panes:
            self._window.frame.show_panes()

    def _tell_problems(self) -> None:
        """Those that the index refuses, and those that cannot be made ready."""
        unshown = len(self._session.page_client.refused)
        self._window.status_line.show_problems(self._refused + unshown)

    def covered(self, coverage: dict[tuple[str, ...], Coverage]) -> None:
        """So much is kept of each section's pictures."""
        self._coverage = coverage
        self._sidebar.show_coverage(coverage)
        self._say_coverage()

    def _say_coverage(self) -> None:
        found = self._coverage.get(self._controller.query.section)
        self._window.frame.say_coverage(found.sentence if found is not None else "")

    # -- the article

    def _page_ready(self, page: Page, status: Status) -> None:
        self._window.pictures.open_page(page, lambda: self._put_page(page, status))

    def _put_page(self, page: Page, status: Status) -> None:
        if self._controller.page is page:
            self._window.ways.show(page, status)
            self._window.panes.page_shown()
            self._window.outgoing.page_shown(page)
            self._window.desk.shown()
            self._memory.schedule()

    def picture_arrived(self, path: str, url: str, answer: QImage | PictureProblem) -> None:
        """A picture of an article came; another article may be shown by now."""
        page = self._controller.page
        if page is not None and page.path == path:
            self._article.picture_arrived(url, answer)
