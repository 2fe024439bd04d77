"""The files that could not be read, each with its reason, as plain text."""

from PySide6.QtWidgets import QLabel, QWidget

from reader.gui.dialogs import problems
from reader.gui.dialogs.problems import ProblemsDialog
from reader.model import Note, NoteCode


def rows(dialog):
    files = dialog.files
    return [
        (files.topLevelItem(n).text(0), files.topLevelItem(n).text(1))
        for n in range(files.topLevelItemCount())
    ]


def test_without_any_it_says_that_all_was_read(shown):
    dialog = ProblemsDialog([], shown(QWidget()))
    assert not dialog.files.isVisibleTo(dialog)
    assert [label.text() for label in dialog.findChildren(QLabel)] == [problems._NONE]


def test_each_stands_with_its_reason_and_a_folder_is_called_one(shown):
    code = next(iter(NoteCode))
    refused = [("Tech/<b>a.md", Note(code)), ("Tech/locked/", Note(code))]
    dialog = ProblemsDialog(refused, shown(QWidget()))
    assert [path for path, _ in rows(dialog)] == ["Tech/<b>a.md", "Tech/locked/"]
    assert all(reason for _, reason in rows(dialog))
    assert problems._FOLDERS in [label.text() for label in dialog.findChildren(QLabel)]
