"""Sidebar and list follow what is being read: its name, its rows, the figures beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.headlines.labels import heading, place_name, why_empty
from reader.language import _, ngettext
from reader.markup.text.plain import said
from reader.model import Query
from reader.views import BY_ID, UNREAD, VIEWS

if TYPE_CHECKING:
    from reader.gui.folder.controller import FolderController
    from reader.gui.session.controller import SessionController
    from reader.gui.session.headline_model import HeadlineModel
    from reader.gui.session.page_client import PageClient
    from reader.gui.window.panes import Panes
    from reader.gui.window.settings_store import SettingsStore
    from reader.model import Counts, Coverage, IndexState, Section

PLACE_MS = 60
"""Who holds a key down is told where they are so often at most."""


class ListPresenter(QObject):
    """Have sidebar, list and status bar show what is listed and how much of it there is."""

    covered = Signal(str)
    """A sentence: how many pictures of what is listed are kept; "" for nothing to say."""
    articles_counted = Signal(int)
    """How many articles the folder has."""

    def __init__(
        self,
        controller: SessionController,
        headlines: HeadlineModel,
        pages: PageClient,
        folders: FolderController,
        panes: Panes,
        store: SettingsStore,
    ) -> None:
        super().__init__(controller)
        self._controller = controller
        self._headlines = headlines
        self._pages = pages
        self._folders = folders
        self._sidebar, self._list, self._article = panes.sidebar, panes.list, panes.article
        self._status_bar = panes.status_bar
        self._store = store
        self._is_whole = True
        """All articles can be found by searching."""
        self._refused = 0
        """Files that the index refuses."""
        self._counts: Counts | None = None
        self._is_listed = False
        """The rows of what is listed are all there."""
        self._coverage: dict[tuple[str, ...], Coverage] = {}
        self._unread: dict[tuple[str, ...], int] = {}
        """Unread articles of each section, () for the folder."""
        self._place = QTimer(self, singleShot=True, interval=PLACE_MS)
        self._place.timeout.connect(self._tell_place)
        self._sidebar.chosen.connect(self.show)
        self._list.rows.chosen.connect(self._controller.select)
        self._list.search.searched.connect(self._controller.search)
        self._controller.folder_opening.connect(self._forget_counts)
        self._controller.query_changed.connect(self._query_changed)
        self._controller.selected.connect(self._selected)
        self._controller.list_ready.connect(self._list_ready)
        pages.refusals_changed.connect(self._show_problem_count)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the commands that choose a list do, by their ids."""
        return {view.command_id: partial(self.show, Query(view.id)) for view in VIEWS}

    def switched_on(self) -> dict[str, Callable[[], bool]]:
        """Return which of those lists is shown."""

        def is_shown(view: str) -> bool:
            query = self._controller.query
            return query.view == view and not query.section

        return {view.command_id: partial(is_shown, view.id) for view in VIEWS}

    # -- the list

    def show(self, query: Query) -> None:
        """List this, and leave a search."""
        self._list.search.setText("")
        self._controller.show(query)

    def name_list(self, query: Query) -> None:
        """Name what is listed, before any of it is there."""
        self._sidebar.follow(query)
        self._list.show_heading(heading(query), "")
        self._list.search.setPlaceholderText(
            said(_("Search {place}").format(place=place_name(query)))
        )

    def _forget_counts(self) -> None:
        """Show nothing that was counted in the folder that is left."""
        self._counts = None
        self._unread = {}

    def _query_changed(self, query: Query) -> None:
        self._is_listed = False
        self.name_list(query)
        if self._list.search.text().strip() != query.search:
            self._list.search.setText(query.search)  # history leads to a search, a link out of one
        self._list.show_partial(bool(query.search) and not self._is_whole)
        self._tell_coverage()
        # A search shows what was found first, though the article that is read be among the rest.
        current = self._controller.current if query.search else None
        self._list.rows.start_list(current.row if current is not None else -1)
        self._list.show_empty_text("")
        folder = self._controller.folder
        if folder is not None and not query.search:
            self._store.settings.last_view[str(folder)] = [query.view, *query.section]
            self._store.schedule_save()

    def _selected(self, position: int) -> None:
        self._list.rows.follow(position)
        if not self._place.isActive():
            self._place.start()
        self._store.schedule_save()

    def _list_ready(self) -> None:
        query, rows = self._controller.query, len(self._headlines.rows)
        self._is_listed = True
        some = rows or self._folders.busy
        self._list.show_empty_text("" if some else why_empty(query, whole=self._is_whole))
        self._show_count()
        self._list.tell_found(rows if query.search else 0)
        self._place.start()

    def _show_count(self) -> None:
        """Say above the list how many there are, as the sidebar does of the same view.

        What is no longer unread stays in the list of unread articles while that is shown.
        """
        query, rows = self._controller.query, len(self._headlines.rows)
        whole = not query.search and not query.section
        if self._counts is not None and whole and BY_ID[query.view].counted:
            rows = self._counts.of(query.view)
        self._list.show_heading(heading(query), f"{rows:,}")

    def retranslate(self) -> None:
        """Say all that in the language that is spoken now."""
        self.name_list(self._controller.query)
        self._list_ready()
        self._sidebar.show_coverage(self._coverage)
        self._tell_coverage()
        self._show_problem_count()
        self._list.rows.viewport().update()

    # -- the figures

    def show_counts(self, counts: Counts, sections: list[Section], state: IndexState) -> None:
        """Show how many articles each view and section holds, and how far the index has come."""
        self._is_whole = state.complete
        self._list.show_partial(bool(self._controller.query.search) and not state.complete)
        self._sidebar.show_counts(counts, sections)
        self._sidebar.follow(self._controller.query)
        self._unread = {section.path: section.unread for section in sections}
        self._unread[()] = counts.of(UNREAD)
        self._counts = counts
        if self._is_listed:
            self._show_count()
        self._place.start()
        self._refused = state.refused
        self._show_problem_count()
        self.articles_counted.emit(counts.articles)

    def _tell_place(self) -> None:
        """Say at the foot which article of the list this is, and how many are unread."""
        rows, position = len(self._headlines.rows), self._controller.position
        unread = self._unread.get(self._controller.query.section)
        parts = []
        if position >= 0:
            parts.append(_("{position:,} of {count:,}").format(position=position + 1, count=rows))
        if rows and unread is not None:
            parts.append(
                ngettext("{count:,} unread", "{count:,} unread", unread).format(count=unread)
            )
        self._status_bar.show_place("  ·  ".join(parts))

    def _show_problem_count(self) -> None:
        """Show how many files the index refuses, and how many cannot be made ready."""
        unshown = len(self._pages.refused)
        self._status_bar.show_problems(self._refused + unshown)

    def show_coverage(self, coverage: dict[tuple[str, ...], Coverage]) -> None:
        """Show how much is kept of each section's pictures."""
        self._coverage = coverage
        self._sidebar.show_coverage(coverage)
        self._tell_coverage()

    def _tell_coverage(self) -> None:
        found = self._coverage.get(self._controller.query.section)
        self.covered.emit(found.sentence if found is not None else "")
