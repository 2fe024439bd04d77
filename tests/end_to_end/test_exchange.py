"""Marks carried to another machine and back; a backup restored; damage is said and stays said."""

import json
import shutil

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

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
    run.window.exchange.export_to(file)
    run.wait(lambda: "marks.json" in run.message)
    assert json.loads(file.read_text())["format"] == "broadsheet statuses"
    run.close()
    clone = tmp_path / "elsewhere" / "clone"
    shutil.copytree(news, clone)

    other = program(tmp_path / "other-data").open(clone, 6)
    other.shows("One")
    other.window.exchange.import_from(file)
    other.wait(lambda: "Imported" in other.message)
    other.wait(lambda: other.status("One").starred and other.status("One").read)
    other.wait(lambda: other.sidebar()["Starred"] == 1)
    (tmp_path / "no.json").write_text("{}")
    other.window.exchange.import_from(tmp_path / "no.json")
    other.wait(lambda: "no file of marks" in other.message)


def test_a_backup_is_made_by_itself_and_restored(run):
    run.window.reading.owner.look_after()
    run.settle()
    run.press("k")
    run.shows("One")
    run.press("s")  # taken away after the backup: that is newer, and holds
    run.settle()
    run.window.exchange.ask_restore()
    ask(run, QComboBox, lambda field: field.setCurrentIndex(0))
    run.wait(lambda: "Restored" in run.message)
    run.settle()
    assert not run.status("One").starred
    assert QApplication.activeModalWidget() is None


def test_damage_is_said_and_a_backup_brings_all_back(run, program, news, expect_log):
    run.window.reading.owner.look_after()
    run.settle()
    run.close()
    state = run.paths.state_db
    state.write_bytes(b"noise" * 4000)
    for companion in ("-wal", "-shm"):
        state.with_name(state.name + companion).unlink(missing_ok=True)
    expect_log("damaged")
    again = program().open(news)
    again.wait(lambda: "was damaged" in again.window.notices.said("damage"), 20)
    again.wait(lambda: len(again.titles) == 6, 20)
    again.settle()
    again.window.exchange.ask_restore()
    ask(again, QComboBox, lambda field: field.setCurrentIndex(0))
    again.wait(lambda: again.status("One").starred, 10)
    assert not again.window.notices.said("damage")
