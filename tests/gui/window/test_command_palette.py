"""The palette over the window: all commands, sections and folders, by keyboard and by mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader import language
from reader.commands import COMMANDS
from reader.gui.style.language import follow
from reader.model import Query
from tests.end_to_end.conftest import CTRL, SHIFT


@pytest.fixture
def palette(run):
    """Open by its key, with the keyboard in it."""
    run.window.list.rows.setFocus()
    run.press(Qt.Key.Key_P, CTRL, SHIFT)
    made = run.window.command_palette().palette()
    assert made.isVisible()
    run.wait(made.field.hasFocus)
    return made


def offered(palette):
    return {offer.name: offer for offer in palette.shown()}


def test_it_offers_every_command_with_its_key_and_greys_what_cannot_be_done(run, palette):
    found = offered(palette)
    absent = {"palette", "read-aloud"}
    assert {command.title for command in COMMANDS if command.id not in absent} <= set(found)
    assert found["Open Folder…"].key == "Ctrl+O"
    assert found["Next Article"].possible
    assert not found["Stop Saving"].possible
    assert not found["Undo"].possible
    assert {"Tech", "Alpha", "Gamma"} <= set(found)
    assert found["Alpha"].context == "Tech"


def test_a_command_is_done_by_letters_and_return(run, palette):
    run.press("star or")
    assert palette.shown()[0].name == "Star or Unstar"
    run.press(Qt.Key.Key_Return)
    assert not palette.isVisible()
    run.wait(lambda: run.status("One").starred)
    assert run.window.list.rows.hasFocus()  # it has the keyboard again
    run.press(Qt.Key.Key_P, CTRL, SHIFT)
    assert palette.shown()[0].name == "Star or Unstar"  # what was done last stands first


def test_a_section_is_listed_and_a_grey_entry_does_nothing(run, palette):
    run.press("stop sav")
    run.press(Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.field.clear()
    run.press("gamma")
    run.press(Qt.Key.Key_Return)
    run.wait(lambda: run.window.session.controller.query == Query(section=("World", "Gamma")))


def test_keys_move_in_it_and_esc_leaves_the_keyboard_where_it_was(run, palette):
    second = palette.shown()[1].name
    run.press(Qt.Key.Key_Down)
    assert palette.list.currentIndex().data().startswith(second)
    run.press(Qt.Key.Key_Up)
    run.press(Qt.Key.Key_Up)  # round to the end
    assert palette.list.currentIndex().row() == len(palette.shown()) - 1
    run.press(Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert run.window.list.rows.hasFocus()
    assert run.title == "One"


def test_a_click_chooses_and_one_beside_it_closes(run, palette):
    run.press("next unread")
    place = palette.list.visualRect(palette.list.model().index(0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    run.shows("Two")
    run.press(Qt.Key.Key_P, CTRL, SHIFT)
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, palette.height() - 5))
    assert not palette.isVisible()
    assert run.title == "Two"
    run.press(Qt.Key.Key_P, CTRL, SHIFT)
    run.press(Qt.Key.Key_K, CTRL)  # a command that takes the keyboard elsewhere
    assert run.window.list.search.hasFocus()
    assert not palette.isVisible()


def test_it_is_found_by_the_english_name_in_another_language_too(run):
    follow("zh-Hans")
    try:
        run.window.actions_by_id["palette"].trigger()
        palette = run.window.command_palette().palette()
        for typed in ("all articles", "全部文章"):
            palette.field.setText(typed)
            assert palette.shown()[0].name == "全部文章"
    finally:
        follow(language.ENGLISH)


def test_a_known_folder_is_opened(program, news, tmp_path):
    run = program().open(news, 6)
    run.window.open_folder(news / "World")
    run.wait(lambda: len(run.titles) == 3, 60)
    run.window.actions_by_id["palette"].trigger()
    run.press("news")
    assert QApplication.focusWidget().text() == "news"
    run.press(Qt.Key.Key_Return)
    run.wait(lambda: run.window.session.controller.folder == news)


def test_without_a_folder_it_opens_one_and_greys_the_rest(program):
    run = program().open(None)
    run.window.actions_by_id["palette"].trigger()
    found = offered(run.window.command_palette().palette())
    assert found["Open Folder…"].possible
    assert [name for name in ("Next Article", "Search", "Look for New Articles", "Find Next")
            if found[name].possible] == []  # fmt: skip
