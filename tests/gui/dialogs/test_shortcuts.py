"""All keys at a glance, none of what is not there; found by a word, changed by a press."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow

from reader.commands import BY_ID, COMMANDS
from reader.gui.dialogs.shortcuts import KeyRecorder, ShortcutsDialog, key_names
from reader.gui.style.theme import DARK, LIGHT
from reader.gui.system.key_bindings import KeyBindings

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(shown):
    """`page()`: the dialog, and the keys that it changes."""

    def make(theme=LIGHT, absent=()):
        window, bindings = shown(QMainWindow()), KeyBindings({})
        dialog = ShortcutsDialog(bindings, theme, absent, window)
        dialog.show()
        return dialog, bindings

    return make


def listed(dialog):
    """The commands that are seen with their keys, from the top of each column."""
    return {
        command.title: button.text().split("   ")
        for command, name, button in dialog._rows
        if name.isVisible() and button.isVisible()
    }


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_command_stands_there_with_all_its_keys_those_to_read_with_first(page, theme):
    dialog, _bindings = page(theme)
    found = listed(dialog)
    assert set(found) == {command.title for command in COMMANDS}
    assert next(iter(found)) == "Next Article"
    assert found["Next Article"] == key_names(BY_ID["next"].keys)
    assert found["Left Out…"] == ["–"]


def test_a_command_that_is_not_there_has_no_keys_there(page):
    assert "Read Aloud" not in listed(page(absent={"read-aloud"})[0])


def test_keys_are_written_as_this_system_does():
    assert key_names(BY_ID["open-folder"].keys) == ["Ctrl+O"]


def test_one_is_found_by_a_word_or_by_its_key(page):
    dialog, _bindings = page()
    dialog.filter.setText("unread NEXT")
    assert list(listed(dialog)) == ["Next Unread Article", "Page Down, then Next Unread"]
    heads = [one.text() for one in dialog.findChildren(QLabel, "KeysHead") if one.isVisible()]
    assert heads == ["Go"]
    dialog.filter.setText("ctrl+shift+p")
    assert list(listed(dialog)) == ["Command Palette…"]
    dialog.filter.clear()
    assert len(listed(dialog)) == len(COMMANDS)


def entry(dialog, command, title):
    [found] = [one for one in dialog.key_menu(command).actions() if one.text() == title]
    return found


def test_a_key_is_changed_added_removed_and_reset(page):
    dialog, bindings = page()
    entry(dialog, "next", "Change J…").trigger()
    QTest.keyClick(dialog.findChild(KeyRecorder), Qt.Key.Key_J, CTRL)
    assert bindings.keys("next") == ["Ctrl+J", "Down"]
    assert listed(dialog)["Next Article"] == ["Ctrl+J", "Down"]
    entry(dialog, "next", "Remove Down").trigger()
    assert bindings.keys("next") == ["Ctrl+J"]
    entry(dialog, "next", "Reset").trigger()
    assert bindings.keys("next") == ["J", "Down"]
    assert not entry(dialog, "next", "Reset").isEnabled()


def test_whose_key_it_is_is_said_before_it_is_taken(page):
    dialog, bindings = page()
    dialog.record("left-out", "")
    recorder = dialog.findChild(KeyRecorder)
    QTest.keyClick(recorder, Qt.Key.Key_B, CTRL)
    assert "“Show the Sidebar”" in recorder.told.text()
    QTest.keyClick(recorder, Qt.Key.Key_Escape)
    assert bindings.keys("toggle-sidebar") == ["Ctrl+B"]
    recorder.deleteLater()
    dialog.record("left-out", "")
    recorder = dialog.findChildren(KeyRecorder)[-1]
    for _time in range(2):
        QTest.keyClick(recorder, Qt.Key.Key_B, CTRL)
    assert bindings.keys("left-out") == ["Ctrl+B"]
    assert bindings.keys("toggle-sidebar") == []
    said = [one.text() for one in dialog.findChildren(QLabel) if "no longer" in one.text()]
    assert said == ["Ctrl+B is no longer a key of “Show the Sidebar”."]


def test_tab_and_return_are_keys_there_like_others(page):
    dialog, bindings = page()
    dialog.record("left-out", "")
    recorder = dialog.findChild(KeyRecorder)
    QTest.keyClick(recorder, Qt.Key.Key_Tab, CTRL)
    assert bindings.keys("left-out") == ["Ctrl+Tab"]
