"""Times as a person says them: "5 min", "yesterday", "22 Mar 2021"."""

from datetime import UTC, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale

from reader.gui.style.language import date_locale
from reader.language import N_, _, pgettext
from reader.model import DatePrecision, Headline

NO_DATE = N_("No date")
"""Said of an article that is dated by nothing but the time at which the folder was put there."""

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def headline_time(headline: Headline, now: float) -> str:
    """Return when an article is from, for its row: "" where nobody knows.

    now: seconds since the epoch.
    """
    if headline.undated:
        return _(NO_DATE)
    if not headline.date_known:
        return ""
    return relative_time(headline.date, now, precision=headline.date_precision)


def relative_time(
    date: float,
    now: float,
    locale: QLocale | None = None,
    precision: DatePrecision = DatePrecision.MINUTE,
) -> str:
    """Return how long ago, short: for the list; local time is shown.

    date, now: seconds since the epoch.
    precision: of a day nothing is told by the hour, of a month or a year nothing by the day.
    """
    ago = now - date
    if precision is not DatePrecision.MINUTE:
        return _relative_day(date, now, locale or date_locale(), precision)
    if 0 <= ago < _MINUTE:
        return _("now")
    if 0 <= ago < _HOUR:
        minutes = int(ago // _MINUTE)
        return pgettext("ago", "{count} min").format(count=minutes)
    then, today = _local(date), _local(now)
    if then is None or today is None:
        return ""
    if 0 <= ago < _DAY and then.date() == today.date():
        return pgettext("ago", "{count} h").format(count=int(ago // _HOUR))
    return _day(then, today, locale or date_locale())


def whole_date(moment: QDateTime, locale: QLocale, precision: DatePrecision) -> str:
    """Return a date in words as far as it is known: "22 March 2021", "March 2021", "2021"."""
    if precision is DatePrecision.YEAR:
        return locale.toString(moment.date(), "yyyy年" if _is_cjk(locale) else "yyyy")
    if precision is DatePrecision.MONTH:
        return locale.toString(moment.date(), "yyyy年M月" if _is_cjk(locale) else "MMMM yyyy")
    return locale.toString(moment.date(), QLocale.FormatType.LongFormat)


def _relative_day(date: float, now: float, locale: QLocale, precision: DatePrecision) -> str:
    """Return what relative_time() does of a date of which no time was written."""
    then, today = _local(date), _local(now)
    if then is None or today is None:
        return ""
    if precision is DatePrecision.DAY:
        return _("today") if then.date() == today.date() else _day(then, today, locale)
    day = QDate(then.year, then.month, then.day)
    cjk = _is_cjk(locale)
    if precision is DatePrecision.YEAR:
        return locale.toString(day, "yyyy年" if cjk else "yyyy")
    return locale.toString(day, "yyyy年M月" if cjk else "MMM yyyy")


def _day(then: datetime, today: datetime, locale: QLocale) -> str:
    """Return a day that is not today, short."""
    days = (today.date() - then.date()).days
    if days == 1:
        return _("yesterday")
    day = QDate(then.year, then.month, then.day)
    if 1 < days < 7:
        return locale.toString(day, "ddd")
    if then.year == today.year and days > 0:
        return locale.toString(day, _short_pattern(locale))
    return locale.toString(day, _long_pattern(locale))


def _local(date: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(date, UTC).astimezone()
    except (OverflowError, OSError, ValueError):
        # Before 1970 on Windows, or beyond the calendar.
        moment = QDateTime.fromSecsSinceEpoch(int(date)).date()
        if not 1 <= moment.year() <= 9999:
            return None
        return datetime(moment.year(), moment.month(), moment.day(), tzinfo=UTC)


def _is_cjk(locale: QLocale) -> bool:
    return locale.language() in (
        QLocale.Language.Chinese,
        QLocale.Language.Japanese,
        QLocale.Language.Korean,
    )


def _short_pattern(locale: QLocale) -> str:
    return "M月d日" if _is_cjk(locale) else "d MMM"


def _long_pattern(locale: QLocale) -> str:
    return "yyyy年M月d日" if _is_cjk(locale) else "d MMM yyyy"
