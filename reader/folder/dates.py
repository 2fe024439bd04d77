"""Dates as front matter writes them, many ways, to a moment. Nothing here raises."""

import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache

from reader.bounds import DATE_CHARACTERS
from reader.model import DatePrecision
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
_ZONE = r"(?:(?P<place>[A-Za-z_]{2,14}/[A-Za-z_+\-/]{2,30}\d{0,2})|"
_ZONE += r"\(?(?P<zone>[A-Za-z]{1,5}(?![A-Za-z]))?\s*(?P<offset>[+\-−]\s?\d{1,2}(?::?\d{2})?)?"
# Go writes the zone's name or its offset once more, JavaScript its name in words.
_ZONE += r"\)?(?:\s+(?:[A-Z]{1,5}|[+\-]\d{2,4}))?)\s*(?:\([^)]*\)|\[[^\]]*\]?)?"
_TIME = rf"(?:[\sT,，@]*(?:at\s+)?{_CLOCK}\s*{_ZONE}|\s*\(?(?:UTC|GMT)\)?)?\s*$"
_WEEKDAY = r"(?:[A-Za-z]{2,9}\.?,?\s+)?"
_NAME = r"(?P<name>[A-Za-zÀ-ÿ]{3,10})"
_YEAR_FIRST = (
    r"(?P<year>\d{4})\s*[-/.年년‐–]\s*(?P<month>\d{1,2})\s*[-/.月월‐–]\s*(?P<day>\d{1,2})\s*[日号號일]?"
    r"\s*(?:[（(]?(?:星期|周|週)?[一二三四五六日天月火水木金土](?:曜日?)?[)）]?(?![0-9]))?"
    r"(?:,?\s+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6})?" + _TIME
)
_COMPACT = (
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:[T\s]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?\s*" + _ZONE + r")?\s*$"
)
_DAY_FIRST = (
    _WEEKDAY
    + r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.|º)?[\s\-/]+(?:de\s+|of\s+)?"
    + _NAME
    + r"\.?,?[\s\-/]+(?:de\s+)?"
    r"(?P<year>\d{4}|\d{2})\b" + _TIME
)
_MONTH_FIRST = (
    _WEEKDAY + _NAME + r"\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+"
    r"(?P<year>\d{4})\b" + _TIME
)
_ASCTIME = (
    _WEEKDAY + r"(?P<name>[A-Za-z]{3})\s+(?P<day>\d{1,2})\s+" + _CLOCK + r"\s+" + _ZONE + r"\s*"
    r"(?P<year>\d{4})\s*$"
)
_YEAR_LAST = (
    r"(?P<first>\d{1,2})(?P<sign>[-/.])(?P<second_part>\d{1,2})(?P=sign)(?P<year>\d{4})\b" + _TIME
)
_EITHER = lazy_re(r"(0?[1-9]|1[0-2])/(0?[1-9]|1[0-2])/(\d{4})(?!\d)(.*)$", re.ASCII)
_MONTH_ALONE = lazy_re(
    r"(?:(?P<year>\d{4})\s*[-/.年년]\s*(?P<month>1[0-2]|0?[1-9])\s*[月월]?"
    r"|(?P<name>[A-Za-zÀ-ÿ]{3,10})\.?,?\s+(?P<year2>\d{4}))\s*$"
)
_YEAR_ALONE = lazy_re(r"(?:19[7-9]|20[0-9])\d\s*[年년]?$", re.ASCII)
_WEEKDAY_LAST = lazy_re(r"\s*(?:星期|周|週)[一二三四五六日天]$")
_COMMON = re.compile(
    r"[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$", re.ASCII
)
_CHINESE_MONTHS = {
    "一月": 1, "二月": 2, "三月": 3, "四月": 4, "五月": 5, "六月": 6, "七月": 7, "八月": 8,
    "九月": 9, "十月": 10, "十一月": 11, "十二月": 12,
}  # fmt: skip
_CHINESE_MONTH = lazy_re("十[一二]月|[一二三四五六七八九十]月")
# Where the first three letters of a language's month are not those of the English one.
_OTHER_MONTHS = {
    "jän": 1, "ene": 1, "gen": 1, "fév": 2, "fev": 2, "mär": 3, "mrz": 3, "abr": 4, "avr": 4,
    "mai": 5, "mag": 5, "maj": 5, "mei": 5, "juin": 6, "giu": 6, "juil": 7, "lug": 7, "aoû": 8,
    "aou": 8, "ago": 8, "set": 9, "okt": 10, "out": 10, "ott": 10, "dez": 12, "déc": 12, "dic": 12,
}  # fmt: skip
# Where a system has no data of zones (Windows), those without summer time that are met most.
_PLACES = {
    "asia/shanghai": 8.0, "asia/chongqing": 8.0, "asia/beijing": 8.0, "asia/hong_kong": 8.0,
    "asia/taipei": 8.0, "asia/singapore": 8.0, "asia/tokyo": 9.0, "asia/seoul": 9.0,
    "asia/kolkata": 5.5, "asia/calcutta": 5.5, "asia/bangkok": 7.0, "asia/jakarta": 7.0,
    "asia/ho_chi_minh": 7.0, "asia/dubai": 4.0, "europe/moscow": 3.0, "europe/istanbul": 3.0,
    "america/sao_paulo": -3.0, "america/argentina/buenos_aires": -3.0, "etc/utc": 0.0,
    "etc/gmt": 0.0,
}  # fmt: skip
_MONTH_NUMBERS = {name.title(): number for number, name in enumerate(_MONTHS, 1)}
_EPOCH_START = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH = lazy_re(r"-?\d{1,19}(?:\.\d{1,9})?$", re.ASCII)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date with how it was written.

    moment: aware; a date without a zone is taken as this machine's local time.
    key: text that is the same on every machine: UTC where a zone is written, else the figures as
         they stand. An identity made of it survives a move to another time zone.
    precision: how much of it was written.
    """

    moment: datetime
    key: str
    precision: DatePrecision = DatePrecision.MINUTE


def read_date(value: object) -> WrittenDate | None:
    """Return the date a value of front matter names, None where it names none that can be.

    Reads RFC 2822, ISO 8601 and its relatives, Chinese, Japanese and Korean dates, JavaScript's,
    asctime's, a year or a month alone, and seconds or milliseconds since the epoch. "03/04/2021"
    is None: it names two days, see in_order(); "29-09-2020" and "9/29/2020" name one. The years 1
    and 9999 are None: they are generators' "never", and the only ones that a time zone can push
    over the edge.
    """
    if not isinstance(value, str):
        return _from_value(value)
    if len(value) > DATE_CHARACTERS:
        return None
    text = value.strip().strip("'\"").strip()
    if text[:1] in {"[", "<"}:
        text = text.strip("[]<>").strip()
    # The two commonest kinds have short ways: this runs for every file of the folder.
    if text[4:5] == "-":
        try:
            return _written(
                datetime.fromisoformat(text),
                DatePrecision.DAY if len(text) <= 10 else DatePrecision.MINUTE,
            )
        except ValueError:
            pass
    elif (common := _COMMON.match(text)) and common[2] in _MONTH_NUMBERS:
        return _from_common(*common.groups())
    return _from_text(text)


def in_order(text: str, *, day_first: bool) -> WrittenDate | None:
    """Return the date that `03/04/2021` is where it is known what comes first; None for others."""
    found = _EITHER.match(text.strip().strip("'\"").strip()[:DATE_CHARACTERS])
    if found is None:
        return None
    day, month = (found[1], found[2]) if day_first else (found[2], found[1])
    return read_date(f"{found[3]}-{int(month):02}-{int(day):02}{found[4]}")


def names_two_days(text: str) -> bool:
    """Return whether this is a date that is another one where the month comes first."""
    return _EITHER.match(text.strip().strip("'\"").strip()[:DATE_CHARACTERS]) is not None


def _without_zone(year: int, month: int = 1, day: int = 1) -> datetime:
    """Return the beginning of a day. Who wrote no zone meant their own: `_written` takes it so."""
    return datetime(year, month, day)  # noqa: DTZ001 - a zone made up here would be wrong


def _from_value(value: object) -> WrittenDate | None:
    """Return the date that a value is which YAML or TOML read already."""
    if isinstance(value, bool):
        return None
    if isinstance(value, datetime):
        return _written(value)
    if isinstance(value, date):
        return _written(_without_zone(value.year, value.month, value.day), DatePrecision.DAY)
    if isinstance(value, (int, float)):
        return _from_epoch(float(value)) if -1e19 < value < 1e19 else None
    return None


def _from_common(
    day: str, name: str, year: str, hour: str, minute: str, second: str
) -> WrittenDate | None:
    """Return the moment that feeds write: `Wed, 25 Mar 2020 10:00:00 GMT`."""
    figures = (int(year), _MONTH_NUMBERS[name], int(day), int(hour), int(minute), int(second))
    try:
        moment = datetime(*figures, tzinfo=UTC)
    except ValueError:
        return None
    return _written(moment)


def _from_text(text: str) -> WrittenDate | None:
    """Return a date of any other kind."""
    if text and text[-1] in "一二三四五六日天":
        text = _WEEKDAY_LAST.sub("", text)
    if "月" in text:
        text = _with_month_numbers(text)
    if not text:
        return None
    for pattern in _patterns(text):
        match = _compiled(pattern).match(text)
        if match is not None:
            made = _from_parts(match.groupdict())
            if made is not None or pattern is not _COMPACT:
                return made
    return _imprecise(text) or (_from_epoch(float(text)) if _EPOCH.match(text) else None)


def from_figures(moment: datetime, precision: DatePrecision) -> WrittenDate | None:
    """Return the date of figures without a zone, such as a file's name has."""
    return _written(moment, precision)


def _patterns(text: str) -> tuple[str, ...]:
    """Return what a date that begins like this may be."""
    if text[0].isalpha():
        return (_DAY_FIRST, _MONTH_FIRST, _ASCTIME)
    if text[:4].isdigit():
        return (_YEAR_FIRST, _COMPACT)
    return (_DAY_FIRST, _YEAR_LAST)


def _with_month_numbers(text: str) -> str:
    """Return a date with Chinese months ("六月 5, 2020", "2020年六月5日") in figures or English."""
    if text[:4].isdigit():
        return _CHINESE_MONTH.sub(lambda found: f"{_CHINESE_MONTHS[found[0]]}月", text)
    return _CHINESE_MONTH.sub(
        lambda found: f" {_MONTHS[_CHINESE_MONTHS[found[0]] - 1].title()} ", text
    ).strip()


def _imprecise(text: str) -> WrittenDate | None:
    """Return a year or a month that stands alone."""
    if _YEAR_ALONE.match(text):
        return _written(_without_zone(int(text[:4])), DatePrecision.YEAR)
    found = _MONTH_ALONE.match(text)
    if found is None:
        return None
    year = int(found["year"] or found["year2"])
    month = int(found["month"]) if found["month"] else _month_named(found["name"])
    if not (month and 1900 <= year < 2100):
        return None
    return _written(_without_zone(year, month), DatePrecision.MONTH)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # When it is first needed: nearly all dates are of the two kinds that have short ways.
    return re.compile(pattern, re.ASCII)


def _from_parts(parts: dict[str, str | None]) -> WrittenDate | None:
    year, month, day = _day(parts)
    hour = int(parts.get("hour") or 0)
    half = (parts.get("half") or parts.get("half2") or "").lower()
    if half in {"上午", "午前", "오전"} or half.startswith("a"):
        hour = 0 if hour == 12 else hour
    elif half and hour < 12:
        hour += 12
    figures = (int(parts.get("minute") or 0), int(parts.get("second") or 0))
    ends_day = hour == 24 and figures == (0, 0)  # ISO 8601: the midnight that ends a day
    try:
        plain = datetime(  # noqa: DTZ001 - the zone, if one is written, is added below
            year,
            month,
            day,
            0 if ends_day else hour,
            figures[0],
            min(figures[1], 59),  # a leap second
        )
        if ends_day:
            plain += timedelta(days=1)
        zone = _zone(parts)
    except (ValueError, OverflowError):
        return None
    precision = DatePrecision.MINUTE if parts.get("hour") else DatePrecision.DAY
    return _written(plain if zone is None else plain.replace(tzinfo=zone), precision)


def _day(parts: dict[str, str | None]) -> tuple[int, int, int]:
    """Year, month, day; (0, 0, 0) where they name no day or more than one."""
    written = parts.get("year") or "0"
    year = int(written)
    if len(written) == 2:  # RFC 822's
        year += 1900 if year > 68 else 2000
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second_part"] or 0)
        # Whoever writes dots or hyphens begins with the day; of slashes both kinds are met.
        if first > 12 or first == second or (parts["sign"] != "/" and second <= 12):
            return year, second, first
        return (year, first, second) if second > 12 else (0, 0, 0)
    if parts.get("name"):
        return year, _month_named(parts["name"] or ""), int(parts["day"] or 0)
    return year, int(parts["month"] or 0), int(parts["day"] or 0)


def _month_named(name: str) -> int:
    """Return the month's number, 0 where it is none's name."""
    lower = name.lower()
    if lower[:4] in _OTHER_MONTHS:  # "juin", "juil"
        return _OTHER_MONTHS[lower[:4]]
    if lower[:3] in _MONTHS:
        return _MONTHS.index(lower[:3]) + 1
    return _OTHER_MONTHS.get(lower[:3], 0)


def _zone(parts: dict[str, str | None]) -> tzinfo | None:
    """Return the zone written, None where none is. Raises ValueError for one of a day and more."""
    name, offset, place = parts.get("zone"), parts.get("offset"), parts.get("place")
    if place:
        return _zone_of(place)
    if offset:
        digits = offset[1:].replace(":", "").strip()
        hours, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])
        east = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(east if offset[0] == "+" else -east)
    if name is None:
        return None
    # RFC 2822, 4.3: a name nobody knows is UTC.
    return timezone(timedelta(hours=_ZONES.get(name.lower(), 0.0)))


def _zone_of(place: str) -> tzinfo | None:
    """Return the zone of "Asia/Shanghai", None (local time) where nobody knows it."""
    hours = _PLACES.get(place.lower())
    if hours is not None:
        return timezone(timedelta(hours=hours))
    # Loaded here alone: few dates name a place.
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(place)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _from_epoch(number: float) -> WrittenDate | None:
    """Seconds, or milli-, micro- or nanoseconds by their size; small numbers are no date."""
    if not math.isfinite(number) or abs(number) < 1e8:
        return None
    while abs(number) >= 1e11:
        number /= 1000
    try:
        return _written(_EPOCH_START + timedelta(seconds=math.floor(number)))
    except OverflowError:
        return None


def _written(
    moment: datetime, precision: DatePrecision = DatePrecision.MINUTE
) -> WrittenDate | None:
    if not 1 < moment.year < 9999:
        return None
    moment = moment.replace(microsecond=0)
    if moment.tzinfo is not None:
        utc = moment.astimezone(UTC).replace(tzinfo=None)
        return WrittenDate(moment, f"{utc.isoformat()}Z", precision)
    try:
        local = moment.astimezone()
    except (OSError, OverflowError, ValueError):
        # Windows knows no local time before 1970.
        local = moment.replace(tzinfo=UTC)
    if precision is DatePrecision.MINUTE and not (moment.hour or moment.minute or moment.second):
        # Generators that know but the day write midnight.
        precision = DatePrecision.DAY
    return WrittenDate(local, moment.isoformat(), precision)


def from_file_time(mtime_ns: int) -> datetime:
    """Return a file's modification time as a local moment; a nonsensical one is the epoch."""
    try:
        moment = datetime.fromtimestamp(mtime_ns // 1_000_000_000, UTC)
        if 1 < moment.year < 9999:
            return moment.astimezone()
    except (OSError, OverflowError, ValueError):
        pass
    return datetime.fromtimestamp(0, UTC)
