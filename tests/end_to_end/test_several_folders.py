"""Several folders: each with its own article, view and place in the list."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tests.end_to_end.conftest import CTRL, write_article


@pytest.fixture
def two(tmp_path):
    for name in ("first", "second"):
        for hour in range(200):
            write_article(tmp_path / name, f"a/{hour}.md", f"{name} {hour}", hours_old=hour)
    return tmp_path / "first", tmp_path / "second"


def rests(run):
    run.settle()
    run.wait(lambda: not run.window.list.rows._scrolling.isActive())


def test_each_has_its_article_its_view_and_its_place(program, two):
    first, second = two
    run = program().open(first, 200)
    run.shows("first 0")
    rests(run)
    run.press("j")
    run.shows("first 1")
    bar = run.window.list.rows.verticalScrollBar()
    bar.setValue(7000)
    rests(run)
    run.window.open_folder(second)
    run.wait(lambda: run.titles[:1] == ["second 0"] and len(run.titles) == 200, 20)
    run.shows("second 0")
    rests(run)
    run.press("jj")
    run.shows("second 2")
    run.press("2", CTRL)
    run.wait(lambda: run.window.session.controller.query.view == "unread")
    rests(run)

    run.window.open_folder(first)
    run.shows("first 1")
    run.wait(lambda: bar.value() == 7000, 10)
    assert run.window.session.controller.query.view == "all"
    rests(run)
    for hour in range(3):  # newer ones above do not count
        write_article(first, f"b/{hour}.md", f"new {hour}", hours_old=-1 - hour)
    run.close()

    again = program().open(None)
    again.shows("first 1")
    again.settle()
    rows = again.window.list.rows
    again.wait(
        lambda: again.titles[rows.scroll_position()[0]] == f"first {7000 // rows.row_height}", 20
    )
    assert rows.scroll_position()[1] == 7000 % rows.row_height
    again.window.open_folder(second)
    again.shows("second 2")
    again.wait(lambda: again.window.session.controller.query.view == "unread")
    again.settle()


def test_switching_does_not_wait_for_the_former_folder(program, two):
    import time

    first, second = two
    run = program().open(first)
    run.wait(lambda: run.window.folders.reading_files, 10)
    began = time.perf_counter()
    run.window.open_folder(second)
    assert time.perf_counter() - began < 0.2
    run.wait(lambda: len(run.titles) == 200, 20)
    run.shows("second 0")
    run.settle()


def test_a_search_says_that_it_knows_a_part(program, two):
    run = program().open(two[0], 200)
    window = run.window
    note = next(w for w in window.list.findChildren(QLabel) if "so far" in w.text())
    window.list.search.setText("first")
    run.wait(lambda: window.session.controller.query.search == "first")
    run.settle()
    assert not note.isVisible()
    db = two[0].parent / "unfinished"
    for hour in range(3000):
        write_article(db, f"a/{hour}.md", f"third {hour}", hours_old=hour)
    window.open_folder(db)
    run.wait(lambda: window.session.counters.counts.articles, 20)
    window.list.search.setText("third")
    run.wait(lambda: note.isVisible(), 20)
    run.wait(lambda: not note.isVisible() and len(run.titles) == 3000, 60)
    run.settle()


def test_one_folder_written_in_several_ways_is_one(program, tmp_path):
    """One index, one set of marks; and one place, but for a link, which has a name of its own."""
    real = tmp_path / "real"
    for hour in range(5):
        write_article(real, f"a/{hour}.md", f"N{hour}", hours_old=hour)
    link = tmp_path / "link"
    link.symlink_to(real)
    run = program().open(real, 5)
    run.press("jj")
    run.shows("N2")
    run.press("s")
    run.settle()
    run.close()
    for way in (f"{real}/", f"{tmp_path}/./real", f"{real}/a/..", f"{link}/../real"):
        again = program().open(Path(way), 5)
        again.shows("N2")
        assert again.status("N2").starred
        assert again.window.settings.recent_folders == [str(real)]
        again.close()
    other = program().open(link, 5)
    other.settle()
    assert other.status("N2").starred
    assert other.window.settings.recent_folders[0] == str(link)
    assert len(list((other.paths.cache / "libraries").iterdir())) == 1


@pytest.mark.parametrize("name", ['it\'s "q" 100%25 #?&=', "caf\udce9", "新闻\n📰"])
def test_a_folder_may_have_any_name(program, tmp_path, name):
    folder = tmp_path / name
    try:
        folder.mkdir()
    except (OSError, UnicodeEncodeError):
        pytest.skip("this system takes no such name")
    write_article(folder, "a/one.md", "One", hours_old=1)
    run = program().open(folder, 1)
    run.shows("One")
    run.press("s")
    run.settle()
    write_article(folder, "a/two.md", "Two", hours_old=2)  # watched, too
    run.wait(lambda: run.titles == ["One", "Two"], 10)
    run.settle()
    run.close()
    again = program().open(None, 2)
    again.shows("One")
    assert again.status("One").starred
