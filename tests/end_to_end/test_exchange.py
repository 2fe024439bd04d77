"""Marks carried to another machine and back; a backup restored; damage is said and stays said."""

import json
import shutil
import sqlite3

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from reader.library.library import Library
from tests.end_to_end.conftest import CTRL, write_article
from tests.end_to_end.test_marks import ask


@pytest.fixture
def run(program, news):
    run = program().open(news, 6)
    run.shows("One")
    run.press("s")
    run.press("j")
    run.shows("Two")
    run.settle()
    return run


def test_marks_go_to_another_machine(run, program, news, tmp_path):
    file = tmp_path / "marks.json"
    run.window.features.status_exchange().export_to(file)
    run.wait(lambda: "marks.json" in run.message)
    assert json.loads(file.read_text())["format"] == "broadsheet statuses"
    run.close()
    clone = tmp_path / "elsewhere" / "clone"
    shutil.copytree(news, clone)

    other = program(tmp_path / "other-data").open(clone, 6)
    other.shows("One")
    other.window.features.status_exchange().import_from(file)
    other.wait(lambda: "Imported" in other.message)
    other.wait(lambda: other.status("One").starred and other.status("One").read)
    other.wait(lambda: other.sidebar()["Starred"] == 1)
    (tmp_path / "no.json").write_text("{}")
    other.window.features.status_exchange().import_from(tmp_path / "no.json")
    other.wait(lambda: "no file of marks" in other.message)


def test_a_backup_is_made_by_itself_and_restored(run):
    run.window.session.library.look_after()
    run.settle()
    run.press("k")
    run.shows("One")
    run.press("s")  # taken away after the backup: that is newer, and holds
    run.settle()
    run.window.features.status_exchange().ask_restore()
    ask(run, QComboBox, lambda field: field.setCurrentIndex(0))
    run.wait(lambda: run.message.startswith("Nothing was restored"))
    run.settle()
    assert not run.status("One").starred
    assert QApplication.activeModalWidget() is None


def test_damage_is_said_and_a_backup_brings_all_back(run, program, news, expect_log):
    run.window.session.library.look_after()
    run.settle()
    run.close()
    state = run.paths.state_db
    state.write_bytes(b"noise" * 4000)
    for companion in ("-wal", "-shm"):
        state.with_name(state.name + companion).unlink(missing_ok=True)
    expect_log("damaged")
    again = program().open(news)
    again.wait(lambda: "was damaged" in again.window.notification_bar.notice("damage"), 20)
    again.wait(lambda: len(again.titles) == 6, 20)
    again.settle()
    again.window.features.status_exchange().ask_restore()
    ask(again, QComboBox, lambda field: field.setCurrentIndex(0))
    again.wait(lambda: again.status("One").starred, 10)
    assert not again.window.notification_bar.notice("damage")


def all_marks(run):
    return {title: run.status(title) for title in run.titles}


def test_an_import_is_undone_with_one_key_and_says_how_many(run, program, news, tmp_path):
    file = tmp_path / "marks.json"
    before = all_marks(run)
    library = Library.open(tmp_path / "elsewhere.db", tmp_path / "no-index.db")
    ids = [headline.id for headline in run.window.session.headlines._known.values()]
    library.set_read(ids, True)
    library.set_starred(ids, True)
    library.export_statuses(file)
    library.close()
    run.window.features.status_exchange().import_from(file)
    run.wait(lambda: "Imported: the marks of 5 of 6" in run.message)
    assert "Ctrl+Z" in run.message
    run.wait(lambda: run.sidebar()["Starred"] == 6)
    run.wait(lambda: all(mark.read and mark.starred for mark in all_marks(run).values()))
    run.press("z", CTRL)
    assert run.message == "Undone: Marks were imported (5 articles)."
    run.wait(lambda: all_marks(run) == before)
    run.wait(lambda: run.sidebar()["Starred"] == 1)
    run.window.features.status_exchange().import_from(file)  # it does not come back
    run.wait(lambda: "Imported: the marks of 0 of 6" in run.message)
    run.settle()
    assert all_marks(run) == before
    run.press("z", CTRL)  # what was done before it
    assert run.message == "Undone: Starred."
    run.press("z", CTRL)
    assert run.message == "Undone: “One” was read."
    run.close()
    again = program().open(news, 6)
    again.settle()
    assert not any(status.starred for status in all_marks(again).values())


def test_a_restored_backup_is_undone_also_in_another_folder(run, tmp_path, news):
    run.window.session.library.look_after()
    run.settle()
    state = sqlite3.connect(run.paths.state_db, isolation_level=None)
    state.execute("UPDATE status SET read = 0, starred = 0, read_at = 1, starred_at = 1")
    state.close()
    other = tmp_path / "other"
    write_article(other, "a/x.md", "Elsewhere")
    run.window.features.status_exchange().ask_restore()
    ask(run, QComboBox, lambda field: field.setCurrentIndex(0))
    run.wait(lambda: "Restored: the marks of 1 article are" in run.message)
    run.wait(lambda: run.status("One").starred)
    run.window.open_folder(other)
    run.wait(lambda: run.titles == ["Elsewhere"], 20)
    run.settle()
    run.press("z", CTRL)
    assert "was restored in “news”" in run.message
    run.settle()
    run.window.open_folder(news)
    run.wait(lambda: len(run.titles) == 6, 20)
    run.settle()
    assert not run.status("One").starred


def test_an_import_goes_on_at_the_next_start(run, program, news, tmp_path, monkeypatch):
    """The window is closed at once: what the person asked for is done all the same."""
    file = tmp_path / "marks.json"
    ids = [headline.id for headline in run.window.session.headlines._known.values()]
    others = [f"{number:032x}" for number in range(4000)]
    entries = [{"id": i, "starred": True, "starred_at": 9, "changed_at": 9} for i in others + ids]
    file.write_text(
        json.dumps({"format": "broadsheet statuses", "version": 1, "statuses": entries})
    )
    run.window.features.status_exchange().import_from(file)
    run.wait(lambda: run.window.features.status_exchange()._merging._noting)
    run.close()
    again = program().open(news, 6)
    again.wait(lambda: again.sidebar()["Starred"] == 6, 20)
    assert all(status.starred for status in all_marks(again).values())
