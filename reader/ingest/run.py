"""Bringing one folder's index up to date: walk, read what changed, write, tell."""

import argparse
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from reader.folder.walk import FoundFile, walk
from reader.ingest import priority
from reader.ingest.current_file import CurrentFile
from reader.ingest.deadline import TooSlowError, deadline
from reader.ingest.events import ParentGoneError, leave_quietly, tell
from reader.library.index_writer import IndexDamagedError, IndexWriter
from reader.model import FileRefusedError, FolderError, LibraryError
from reader.paths import Paths

FIRST_FILES, FIRST_SECONDS = 50, 0.1
"""The first commit comes after so much: headlines are on screen while the rest is read."""

FILES, SECONDS, SLOWER, SLOWEST = 4000, 0.4, 10, 1.5
"""The others come less and less often, up to SLOWEST: few large commits cost less than many."""

LOOK_AHEAD = 200_000
"""Files that the walk may be ahead, so that progress has a total; more would fill the memory."""

PROBLEMS = 20
"""Unreadable folders that are told one by one."""

KILLER = "Reading this file ended the program twice; it is tried again when it changes."
TOO_DEEP = "The file is nested too deeply to be read."
TOO_SLOW = "The file takes too long to be read."
TOO_BIG = "The file needs more memory than there is."


def main(arguments: list[str] | None = None) -> int:
    """The process. Exit 0: up to date; 1: the index cannot be written; 2: no such folder."""
    parser = argparse.ArgumentParser(
        prog="python -m reader.ingest", description="Bring the index of a folder up to date."
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--data-dir", type=Path, metavar="DIR")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    priority.lower()
    try:
        return _run(options.folder, options.data_dir)
    except ParentGoneError:
        leave_quietly()
        return 0


def _end(*_: object) -> None:
    sys.exit(0)


def _run(folder: Path, data_dir: Path | None) -> int:
    tell({"event": "start", "folder": str(folder)})
    paths = Paths.at(data_dir)
    try:
        files = Files(folder)
        _index(folder, paths, files)
    except FolderError as error:
        tell({"event": "error", "sentence": error.sentence, "cause": error.cause})
        return 2
    except (LibraryError, OSError) as error:
        told = error if isinstance(error, LibraryError) else _data_folder(error)
        tell({"event": "error", "sentence": told.sentence, "cause": told.cause})
        return 1
    return 0


def _data_folder(error: OSError) -> LibraryError:
    return LibraryError("The folder where Broadsheet keeps its data cannot be used.", error)


def _index(folder: Path, paths: Paths, files: "Files") -> None:
    writer = IndexWriter.open(paths.index_db(folder), paths.state_db)
    try:
        Run(folder, writer, paths.library(folder)).to_the_end(files)
    except IndexDamagedError as error:
        writer.discard()
        tell({"event": "problem", "sentence": error.sentence + " It is made anew."})
    else:
        return
    finally:
        writer.close()
    writer = IndexWriter.open(paths.index_db(folder), paths.state_db)
    try:
        Run(folder, writer, paths.library(folder)).to_the_end(Files(folder))
    finally:
        writer.close()


class Files:
    """The files of the folder as the walk finds them, and the folders it could not go into.

    found: how many the walk has found so far.
    """

    def __init__(self, folder: Path) -> None:
        """Begin the walk. Raises FolderError."""
        self._walk = walk(folder, self._problem)
        self._ahead: deque[FoundFile] = deque()
        self.found = 0
        self.unreadable: list[str] = []

    def __iter__(self) -> Iterator[FoundFile]:
        while True:
            if self._ahead:
                yield self._ahead.popleft()
                continue
            file = next(self._walk, None)
            if file is None:
                return
            self.found += 1
            yield file

    def look_ahead(self) -> None:
        """Let the walk go on, so that there is a total to compare progress with."""
        while len(self._ahead) < LOOK_AHEAD and (file := next(self._walk, None)) is not None:
            self.found += 1
            self._ahead.append(file)

    def _problem(self, folder: str, error: OSError) -> None:
        self.unreadable.append(folder + "/")
        if len(self.unreadable) <= PROBLEMS:
            sentence = f"The folder “{folder}” cannot be read; its articles stay as they were."
            tell({"event": "problem", "sentence": sentence, "cause": str(error)})


class Run:
    """One pass over the folder."""

    def __init__(self, folder: Path, writer: IndexWriter, library: Path) -> None:
        """library: where the note of the current file lies. Raises OSError, LibraryError."""
        # Here rather than above: the start is told before these load what reads YAML.
        from reader.folder.article_file import article_from_bytes
        from reader.ingest.content import read_bytes

        self._read = read_bytes
        self._article = article_from_bytes
        self._folder = os.fspath(folder)
        self._writer = writer
        self._known = writer.known()
        self._current = CurrentFile(library)
        self._started = time.monotonic()
        self._committed = self._started
        self._commits = 0
        self._done = 0
        self._since_commit = 0
        self._unchanged = 0

    def to_the_end(self, files: Files) -> None:
        """Index what is new or changed, forget what is gone, tell it all."""
        try:
            for file in files:
                self._take(file)
                self._done += 1
                self._since_commit += 1
                if self._is_time():
                    self._commit(files)
            self._forget(files)
            self._commit(files)
            self._writer.finish(complete=True)
        finally:
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

    def _is_time(self) -> bool:
        since = time.monotonic() - self._committed
        if self._commits == 0:
            return self._since_commit >= FIRST_FILES or since >= FIRST_SECONDS
        wait = min(SECONDS + (self._committed - self._started) / SLOWER, SLOWEST)
        return self._since_commit >= FILES or since >= wait

    def _commit(self, files: Files) -> None:
        self._current.clear()
        self._writer.commit()
        self._commits += 1
        self._since_commit = 0
        if self._commits == 2:
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

    def _take(self, file: FoundFile) -> None:
        before = self._known.pop(file.path, None)
        if before is not None and before == (file.size, file.mtime_ns):
            self._unchanged += 1
            return
        if self._current.kills(file.path, file.size, file.mtime_ns):
            self._refuse(file, KILLER)
            return
        self._current.note(file.path, file.size, file.mtime_ns)
        try:
            self._read_and_add(file, known=before is not None)
        except FileRefusedError as error:
            self._refuse(file, error.sentence)
        except RecursionError:
            self._refuse(file, TOO_DEEP)
        except MemoryError:
            self._refuse(file, TOO_BIG)
        except TooSlowError:
            self._refuse(file, TOO_SLOW)
        self._current.acquit(file.path)

    def _read_and_add(self, file: FoundFile, *, known: bool) -> None:
        try:
            data = self._read(f"{self._folder}/{file.path}")
        except OSError as error:
            # A drive that is being removed, or a moment without permission: nothing is forgotten.
            # What is really gone, the next walk does not find.
            if known or not self._is_there(file.path):
                return
            raise FileRefusedError("The file cannot be read.", error) from error
        fingerprint = blake2b(data, digest_size=16).digest()
        if known and self._writer.holds(file.path, fingerprint):
            self._writer.touch(file)
            self._unchanged += 1
            return
        with deadline():
            article = self._article(data, file.path, file.mtime_ns)
        self._writer.add(article, file, fingerprint, self._is_there)

    def _refuse(self, file: FoundFile, sentence: str) -> None:
        self._writer.refuse(file, sentence)
        tell({"event": "refused", "path": file.path, "reason": sentence})

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
                "The folder vanished while it was being read; its articles stay in the list.", error
            ) from error
        if empty:
            # An unmounted drive leaves an empty folder behind.
            sentence = "The folder is empty; its articles stay in the list until there are others."
            tell({"event": "problem", "sentence": sentence})
            return
        kept = tuple(files.unreadable)
        self._writer.remove([path for path in self._known if not path.startswith(kept)])
