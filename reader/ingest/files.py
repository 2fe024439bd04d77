"""The files of the folder as the walk finds them, and what it could not look into."""

import errno
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from reader.folder.walk import Found, FoundFile, New, walk
from reader.model import Note, NoteCode

LOOK_AHEAD = 100_000
"""Files that the walk may be ahead, so that progress has a total; more would fill the memory."""

_REASONS = {
    errno.EACCES: (NoteCode.FORBIDDEN, NoteCode.FOLDER_FORBIDDEN),
    errno.EPERM: (NoteCode.FORBIDDEN, NoteCode.FOLDER_FORBIDDEN),
    errno.ENAMETOOLONG: (NoteCode.LONG_PATH, NoteCode.FOLDER_LONG_PATH),
}
_OTHER = (NoteCode.UNREADABLE, NoteCode.FOLDER_UNREADABLE)
_VANISHED = frozenset({errno.ENOENT, errno.ENOTDIR})


class Files:
    """The files of one folder, once.

    found: how many the walk has found so far. unreadable: what it could not look into; the path of
    a folder has "/" at its end.
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
        self.unreadable: dict[str, OSError] = {}

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

    def _problem(self, path: str, error: OSError) -> None:
        self.unreadable[path] = error

    def problems(self) -> list[tuple[FoundFile, Note]]:
        """Return what of the unreadable is still there, as if it were a file, and why.

        In the place of the time stands the number of the error: another reason is another state.
        """
        return [
            (FoundFile(path, 0, error.errno or 0), _reason(path, error))
            for path, error in self.unreadable.items()
            if error.errno not in _VANISHED
        ]


def _reason(path: str, error: OSError) -> Note:
    of_file, of_folder = _REASONS.get(error.errno or 0, _OTHER)
    return Note(of_folder if path.endswith("/") else of_file)
