"""Menus and shortcuts say what the table of commands says."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow

from reader.commands import COMMANDS, MENUS, STARTS_GROUP, Where
from reader.gui.window.actions import fill_menus, make_actions


def test_each_command_acts_where_the_table_says(qapp):
    window, pane, listing, done = QMainWindow(), QLineEdit(), QLineEdit(), []
    actions = make_actions(window, done.append, [pane, listing], [listing])
    for command in COMMANDS:
        action = actions[command.id]
        assert action.shortcuts() == [QKeySequence(key) for key in command.keys]
        everywhere = command.where is Where.WINDOW
        assert (action in window.actions()) == everywhere
        assert (action in listing.actions()) == (not everywhere)
        assert (action in pane.actions()) == (command.where is Where.READING)
        local = action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut
        assert local == (not everywhere)
    actions["next"].trigger()
    assert done == ["next"]
    window.deleteLater()


def test_the_menu_bar_holds_every_command_that_has_a_menu(qapp):
    window = QMainWindow()
    actions = make_actions(window, lambda _command: None, [], [])
    menus = fill_menus(window, actions)
    assert tuple(menus) == tuple(MENUS)
    for name, menu in menus.items():
        titles = [command.title for command in COMMANDS if command.menu == name]
        entries = menu.actions()
        assert [action.text() for action in entries if not action.isSeparator()] == titles
        parted = [entries[at + 1] for at, entry in enumerate(entries) if entry.isSeparator()]
        assert {action.objectName() for action in parted} == {
            command.id for command in COMMANDS if command.menu == name
        } & STARTS_GROUP
    window.deleteLater()
