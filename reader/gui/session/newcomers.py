"""Articles that came into the folder since the person was last shown what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.gui.session.controller import SessionController
    from reader.gui.session.library_worker import LibraryWorker
    from reader.gui.session.list_loader import ListLoader
    from reader.library.library import Library


class _Found(NamedTuple):
    """newest: the row that was given last. later: those given since what was seen."""

    newest: int
    later: Sequence[int]
    generation: int


class Newcomers(QObject):
    """Count what a look at the folder brought; nothing is new in one that was never read whole."""

    counted = Signal(int)
    """So many articles came since the person was last shown what is new."""

    def __init__(
        self, library: LibraryWorker, controller: SessionController, loader: ListLoader
    ) -> None:
        super().__init__(controller)
        self._library = library
        self._seen = self._generation = 0
        """The newest row of what was seen, 0 where nothing is to be taken for new."""
        self._newest = 0
        self.rows: frozenset[int] = frozenset()
        """The new articles."""
        controller.folder_opening.connect(self._forget)
        controller.folder_opened.connect(self._begin)
        loader.renumbered.connect(self._forget)

    def look(self) -> None:
        """Count, after a look at the folder."""
        seen = self._seen

        def work(library: Library) -> _Found:
            library.refresh()
            newest = library.newest()
            later = library.later_than(seen) if seen else ()
            return _Found(newest, later, library.generation)

        def done(found: _Found) -> None:
            if seen != self._seen:
                return
            self._newest = found.newest
            if not seen or found.generation != self._generation:
                self._seen, self._generation = found.newest, found.generation
            else:
                self.rows = frozenset(found.later)
            self.counted.emit(len(self.rows))

        self._library.ask(work, done, _say_nothing, key="newcomers")

    def acknowledge(self) -> None:
        """Take for seen what is new."""
        self._seen = max(self._seen, self._newest)
        self.rows = frozenset()

    def _forget(self) -> None:
        self._seen = self._newest = 0
        self.rows = frozenset()

    def _begin(self) -> None:
        """Take for seen what the index of a folder holds that was read whole before."""

        def work(library: Library) -> _Found:
            known = library.newest() if library.state().complete else 0
            return _Found(known, (), library.generation)

        def done(found: _Found) -> None:
            self._seen, self._generation = found.newest, found.generation

        self._library.ask(work, done, _say_nothing, key="newcomers before")


def _say_nothing(_error: object) -> None:
    """Who cannot ask what is new is told of that by those who list it."""
