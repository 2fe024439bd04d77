"""Dates in every writing that feeds and clippers use."""

import os
import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.folder.dates import from_file_time, read_date

ZONED = {
    "Sat, 28 May 2022 11:37:28 GMT": "2022-05-28T11:37:28Z",
    "Mon, 22 Mar 2021 03:00:00 +0000 (UTC)": "2021-03-22T03:00:00Z",
    "22 Mar 21 03:00 EST": "2021-03-22T08:00:00Z",
    "Thu, 01 Jan 1970 00:00:00 GMT": "1970-01-01T00:00:00Z",
    "Thu, 31 Dec 1936 00:00:00 GMT": "1936-12-31T00:00:00Z",
    "2021-03-22T10:11:12Z": "2021-03-22T10:11:12Z",
    "2021-03-22T10:11:12.123456789+08:00": "2021-03-22T02:11:12Z",
    "2021-03-22 10:11:12 +0800": "2021-03-22T02:11:12Z",
    "2021-03-22 10:11:12 UTC": "2021-03-22T10:11:12Z",
    "20210322T101112Z": "2021-03-22T10:11:12Z",
    "Mon Mar 22 2021 10:11:12 GMT+0800 (China Standard Time)": "2021-03-22T02:11:12Z",
    "1616400000": "2021-03-22T08:00:00Z",
    "1616400000123": "2021-03-22T08:00:00Z",
    1616400000: "2021-03-22T08:00:00Z",
    "2021-03-22T10:11:12 (UTC -05:00)": "2021-03-22T15:11:12Z",
    "2021-03-22 10:11:12 Asia/Shanghai": "2021-03-22T02:11:12Z",
    "2021-07-22 10:11:12 Europe/Berlin": "2021-07-22T08:11:12Z",
    "2021-03-22T10:11:12+08:00[Asia/Shanghai]": "2021-03-22T02:11:12Z",
    "2021-03-22 10:11:12.5 +0800 CST": "2021-03-22T02:11:12Z",
    "2021-03-22 10:11 GMT+8": "2021-03-22T02:11:00Z",
    datetime(2021, 3, 22, 10, tzinfo=UTC): "2021-03-22T10:00:00Z",
}
LOCAL = {
    "2021-03-22 10:11:12": "2021-03-22T10:11:12",
    "2021-03-22": "2021-03-22T00:00:00",
    " '2021-3-2 1:02' ": "2021-03-02T01:02:00",
    "2021/03/22 10:11": "2021-03-22T10:11:00",
    "2021.3.22": "2021-03-22T00:00:00",
    "20210322": "2021-03-22T00:00:00",
    "20210322101112": "2021-03-22T10:11:12",
    "2021年3月22日": "2021-03-22T00:00:00",
    "2021年3月22日 星期一 下午3:05": "2021-03-22T15:05:00",
    "2021年03月22日 15时04分05秒": "2021-03-22T15:04:05",
    "2021년 3월 22일 오후 3:05": "2021-03-22T15:05:00",
    "March 22, 2021 at 12:11 AM": "2021-03-22T00:11:00",
    "Mar 22, 2021 3:04 p.m.": "2021-03-22T15:04:00",
    "22nd March 2021": "2021-03-22T00:00:00",
    "3/22/2021": "2021-03-22T00:00:00",
    "22.3.2021 10:00": "2021-03-22T10:00:00",
    "22-03-2021": "2021-03-22T00:00:00",
    "03-04-2021": "2021-04-03T00:00:00",
    "2021-03-21 24:00:00": "2021-03-22T00:00:00",
    "三月 22, 2021": "2021-03-22T00:00:00",
    "22 三月 2021": "2021-03-22T00:00:00",
    "2021年三月22日": "2021-03-22T00:00:00",
    "22. März 2021": "2021-03-22T00:00:00",
    "22 mars 2021": "2021-03-22T00:00:00",
    "22 de marzo de 2021": "2021-03-22T00:00:00",
    "2021-03-22 10:11 星期一": "2021-03-22T10:11:00",
    "<2021-03-22 Mon>": "2021-03-22T00:00:00",
    "[[March 22nd, 2021]]": "2021-03-22T00:00:00",
    "2021-03-22 10:11 Nowhere/Town": "2021-03-22T10:11:00",
    "Mon Mar 22 10:11:12 2021": "2021-03-22T10:11:12",
    "2021-03-22 23:59:60": "2021-03-22T23:59:59",
    date(2021, 3, 22): "2021-03-22T00:00:00",
    datetime(2021, 3, 22, 10): "2021-03-22T10:00:00",  # noqa: DTZ001 - what is tested
}
NONE = [
    "Invalid Date", "", " ", "null", "2021-02-30", "2021-13-01", "2021-03-22T25:00:00",
    "2021-03-22T10:11:12+99:99", "0000-00-00", "0001-01-01T00:00:00Z", "9999-12-31", "3/4/2021",
    "yesterday", "3 days ago", "周一", "[[]]", "<>", "1836", "22", "2021-00", "13/13/2021", "true",
    "2021–2022",
    "12_00", "9" * 400, "1e999", None, True, [], {},
    float("nan"), float("inf"), 10**400, -(10**18) * 10, "Sat, 31 Feb 2022 11:37:28 GMT",
    "²021-03-22", "\ud800",
]  # fmt: skip


def moment_of(value):
    """The moment that a value names, None where it names none."""
    written = read_date(value)
    return None if written is None else written.moment


@pytest.mark.parametrize("written", ZONED, ids=repr)
def test_a_date_with_a_zone_is_that_moment(written):
    assert read_date(written).key == ZONED[written]
    assert moment_of(written) == datetime.fromisoformat(ZONED[written])


@pytest.mark.parametrize("written", LOCAL, ids=repr)
def test_a_date_without_a_zone_is_local(written):
    assert read_date(written).key == LOCAL[written]
    assert moment_of(written) == datetime.fromisoformat(LOCAL[written]).astimezone()


@pytest.mark.parametrize("written", NONE, ids=lambda value: repr(value)[:30])
def test_what_names_no_day_is_none(written):
    assert moment_of(written) is None


@pytest.mark.parametrize(
    ("written", "key", "precision"),
    [
        ("2021", "2021-01-01T00:00:00", "year"),
        ("2021年", "2021-01-01T00:00:00", "year"),
        ("2021-03", "2021-03-01T00:00:00", "month"),
        ("2021年3月", "2021-03-01T00:00:00", "month"),
        ("March 2021", "2021-03-01T00:00:00", "month"),
        ("2021/3/22", "2021-03-22T00:00:00", "day"),
        ("2021-03-22", "2021-03-22T00:00:00", "day"),
        ("2021-03-22 00:00:00", "2021-03-22T00:00:00", "day"),
        ("2021-03-22 00:01", "2021-03-22T00:01:00", "minute"),
        ("2021-03-22T00:00:00Z", "2021-03-22T00:00:00Z", "minute"),
        ("Sat, 28 May 2022 11:37:28 GMT", "2022-05-28T11:37:28Z", "minute"),
    ],
)
def test_how_much_of_a_date_is_written(written, key, precision):
    found = read_date(written)
    assert (found.key, found.precision.value) == (key, precision)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be changed here")
def test_the_key_does_not_know_this_machines_zone(monkeypatch):
    keys = set()
    for zone in ("UTC", "Asia/Shanghai", "America/New_York"):
        monkeypatch.setitem(os.environ, "TZ", zone)
        time.tzset()
        keys.add(read_date("2021-03-22 10:11:12").key)
    monkeypatch.delitem(os.environ, "TZ")
    time.tzset()
    assert keys == {"2021-03-22T10:11:12"}


@given(st.one_of(st.text(), st.text(alphabet="0123456789-/:T Zzamp+.年月日", max_size=30)))
def test_no_text_raises(text):
    moment = moment_of(text)
    assert moment is None or moment.astimezone(UTC).year >= 1


@given(st.integers())
def test_no_number_and_no_file_time_raises(number):
    moment_of(number)
    moment_of(float(number % 10**300))
    assert from_file_time(number).tzinfo is not None
