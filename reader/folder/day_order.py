"""Whether a folder writes the day or the month first: `03/04/2021` alone does not say.

Its other dates do, one with a number over twelve. They are looked at only where such a date is met:
the heads of some files nearby, then of some anywhere in the folder.
"""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from reader.bounds import DAY_ORDER_FILES, HEAD_BYTES
from reader.patterns import lazy_re
from reader.suffixes import SKIPPED_FOLDERS, is_article_name

_TOLD = lazy_re(
    rb"^[ \t]{0,4}[\"']?[A-Za-z_-]{0,20}(?:date|published|created|updated|modified|posted|time)"
    rb"[A-Za-z_-]{0,10}[\"']?[ \t]*[:=]{1,2}[ \t]*[\"']?(\d{1,2})/(\d{1,2})/\d{4}(?!\d)",
    re.MULTILINE | re.IGNORECASE,
)


def is_day_first(folder: str, path: str) -> bool | None:
    """Return whether dates of a folder begin with the day; None where nothing or both is told.

    folder: the opened one, an absolute path. path: of a file in it, relative to it.
    """
    nearby = _order_in(f"{folder}/{path}".rpartition("/")[0], deep=False)
    return nearby if nearby is not None else _order_in(folder, deep=True)


@lru_cache(maxsize=64)
def _order_in(folder: str, *, deep: bool) -> bool | None:
    day = month = False
    for number, file in enumerate(_files(folder, deep=deep)):
        if number >= DAY_ORDER_FILES:
            break
        for found in _TOLD.finditer(_head(file)):
            first, second = int(found[1]), int(found[2])
            day = day or 12 < first <= 31
            month = month or 12 < second <= 31
    return None if day == month else day


def _files(folder: str, *, deep: bool) -> Iterator[str]:
    waiting = [folder]
    for _ in range(DAY_ORDER_FILES):
        if not waiting:
            return
        below = waiting.pop()
        try:
            with os.scandir(below) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
                folders = [
                    entry.path
                    for entry in listed
                    if deep
                    and entry.name[0] != "."
                    and entry.name not in SKIPPED_FOLDERS
                    and entry.is_dir(follow_symlinks=False)
                ]
                files = [
                    entry.path
                    for entry in listed
                    if is_article_name(entry.name) and entry.is_file(follow_symlinks=False)
                ]
        except OSError:
            continue
        waiting += reversed(folders[:DAY_ORDER_FILES])
        yield from files


def _head(file: str) -> bytes:
    try:
        with Path(file).open("rb") as opened:
            return opened.read(HEAD_BYTES)
    except OSError:
        return b""
