"""Days that a file's name or its folders tell: `2017-08-20-x.md`, `2013/06/05/x/index.md`."""

from datetime import datetime

from reader.folder.dates import WrittenDate, from_figures
from reader.model import DatePrecision
from reader.patterns import lazy_re

_YEAR = r"(?P<year>(?:19[7-9]|20[0-9])[0-9])"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])"
# At the beginning of a name: anything that reads as a day.
_BEGINS = lazy_re(
    rf"[\[(【《]?(?:{_YEAR}(?P<sign>[-_.]){_MONTH}(?P=sign){_DAY}(?![0-9])"
    rf"|(?P<year2>(?:19[7-9]|20[0-9])[0-9])(?P<month2>1[0-2]|0[1-9])"
    r"(?P<day2>3[01]|[12][0-9]|0[1-9])(?![0-9])"
    r"|(?P<year3>(?:19[7-9]|20[0-9])[0-9])\s?年\s?(?P<month3>1[0-2]|0?[1-9])\s?月\s?"
    r"(?P<day3>3[01]|[12][0-9]|0?[1-9])\s?[日号號])[\])】》]?"
)
# Elsewhere in it: only what can be nothing else.
_WITHIN = lazy_re(
    rf"(?<![0-9.]){_YEAR}(?P<sign>-){_MONTH}(?P=sign){_DAY}(?![0-9.-])"
    r"|(?P<year3>(?:19[7-9]|20[0-9])[0-9])\s?年\s?(?P<month3>1[0-2]|0?[1-9])\s?月\s?"
    r"(?P<day3>3[01]|[12][0-9]|0?[1-9])\s?[日号號]"
)
_CLOCK = lazy_re(r"[ _T-]+([01][0-9]|2[0-3])[-_.:h]?([0-5][0-9])(?:[-_.:m]?[0-5][0-9]s?)?$")
_MONTH_ONLY = lazy_re(rf"{_YEAR}[-_.]?(?P<month>1[0-2]|0[1-9])(?=$|[-_ ][^0-9])")
_YEAR_FOLDER = lazy_re(rf"{_YEAR}年?$")
_MONTH_FOLDER = lazy_re(rf"{_MONTH}月?$")
_DAY_FOLDER = lazy_re(rf"{_DAY}[日号]?$")
_MONTH_AND_DAY = lazy_re(
    rf"(?:{_MONTH}[-_.]{_DAY}"
    r"|(?P<month2>1[0-2]|0[1-9])(?P<day2>3[01]|[12][0-9]|0[1-9]))(?![0-9])"
)
_PARTS = 6
"""Folders above a file that are asked, the nearest first."""


def from_path(path: str) -> WrittenDate | None:
    """Return the day that a file's name tells, else its folders, the nearest first; else None.

    path: relative to the folder, "/" between parts. May be precise to a month or a year alone.
    """
    if not any(character in path for character in "0123456789"):
        return None
    parts = path.split("/")
    stem = parts[-1].rpartition(".")[0]
    found = _from_name(stem)
    if found is not None:
        return found
    folders = parts[-1 - _PARTS : -1]
    whole: list[WrittenDate] = []
    for folder in reversed(folders):
        found = _from_name(folder)
        if found is not None and found.precision is not DatePrecision.MONTH:
            return found
        if found is not None:
            whole.append(found)
    return _from_folders(folders, stem) or (whole[0] if whole else None)


def without_day(stem: str) -> str:
    """Return a file's name without the day it begins with, whole where it is nothing but that."""
    found = _BEGINS.match(stem)
    if found is None:
        return stem
    rest = stem[found.end() :].lstrip(" _-—–:：.,、")
    if not rest or rest.isdigit() or _CLOCK.match(stem, found.end()):
        return stem
    return rest


def _from_name(name: str) -> WrittenDate | None:
    found = _BEGINS.match(name) or _WITHIN.search(name)
    if found is not None:
        groups = found.groupdict()
        year, month, day = (
            int(groups.get(part) or groups.get(f"{part}2") or groups.get(f"{part}3") or 0)
            for part in ("year", "month", "day")
        )
        clock = _CLOCK.match(name, found.end())
        hour, minute = (int(clock[1]), int(clock[2])) if clock else (0, 0)
        precision = DatePrecision.MINUTE if clock else DatePrecision.DAY
        return _made(year, month, day, hour, minute, precision=precision)
    found = _MONTH_ONLY.match(name)
    if found is not None:
        return _made(int(found["year"]), int(found["month"]), precision=DatePrecision.MONTH)
    return None


def _from_folders(folders: list[str], stem: str) -> WrittenDate | None:
    """Return what `2013/06/05/`, `2013/06/` or `2013/` says, with `06-05 x` as its last part."""
    for number, folder in reversed(list(enumerate(folders))):
        found = _YEAR_FOLDER.match(folder)
        if found is None:
            continue
        year, below = int(found["year"]), [*folders[number + 1 :], stem]
        both = _MONTH_AND_DAY.match(below[0])
        if both is not None:
            month, day = both["month"] or both["month2"], both["day"] or both["day2"]
            return _made(year, int(month), int(day))
        month_found = _MONTH_FOLDER.match(below[0])
        if month_found is None:
            return _made(year, precision=DatePrecision.YEAR)
        month = int(month_found["month"])
        day_found = _DAY_FOLDER.match(below[1]) if len(below) > 1 else None
        if day_found is None:
            return _made(year, month, precision=DatePrecision.MONTH)
        return _made(year, month, int(day_found["day"]))
    return None


def _made(
    year: int,
    month: int = 1,
    day: int = 1,
    hour: int = 0,
    minute: int = 0,
    *,
    precision: DatePrecision = DatePrecision.DAY,
) -> WrittenDate | None:
    try:
        return from_figures(
            datetime(year, month, day, hour, minute),  # noqa: DTZ001 - a name tells no zone: the reader's own
            precision,
        )
    except ValueError:
        return None
