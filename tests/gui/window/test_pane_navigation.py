"""Keys lead through the panes, into the two fields, and out of them again."""

from PySide6.QtCore import Qt

Key = Qt.Key


def focus(run):
    window = run.window
    panes = {"sidebar": window.sidebar, "list": window.list.rows, "article": window.article}
    return next((name for name, pane in panes.items() if pane.hasFocus()), "")


def test_once_around_the_panes_that_can_be_seen(run):
    navigation = run.window.pane_navigation
    run.window.list.rows.setFocus()
    seen = []
    for _ in range(3):
        navigation.step(1)
        seen.append(focus(run))
    assert seen == ["article", "sidebar", "list"]
    run.window.frame.toggle_sidebar()
    navigation.step(-1)
    assert focus(run) == "article"
    navigation.go_left()
    navigation.go_left()
    assert focus(run) == "list"  # the sidebar is hidden


def test_the_search_is_left_for_the_list(run):
    run.window.actions_by_id["search"].trigger()
    assert run.window.list.search.hasFocus()
    run.press("Two")
    run.wait(lambda: run.titles == ["Two"])
    run.press(Key.Key_Return)
    run.shows("Two")
    assert focus(run) == "list"
    assert run.window.pane_navigation.back()
    assert run.window.list.search.text() == ""
    run.wait(lambda: len(run.titles) == 6)


def test_what_is_sought_in_one_article_is_sought_in_the_next(run):
    navigation = run.window.pane_navigation
    assert navigation.find_bar.made is None
    navigation.find()
    bar = navigation.find_bar()
    run.press("body")
    assert bar.label.text() == "Not found"
    run.window.session.controller.select(1)
    run.shows("Two")
    run.wait(lambda: bar.label.text() == "1 of 1")
    assert navigation.back()
    assert not bar.isVisible()
    assert focus(run) == "article"


def test_at_the_end_of_an_article_comes_the_next_unread_one(run):
    run.window.session.controller.select(1)
    run.shows("Two")
    run.window.actions_by_id["page-down"].trigger()
    run.shows("Three")
    run.window.actions_by_id["page-up"].trigger()
    run.shows("One")
