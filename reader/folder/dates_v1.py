"""The dates that version 0.1 read, as its identities have them. Frozen, like identity_v1."""

import math
import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache

from reader.bounds import DATE_CHARACTERS
from reader.patterns import lazy_re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# RFC 2822's names and those that feeds use in spite of it, as hours east of UTC.
_ZONES = {
    "z": 0.0, "utc": 0.0, "gmt": 0.0, "ut": 0.0, "wet": 0.0,
    "est": -5.0, "edt": -4.0, "cst": -6.0, "cdt": -5.0,
    "mst": -7.0, "mdt": -6.0, "pst": -8.0, "pdt": -7.0,
    "bst": 1.0, "west": 1.0, "cet": 1.0, "cest": 2.0, "eet": 2.0, "eest": 3.0, "msk": 3.0,
    "hkt": 8.0, "sgt": 8.0, "jst": 9.0, "kst": 9.0, "aest": 10.0, "aedt": 11.0,
}  # fmt: skip

_CLOCK = (
    r"(?P<half>[AaPp]\.?[Mm]\.?|上午|下午|晚上|午前|午後|오전|오후)?\s*"
    r"(?P<hour>\d{1,2})\s*[:：时時시点點]\s*(?P<minute>\d{1,2})?\s*[分분]?"
    r"(?:\s*[:：]?\s*(?P<second>\d{1,2})\s*[秒초]?(?:[.,]\d{1,12})?)?"
    r"\s*(?P<half2>[AaPp]\.?[Mm]\.?)?"
)
_ZONE = r"(?P<zone>[A-Za-z]{1,5}(?![A-Za-z]))?\s*(?P<offset>[+\-−]\d{1,2}(?::?\d{2})?)?"
_ZONE += r"\s*(?:\([^)]*\))?"
_TIME = rf"(?:[\sT,，]*(?:at\s+)?{_CLOCK}\s*{_ZONE})?\s*$"
_WEEKDAY = r"(?:[A-Za-z]{2,9}\.?,?\s+)?"
_YEAR_FIRST = (
    r"(?P<year>\d{4})\s*[-/.年년‐–]\s*(?P<month>\d{1,2})\s*[-/.月월‐–]\s*(?P<day>\d{1,2})\s*[日号號일]?"
    r"\s*(?:[（(]?(?:星期|周|週)?[一二三四五六日天月火水木金土](?:曜日?)?[)）]?(?![0-9]))?" + _TIME
)
_COMPACT = (
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:[T\s]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?\s*" + _ZONE + r")?\s*$"
)
_DAY_FIRST = (
    _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s\-]+(?P<name>[A-Za-z]{3,9})\.?,?[\s\-]+"
    r"(?P<year>\d{4}|\d{2})\b" + _TIME
)
_MONTH_FIRST = (
    _WEEKDAY + r"(?P<name>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+"
    r"(?P<year>\d{4})\b" + _TIME
)
_ASCTIME = (
    _WEEKDAY + r"(?P<name>[A-Za-z]{3})\s+(?P<day>\d{1,2})\s+" + _CLOCK + r"\s+" + _ZONE + r"\s*"
    r"(?P<year>\d{4})\s*$"
)
_YEAR_LAST = r"(?P<first>\d{1,2})[/.](?P<second_part>\d{1,2})[/.](?P<year>\d{4})\b" + _TIME
_COMMON = lazy_re(
    r"[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$", re.ASCII
)
_MONTH_NUMBERS = {name.title(): number for number, name in enumerate(_MONTHS, 1)}
_EPOCH_START = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH = lazy_re(r"-?\d{1,19}(?:\.\d{1,9})?$", re.ASCII)


def date_key(value: object) -> str:
    """Return what 0.1 put into an identity for a date of front matter, "" where it read none."""
    if not isinstance(value, str) or len(value) > DATE_CHARACTERS:
        return ""
    text = value.strip().strip("'\"").strip()
    if not text:
        return ""
    if text[4:5] == "-":
        try:
            return _key(datetime.fromisoformat(text))
        except ValueError:
            pass
    elif (common := _COMMON.match(text)) and common[2] in _MONTH_NUMBERS:
        day, name, year, hour, minute, second = common.groups()
        try:
            clock = time(int(hour), int(minute), int(second), tzinfo=UTC)
            figures = date(int(year), _MONTH_NUMBERS[name], int(day))
            return _key(datetime.combine(figures, clock))
        except ValueError:
            return ""
    if text[0].isalpha():
        patterns: tuple[str, ...] = (_DAY_FIRST, _MONTH_FIRST, _ASCTIME)
    elif text[:4].isdigit():
        patterns = (_YEAR_FIRST, _COMPACT)
    else:
        patterns = (_DAY_FIRST, _YEAR_LAST)
    for pattern in patterns:
        match = _compiled(pattern).match(text)
        if match is not None:
            made = _from_parts(match.groupdict())
            if made or pattern is not _COMPACT:
                return made
    return _from_epoch(float(text)) if _EPOCH.match(text) else ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # When it is first needed: nearly all dates are of the two kinds that have short ways.
    return re.compile(pattern, re.ASCII)


def _from_parts(parts: dict[str, str | None]) -> str:
    year, month, day = _day(parts)
    hour = int(parts.get("hour") or 0)
    half = (parts.get("half") or parts.get("half2") or "").lower()
    if half in {"上午", "午前", "오전"} or half.startswith("a"):
        hour = 0 if hour == 12 else hour
    elif half and hour < 12:
        hour += 12
    try:
        plain = datetime(  # noqa: DTZ001 - the zone, if one is written, is added below
            year,
            month,
            day,
            hour,
            int(parts.get("minute") or 0),
            min(int(parts.get("second") or 0), 59),  # a leap second
        )
        zone = _zone(parts.get("zone"), parts.get("offset"))
    except ValueError:
        return ""
    return _key(plain if zone is None else plain.replace(tzinfo=zone))


def _day(parts: dict[str, str | None]) -> tuple[int, int, int]:
    """Return year, month, day; (0, 0, 0) where they name no day or more than one."""
    written = parts.get("year") or "0"
    year = int(written)
    if len(written) == 2:  # RFC 822's
        year += 1900 if year > 68 else 2000
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second_part"] or 0)
        if first > 12 or first == second:
            return year, second, first
        return (year, first, second) if second > 12 else (0, 0, 0)
    name = (parts.get("name") or "")[:3].lower()
    if name:
        if name not in _MONTHS:
            return 0, 0, 0
        return year, _MONTHS.index(name) + 1, int(parts["day"] or 0)
    return year, int(parts["month"] or 0), int(parts["day"] or 0)


def _zone(name: str | None, offset: str | None) -> timezone | None:
    """Return the zone written, None where none is. Raises ValueError for one of a day and more."""
    if offset:
        digits = offset[1:].replace(":", "")
        hours, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])
        east = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(east if offset[0] == "+" else -east)
    if name is None:
        return None
    # RFC 2822, 4.3: a name nobody knows is UTC.
    return timezone(timedelta(hours=_ZONES.get(name.lower(), 0.0)))


def _from_epoch(number: float) -> str:
    """Return the key of seconds, or milli-, micro- or nanoseconds by their size."""
    if not math.isfinite(number) or abs(number) < 1e8:
        return ""
    while abs(number) >= 1e11:
        number /= 1000
    try:
        return _key(_EPOCH_START + timedelta(seconds=math.floor(number)))
    except OverflowError:
        return ""


def _key(moment: datetime) -> str:
    if not 1 < moment.year < 9999:
        return ""
    moment = moment.replace(microsecond=0)
    if moment.tzinfo is not None:
        return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"
    return moment.isoformat()
