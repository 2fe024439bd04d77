"""Commands on the articles selected in the list; on the one that is read where none are."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from reader.gui.headlines.multi_selection import MultiSelection
from reader.gui.session.controller import SessionController
from reader.gui.session.headline_model import HeadlineModel
from reader.gui.session.library_worker import LibraryWorker
from reader.gui.session.read_tracker import ReadTracker
from reader.gui.system.threads import NOW
from reader.language import ngettext
from reader.model import BroadsheetError, Headline


class SelectionCommands(QObject):
    """Marks the articles that are meant, and gives them to other commands."""

    message = Signal(str)
    """A sentence: what was done."""
    trouble = Signal(str)
    """A sentence: why nothing was done."""

    def __init__(
        self,
        controller: SessionController,
        headlines: HeadlineModel,
        library: LibraryWorker,
        read_tracker: ReadTracker,
        selection: MultiSelection,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._headlines = headlines
        self._library = library
        self._read_tracker = read_tracker
        self._selection = selection
        self._aim: Headline | None = None

    @contextmanager
    def aimed_at(self, headline: Headline | None) -> Iterator[None]:
        """Let the commands mean this article, whatever is read or selected; None changes nothing.

        It is for a menu that was opened on one row.
        """
        self._aim = headline
        try:
            yield
        finally:
            self._aim = None

    @property
    def aim(self) -> Headline | None:
        """Return the one article that is meant now, None where selection or reading tell it."""
        return self._aim

    def rows(self) -> list[int]:
        """Return the article rows that are selected, in the list's order; none for one alone."""
        return self._selection.rows()

    def articles(self, done: Callable[[list[Headline]], None]) -> None:
        """Call `done` with the articles meant, in the list's order; not where there are none."""
        if self._aim is not None:
            done([self._aim])
            return
        rows = self._selection.rows()
        if not rows:
            current = self._controller.current
            if current is not None:
                done([current])
            return
        known = [self._headlines.known(row) for row in rows]
        there = [headline for headline in known if headline is not None]
        if len(there) == len(rows):
            done(there)
            return
        self._library.ask(lambda library: library.headlines(rows), done, self._failed, urgency=NOW)

    def toggle_read(self) -> None:
        """Mark all as read; as unread where all are read already."""
        if self._aim is not None:
            self.toggle_one(self._aim, "read")
            return
        if not self._selection.rows():
            self._read_tracker.toggle_read()
            return

        def done(articles: list[Headline]) -> None:
            read = not all(article.status.read for article in articles)
            changed = [one.id for one in articles if one.status.read != read]
            self._read_tracker.set_read(changed, read)
            number = len(articles)
            sentence = (
                ngettext(
                    "Marked {count:,} as read. Ctrl+Z takes it back.",
                    "Marked {count:,} as read. Ctrl+Z takes it back.",
                    number,
                )
                if read
                else ngettext(
                    "Marked {count:,} as unread. Ctrl+Z takes it back.",
                    "Marked {count:,} as unread. Ctrl+Z takes it back.",
                    number,
                )
            )
            self.message.emit(sentence.format(count=number))

        self.articles(done)

    def toggle_star(self) -> None:
        """Star all; take the stars away where all have one already."""
        if self._aim is not None:
            self.toggle_one(self._aim, "star")
            return
        if not self._selection.rows():
            self._read_tracker.toggle_star()
            return

        def done(articles: list[Headline]) -> None:
            starred = not all(article.status.starred for article in articles)
            changed = [one.id for one in articles if one.status.starred != starred]
            self._read_tracker.set_starred(changed, starred)
            number = len(articles)
            sentence = (
                ngettext(
                    "Starred {count:,}. Ctrl+Z takes it back.",
                    "Starred {count:,}. Ctrl+Z takes it back.",
                    number,
                )
                if starred
                else ngettext(
                    "Took the star from {count:,}. Ctrl+Z takes it back.",
                    "Took the star from {count:,}. Ctrl+Z takes it back.",
                    number,
                )
            )
            self.message.emit(sentence.format(count=number))

        self.articles(done)

    def toggle_one(self, headline: Headline, what: str) -> None:
        """Turn round the "read" or the "star" of one article, whatever is selected or read."""
        status = headline.status
        if what == "read":
            self._read_tracker.set_read([headline.id], not status.read)
        else:
            self._read_tracker.set_starred([headline.id], not status.starred)

    def _failed(self, error: BroadsheetError) -> None:
        self.trouble.emit(error.sentence)
