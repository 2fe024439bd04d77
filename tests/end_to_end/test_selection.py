"""Several articles selected in the list: commands act on them, reading is not disturbed."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from reader.views import UNREAD
from tests.end_to_end.conftest import CTRL, SHIFT, write_article

Key = Qt.Key


@pytest.fixture
def run(program, news):
    run = program().open(news, 6)
    run.shows("One")
    return run


def picked(run):
    """The titles marked in the list, from its top."""
    rows = run.window.list.rows
    return [run.titles[index.row()] for index in sorted(rows.selectionModel().selectedIndexes())]


def click(run, title, *modifiers):
    rows = run.window.list.rows
    index = rows.model().index(run.titles.index(title))
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    where = rows.visualRect(index).center() if index.isValid() else QPoint()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, held, where)


@pytest.mark.parametrize("key", [Key.Key_Down, "j"])
def test_shift_and_down_selects_and_reads_nothing_else(run, key):
    run.press(key, SHIFT)
    run.press(key, SHIFT)
    run.settle()
    assert picked(run) == ["One", "Two", "Three"]
    assert run.title == "One"
    assert "3 articles selected" in run.message
    assert not run.status("Two").read
    run.press(Key.Key_Up, SHIFT)
    assert picked(run) == ["One", "Two"]
    run.press(Key.Key_Up, SHIFT)
    assert picked(run) == ["One"]


def test_the_selection_ends_at_the_ends_of_the_list(run):
    run.press(Key.Key_Up, SHIFT)
    assert picked(run) == ["One"]
    for _ in range(9):
        run.press(Key.Key_Down, SHIFT)
    assert picked(run) == run.titles


def test_shift_click_selects_up_to_there(run):
    click(run, "Four", SHIFT)
    assert picked(run) == ["One", "Two", "Three", "Four"]
    click(run, "Two", SHIFT)
    assert picked(run) == ["One", "Two"]
    assert run.title == "One"


def test_ctrl_click_adds_and_takes_one(run):
    click(run, "Three", CTRL)
    click(run, "Five", CTRL)
    assert picked(run) == ["One", "Three", "Five"]
    click(run, "Three", CTRL)
    assert picked(run) == ["One", "Five"]
    click(run, "Five", CTRL)
    assert picked(run) == ["One"]
    run.settle()
    assert run.title == "One"


def test_ctrl_a_selects_all_and_esc_takes_it_back(run):
    run.press(Key.Key_A, CTRL)
    assert picked(run) == run.titles
    run.press(Key.Key_Escape)
    assert picked(run) == ["One"]
    assert run.title == "One"


@pytest.mark.parametrize("how", ["key", "click", "click on the one that is read"])
def test_going_on_reading_ends_the_selection(run, how):
    run.press(Key.Key_Down, SHIFT)
    run.press(Key.Key_Down, SHIFT)
    if how == "key":
        run.press("j")
        run.shows("Two")
    else:
        title = "Four" if how == "click" else "One"
        click(run, title)
        run.shows(title)
    assert picked(run) == [run.title]


def test_mark_read_acts_on_the_selection_and_is_undone_at_once(run):
    click(run, "Three", CTRL)
    click(run, "Five", CTRL)
    run.press("m")
    run.settle()
    assert [run.status(title).read for title in ("One", "Two", "Three", "Four", "Five")] == [
        True, False, True, False, True,
    ]  # fmt: skip
    assert picked(run) == ["One", "Three", "Five"]  # another command may follow
    assert run.title == "One"
    run.press(Key.Key_Z, CTRL)
    run.settle()
    assert not any(run.status(title).read for title in ("Three", "Five"))
    run.press(Key.Key_F7)
    run.press(Key.Key_F7)  # all are read: none is
    run.settle()
    assert not any(run.status(title).read for title in ("One", "Three", "Five"))


def test_star_acts_on_the_selection(run):
    run.press(Key.Key_Down, SHIFT)
    run.press("s")
    run.settle()
    assert run.status("One").starred
    assert run.status("Two").starred
    assert not run.status("Three").starred
    run.wait(lambda: run.sidebar()["Starred"] == 2)


def test_without_a_selection_commands_mean_what_is_read(run):
    run.press("s")
    run.settle()
    assert run.status("One").starred
    assert not run.status("Two").starred


def test_a_list_that_grows_keeps_the_selection_and_what_is_read(run, news):
    click(run, "Three", CTRL)
    write_article(news, "Tech/Alpha/new.md", "New", hours_old=0)
    run.press(Key.Key_F5)
    run.wait(lambda: "New" in run.titles, 20)
    run.settle()
    assert picked(run) == ["One", "Three"]
    assert run.title == "One"


def test_another_list_has_no_selection(run):
    run.press(Key.Key_A, CTRL)
    run.press(Key.Key_2, CTRL)
    run.settle()
    assert len(picked(run)) <= 1


def test_a_selection_larger_than_what_is_loaded(program, tmp_path):
    folder = tmp_path / "many"
    for number in range(300):
        write_article(folder, f"a/{number}.md", f"Title {number}", hours_old=number)
    run = program().open(folder, 300)
    run.press(Key.Key_A, CTRL)
    run.press("m")
    run.wait(lambda: run.window.session.counters.counts.of(UNREAD) == 0, 10)
    assert "Marked 300 as read" in run.message


def test_links_of_the_selection_are_copied(run):
    click(run, "Three", CTRL)
    run.press(Key.Key_C, CTRL, SHIFT)
    assert QGuiApplication.clipboard().text() == "https://example.org/three"
    run.press(Key.Key_T, CTRL, SHIFT)
    assert QGuiApplication.clipboard().text() == "One\nThree\nhttps://example.org/three"
    run.press(Key.Key_Escape)
    run.press(Key.Key_C, CTRL, SHIFT)
    assert "names no original" in run.message
    assert QGuiApplication.clipboard().text().startswith("One")


def test_dragging_over_the_list_reads_one_article_and_no_more(run):
    rows = run.window.list.rows
    places = [rows.visualRect(rows.model().index(n)).center() for n in range(3)]
    QTest.mousePress(rows.viewport(), Qt.MouseButton.LeftButton, CTRL, places[0])
    for place in places:
        QTest.mouseMove(rows.viewport(), place)
    QTest.mouseRelease(rows.viewport(), Qt.MouseButton.LeftButton, CTRL, places[2])
    run.settle()
    assert run.title == "One"
