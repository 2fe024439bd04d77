"""All keys at a glance, and none of what is not there."""

import re

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMainWindow

from reader.commands import BY_ID, COMMANDS
from reader.gui.dialogs.shortcuts import ShortcutsDialog, key_names
from reader.gui.style.theme import DARK, LIGHT


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_command_with_a_key_stands_there_with_all_its_keys(shown, theme):
    window = shown(QMainWindow())
    text = re.sub("<[^>]+>|&nbsp;", "", ShortcutsDialog(theme, window).findChild(QLabel).text())
    for command in COMMANDS:
        if command.keys:
            assert command.title.replace("&", "&amp;") in text
    assert "".join(key_names(BY_ID["next"])).replace("J", "") in text
    assert theme.code_background in ShortcutsDialog(theme, window).findChild(QLabel).text()


def test_a_command_that_is_not_there_has_no_keys_there(shown):
    window = shown(QMainWindow())
    action = QAction("Read Aloud", window, objectName="read-aloud")
    action.setVisible(False)
    assert "Read Aloud" not in ShortcutsDialog(LIGHT, window).findChild(QLabel).text()


def test_keys_are_written_as_this_system_does():
    assert key_names(BY_ID["open-folder"]) == ["Ctrl+O"]
