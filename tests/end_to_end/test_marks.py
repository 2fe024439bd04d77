"""Marking many, going to a date, and taking it all back, one by one, all session long."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit

from reader.views import UNREAD
from tests.end_to_end.conftest import BEGIN, CTRL, SHIFT, write_article

Key = Qt.Key
SIXTH = "小米徕卡旗舰发布"
ALL = ["One", "Two", "Three", "Four", "Five", SIXTH]


@pytest.fixture
def run(program, news):
    run = program().open(news, 6)
    run.shows("One")
    return run


def unread(run):
    return [title for title in run.titles if not run.status(title).read]


def ask(run, field, choose):
    """Fill in the dialog that is open and accept it."""
    run.wait(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    choose(dialog.findChild(field))
    dialog.accept()
    run.window.activateWindow()  # as a window manager does
    run.wait(lambda: run.window.isActiveWindow() and run.window.list.rows.hasFocus())


def test_marking_above_and_below_and_taking_it_back(run):
    run.press("jjj")
    run.shows("Four")
    run.press(Key.Key_Up, CTRL, SHIFT)
    run.wait(lambda: "read already" in run.message)  # by reading on
    run.press(Key.Key_Down, CTRL, SHIFT)
    run.wait(lambda: unread(run) in ([], ["Four"]))
    assert "Marked 2 as read" in run.message
    run.press("z", CTRL)
    run.wait(lambda: {"Five", SIXTH} <= set(unread(run)))
    assert run.message == "Undone: Marked 2 as read (2 articles)."


def test_marking_what_is_older(run, news, program):
    for days in (8, 20, 40):
        write_article(news, f"Old/{days}.md", f"Old {days}", hours_old=24 * days)
    # The corpus of the tests lies in the past as a whole: written now, it is of today.
    run.press(Key.Key_F5)
    run.wait(lambda: len(run.titles) == 9, 10)
    run.settle()
    run.press("a", CTRL, SHIFT)
    ask(run, QComboBox, lambda field: field.setCurrentIndex(field.findData(365)))
    run.wait(lambda: "Marked" in run.message or "read already" in run.message, 5)


def test_older_than_a_week_leaves_what_is_younger(program, tmp_path):
    import datetime

    folder = tmp_path / "news"
    now = datetime.datetime.now(datetime.UTC)
    for days in (0, 3, 8, 40):
        hours = (BEGIN - (now - timedelta(days=days))).total_seconds() / 3600
        write_article(folder, f"a/{days}.md", f"{days} days", hours_old=hours)
    run = program().open(folder, 4)
    run.shows("0 days")
    run.settle()
    run.press("a", CTRL, SHIFT)
    ask(run, QComboBox, lambda field: field.setCurrentIndex(field.findData(7)))
    run.wait(lambda: run.status("8 days").read and run.status("40 days").read)
    assert not run.status("3 days").read
    run.press("z", CTRL)
    run.wait(lambda: not run.status("40 days").read)


def test_what_was_read_by_itself_is_undone_one_by_one_and_stays_so(run):
    run.press("s")
    run.press("jj")
    run.shows("Three")
    run.settle()
    assert unread(run)[0] == "Three"
    run.press("z", CTRL)
    assert run.message == "Undone: “Two” was read."
    assert unread(run)[:2] == ["Two", "Three"]
    run.press("z", CTRL)
    assert run.message == "Undone: Starred."  # what the person did goes first
    assert not run.status("One").starred
    run.press("z", CTRL)
    assert run.message == "Undone: “One” was read."
    assert unread(run)[0] == "One"
    run.press("z", CTRL)
    assert run.message == "Nothing to undo."


def test_an_article_undone_to_be_unread_is_not_marked_again_while_it_is_open(run, monkeypatch):
    run.press(Key.Key_Space)  # the person turns to it
    run.wait(lambda: run.status("One").read, 4)  # shown for a moment
    run.press("z", CTRL)
    assert not run.status("One").read
    run.window.session.read_tracker.start_timer(0.01)
    QApplication.processEvents()
    run.press("j")
    run.shows("Two")
    assert not run.status("One").read
    run.press("kj")  # left, and come back to: now it counts again
    run.shows("Two")
    run.wait(lambda: run.status("One").read)


def test_undo_reaches_back_over_other_lists_and_folders(run, tmp_path):
    run.press("s")
    run.press("a", SHIFT)
    run.wait(lambda: not unread(run))
    run.press("2", CTRL)
    other = tmp_path / "other"
    write_article(other, "a/x.md", "Elsewhere")
    run.window.open_folder(other)
    run.wait(lambda: run.titles == ["Elsewhere"], 20)
    run.shows("Elsewhere")
    run.press("s")
    run.settle()
    run.press("z", CTRL)
    assert run.message == "Undone: Starred."
    run.press("z", CTRL)
    while "was read" in run.message:
        run.press("z", CTRL)
    assert "in “news”" in run.message
    assert "articles)" in run.message
    run.settle()
    run.window.open_folder(tmp_path / "news")
    run.wait(lambda: run.window.session.controller.query.view == "unread")
    run.press("1", CTRL)
    run.wait(lambda: len(run.titles) == 6, 20)
    run.settle()
    assert run.status("Five").read is False
    assert run.status("One").starred


def test_going_to_a_date(program, tmp_path):
    folder = tmp_path / "news"
    for day in range(400):
        write_article(folder, f"a/{day}.md", f"Day {day}", hours_old=24 * day)
    run = program().open(folder, 400)
    run.shows("Day 0")

    def go(days):
        wanted = (BEGIN - timedelta(days=days)).astimezone().date()
        run.press("d", CTRL)
        ask(run, QDateEdit, lambda f: f.setDate(QDate(wanted.year, wanted.month, wanted.day)))

    go(300)
    run.shows("Day 300")
    rows = run.window.list.rows
    assert rows.currentIndex().row() == 300
    assert 300 in rows.visible_rows()
    go(20)
    run.shows("Day 20")
    go(900)
    run.shows("Day 399")
    assert "oldest" in run.message
    run.window.list.search.setText("Day")
    controller = run.window.session.controller
    run.wait(lambda: controller.query.search == "Day" and len(run.titles) == 400, 10)
    run.settle()
    run.window.list.rows.setFocus()
    go(123)
    run.shows("Day 123")


def test_the_next_unread_one_far_away_and_the_end_of_a_long_list(program, tmp_path):
    folder = tmp_path / "news"
    for hour in range(1500):
        write_article(folder, f"a/{hour}.md", f"N{hour}", hours_old=hour)
    run = program().open(folder)
    run.wait(lambda: len(run.window.session.headlines.rows) == 1500, 30)
    run.settle()
    run.shows("N0")
    run.press(Key.Key_End)
    run.shows("N1499")
    run.press("u")
    run.press("k")
    run.shows("N1498")
    run.press(Key.Key_Home)
    run.shows("N0")
    run.press("a", SHIFT)
    run.wait(lambda: run.window.session.counters.counts.of(UNREAD) == 0, 10)
    run.press(Key.Key_End)
    run.shows("N1499")
    run.press("u")
    run.press(Key.Key_Home)
    run.shows("N0")
    run.press("n")
    run.shows("N1499")
    run.wait(lambda: run.status("N1499").read)
    run.press("u")
    run.press(Key.Key_Home)
    run.shows("N0")
    run.press("p")
    run.shows("N1499")
    assert "other end" in run.message
