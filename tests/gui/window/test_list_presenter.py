"""Sidebar and list say what is listed, how much of it, and why where nothing is."""

from PySide6.QtWidgets import QLabel

from tests.end_to_end.conftest import CTRL, SHIFT


def says(run, name):
    return run.window.list.findChild(QLabel, name).text()


def test_a_list_has_its_name_its_count_and_its_place_in_the_sidebar(run):
    assert says(run, "ListName") == "All Articles"
    assert says(run, "ListCount") == "6"
    run.window.actions_by_id["view-starred"].trigger()
    run.wait(lambda: says(run, "ListCount") == "0")
    assert says(run, "ListName") == "Starred"
    assert says(run, "ListEmpty").startswith("No stars yet.")
    assert run.window.sidebar.currentItem().text(0) == "Starred"
    assert run.window.list.search.placeholderText() == "Search Starred"


def test_another_list_leaves_the_search(run):
    run.window.list.search.setText("Two")
    run.wait(lambda: run.titles == ["Two"])
    run.window.actions_by_id["view-unread"].trigger()
    assert run.window.list.search.text() == ""
    run.wait(lambda: len(run.titles) >= 5)


def test_the_list_shown_last_is_shown_again(run, program, news):
    run.window.actions_by_id["view-unread"].trigger()
    run.wait(lambda: says(run, "ListName") == "Unread")
    run.close()
    again = program().open(news)
    assert says(again, "ListName") == "Unread"  # before any of it is there
    again.wait(lambda: again.window.session.controller.query.view == "unread")


def test_the_foot_tells_where_one_reads_and_how_many_are_unread(run):
    def place():
        return run.window.status_bar.findChild(QLabel, "Place").text()

    run.wait(lambda: place() == "1 of 6  ·  6 unread")
    run.press("j")
    run.wait(lambda: place() == "2 of 6  ·  5 unread")
    run.press("a", SHIFT)
    run.wait(lambda: place() == "2 of 6  ·  0 unread")
    run.window.actions_by_id["view-starred"].trigger()
    run.wait(lambda: place() == "")


def test_head_sidebar_and_foot_agree_when_all_is_marked(run):
    run.window.actions_by_id["view-unread"].trigger()
    run.wait(lambda: says(run, "ListCount") == "6")
    run.press("a", SHIFT)
    run.wait(lambda: says(run, "ListCount") == "0")
    assert run.sidebar()["Unread"] == 0
    run.wait(lambda: says_at_foot(run).endswith(" 0 unread"))
    run.wait(lambda: not run.window.windowTitle().startswith("("))
    assert len(run.titles) == 6  # they stay while they are looked at
    run.press("z", CTRL)
    run.wait(lambda: says(run, "ListCount") == "6")
    assert run.sidebar()["Unread"] == 6


def says_at_foot(run):
    return run.window.status_bar.findChild(QLabel, "Place").text()
