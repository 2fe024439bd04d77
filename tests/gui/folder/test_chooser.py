"""Every way to a folder but the command line."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMenu, QWidget

from reader.gui.folder.chooser import FolderChooser, dropped_path
from reader.settings import Settings


@pytest.fixture
def chooser(shown, tmp_path):
    known = [str(tmp_path / name) for name in ("last", "former", "<b>old</b>")]
    made = FolderChooser(shown(QWidget()), Settings(folder=known[0], recent_folders=known))
    made.chosen = []
    made.wanted.connect(made.chosen.append)
    made.files = []
    made.file_wanted.connect(lambda *file: made.files.append(file))
    return made


def dropped(*urls):
    mime = QMimeData()
    mime.setUrls(list(urls))
    event = QDropEvent(
        QPointF(1, 1),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.kept = mime  # Qt does not keep it
    event.setAccepted(False)
    return event


def test_the_menu_of_known_folders(chooser, tmp_path):
    menu = QMenu()
    chooser.fill_menu(menu)
    chooser.fill_menu(menu)  # in place of what it holds
    assert len(menu.actions()) == 3
    assert menu.actions()[2].text().endswith("<b>old</b>")
    menu.actions()[1].trigger()
    assert chooser.chosen == [tmp_path / "former"]
    assert chooser.known_folders() == [str(tmp_path / "former"), str(tmp_path / "<b>old</b>")]


def test_without_known_folders_there_is_nothing_to_choose(shown):
    menu, chooser = QMenu(), FolderChooser(shown(QWidget()), Settings())
    chooser.fill_menu(menu)
    assert not menu.isEnabled()


def test_what_is_dropped_is_the_folder_or_lies_in_it(chooser, tmp_path):
    file = tmp_path / "a.md"
    file.write_text("x", encoding="utf-8")
    event = dropped(QUrl("https://example.org/"), QUrl.fromLocalFile(str(file)))
    chooser.drag(event)
    assert event.isAccepted()
    assert chooser.chosen == []  # not let go yet
    chooser.drop(event)
    assert (chooser.chosen, chooser.files) == ([], [(tmp_path, "a.md")])
    chooser.drop(dropped(QUrl.fromLocalFile(str(tmp_path))))
    assert chooser.chosen == [tmp_path]
    other = dropped(QUrl("https://example.org/"))
    chooser.drop(other)
    assert not other.isAccepted()
    assert dropped_path([]) is None


def test_the_samples_come_with_the_program(chooser):
    chooser.commands()["open-samples"]()
    assert list(chooser.chosen[0].rglob("*.md"))
