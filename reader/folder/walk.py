"""Finding the article files of a folder. What is in them is read elsewhere (article_file)."""

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from reader.folder.file_bytes import LATEST_NS, modified_ns
from reader.language import _
from reader.markup.text.plain import quoted
from reader.model import FolderError
from reader.suffixes import SKIPPED_FOLDERS, is_article_name, is_text_name

LOOK_SECONDS = 0.15
"""So long the folders may be looked at for their times; those that are left come last."""

Problem = Callable[[str, OSError], None]
"""Is told the path of what cannot be read, "/" behind that of a folder, and why."""

Found = list[tuple[str, int, int]]
"""Path, size and mtime_ns of some files, as in FoundFile."""

New = Callable[[Found], Found]
"""Which of these are not known: the others are passed over."""

AT_ONCE = 1000
"""So many files are looked at before it is asked which of them are new."""


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


def walk(
    root: Path,
    on_problem: Problem | None = None,
    new: New | None = None,
    newest_first: Callable[[], bool] | None = None,
) -> Iterator[FoundFile]:
    """Every article file below `root`: the files of a folder by name, then its folders by name.

    Lazy: only one folder's names are held at a time (and the folders still to come). Hidden
    folders, machinery and resource forks are passed over. No symbolic link is followed: what it
    points to inside the folder is found in its own place. What is named as an article and is none
    (a pipe, a device), and links that lead out of the folder, back to one they lie in, nowhere or
    to what is no article come too: who reads them tells why they cannot be read.
    A subfolder that cannot be read is passed over and told to `on_problem` with its relative path
    and "/" behind it; so is a file of which not even the size can be had, with its path. Of the
    files only those that are `new` are given: at most starts nearly none is, and here passing over
    the others costs least. Where `newest_first` says so, asked with the first file, the folders
    come in the order of the day when something was put into them last, as far as that is soon
    known.
    Raises FolderError, at the call, when `root` itself cannot be read.
    """
    name = quoted(str(root))
    try:
        names, folders = _listing(os.fspath(root))
    except FileNotFoundError as error:
        raise FolderError(
            _("The folder {name} does not exist.").format(name=name), error
        ) from error
    except NotADirectoryError as error:
        raise FolderError(_("{name} is a file, not a folder.").format(name=name), error) from error
    except PermissionError as error:
        raise FolderError(
            _("You have no permission to read the folder {name}.").format(name=name), error
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise FolderError(
            _("The folder {name} cannot be read.").format(name=name), error
        ) from error
    return _walk(os.fspath(root), names, folders, on_problem, new, newest_first)


def _walk(
    root: str,
    names: list[str],
    folders: list[str],
    on_problem: Problem | None,
    new: New | None,
    newest_first: Callable[[], bool] | None,
) -> Iterator[FoundFile]:
    yield from _files(root, "", names, on_problem, new)
    # A stack, last first: thousands of levels cost no recursion.
    waiting = [f"{name}/" for name in reversed(folders)]
    entered: set[str] = set()
    if newest_first is not None and newest_first():
        waiting, entered = _newest_last(root, waiting)
    while waiting:
        below = waiting.pop()
        try:
            names, folders = _listing(f"{root}/{below}")
        except OSError as error:
            if on_problem is not None:
                on_problem(below, error)
            continue
        yield from _files(root, below, names, on_problem, new)
        if below not in entered:
            waiting.extend(f"{below}{name}/" for name in reversed(folders))


def _newest_last(root: str, waiting: list[str]) -> tuple[list[str], set[str]]:
    """Return the folders below these as a stack, and those whose own folders are in it already.

    The order is by whole days: what was copied in one go stays in the order of its names.
    """
    end = time.monotonic() + LOOK_SECONDS
    seen: list[tuple[float, list[str], str]] = []
    unseen: list[str] = []
    while waiting:
        below = waiting.pop()
        try:
            if time.monotonic() > end:
                raise TimeoutError
            day = os.lstat(f"{root}/{below}").st_mtime // 86_400
            _, folders = _listing(f"{root}/{below}")
        except OSError:
            unseen.append(below)
            continue
        seen.append((-day, below.split("/"), below))
        waiting.extend(f"{below}{name}/" for name in reversed(folders))
    seen.sort()
    stack = [*reversed(unseen), *(below for _, _, below in reversed(seen))]
    return stack, {below for _, _, below in seen}


def _listing(folder: str) -> tuple[list[str], list[str]]:
    """Return the names of article files and of folders to go into, sorted. Raises OSError."""
    names: list[str] = []
    texts: list[str] = []
    folders: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if entry.is_dir(follow_symlinks=False):
                if not (_is_passed_over(name) or _joint(entry)):
                    folders.append(name)
            elif (
                (name[-3:] == ".md" and name[0] != ".")  # nearly all, told at least cost
                or is_article_name(name)
                or _leads_to_a_folder(entry)
            ):
                names.append(name)
            elif is_text_name(name):
                texts.append(name)
    if len(texts) > len(names):  # a folder that holds mainly such
        names += texts
    # Names only, not entries: a folder of a million files stays at about 100 MB.
    names.sort()
    folders.sort()
    if (names or folders) and not os.access(folder, os.X_OK):
        # Its names may be read, and nothing of what they name.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder)
    return names, folders


def _is_passed_over(folder: str) -> bool:
    return folder.startswith(".") or folder in SKIPPED_FOLDERS


def _leads_to_a_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether this is a symbolic link to a folder, of a name that a folder to go into can have."""
    if _is_passed_over(entry.name) or not entry.is_symlink():
        return False
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _is_found_elsewhere(root: str, around: str, link: str) -> bool:
    """Whether what a symbolic link in the folder `around` leads to is found in its own place."""
    place, top = os.path.realpath(link), os.path.realpath(root)
    try:
        mode = Path(place).stat().st_mode
    except OSError:
        return False
    if not place.startswith(top + os.sep):
        return False
    if f"{os.path.realpath(around)}{os.sep}".startswith(place + os.sep):
        return False
    *folders, name = Path(place).relative_to(top).parts
    if stat.S_ISDIR(mode):
        folders.append(name)
    elif not is_article_name(name):
        return False
    # A link to what is passed over is passed over too, unless its name promises an article.
    return not (any(map(_is_passed_over, folders)) and is_article_name(Path(link).name))


def _joint(entry: "os.DirEntry[str]") -> bool:
    """Whether a folder is a junction: Windows' link that is_dir does not know in Python 3.11."""
    if os.name != "nt":
        return False
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_REPARSE_POINT)


def _files(
    root: str, below: str, names: list[str], on_problem: Problem | None, new: New | None
) -> Iterator[FoundFile]:
    prefix, lstat, is_regular = f"{root}/{below}", os.lstat, stat.S_ISREG
    for first in range(0, len(names), AT_ONCE):
        there: Found = []
        for name in names[first : first + AT_ONCE]:
            try:
                found = lstat(prefix + name)
            except FileNotFoundError:
                continue  # It vanished since the listing: the next walk tells.
            except OSError as error:
                if on_problem is not None:
                    on_problem(below + name, error)
                continue
            if not is_regular(found.st_mode):
                link = stat.S_ISLNK(found.st_mode)
                if link and _is_found_elsewhere(root, prefix, prefix + name):
                    continue
            time_ns = found.st_mtime_ns
            if not -LATEST_NS <= time_ns <= LATEST_NS:
                time_ns = modified_ns(found)
            there.append((below + name, found.st_size, time_ns))
        for each in there if new is None else new(there):
            yield FoundFile(*each)
