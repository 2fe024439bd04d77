"""Keys of one's own: kept in the settings, taken from whoever had them, and never a harm."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from reader.commands import BY_ID, COMMANDS
from reader.gui.system.key_bindings import KeyBindings, portable, pressed


def test_without_any_they_are_those_of_the_table():
    bindings = KeyBindings({})
    assert {c.id: bindings.keys(c.id) for c in COMMANDS} == {c.id: list(c.keys) for c in COMMANDS}
    for command in COMMANDS:
        assert [portable(key) for key in command.keys] == list(command.keys)
    assert not any(bindings.is_changed(command) for command in BY_ID)


def test_a_key_is_taken_from_who_had_it_and_comes_back():
    kept, told = {}, []
    bindings = KeyBindings(kept)
    bindings.changed.connect(lambda: told.append(dict(kept)))
    bindings.set_keys("next", ["N", "Down"])
    assert kept == {"next": ["N", "Down"]}
    assert bindings.keys("next-unread") == ["Alt+Down"]
    assert bindings.owner("N") == "next"
    assert bindings.owner("J") is None
    bindings.set_keys("previous", ["N"])  # from one that the person set
    assert kept == {"next": ["Down"], "previous": ["N"]}
    bindings.reset("previous")
    assert bindings.keys("next-unread") == ["N", "Alt+Down"]
    bindings.set_keys("next", ["J", "Down"])
    assert kept == {}  # as in the table: nothing to keep
    bindings.set_keys("next", [])
    assert KeyBindings(kept).keys("next") == []
    bindings.reset_all()
    assert bindings.keys("next") == ["J", "Down"]
    assert len(told) == 6


def test_what_means_nothing_is_told_and_ignored():
    kept = {
        "fly": ["F2"],
        "next": ["Banana", "Ctrl+K, Ctrl+B", "Shift", "", "F2", "x" * 1000, "\x00"],
        "previous": ["F2", "K"],
    }
    bindings = KeyBindings(kept)
    assert bindings.keys("next") == ["F2"]
    assert bindings.keys("previous") == ["K"]
    assert "fly" in bindings.problems[0]
    assert "“Banana”" in bindings.problems[1]
    assert "two commands" in bindings.problems[-1]
    assert len(bindings.problems) == 8
    assert "fly" in kept  # a later version may know it


@pytest.mark.parametrize(
    ("key", "held", "wanted"),
    [
        (Qt.Key.Key_B, "Control", "Ctrl+B"),
        (Qt.Key.Key_B, "", "B"),
        (Qt.Key.Key_B, "Shift", "Shift+B"),
        (Qt.Key.Key_Question, "Shift", "?"),
        (Qt.Key.Key_Backtab, "Shift", "Shift+Tab"),
        (Qt.Key.Key_Plus, "Keypad", "+"),
        (Qt.Key.Key_Space, "Shift", "Shift+Space"),
        (Qt.Key.Key_Control, "Control", ""),
        (Qt.Key.Key_unknown, "", ""),
    ],
)
def test_a_key_that_is_pressed_has_the_tables_name(key, held, wanted):
    modifier = getattr(Qt.KeyboardModifier, f"{held or 'No'}Modifier")
    assert pressed(QKeyEvent(QEvent.Type.KeyPress, key, modifier)) == wanted
