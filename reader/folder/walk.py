"""Finding the article files of a folder. What is in them is read elsewhere (article_file)."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from reader.markup.plain import quoted
from reader.model import FolderError

SUFFIXES = (".md", ".markdown", ".html", ".htm")

# Hidden folders are skipped by their dot; these are machinery too, without one.
SKIPPED_FOLDERS = frozenset({"node_modules", "CVS", "_darcs", "__MACOSX", "$RECYCLE.BIN"})

Problem = Callable[[str, OSError], None]
Known = Callable[[str, int, int], bool]
"""Whether a file of this path, size and mtime_ns is known, so that it is passed over."""


class FoundFile(NamedTuple):
    """One article file. A tuple, because a hundred thousand of them are made at every start.

    path: relative to the folder, "/" between parts on every system; bytes of a name that are
          not UTF-8 stand in it as lone surrogates, as os.fsdecode gives them.
    size: bytes.
    mtime_ns: modification time, nanoseconds since the epoch.
    """

    path: str
    size: int
    mtime_ns: int


def is_article_name(name: str) -> bool:
    """Whether a file of this name is an article. A post with an empty title is named ".md"."""
    return name.lower().endswith(SUFFIXES) and not name.startswith("._")


def walk(
    root: Path, on_problem: Problem | None = None, known: Known | None = None
) -> Iterator[FoundFile]:
    """Every article file below `root`: the files of a folder by name, then its folders by name.

    Lazy: only one folder's names are held at a time (and the folders still to come). Hidden
    folders, machinery, resource forks and whatever is no regular file are passed over. No
    symbolic link is followed: what it points to inside the folder is found in its own place.
    A subfolder that cannot be read is passed over and told to `on_problem` with its relative
    path; files that are `known`, nearly all at most starts, are passed over here, where that costs
    least. Raises FolderError, at the call, when `root` itself cannot be read.
    """
    name = quoted(str(root))
    try:
        names, folders = _listing(os.fspath(root))
    except FileNotFoundError as error:
        raise FolderError(f"The folder {name} does not exist.", error) from error
    except NotADirectoryError as error:
        raise FolderError(f"{name} is a file, not a folder.", error) from error
    except PermissionError as error:
        raise FolderError(f"You have no permission to read the folder {name}.", error) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise FolderError(f"The folder {name} cannot be read.", error) from error
    return _walk(os.fspath(root), names, folders, on_problem, known)


def _walk(
    root: str,
    names: list[str],
    folders: list[str],
    on_problem: Problem | None,
    known: Known | None,
) -> Iterator[FoundFile]:
    yield from _files(root, "", names, known)
    # A stack, last first: thousands of levels cost no recursion.
    waiting = [f"{name}/" for name in reversed(folders)]
    while waiting:
        below = waiting.pop()
        try:
            names, folders = _listing(f"{root}/{below}")
        except OSError as error:
            if on_problem is not None:
                on_problem(below.rstrip("/"), error)
            continue
        yield from _files(root, below, names, known)
        waiting.extend(f"{below}{name}/" for name in reversed(folders))


def _listing(folder: str) -> tuple[list[str], list[str]]:
    """The names of the article files and of the folders to go into, each sorted. Raises OSError."""
    names: list[str] = []
    folders: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            plainly = name.endswith(".md") and name[0] != "."
            if (plainly or is_article_name(name)) and entry.is_file(follow_symlinks=False):
                names.append(name)
            elif entry.is_dir(follow_symlinks=False) and not (
                name.startswith(".") or name in SKIPPED_FOLDERS or _joint(entry)
            ):
                folders.append(name)
    # Names only, not entries: a folder of a million files stays at about 100 MB.
    names.sort()
    folders.sort()
    return names, folders


def _joint(entry: "os.DirEntry[str]") -> bool:
    """Whether a folder is a junction: Windows' link that is_dir does not know in Python 3.11."""
    if os.name != "nt":
        return False
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_REPARSE_POINT)


def _files(root: str, below: str, names: list[str], known: Known | None) -> Iterator[FoundFile]:
    prefix, lstat, is_regular = f"{root}/{below}", os.lstat, stat.S_ISREG
    for name in names:
        try:
            found = lstat(prefix + name)
        except OSError:
            continue  # It vanished since the listing: the next walk tells.
        if not is_regular(found.st_mode):
            continue
        path, size, mtime_ns = below + name, found.st_size, found.st_mtime_ns
        if known is None or not known(path, size, mtime_ns):
            yield FoundFile(path, size, mtime_ns)
