"""Menus and shortcuts say what the table of commands says."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QToolButton

from reader.commands import COMMANDS, MENUS, STARTS_GROUP, Where
from reader.gui.dialogs.shortcuts import ShortcutsDialog
from reader.gui.style.labels import menu_name
from reader.gui.system.key_bindings import KeyBindings
from reader.gui.window.actions import fill_menus, make_actions


def test_each_command_acts_where_the_table_says(qapp):
    window, pane, listing, done = QMainWindow(), QLineEdit(), QLineEdit(), []
    actions = make_actions(window, done.append, [pane, listing], [listing], KeyBindings({}))
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
    actions = make_actions(window, lambda _command: None, [], [], KeyBindings({}))
    menus = fill_menus(window, actions)
    assert tuple(menus) == tuple(MENUS)
    for name, menu in menus.items():
        titles = [command.title for command in COMMANDS if command.menu == name]
        entries = menu.actions()
        shown = [menu_name(action.text()) for action in entries if not action.isSeparator()]
        assert shown == titles
        letters = re.findall("&([A-Za-z])", " ".join(action.text() for action in entries).lower())
        assert len(letters) == len(set(letters)) > len(titles) * 0.8, name
        parted = [entries[at + 1] for at, entry in enumerate(entries) if entry.isSeparator()]
        assert {action.objectName() for action in parted} == {
            command.id for command in COMMANDS if command.menu == name
        } & STARTS_GROUP
    window.deleteLater()


def test_in_the_window_a_new_key_acts_at_once_and_at_the_next_start(program, news):
    run = program().open(news, 6)
    run.shows("One")
    run.window.actions_by_id["help-keys"].trigger()
    [dialog] = run.window.findChildren(ShortcutsDialog)
    run.window.key_bindings.set_keys("next", ["F2"])
    dialog.close()
    run.window.activateWindow()
    run.window.list.rows.setFocus()
    run.wait(run.window.list.rows.hasFocus)
    run.press(Qt.Key.Key_F2)
    run.shows("Two")
    run.press("j")
    run.window.key_bindings.set_keys("toggle-star", ["Ctrl+F2"])
    star = [one for one in run.window.toolbar().findChildren(QToolButton)
            if one.toolTip() == "Star (Ctrl+F2)"]  # fmt: skip
    assert len(star) == 1
    assert run.title == "Two"
    run.close()
    run = program().open(news, 6)
    assert run.window.actions_by_id["next"].shortcut().toString() == "F2"


def test_a_key_in_the_settings_that_is_none_is_told(program):
    run = program()
    run.window.settings.keys["next"] = ["Banana"]
    run.close()
    run = program()
    run.window.show()
    run.window.complete()
    assert run.message == "The settings name a key that is none: “Banana”"
