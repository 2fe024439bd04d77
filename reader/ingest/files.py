"""The files of the folder as the walk finds them, and the folders it could not go into."""

from collections import deque
from collections.abc import Iterator
from pathlib import Path

from reader.folder.walk import Found, FoundFile, New, walk
from reader.ingest.events import tell
from reader.markup.plain import quoted

LOOK_AHEAD = 100_000
"""Files that the walk may be ahead, so that progress has a total; more would fill the memory."""

PROBLEMS = 20
"""Unreadable folders that are told one by one."""


class Files:
    """The files of one folder, once.

    found: how many the walk has found so far. unreadable: folders, each with "/" at its end.
    new, newest_first: may be set before the first is taken: which files are wanted, and whether
    the folders come in the order of their age.
    """

    def __init__(self, folder: Path) -> None:
        """Begin the walk. Raises FolderError."""
        self._walk = walk(folder, self._problem, self._only_new, lambda: self.newest_first)
        self.new: New | None = None
        self.newest_first = False
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

    def _only_new(self, there: Found) -> Found:
        if self.new is None:
            return there
        new = self.new(there)
        self.found += len(there) - len(new)
        return new

    def look_ahead(self) -> None:
        """Let the walk go on, so that there is a total to compare progress with."""
        while len(self._ahead) < LOOK_AHEAD and (file := next(self._walk, None)) is not None:
            self.found += 1
            self._ahead.append(file)

    def _problem(self, folder: str, error: OSError) -> None:
        self.unreadable.append(folder + "/")
        if len(self.unreadable) <= PROBLEMS:
            sentence = (
                f"The folder {quoted(folder)} cannot be read; its articles stay as they were."
            )
            tell({"event": "problem", "sentence": sentence, "cause": str(error)})
