"""Whether a folder writes the day or the month first."""

import pytest

from reader.folder.article_file import read_article
from reader.folder.day_order import is_day_first


def write(folder, **dates):
    folder.mkdir(exist_ok=True, parents=True)
    for name, date in dates.items():
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\ndate: {date}\n---\nText.\n")


@pytest.mark.parametrize(
    ("other", "day"),
    [("25/12/2020", "2021-04-03"), ("'12/25/2020 10:00'", "2021-03-04"), ("2020-12-25", None)],
)
def test_the_folders_other_dates_tell(tmp_path, other, day):
    write(tmp_path, a="03/04/2021", b=other)
    article = read_article("a.md", tmp_path)
    assert (article.date.date().isoformat() if article.date_source.is_known else None) == day
    assert bool(article.notes) == (day is None)


def test_a_time_goes_with_it_and_the_nearest_folder_tells(tmp_path):
    write(tmp_path / "here", a="03/04/2021 10:11", b="13/04/2021")
    write(tmp_path / "there", c="04/13/2021")
    write(tmp_path / "nowhere", d="03/04/2021")
    article = read_article("here/a.md", tmp_path)
    assert article.date.isoformat().startswith("2021-04-03T10:11")
    assert is_day_first(str(tmp_path), "there/x.md") is False
    # Both stand elsewhere: nobody knows.
    assert not read_article("nowhere/d.md", tmp_path).date_source.is_known


def test_links_and_what_cannot_be_read_tell_nothing(tmp_path):
    write(tmp_path / "out", b="13/04/2021")
    write(tmp_path / "in", a="03/04/2021")
    (tmp_path / "in" / "b.md").symlink_to(tmp_path / "out" / "b.md")
    assert is_day_first(str(tmp_path / "in"), "a.md") is None
    assert is_day_first(str(tmp_path / "gone"), "a.md") is None
