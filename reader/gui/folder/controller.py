"""Which folder is open: opened, brought up to date, remembered."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from reader.gui.system.child_process import IngestProcess
from reader.language import _
from reader.markup.text.plain import quoted
from reader.model import Query
from reader.views import BY_ID

if TYPE_CHECKING:
    from reader.gui.session.controller import SessionController
    from reader.gui.session.counters import Counters
    from reader.model import Counts, IndexState, Section
    from reader.settings import Settings


REFRESH_MS = 400
"""While the index grows the list is refreshed at most this often, and less when that takes long."""
INGEST_AFTER_MS = 150
"""The first paint comes first."""
SHORT_MS = 1000
"""A look that nobody asked for tells its progress only when it takes longer than this."""
SHARE = 5
"""Bringing the list up to date while the index grows takes at most one part of so many of the
library's time."""


class FolderController(QObject):
    """Open a folder, and keep its index up to date with the ingest process."""

    opened = Signal(object)
    """A Path: this folder is shown now."""
    progressed = Signal(int, int)
    """How many files were read, of how many found so far."""
    finished = Signal()
    """A look at the folder is over, or of another folder than before."""
    looked = Signal(bool)
    """A look at the whole folder is over; True: the person asked for it."""
    empty = Signal(str, str)
    """Title and sentence: there is nothing to list, and why."""
    unreadable = Signal(str)
    """A sentence: why the folder cannot be read at all."""
    trouble = Signal(str)
    """A sentence: what went wrong while there is something to list."""

    def __init__(
        self,
        controller: SessionController,
        counters: Counters,
        settings: Settings,
        data_dir: Path | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._settings = settings
        self._data_dir = data_dir
        self._process = IngestProcess(self)
        self._process.progressed.connect(self._progressed)
        self._process.problem.connect(self._problem)
        self._process.waits.connect(self._waits)
        self._process.finished.connect(self._finished)
        self._sentence = ""
        self._complete = False
        self._articles = 0
        self._wants_first = False
        self._last = ""
        """The id of the article read last, where it may not be known yet: the folder was moved."""
        self._file = ""
        """The file whose article is to be read."""
        self._again = self._unasked = self._is_asked = False
        self._looking = QElapsedTimer()
        self._refreshing = QElapsedTimer()
        self._since = QElapsedTimer()
        self._begin = QTimer(self, singleShot=True, interval=INGEST_AFTER_MS)
        self._begin.timeout.connect(self.rescan)
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self._refresh_now)
        counters.counted.connect(self._counted)
        controller.list_ready.connect(self._list_ready)
        controller.selected.connect(self._selected)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the command does that looks into the folder, by its id."""
        return {"rescan": self.ask}

    @property
    def busy(self) -> bool:
        """Return True while the folder is being read, or is about to be."""
        return self.reading_files or self._begin.isActive() or self._refresh.isActive()

    @property
    def reading_files(self) -> bool:
        """Return True while the ingest process runs."""
        return self._process.running

    @property
    def walking(self) -> bool:
        """Return True once that process has begun to look into the folder."""
        return self._process.walking

    @property
    def sentence(self) -> str:
        """Return what went wrong at the last look, "" where nothing did."""
        return self._sentence

    @property
    def articles(self) -> int:
        """Return how many articles are known."""
        return self._articles

    def open(self, folder: Path, file: str = "") -> None:
        """Show this folder: what is known of it at once, what is new as it is read.

        file: a name in it; the article in that file is read as soon as it is known.
        """
        self._file = file
        folder = folder.expanduser().absolute()
        if ".." in folder.parts:  # one folder has one place that is kept, however it was written
            folder = Path(os.path.realpath(folder))
        self._process.stop()
        self._sentence = ""
        self._complete = self._again = self._unasked = self._is_asked = False
        self._articles = 0
        self._since.invalidate()
        self._refresh.stop()
        self._refresh.setInterval(REFRESH_MS)
        self.finished.emit()  # of the former folder nothing more is told
        self._settings.remember_folder(folder)
        key = str(folder)
        article = "" if file else self._settings.last_article.get(key, "")
        self._wants_first, self._last = not article, article
        self._controller.open(folder, self.kept_query(folder), article)
        self.opened.emit(folder)
        self._begin.start()

    def ask(self) -> None:
        """Look for files that are new, changed or gone, and answer with what was found."""
        self._is_asked = True
        self.rescan()

    def show_file(self, file: str) -> None:
        """Read the article in this file of the folder that is open, as soon as it is known."""
        self._file = file
        self._controller.read_file(file, self._file_read)

    def rescan(self) -> None:
        """Look for files that are new, changed or gone; during a look, once more after it."""
        self._begin.stop()
        if self._process.running:
            self._again = True
        elif self._controller.folder is not None:
            self._sentence = ""
            self._looking.start()
            everything = self._settings.left_out_shown
            self._process.start(self._controller.folder, self._data_dir, everything=everything)

    def look_quietly(self) -> None:
        """Look for what is new without being asked: of a short look no progress is told."""
        self._unasked = not self._process.running
        self.rescan()

    def close(self) -> None:
        """End the ingest process; what it has committed stays."""
        self._begin.stop()
        self._refresh.stop()
        self._process.close()

    def kept_query(self, folder: Path) -> Query:
        """Return what of this folder was listed last."""
        kept = self._settings.last_view.get(str(folder), [])
        if kept and kept[0] in BY_ID:
            return Query(kept[0], tuple(kept[1:]))
        return Query()

    def _progressed(self, event: dict[str, object]) -> None:
        files, found = event.get("files", 0), event.get("found", 0)
        if event.get("event") == "progress" and isinstance(files, int) and isinstance(found, int):
            if not self._unasked or self._looking.elapsed() > SHORT_MS:
                self.progressed.emit(files, max(files, found))
            if not self._since.isValid() or self._since.elapsed() > 10_000:
                # The first headlines of a folder are not kept waiting.
                self._since.start()
                self._refresh_now()
            elif not self._refresh.isActive():
                self._refresh.start()

    def _refresh_now(self) -> None:
        self._refreshing.start()
        self._controller.refresh()

    def _waits(self) -> None:
        self.trouble.emit(
            _("The folder's disk does not answer; reading the folder goes on as soon as it does.")
        )

    def _problem(self, sentence: str) -> None:
        self._sentence = sentence

    def _finished(self, complete: bool) -> None:
        self._complete = complete
        self._unasked = False
        self._since.invalidate()
        self._refresh.stop()
        self._controller.refresh(changed=True)
        self.finished.emit()
        if self._sentence and self._articles:
            self.trouble.emit(self._sentence)
        elif complete:
            asked = self._is_asked and not self._again  # else the next one answers
            self._is_asked &= not asked
            self.looked.emit(asked)
        if self._again:
            self._again = False
            self.rescan()

    def _counted(self, counts: Counts, _sections: list[Section], _state: IndexState) -> None:
        before, self._articles = self._articles, counts.articles
        if counts.articles or self._process.running or self._begin.isActive():
            return
        if before and not self._sentence:
            self.look_quietly()  # the index was deleted under us, or all of its articles
            return
        if self._sentence:
            self.unreadable.emit(self._sentence)
        self.tell_why_empty()

    def tell_why_empty(self) -> None:
        """Say once more why there is nothing to list; nothing where there is, or may be soon."""
        folder = self._controller.folder
        if self._articles or self._process.running:
            return
        if self._sentence:
            self.empty.emit(_("This folder cannot be read"), self._sentence)
        elif self._complete and folder is not None:
            name = quoted(folder.name or str(folder))
            self.empty.emit(
                _("No articles here"),
                _("{name} holds no Markdown or HTML file, and no folder of plain text.").format(
                    name=name
                ),
            )

    def _list_ready(self) -> None:
        """Open an article for a person who has chosen none, once the order is settled."""
        if self._refreshing.isValid():
            took = self._refreshing.elapsed()
            self._refresh.setInterval(max(REFRESH_MS, SHARE * took))
            self._refreshing.invalidate()
        if self._file:
            self._controller.read_file(self._file, self._file_read)
            return
        known = self._complete or not self._process.running
        if self._wants_first and known and self._controller.current is None and self._complete:
            self._wants_first = False
            self._controller.open_first()
        elif self._last and self._complete:
            last, self._last = self._last, ""
            self._controller.open_last(last)

    def _file_read(self, found: bool) -> None:
        if found:
            self._file = ""
        elif self._file and self._complete and not self.busy:
            name, self._file = self._file, ""
            sentence = _("This file is left out of the articles: {path}")
            self.trouble.emit(sentence.format(path=quoted(name)))

    def _selected(self, position: int) -> None:
        if position >= 0:
            self._wants_first = False
        folder, current = self._controller.folder, self._controller.current
        if folder is not None and current is not None:
            self._settings.last_article[str(folder)] = current.id
