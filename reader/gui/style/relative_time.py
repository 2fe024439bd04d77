"""Times as a person says them: "5 min", "yesterday", "22 Mar 2021"."""

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def relative_time(date: float, now: float, locale: QLocale | None = None) -> str:
    """How long ago, short: for the list. Both in seconds since the epoch; local time is shown."""
    ago = now - date
    if 0 <= ago < _MINUTE:
        return "now"
    if 0 <= ago < _HOUR:
        return f"{int(ago // _MINUTE)} min"
    then, today = _local(date), _local(now)
    if then is None or today is None:
        return ""
    days = (today.date() - then.date()).days
    if 0 <= ago < _DAY and days == 0:
        return f"{int(ago // _HOUR)} h"
    if days == 1:
        return "yesterday"
    locale = locale or QLocale()
    day = QDate(then.year, then.month, then.day)
    if 1 < days < 7:
        return locale.toString(day, "ddd")
    if then.year == today.year and days > 0:
        return locale.toString(day, _short_pattern(locale))
    return locale.toString(day, _long_pattern(locale))


def _local(date: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(date).astimezone()
    except (OverflowError, OSError, ValueError):
        # Before 1970 on Windows, or beyond the calendar.
        moment = QDateTime.fromSecsSinceEpoch(int(date)).date()
        if not 1 <= moment.year() <= 9999:
            return None
        return datetime(moment.year(), moment.month(), moment.day()).astimezone()


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
