"""The buttons in the window's head do what they say, and say what is so."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from reader.gui.style.theme import DARK


@pytest.fixture
def head(run):
    """`head(name)`: the button that is called so now."""
    toolbar = run.window.toolbar()
    assert toolbar.isVisible()

    def find(name):
        named = {one.accessibleName(): one for one in toolbar.findChildren(QToolButton)}
        return named.get(name)

    return find


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_they_act_on_what_is_read_and_say_what_they_would_do_now(run, head):
    run.window.list.rows.setFocus()
    assert head("Star").toolTip() == "Star (S)"
    assert not head("Back").isEnabled()
    click(head("Star"))
    run.wait(lambda: run.status("One").starred)
    run.wait(lambda: head("Remove the Star"))
    run.window.actions_by_id["next"].trigger()
    run.shows("Two")
    run.wait(lambda: head("Back").isEnabled() and head("Star"))
    click(head("Mark as Read"))
    run.wait(lambda: run.status("Two").read and head("Mark as Unread"))
    click(head("Back"))
    run.shows("One")
    run.wait(lambda: head("Forward").isEnabled())
    click(head("Mark the List as Read"))
    run.wait(lambda: run.status("Five").read)
    click(head("Show the Sidebar"))
    assert not run.window.sidebar.isVisible()
    assert run.window.list.rows.hasFocus()  # no button takes the keyboard
    click(head("Search"))
    run.wait(run.window.list.search.hasFocus)


def test_two_of_them_open_menus_of_commands(run, head):
    menu = head("Text and colours").menu()
    menu.aboutToShow.emit()
    entries = {action.objectName(): action for action in menu.actions()}
    assert entries["theme-system"].isChecked()
    entries["theme-dark"].trigger()
    assert run.window.appearance.theme is DARK
    menu.aboutToShow.emit()
    ticked = [name for name, entry in entries.items() if entry.isChecked()]
    assert ticked == ["theme-dark"]
    menu.aboutToHide.emit()
    copies = {action.objectName() for action in head("Copy, export, print").menu().actions()}
    assert {"copy-link", "export-pdf", "print"} <= copies


def test_they_are_hidden_for_good_or_where_there_is_no_room(program, news):
    run = program().open(news, 6)
    window, toolbar = run.window, run.window.toolbar()
    window.resize(560, 600)
    run.wait(lambda: not toolbar.isVisible())
    assert window.list.findChild(QToolButton, "SidebarButton").isVisible()
    window.resize(900, 600)
    run.wait(toolbar.isVisible)
    assert not window.list.findChild(QToolButton, "SidebarButton").isVisible()
    window.actions_by_id["toggle-toolbar"].trigger()
    assert not toolbar.isVisible()
    run.close()
    run = program().open(news, 6)
    assert not run.window.toolbar().isVisible()


def test_nothing_moves_when_they_come_behind_the_first_paint(program):
    run = program()
    run.window.show()
    before = run.window.frame.geometry()
    run.window.complete()
    run.wait(run.window.toolbar().isVisible)
    assert run.window.frame.geometry() == before
