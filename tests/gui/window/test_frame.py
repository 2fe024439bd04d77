"""Panes beside each other where there is room, a page in their place."""

from PySide6.QtWidgets import QLabel, QToolButton

from reader.gui.window.frame import ROOM


def test_a_narrow_window_leaves_the_sidebars_room_to_the_article(run):
    window = run.window
    window.toggle_toolbar()  # it has a button for the sidebar too
    assert window.sidebar.isVisible()
    window.resize(ROOM - 100, 600)
    run.wait(lambda: not window.sidebar.isVisible())
    button = window.list.findChild(QToolButton, "SidebarButton")
    button.click()  # as long as it is narrow
    assert window.sidebar.isVisible()
    assert not button.isVisible()
    assert window.settings.sidebar
    window.resize(ROOM + 200, 600)
    window.sidebar.setFocus()
    window.frame.toggle_sidebar()  # for good
    assert not window.settings.sidebar
    run.wait(window.list.rows.hasFocus)


def test_a_page_stands_in_the_place_of_the_panes(run):
    frame, page = run.window.frame, QLabel("no news")
    frame.show_page(page)
    assert page.isVisible()
    assert not frame.shows_panes
    assert not run.window.article.isVisible()
    frame.show_panes()
    assert run.window.article.isVisible()
    assert run.window.list.rows.hasFocus()


def test_what_is_kept_is_told_below_the_sidebar(run):
    frame = run.window.frame
    frame.show_coverage("3 of 4 pictures are kept.")
    assert frame.coverage.isVisible()
    assert frame.coverage.text() == "3 of 4 pictures are kept."
    frame.show_coverage("")
    assert not frame.coverage.isVisible()
