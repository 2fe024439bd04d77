"""What has no date stands behind what has one; what is dated in the future not on top for ever."""

import json
import os
import time

import pytest

from reader.ingest.pages import PageServer
from reader.model import Query
from reader.paths import Paths

CHECKOUT = 1.6e9


@pytest.fixture
def titles(folder):
    def ask():
        library = folder.library()
        return [head.title for head in library.headlines(library.rows(Query()))]

    return ask


def checked_out(folder, seconds=CHECKOUT):
    for number, file in enumerate(sorted(folder.root.rglob("*.md"))):
        os.utime(file, (seconds + number, seconds + number))


def fill(folder, dated=12):
    for number in range(dated):
        day = f"2015-03-{number + 1:02} 10:00:00"
        folder.write(f"{number:02}.md", f"Day {number}", body=f"<p>{number}</p>", date=day)


def test_a_checkouts_time_is_no_date(folder, titles):
    fill(folder)
    folder.write("undated.md", "Undated", body="<p>one</p>", date=None)
    folder.write("undated 2.md", "Undated too", body="<p>two</p>", date=None)
    checked_out(folder)
    folder.ingest()
    assert titles()[:2] == ["Day 11", "Day 10"]
    assert set(titles()[-2:]) == {"Undated", "Undated too"}
    library = folder.library()
    heads = library.headlines(library.rows(Query()))
    assert [head.undated for head in heads] == [False] * 12 + [True] * 2
    assert abs(heads[-1].date - CHECKOUT) < 100  # what is marked as old is marked by this
    checked_out(folder, CHECKOUT + 1e6)
    before = titles()
    folder.ingest()
    assert titles() == before


def test_its_page_says_so_instead_of_its_files_time(folder):
    fill(folder)
    folder.write("undated.md", "Undated", body="<p>one</p>", date=None)
    checked_out(folder)
    index = Paths.at(folder.data).index_db(folder.root)
    request = json.dumps({"n": 1, "path": "undated.md", "id": "ab" * 16})

    def page():
        return PageServer(folder.root, index=index).answer(request)["page"]

    assert not page()["undated"]
    assert len(page()["notes"]) == 1
    folder.ingest()
    assert page()["undated"]
    assert list(page()["notes"]) == []


def test_a_time_that_few_files_share_is_one(folder, titles):
    fill(folder)
    note = folder.write("note.md", "A note", body="<p>one</p>", date=None)
    checked_out(folder)
    os.utime(note, (1.43e9, 1.43e9))  # in May 2015
    folder.ingest()
    assert titles()[0] == "A note"
    library = folder.library()
    assert not library.headlines(library.rows(Query()))[0].undated


def test_an_undated_article_that_gets_a_date_takes_its_place(folder, titles, later):
    fill(folder)
    folder.write("undated.md", "Undated", body="<p>one</p>", date=None)
    checked_out(folder)
    folder.ingest()
    assert titles()[-1] == "Undated"
    file = folder.write("undated.md", "Undated", body="<p>one</p>", date="2016-01-01 10:00:00")
    later(file)
    folder.ingest()
    assert titles()[0] == "Undated"


def test_a_date_in_the_future_is_shown_but_does_not_stay_on_top(folder, titles, later):
    future = folder.write("f.md", "Future", body="<p>f</p>", date="2099-01-01 10:00:00")
    week_ago = time.time() - 7 * 86400
    os.utime(future, (week_ago, week_ago))
    yesterday = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(time.time() - 86400))
    folder.write("y.md", "Yesterday", body="<p>y</p>", date=yesterday)
    folder.ingest()
    assert titles() == ["Yesterday", "Future"]
    library = folder.library()
    assert library.headlines(library.rows(Query()))[1].date > 4e9
    folder.write("f.md", "Future", body="<p>f, written again</p>", date="2099-01-01 10:00:00")
    later(future, 5000)
    folder.ingest()
    assert titles() == ["Yesterday", "Future"]
    folder.close()
    Paths.at(folder.data).index_db(folder.root).unlink()
    os.utime(future, (week_ago, week_ago))
    folder.ingest()
    assert titles() == ["Yesterday", "Future"]
