"""What cannot be done is grey where it is offered; its key acts all the same, and says why."""

import pytest

from reader.commands import BY_ID, Needs
from reader.gui.window.availability import Availability
from reader.gui.window.command_handlers import HandlerError

OWN = {command.id: lambda: True for command in BY_ID.values() if command.needs is Needs.OWN}


def test_a_command_that_has_no_rule_or_needs_none_is_named():
    with pytest.raises(HandlerError, match="undo"):
        Availability({}, [{name: rule for name, rule in OWN.items() if name != "undo"}], [])
    with pytest.raises(HandlerError, match="quit"):
        Availability({}, [OWN, {"quit": lambda: True}], [])
    with pytest.raises(HandlerError, match="fly"):
        Availability({}, [OWN], [{"fly": lambda: True}])


def test_what_is_not_there_is_asked_of_the_table():
    available = Availability(
        {Needs.LIST: lambda: False, Needs.PANES: lambda: False, Needs.PAGE: lambda: True}, [OWN], []
    )
    assert not available.can("next")
    assert available.can("find")
    assert available.can("quit")
    assert not available.refuses("next")  # its own words tell why nothing is done
    assert available.refuses("search")
    assert available.is_on("search") is None


def entries(window, name):
    """The entries of a menu, as they are while it is open: title to (enabled, ticked)."""
    menu = window._menus[name]
    menu.aboutToShow.emit()
    found = {
        action.objectName(): (action.isEnabled(), action.isChecked())
        for action in menu.actions()
        if action.objectName()
    }
    menu.aboutToHide.emit()
    assert all(action.isEnabled() for action in menu.actions() if action.objectName())
    return found


def test_menus_grey_what_cannot_be_done_and_tick_what_is_on(run):
    window = run.window
    edit = entries(window, "Edit")
    assert not edit["undo"][0]
    assert not edit["copy"][0]
    assert edit["copy-link"][0]
    assert not entries(window, "Article")["mark-above-read"][0]
    assert not entries(window, "View")["whole-page"][0]
    assert not entries(window, "Pictures")["view-pictures"][0]
    assert entries(window, "View")["toggle-sidebar"] == (True, True)
    assert entries(window, "Go")["view-all"] == (True, True)
    window.actions_by_id["toggle-star"].trigger()
    window.article.selectAll()
    window.frame.toggle_sidebar()
    window.actions_by_id["view-unread"].trigger()
    run.settle()
    edit = entries(window, "Edit")
    assert edit["undo"][0]
    assert edit["copy"][0]
    assert entries(window, "View")["toggle-sidebar"] == (True, False)
    assert entries(window, "Go")["view-all"] == (True, False)
    assert entries(window, "Go")["view-unread"] == (True, True)


def test_on_the_welcome_page_the_keyboard_stays_there(program):
    """No command of the panes puts it into a field that nobody sees."""
    run = program().open(None)
    window = run.window
    window.complete()
    assert window.focusWidget().text() == "Open Folder…"
    assert window.focusWidget().isVisible()
    for command in BY_ID.values():
        if command.needs in (Needs.FOLDER, Needs.PANES, Needs.LIST, Needs.PAGE):
            window.actions_by_id[command.id].trigger()
            assert window.focusWidget().isVisible(), command.id
            assert window.focusWidget().text() == "Open Folder…", command.id
    assert not entries(window, "Go")["next"][0]  # grey
    assert not entries(window, "File")["rescan"][0]
    assert entries(window, "File")["open-folder"][0]


def test_a_page_in_the_place_of_the_panes_takes_the_keyboard_from_them(run):
    window = run.window
    for had in (window.list.search, window.article, window.sidebar):
        window.frame.show_panes()
        had.setFocus()
        window.folder_presenter.greet()
        assert window.focusWidget().text() == "Open Folder…"
        run.press("/")
        assert window.focusWidget().text() == "Open Folder…"
