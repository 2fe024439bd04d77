"""Days that names of files and folders tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.folder.name_dates import from_path, without_day


@pytest.mark.parametrize(
    ("path", "day", "precision"),
    [
        ("2017-08-20-x.md", "2017-08-20T00:00", "day"),
        ("_posts/2017-8-2-x.md", "2017-08-02T00:00", "day"),
        ("20200605 Title.md", "2020-06-05T00:00", "day"),
        ("2020.06.05.md", "2020-06-05T00:00", "day"),
        ("2026_6_26_0019.md", "2026-06-26T00:19", "minute"),
        ("2020-06-05 10-30-00.md", "2020-06-05T10:30", "minute"),
        ("2020年6月5日 标题.md", "2020-06-05T00:00", "day"),
        ("周报（2020年6月5日）.md", "2020-06-05T00:00", "day"),
        ("weekly-2020-06-05.md", "2020-06-05T00:00", "day"),
        ("[2020-06-05] x.md", "2020-06-05T00:00", "day"),
        ("2013/06/05/x/index.md", "2013-06-05T00:00", "day"),
        ("blog/2013/6/5/x.html", "2013-06-05T00:00", "day"),
        ("2013-06-05-x/index.md", "2013-06-05T00:00", "day"),
        ("2013/06-05 x.md", "2013-06-05T00:00", "day"),
        ("2013/0605.md", "2013-06-05T00:00", "day"),
        ("2013/06/05-x.md", "2013-06-01T00:00", "month"),
        ("2013/06/x.md", "2013-06-01T00:00", "month"),
        ("2013年/6月/x.md", "2013-06-01T00:00", "month"),
        ("published/201306/x.md", "2013-06-01T00:00", "month"),
        ("2013-06.md", "2013-06-01T00:00", "month"),
        ("posts/2013/x.md", "2013-01-01T00:00", "year"),
    ],
)
def test_a_name_or_a_folder_tells_a_day(path, day, precision):
    found = from_path(path)
    assert (found.moment.strftime("%Y-%m-%dT%H:%M"), found.precision.value) == (day, precision)


@pytest.mark.parametrize(
    "path",
    [
        "2001 A Space Odyssey.md", "1984.md", "2017-13-40-x.md", "12345678.md", "20201340 x.md",
        "RFC 20200605123.md", "issue-20200605.md", "3.10.5 released.md", "2020-2021.md", "x.md",
        "10 years.md", "version-1.2020.6.md", "2020.md", "a/12/b.md", "0000/00/00/x.md",
    ],
)  # fmt: skip
def test_a_number_in_a_title_is_no_day(path):
    assert from_path(path) is None


@pytest.mark.parametrize(
    ("stem", "rest"),
    [
        ("2017-08-20-my-post", "my-post"),
        ("20200605 Title", "Title"),
        ("2020年6月5日：标题", "标题"),
        ("[2020-06-05] x", "x"),
        ("2020-06-05", "2020-06-05"),
        ("2026_6_26_0019", "2026_6_26_0019"),
        ("weekly-2020-06-05", "weekly-2020-06-05"),
    ],
)
def test_a_name_without_its_day(stem, rest):
    assert without_day(stem) == rest


@given(st.text(alphabet="0123456789-_/. 年月日T", max_size=60))
def test_no_path_raises(path):
    from_path(path)
    without_day(path)
