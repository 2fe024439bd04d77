"""A list of files and reasons, of any length."""

from PySide6.QtWidgets import QWidget

from reader.gui.dialogs import reasons_list
from reader.gui.dialogs.reasons_list import ReasonsList
from reader.model import Note, NoteCode


def test_a_folder_of_something_else_is_listed_in_part(shown, monkeypatch):
    monkeypatch.setattr(reasons_list, "SHOWN", 3)
    note = Note(next(iter(NoteCode)))
    refused = [(f"{n}.md", note) for n in range(1234)]
    files = ReasonsList("Problems", "Some.", "Why", refused, shown(QWidget())).files
    assert files.topLevelItemCount() == 4
    assert files.topLevelItem(3).text(0) == "… and 1,231 more"
