"""Times as a person says them."""

import time
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

from reader.gui.style.relative_time import relative_time
from reader.model import DatePrecision

NOW = datetime(2026, 6, 17, 15, 30).astimezone()
ENGLISH = QLocale("en_GB")


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=3, minutes=10), "3 h"),
        (timedelta(hours=20), "yesterday"),
        (timedelta(days=1), "yesterday"),
        (timedelta(days=3), "Sun"),
        (timedelta(days=40), "8 May"),
        (timedelta(days=800), "8 Apr 2024"),
        (timedelta(days=-40), "27 Jul 2026"),
    ],
)
def test_how_long_ago(ago, said):
    assert relative_time((NOW - ago).timestamp(), NOW.timestamp(), ENGLISH) == said


def test_chinese_dates_in_a_chinese_locale():
    locale = QLocale("zh_CN")
    then = datetime(2021, 3, 22, 10).astimezone().timestamp()
    assert relative_time(then, NOW.timestamp(), locale) == "2021年3月22日"


@pytest.mark.parametrize("precision", DatePrecision)
@pytest.mark.parametrize(
    "date", [-1e18, 1e18, -1.1e9, 0.0, 253402300799.0, 253402214400.0, -62135596800.0]
)
def test_no_date_is_too_far(date, precision):
    assert isinstance(relative_time(date, NOW.timestamp(), ENGLISH, precision), str)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is the system's")
@pytest.mark.parametrize(("zone", "said"), [("UTC", "31 Dec 9999"), ("EST5", "31 Dec 9999")])
def test_the_calendar_s_last_day_is_told(monkeypatch, zone, said):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert relative_time(253402300799.0, NOW.timestamp(), ENGLISH) == said
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("day", "precision", "said"),
    [
        ((2026, 6, 17), DatePrecision.DAY, "today"),
        ((2026, 6, 16), DatePrecision.DAY, "yesterday"),
        ((2021, 3, 22), DatePrecision.DAY, "22 Mar 2021"),
        ((2021, 3, 1), DatePrecision.MONTH, "Mar 2021"),
        ((2026, 6, 1), DatePrecision.MONTH, "Jun 2026"),
        ((2021, 1, 1), DatePrecision.YEAR, "2021"),
    ],
)
def test_of_a_day_nothing_is_told_by_the_hour(day, precision, said):
    then = datetime(*day).astimezone().timestamp()
    assert relative_time(then, NOW.timestamp(), ENGLISH, precision) == said
