"""Back and forward through what was shown: which list, which article, which place in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from reader.language import _

if TYPE_CHECKING:
    from reader.gui.session.controller import SessionController
    from reader.gui.session.library_worker import LibraryWorker
    from reader.library.library import Library
    from reader.model import BroadsheetError, Headline, Query

LENGTH = 200
"""So many places can be gone back."""
PASSED_MS = 700
"""An article that a further step leaves sooner was passed: it is no place to come back to."""


@dataclass(frozen=True, slots=True)
class Place:
    """What was shown: a list, and in it an article by its id ("" for none yet).

    position: in its text, where a link within it was followed; -1 for where it was left.
    """

    query: Query
    article: str
    position: int = -1


class History(QObject):
    """Remember what is shown, wherever it was opened from, and go back and forward in it."""

    changed = Signal()
    """There is more or less to go back or forward to."""
    position_wanted = Signal(int)
    """A place in the article that is shown, as the source of positions told it."""
    message = Signal(str)
    """A sentence: why nothing is gone to."""
    trouble = Signal(str)
    """A sentence: what the library could not do."""

    def __init__(self, controller: SessionController, library: LibraryWorker) -> None:
        super().__init__(controller)
        self._controller = controller
        self._library = library
        self._places: list[Place] = []
        self._here = -1
        self._going: tuple[str, Place] | None = None
        """The article that is shown while the way leads to this place."""
        self._is_passed = False
        self._shown = QElapsedTimer()
        self._position: Callable[[], int] = lambda: -1
        controller.folder_opening.connect(self._clear)
        controller.query_changed.connect(self._note)
        controller.selected.connect(self._note)
        controller.leaving.connect(self._leaving)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the commands do that go back and forward, by their ids."""
        return {"go-back": lambda: self.go(-1), "go-forward": lambda: self.go(1)}

    def possible(self) -> dict[str, Callable[[], bool]]:
        """Return whether there is anything to go to."""
        return {
            "go-back": lambda: self._here > 0,
            "go-forward": lambda: self._here < len(self._places) - 1,
        }

    def go(self, by: int) -> None:
        """Go back (-1) or forward (1)."""
        there = self._here + by
        current = self._article()
        if not 0 <= there < len(self._places):
            self.message.emit(
                _("There is nothing to go back to.")
                if by < 0
                else _("There is nothing to go forward to.")
            )
            return
        place, left = self._places[there], self._places[self._here]
        if place.article == left.article == current:
            self._places[self._here] = replace(left, position=self._position())
        self._here = there
        self._going = (current, place)
        self._controller.show(place.query)
        if place.article in ("", current):
            self._going = None
            if place.position >= 0:
                self.position_wanted.emit(place.position)
        else:
            self._find(place)
        self.changed.emit()

    def set_position_source(self, position: Callable[[], int]) -> None:
        """Take what tells the place in the article that is shown, as a number to come back to."""
        self._position = position

    def note_jump(self) -> None:
        """Note that a link within the article is about to lead to another place in its text."""
        here = self._places[self._here] if self._here >= 0 else None
        if here is not None and here.article == self._article():
            self._places[self._here] = replace(here, position=self._position())
            self._push(replace(here, position=-1))

    def _find(self, place: Place) -> None:
        def work(library: Library) -> Headline | None:
            row = library.row_of(place.article)
            found = library.headlines([row]) if row is not None else []
            return found[0] if found else None

        def came(headline: Headline | None) -> None:
            if self._going is None or self._going[1] is not place:
                return  # the person went elsewhere meanwhile
            self._going = None
            if headline is not None:
                self._controller.read(headline)
            else:
                self.message.emit(_("That article is no longer in the folder."))

        def failed(error: BroadsheetError) -> None:
            self._going = None
            self.trouble.emit(error.sentence)

        self._library.ask(work, came, failed, key="history")

    def _clear(self) -> None:
        self._places, self._here, self._going = [], -1, None
        self.changed.emit()

    def _leaving(self, by_step: bool) -> None:
        self._is_passed = by_step and self._shown.isValid() and self._shown.elapsed() < PASSED_MS

    def _note(self) -> None:
        """Note what is shown by now, where that is anything new."""
        article = self._article()
        if self._going is not None:
            if article == self._going[0]:
                return
            self._going = None
        here = self._places[self._here] if self._here >= 0 else None
        now = Place(self._controller.query, article)
        if here is None:
            self._push(now)
        elif (here.query, here.article) != (now.query, now.article):
            if here.article != article:
                passed, self._is_passed = self._is_passed, False
                self._shown.start()
            else:
                passed = False
            if self._here and (passed or _is_typed_on(here, now)):
                self._here -= 1
            elif not here.article and here.query == now.query:
                self._here -= 1  # nothing was read there yet
            self._push(now)

    def _push(self, place: Place) -> None:
        first = max(0, self._here + 2 - LENGTH)
        self._places = [*self._places[first : self._here + 1], place]
        self._here = len(self._places) - 1
        self.changed.emit()

    def _article(self) -> str:
        current = self._controller.current
        return current.id if current is not None else ""


def _is_typed_on(here: Place, now: Place) -> bool:
    """Whether a search was only typed further, with nothing of it opened."""
    searches = here.query.search and now.query.search
    return bool(searches) and here.article == now.article
