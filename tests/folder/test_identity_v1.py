"""What 0.1 called an article is looked for in few files alone."""

import pytest

from reader.folder.dates_v1 import date_key
from reader.folder.identity_v1 import is_as_before


@pytest.mark.parametrize("hour", range(24))
def test_the_archives_own_dates_are_read_as_they_were(hour):
    date = f"Fri, 04 Oct 2024 {hour:02}:38:14 GMT"
    assert is_as_before({"title": "A title", "date": date, "author": "Lin"}, "")
    assert date_key(date) == f"2024-10-04T{hour:02}:38:14Z"


@pytest.mark.parametrize(
    "raw",
    [
        {"title": "A &amp; b", "date": "2021-01-01"},
        {"title": "A [link](x)", "date": "2021-01-01"},
        {"title": "A", "date": "2021-01-01 10:00 (UTC -05:00)"},
        {"title": "A", "date": "2021-01-01", "author": "Lin <lin@site.example>"},
        {"title": "A", "publishDate": "2021-01-01"},
        {"date": "2021-01-01"},
    ],
)
def test_what_is_read_otherwise_today_is_told(raw):
    assert not is_as_before(raw, "")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("2021-03-22 10:11:12", "2021-03-22T10:11:12"),
        ("2021-03-22", "2021-03-22T00:00:00"),
        ("2021-03-22T10:11:12+08:00", "2021-03-22T02:11:12Z"),
        ("2021-08-10 09:00:00 (UTC -05:00)", "2021-08-10T09:00:00"),
        ("2021-08-11 24:00:00", ""),
        ("2024", ""),
        ("Invalid Date", ""),
        ("1616380000", "2021-03-22T02:26:40Z"),
    ],
)
def test_dates_have_the_keys_of_0_1(written, key):
    """Among them those that it read wrongly, or not at all."""
    assert date_key(written) == key
