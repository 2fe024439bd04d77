"""Bringing one folder's index up to date: read what changed, write, tell.

This process reads files itself; where there are many, another one reads ahead of it.
"""

import os
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from reader.bounds import READ_AHEAD_SECONDS
from reader.folder.walk import Found, FoundFile
from reader.ingest.answer import Answer, Outcome, Task
from reader.ingest.current_file import KILLER, CurrentFile
from reader.ingest.deadline import last_resort
from reader.ingest.events import tell
from reader.ingest.files import Files
from reader.language import _
from reader.library.index.writer import IndexWriter
from reader.markup.text.plain import quoted
from reader.model import FolderError, Note, NoteCode

if TYPE_CHECKING:
    from reader.ingest.ahead import Ahead
    from reader.site.left_out import Decider

FIRST_FILES, FIRST_SECONDS = 50, 0.1
"""The first commit comes after so much: headlines are on screen while the rest is read."""

FILES, SECONDS, SLOWER, SLOWEST = 4000, 0.4, 10, 1.5
"""The others come less and less often, up to SLOWEST: few large commits cost less than many."""

AHEAD_FROM = 150
"""After so many files there is likely enough to read to start another process for it."""

SETTLED_AFTER = 0.03
"""Seconds after which the time of a file tells of another change."""

PROBLEMS = 20
"""Folders that turn out to be unreadable and are told one by one."""

SECOND_LOOKS = 1000
"""Files that were being written and are read again at the end, at most; others the next time."""


class Update:
    """One pass over the folder."""

    def __init__(
        self, folder: Path, writer: IndexWriter, library: Path, *, everything: bool = False
    ) -> None:
        """library: where the note of the current file lies. everything: what is none of the news
        is listed among it.

        Raises OSError, LibraryError.
        """
        writer.show_left_out(everything)
        self._everything = everything
        self._decider: Decider | None = None
        self._left_out: dict[str, Note] = {}
        self._folder = os.fspath(folder)
        self._writer = writer
        self._known = writer.known()
        self._current = CurrentFile(library)
        self._ahead: Ahead | None = None
        self._alone = _cores() < 2
        self._waiting: deque[Task] = deque()
        self._unsettled: dict[str, Task] = {}
        self._started = time.monotonic()
        self._committed = self._started
        self._commits = 0
        self._looked_ahead = False
        self._read = 0
        self._done = 0
        self._since_commit = 0
        self._unchanged = 0

    def to_the_end(self, files: Files) -> None:
        """Index what is new or changed, forget what is gone, tell it all."""

        def new(there: Found) -> Found:
            found = self._known.see(there)
            self._unchanged += len(there) - len(found)
            self._done += len(there) - len(found)
            if self._is_time():
                self._commit(files, walking=True)
            return found

        if self._known:
            files.new = new
        files.newest_first = not self._known
        tell({"event": "walk"})
        try:
            self._work(files)
            self._look_again()
            self._refuse_unreadable(files)
            self._forget(files)
            self._commit(files)
            self._writer.finish(complete=True)
        finally:
            if self._ahead is not None:
                self._ahead.close()
            self._current.close()
        articles, refused = self._writer.counts()
        tell(
            {
                "event": "done",
                "articles": articles,
                "files": files.found,
                "refused": refused,
                "unchanged": self._unchanged,
                "seconds": round(time.monotonic() - self._started, 3),
            }
        )

    def _work(self, files: Files) -> None:
        """Whatever has been read is written; while nothing has, this process reads a file too."""
        while True:
            self._ask_ahead(files)
            ahead = self._ahead
            given = self._from_ahead(wait=False)
            if given is None:
                if self._ahead is not ahead:
                    continue  # it ended: the file that it was reading is not for this process
                task = self._next(files)
                if task is not None:
                    given = task, self._read_here(task)
                elif self._ahead:
                    given = self._from_ahead(wait=True)
                else:
                    return
            if given is not None:
                self._write(*given)
                if self._is_time():
                    self._commit(files)

    def _ask_ahead(self, files: Files) -> None:
        """Keep the other process busy; start it when there turns out to be much to read."""
        if self._ahead is None:
            if self._alone or self._read < AHEAD_FROM:
                return
            from reader.ingest.ahead import Ahead

            try:
                self._ahead = Ahead(self._folder)
            except OSError:
                self._alone = True
                return
        while (task := self._next(files)) is not None:
            if not self._ahead.ask(task):
                self._waiting.appendleft(task)
                return

    def _from_ahead(self, *, wait: bool) -> tuple[Task, Answer] | None:
        if self._ahead is None:
            return None
        from reader.ingest.ahead import EndedError

        try:
            return self._ahead.answer(wait=wait)
        except EndedError as ended:
            self._ahead.close()
            self._ahead = None
            self._alone = not ended.was_ready
            again = ended.asked
            if again and ended.was_ready:
                path, size, mtime_ns, _ = again[0]
                self._current.blame(path, size, mtime_ns)
            self._waiting.extendleft(reversed(again))
            return None

    def _next(self, files: Files) -> Task | None:
        """Return the next file that must be read."""
        if self._waiting:
            task = self._waiting.popleft()
            if not self._current.kills(task.path, task.size, task.mtime_ns):
                return task
            self._refuse(task, KILLER)
        for file in files:
            if self._is_left_out(file):
                continue
            if not self._current.kills(*file):
                return Task(*file, self._writer.fingerprint(file.path))
            self._done += 1
            self._refuse(file, KILLER)
        return None

    def _is_left_out(self, file: FoundFile) -> bool:
        """Whether a file is not to be read: its name says that it is none of the news."""
        if self._decider is None:
            # Here rather than above: where nothing has changed, nothing is decided.
            from reader.site.left_out import Decider
            from reader.site.sites import Sites

            self._decider = Decider(Sites(self._folder))
        note = self._decider.reason(file.path)
        if note is None:
            return False
        if self._everything:
            self._left_out[file.path] = note
            return False
        self._writer.leave_out(file, note)
        self._done += 1
        self._since_commit += 1
        return True

    def _read_here(self, task: Task) -> Answer:
        # Here rather than above: where nothing has changed, what reads YAML is not loaded.
        from reader.ingest.reading import read

        if not self._read:
            self._committed = time.monotonic()
        self._current.note(task.path, task.size, task.mtime_ns)
        with last_resort(READ_AHEAD_SECONDS):
            answer = read(self._folder, task)
        self._current.clear()
        return answer

    def _words(self, path: str) -> str | None:
        """Return the text of a file that was read before, to compare another with it."""
        from reader.ingest.reading import read
        from reader.library.index.folding import words_in

        self._current.note(path, 0, 0)
        with last_resort(READ_AHEAD_SECONDS):
            entry = read(self._folder, Task(path, 0, 0)).entry
        self._current.clear()
        return words_in(entry) if entry is not None else None

    def _write(self, task: Task, answer: Answer) -> None:
        """Put into the index what came of one file."""
        self._done += 1
        self._since_commit += 1
        self._read += 1
        self._current.acquit(task.path)
        file = FoundFile(task.path, answer.size, answer.mtime_ns)
        if not answer.settled and len(self._unsettled) < SECOND_LOOKS:
            self._unsettled[task.path] = task
        if answer.outcome is Outcome.SAME:
            self._unchanged += 1
            if answer.settled:
                self._writer.touch(file)
        elif answer.entry is not None:
            left_out = self._left_out.pop(task.path, answer.note)
            if left_out is None or self._everything:
                self._writer.add(
                    answer.entry,
                    file,
                    answer.fingerprint,
                    self._is_there,
                    self._words,
                    settled=answer.settled,
                )
            if left_out is not None:
                self._writer.leave_out(file, left_out)
        elif answer.outcome is Outcome.REFUSED:
            self._refuse(file, answer.note)
        elif self._is_there(task.path) and not self._writer.knows(task.path):
            # One that is known stays: a drive that is being removed, or a moment without
            # permission. What is really gone, the next walk does not find.
            self._refuse(file, answer.note)

    def _refuse(self, file: FoundFile | Task, note: Note | None) -> None:
        note = note or Note(NoteCode.UNREADABLE)
        self._writer.refuse(file, note)
        event = {"event": "refused", "path": file.path, "code": note.code.value}
        tell({**event, "reason": note.sentence})

    def _refuse_unreadable(self, files: Files) -> None:
        """Put into the list of problems what the walk could not look into; tell what is new."""
        new = dict(files.problems())
        told = 0
        for found in self._known.see(list(new)):
            file = FoundFile(*found)
            self._refuse(file, new[file])
            if file.path.endswith("/") and told < PROBLEMS:
                told += 1
                name = quoted(file.path.rstrip("/"))
                sentence = _("The folder {name} cannot be read; its articles stay as they were.")
                said = sentence.format(name=name)
                tell({"event": "problem", "sentence": said, "cause": new[file].sentence})

    def _look_again(self) -> None:
        """Read what was being written once more, now that it may be whole."""
        if not self._unsettled:
            return
        again, self._unsettled = self._unsettled, {}
        self._writer.revisit()
        time.sleep(SETTLED_AFTER)
        for task in again.values():
            if self._is_there(task.path):
                fresh = task._replace(fingerprint=self._writer.fingerprint(task.path))
                answer = self._read_here(fresh)
                self._write(task, answer)
                self._done -= 1
                self._unchanged -= answer.outcome is Outcome.SAME
        if self._unsettled:
            tell({"event": "unsettled", "files": len(self._unsettled)})

    def _is_time(self) -> bool:
        since = time.monotonic() - self._committed
        if self._commits == 0:
            return self._since_commit >= FIRST_FILES or since >= FIRST_SECONDS
        wait = min(SECONDS + (self._committed - self._started) / SLOWER, SLOWEST)
        return self._since_commit >= FILES or since >= wait

    def _commit(self, files: Files, *, walking: bool = False) -> None:
        """Write what was read. walking: the walk itself asked, and cannot go on from within."""
        self._writer.commit()
        self._commits += 1
        self._since_commit = 0
        if self._read and not self._looked_ahead and not walking and self._commits >= 2:
            self._looked_ahead = True
            files.look_ahead()
        tell(
            {
                "event": "progress",
                "files": self._done,
                "found": files.found,
                "articles": self._writer.counts()[0],
            }
        )
        self._committed = time.monotonic()

    def _is_there(self, path: str) -> bool:
        return os.path.lexists(f"{self._folder}/{path}")

    def _forget(self, files: Files) -> None:
        """Take out what the walk did not find, unless the folder itself is what vanished."""
        if not self._known:
            return
        try:
            with os.scandir(self._folder) as entries:
                empty = next(entries, None) is None
        except OSError as error:
            raise FolderError(
                _("The folder vanished while it was being read; its articles stay in the list."),
                error,
            ) from error
        if empty:
            # An unmounted drive leaves an empty folder behind.
            sentence = _(
                "The folder is empty; its articles stay in the list until there are others."
            )
            tell({"event": "problem", "sentence": sentence})
            return
        kept = tuple(path for path in files.unreadable if path.endswith("/"))
        self._writer.remove(
            path
            for path in self._writer.unseen(self._known)
            if path not in files.unreadable and not path.startswith(kept)
        )


def _cores() -> int:
    """How many of them this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
