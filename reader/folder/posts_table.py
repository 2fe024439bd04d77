"""What a table beside the articles says of them: Substack's export, whose pages have no head.

`posts.csv` names each page of the folder `posts` by its number and slug, with title and day.
"""

import csv
import re
import stat
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from reader.bounds import POSTS_TABLE_BYTES
from reader.suffixes import is_page

_NAME = re.compile(r"(?:.*/)?(\d{4,12}\.[\w%-]{1,200})\.html?", re.IGNORECASE | re.DOTALL)
_COLUMNS = (
    ("title", "title"),
    ("post_date", "date"),
    ("subtitle", "description"),
    ("is_published", "published"),
)
_TABLE = "posts.csv"
_NOTHING: Mapping[str, object] = MappingProxyType({})


def told_beside(folder: str, path: str) -> Mapping[str, object]:
    """Return what the table says of one file, as front matter would; nothing for nearly all.

    folder: the opened one, an absolute path. path: relative to it. The table may lie above it.
    """
    named = _NAME.fullmatch(path) if is_page(path) else None
    if named is None:
        return _NOTHING
    beside = Path(folder, path).parent
    for place in (beside.parent, beside):
        file = place / _TABLE
        try:
            there = file.lstat()
        except (OSError, ValueError):
            continue
        if stat.S_ISREG(there.st_mode) and there.st_size <= POSTS_TABLE_BYTES:
            found = _table(file, there.st_mtime_ns, there.st_size).get(named[1])
            if found is not None:
                return found
    return _NOTHING


@lru_cache(maxsize=4)
def _table(file: Path, _mtime_ns: int, _size: int) -> Mapping[str, Mapping[str, object]]:
    """Return what the table says, by number and slug. Never raises for what is in it."""
    posts: dict[str, Mapping[str, object]] = {}
    try:
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as rows:
            for row in csv.DictReader(rows):
                said = {key: row[name] for name, key in _COLUMNS if row.get(name)}
                if row.get("post_id") and said:
                    posts[row["post_id"]] = MappingProxyType(said)
    except (OSError, csv.Error):
        pass
    return posts
