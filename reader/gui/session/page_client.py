"""The child process that makes pages: asked for one article, it answers with its page."""

from __future__ import annotations

import json
import logging
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from reader.bounds import PAGE_CHILD_MS, PAGE_CHILD_START_MS, PAGE_SECONDS, PAGE_WAIT_MS
from reader.gui.system.child_process import (
    JsonLines,
    Work,
    end_child,
    end_leftovers,
    has_waited,
    start_child,
    work_of,
)
from reader.ingest.current_file import ENDS, KILLER, spare
from reader.model import Note, NoteCode

if TYPE_CHECKING:
    from PySide6.QtCore import QProcess

    from reader.model import Page

log = logging.getLogger(__name__)

PAGES_KEPT = 24
TOO_LONG = Note(NoteCode.PAGE_TOO_LONG)
TOO_SLOW = Note(NoteCode.PAGE_TOO_SLOW)


class _Request(NamedTuple):
    """What the child is asked for."""

    id: str
    path: str
    anchor: str = ""
    whole: bool = False

    @property
    def is_kept(self) -> bool:
        """Return whether the answer serves whoever opens the article."""
        return not self.anchor and not self.whole

    def is_for(self, other: _Request) -> bool:
        """Return whether one answer serves both."""
        return (self.id, self.anchor, self.whole) == (other.id, other.anchor, other.whole)


class PageClient(QObject):
    """Make articles ready to be shown, one at a time, and keep the last ones.

    Of what is to be shown only the newest request is answered, and whatever is fetched beside it;
    prefetched pages wait in the store. refused: why, by
    the paths of those files that have ended the child twice. Where one takes too long that is said
    at once, and it is tried again when it is asked for again; at the second time it is refused
    until the folder is looked through. A child that waits for a disk is not late.
    """

    refusals_changed = Signal()
    """`refused` holds other files than before."""
    waits = Signal(str)
    """Of this article the page is late for no fault of its own, and is still waited for."""
    answered = Signal()
    """One that was asked for is here, or is known not to come."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arguments: list[str] = []
        self._place: Path | None = None
        self.refused: dict[str, Note] = {}
        self._ends: dict[str, int] = {}
        self._slow: dict[str, int] = {}
        """How often a file had the child work for too long."""
        self._work: Work | None = None
        self._waited_ms = 0
        self._late = self._at_fault = False
        self._process: QProcess | None = None
        self._lines = JsonLines()
        self._number = 0
        self._asked: OrderedDict[int, _Request] = OrderedDict()
        self._wanted: tuple[_Request, Callable[[Page | str], None]] | None = None
        self._beside: dict[str, tuple[str, Callable[[Page | str], None]]] = {}
        """By their ids the paths of those that are asked for but not to be shown."""
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._deadline = QTimer(self, singleShot=True, interval=PAGE_CHILD_MS)
        self._deadline.timeout.connect(self._too_long)
        self._is_ready = False
        # What a start takes is no article's fault.
        self._start_deadline = QTimer(self, singleShot=True, interval=PAGE_CHILD_START_MS)
        self._start_deadline.timeout.connect(self._too_long)

    def open(self, folder: Path, place: Path | None = None) -> None:
        """Serve this folder from now on; place: where the child keeps what it must remember."""
        self._leave(wait=False)
        self._arguments = [str(folder), *([] if place is None else [str(place)])]
        self._place = place
        self._pages.clear()
        self._ends.clear()
        self._slow.clear()
        self._refuse({})
        self._launch()

    def begin_again(self) -> None:
        """Have all pages made anew, by another child: another language is spoken."""
        if self._arguments:
            beside = dict(self._beside)
            self.open(Path(self._arguments[0]), self._place)
            for id_, (path, answer) in beside.items():
                self.fetch(id_, path, answer)

    def close(self) -> None:
        """End the child and drop what was asked."""
        self._leave(wait=True)
        end_leftovers(self)

    def _leave(self, *, wait: bool) -> None:
        process, self._process = self._process, None
        self._asked.clear()
        self._wanted = None
        self._stop_watching()
        self._beside.clear()
        if process is not None:
            self._spare(process)
            process.finished.disconnect()
            process.readyReadStandardOutput.disconnect()
            process.readyReadStandardError.disconnect()
            end_child(process, wait=wait)

    def clear_pages(self) -> None:
        """Have each page made again when it is asked for: the folder changed."""
        self._pages.clear()
        # Those that were slow are tried when they are opened.
        self._slow.clear()
        self._refuse({path: why for path, why in self.refused.items() if why != TOO_SLOW})
        for path in list(self.refused):
            self._ask(_Request(path, path))  # it may be another now; the child knows

    def page(
        self,
        id_: str,
        path: str,
        answer: Callable[[Page | str], None],
        anchor: str = "",
        *,
        whole: bool = False,
    ) -> None:
        """Ask for a page; `answer` gets it, at once where it is kept, or a sentence.

        anchor: a place that is to be marked in it. whole: of a saved web page the site around the
        article too. Such a page is not kept.
        """
        request = _Request(id_, path, anchor, whole)
        kept = self._pages.get(id_)
        if kept is not None and request.is_kept:
            self._wanted = None
            self._pages.move_to_end(id_)
            answer(kept)
            return
        if self.refused.get(path) == TOO_SLOW:
            self._wanted = None
            answer(TOO_SLOW.sentence)
            return
        self._wanted = (request, answer)
        self._ask(request)

    def fetch(self, id_: str, path: str, answer: Callable[[Page | str], None]) -> None:
        """Ask for a page that is not to be shown; `answer` gets it, or a sentence, once.

        It gets nothing where another folder is opened before that.
        """
        kept = self._pages.get(id_)
        if kept is not None:
            answer(kept)
        elif self.refused.get(path) == TOO_SLOW:
            answer(TOO_SLOW.sentence)
        else:
            self._beside[id_] = path, answer
            self._ask(_Request(id_, path))

    def keep(self, page: Page) -> None:
        """Put a page into the store that was had elsewhere."""
        self._pages[page.id] = page
        self._pages.move_to_end(page.id)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)

    def kept(self, id_: str) -> Page | None:
        """Return the page of this article, if it is made."""
        return self._pages.get(id_)

    def prefetch(self, id_: str, path: str) -> None:
        """Have this page made before it is asked for."""
        if id_ not in self._pages and self.refused.get(path) != TOO_SLOW:
            self._ask(_Request(id_, path))

    @property
    def busy(self) -> bool:
        """Return True while an answer is on its way."""
        return bool(self._asked)

    @property
    def asked(self) -> int:
        """Return how many answers are on their way."""
        return len(self._asked)

    def _ask(self, request: _Request) -> None:
        if any(known.is_for(request) for known in self._asked.values()):
            return
        if self._process is None:
            self._launch()
        self._number += 1
        self._asked[self._number] = request
        self._send(self._number)
        self._watch()

    def _watch(self) -> None:
        """Give the child time for what it is at, be it but its start."""
        timer = self._deadline if self._is_ready else self._start_deadline
        if not timer.isActive():
            self._begin(timer)

    def _begin(self, timer: QTimer) -> None:
        self._waited_ms = 0
        self._work = work_of(self._process) if self._process is not None else None
        timer.start()

    def _stop_watching(self) -> None:
        self._deadline.stop()
        self._start_deadline.stop()

    def _send(self, number: int) -> None:
        if self._process is not None:
            asked = {"n": number} | self._asked[number]._asdict()
            self._process.write(json.dumps(asked).encode() + b"\n")

    def _launch(self) -> None:
        self._lines = JsonLines()
        self._is_ready = False
        from PySide6.QtCore import QProcess

        process = self._process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._ended)
        start_child(process, "reader.ingest.pages", self._arguments)

    def _read(self) -> None:
        if self._process is None:
            return
        for answer in self._lines.feed(bytes(self._process.readAllStandardOutput().data())):
            if answer.get("event") == "ready":
                found = [path for path in answer.get("killers", ()) if isinstance(path, str)]
                self._refuse(self.refused | dict.fromkeys(found, KILLER))
                self._is_ready = True
                self._start_deadline.stop()
                if self._asked:
                    self._watch()
            asked = self._asked.pop(answer.get("n", 0), None)
            if asked is None:
                continue
            self._deadline.stop()
            if self._asked:
                self._begin(self._deadline)
            self._ends.pop(asked.path, None)
            self._slow.pop(asked.path, None)
            self._hand_over(asked, answer)

    def _hand_over(self, asked: _Request, answer: dict[str, Any]) -> None:
        from reader.ingest.page_json import page_from_json

        path = asked.path
        others = {other: why for other, why in self.refused.items() if other != path}
        self._refuse(others | {path: KILLER} if answer.get("killer") else others)
        result: Page | str
        try:
            result = page = page_from_json(answer["page"])
            if asked.is_kept:
                self.keep(page)
        except (KeyError, ValueError):
            result = _why(answer.get("error"))
        if self._wanted is not None and self._wanted[0].is_for(asked):
            _, give = self._wanted
            self._wanted = None
            give(result)
        beside = self._beside.pop(asked.id, None) if asked.is_kept else None
        if beside is not None:
            beside[1](result)
        self.answered.emit()

    def _refuse(self, refused: dict[str, Note]) -> None:
        if refused != self.refused:
            self.refused = refused
            self.refusals_changed.emit()

    def _read_errors(self) -> None:
        if self._process is not None:
            text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
            log.info("The page process says: %s", text.strip())

    def _too_long(self) -> None:
        if self._process is None:
            return
        waited = has_waited(self._process, self._work, PAGE_SECONDS)
        if waited and self._is_ready and self._waited_ms < PAGE_WAIT_MS:
            self._waited_ms += self._deadline.interval()
            self._deadline.start()
            self._tell_waiting()
            return
        log.info("An article took too long; the page process is ended and started again")
        self._late, self._at_fault = True, self._is_ready and not waited
        self._spare(self._process)
        self._process.kill()

    def _tell_waiting(self) -> None:
        if self._wanted is not None:
            self.waits.emit(self._wanted[0].id)

    def _spare(self, process: QProcess) -> None:
        if self._place is not None:
            spare(self._place, "pages", process.processId())

    def _ended(self) -> None:
        """Refuse the oldest request where it was the end twice, or late; ask for the rest."""
        if self._process is None:
            return
        self._read()
        self._process.deleteLater()
        self._process = None
        self._stop_watching()
        late, self._late = self._late, False
        if not self._asked:
            return
        number, request = next(iter(self._asked.items()))
        path = request.path
        log.info("The page process ended at %s", path)
        refused = not late and _is_enough(self._ends, path)
        slow = late and self._at_fault and _is_enough(self._slow, path)
        if refused or late:
            del self._asked[number]
        rest = list(self._asked)
        if rest:
            self._launch()
            for again in rest:
                self._send(again)
            self._watch()
        if refused:
            self._hand_over(request, {"error": KILLER, "killer": True})
        elif slow:
            self._hand_over(request, {"error": TOO_SLOW})
            self._refuse(self.refused | {path: TOO_SLOW})
        elif late:
            self._hand_over(request, {"error": TOO_LONG})


def _is_enough(times: dict[str, int], path: str) -> bool:
    """Count one more; True, and forget them, where it is no longer to be tried."""
    times[path] = times.get(path, 0) + 1
    if times[path] < ENDS:
        return False
    del times[path]
    return True


def _why(error: object) -> str:
    """Return the sentence of the note that an answer bears in place of a page."""
    from reader.model.note import note_of

    try:
        return note_of(error).sentence
    except ValueError:
        return Note(NoteCode.NOT_SHOWN).sentence
