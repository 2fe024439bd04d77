"""Where an article stands in the lists, when that is not by the date it is shown with.

One that is dated in the future stands where it was first seen; one without a date, whose file has
the time at which the whole folder was put there (a checkout, a job that rewrites it), behind all
that have one.
"""

import sqlite3
from collections import Counter

from reader.library.index.sections import Filing

FUTURE = 86400.0
"""Seconds from now on at which a date is no longer taken for another time zone's."""
UNDATED = 1e12
"""Seconds by which what has no date stands behind what has one: more than there are years."""
AT_ONCE = 300
"""Seconds within which a checkout writes files."""
FEWEST = 10
"""Files of a folder whose times tell anything."""

_HAS_UNDATED = "SELECT 1 FROM article WHERE date_known = 0 LIMIT 1"
_UNDATED = """
    SELECT a.row, a.date, coalesce(a.told_date, a.date), f.mtime_ns
    FROM article a JOIN file f ON f.path = a.path WHERE a.date_known = 0
"""


def placed(date: float, seen: float, now: float) -> tuple[float, float | None]:
    """Return by what an article stands in the lists, and its date where that is another.

    seen: when the file was written, or was met first; all in seconds since the epoch.
    """
    return (date, None) if date <= now + FUTURE else (min(seen, now), date)


def put_undated_last(db: sqlite3.Connection, filing: Filing) -> None:
    """Bring in order what has no date. Raises sqlite3.Error.

    Costs one look where every article has a date.
    """
    if db.execute(_HAS_UNDATED).fetchone() is None:
        return
    first, last = _checkout([time for (time,) in db.execute("SELECT mtime_ns FROM file")])
    for row, date, told, mtime_ns in db.execute(_UNDATED).fetchall():
        last_of_all = first <= mtime_ns < last
        wanted = told - UNDATED if last_of_all else told
        if wanted != date:
            was = (date, filing.listed(row))
            db.execute(
                "UPDATE article SET date = ?, told_date = ? WHERE row = ?",
                (wanted, told if last_of_all else None, row),
            )
            filing.settle(row, was)


def _checkout(times: list[int]) -> tuple[int, int]:
    """Return the stretch of time in which more than half of the files were written; (0, 0): none.

    times: of all files, in nanoseconds.
    """
    if len(times) < FEWEST:
        return 0, 0
    step = AT_ONCE * 1_000_000_000
    steps = Counter(time // step for time in times)
    start = max(steps, key=lambda each: steps[each] + steps[each + 1])
    if 2 * (steps[start] + steps[start + 1]) <= len(times):
        return 0, 0
    return start * step, (start + 2) * step
