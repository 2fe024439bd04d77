"""Files of marks and backups, merged by the library's thread piece by piece, while one reads on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from reader.gui.session.library_worker import LibraryWorker
    from reader.gui.session.status_queue import StatusQueue
    from reader.library.library import Library
    from reader.library.transfer.json_file import Imported
    from reader.library.transfer.merging import Merge
    from reader.model import BroadsheetError


class MergeWorker(QObject):
    """Note a merge, have it carried over, and make it something that can be undone."""

    def __init__(
        self, library: LibraryWorker, statuses: StatusQueue, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._statuses = statuses
        self._noting: list[Merge] = []
        # Those that are noted, and what is done when they are carried over.
        self._noted: list[Callable[[], None]] = []
        statuses.worked_off.connect(self._worked_off)

    def merge(
        self,
        make: Callable[[Library], Merge],
        said: str,
        done: Callable[[Imported], None],
        failed: Callable[[BroadsheetError], None],
    ) -> None:
        """Merge what `make` gives.

        said: what the person is told when it is undone. failed: nothing was changed.
        """

        def note(merge: Merge) -> None:
            self._noting.append(merge)

            def stopped(error: BroadsheetError) -> None:
                self._noting.remove(merge)
                failed(error)

            def some(more: bool) -> None:
                if more:
                    self._library.ask(lambda library: library.merges.note(merge), some, stopped)
                    return
                self._noting.remove(merge)
                self._noted.append(lambda: self._ask(merge, said, done, failed))
                self._statuses.work_off()

            some(more=True)

        self._library.ask(make, note, failed)

    def close(self) -> None:
        """Note what was begun to its end; the next start carries it over."""
        for merge in self._noting:
            self._library.ask(partial(_note_all, merge))

    def _worked_off(self) -> None:
        noted, self._noted = self._noted, []
        for ask in noted:
            ask()

    def _ask(
        self,
        merge: Merge,
        said: str,
        done: Callable[[Imported], None],
        failed: Callable[[BroadsheetError], None],
    ) -> None:
        def answered(changed: int | None) -> None:
            if changed is None:  # another one came meanwhile
                self._noted.append(lambda: self._ask(merge, said, done, failed))
                return
            if changed:
                self._statuses.merged(merge.number, changed, said)
            done(merge.result(changed))

        self._library.ask(lambda library: library.merges.done(merge), answered, failed)


def _note_all(merge: Merge, library: Library) -> None:
    while library.merges.note(merge):
        pass
