"""Marks to another machine and back: merged, told, and taken back."""

import pytest
from PySide6.QtWidgets import QWidget

from reader.gui.dialogs.status_exchange import StatusExchange
from tests.gui.session.conftest import make, news, opened  # noqa: F401 - the same serve here


@pytest.fixture
def exchange(opened, shown):  # noqa: F811
    made = StatusExchange(shown(QWidget()), opened.session.library, opened.session.status_queue)
    made.opened, made.said, made.troubles = opened, [], []
    made.message.connect(made.said.append)
    made.trouble.connect(made.troubles.append)
    yield made
    made.close()


def test_what_was_exported_comes_back_into_another_library(exchange, make, tmp_path, wait_until):  # noqa: F811
    opened = exchange.opened  # noqa: F811
    assert opened.titles[0] == "One"
    ids = [opened.session.headlines.headline(at).id for at in (0, 2)]
    opened.session.read_tracker.set_read(ids, True)
    file = tmp_path / "marks.json"
    opened.settle()
    exchange.export_to(file)
    wait_until(lambda: exchange.said)
    assert "2 articles" in exchange.said[0]
    assert "marks.json" in exchange.said[0]

    other = make(data=tmp_path / "other", read_seconds=60).open()
    there = StatusExchange(exchange._window, other.session.library, other.session.status_queue)
    said = []
    there.message.connect(said.append)
    there.import_from(file)
    wait_until(lambda: len(said) == 2, 20)
    assert said[0].startswith("Importing")
    assert "2 of 2 articles" in said[1]
    assert said[1].endswith("Ctrl+Z takes it back.")
    wait_until(lambda: {t for t, s in other.on_disk().items() if s[0]} == {"One", "Three"}, 20)
    there.close()


def test_a_file_that_is_none_of_marks_is_a_sentence(exchange, tmp_path, wait_until):
    (tmp_path / "no.json").write_text("[1, 2")
    exchange.import_from(tmp_path / "no.json")
    wait_until(lambda: exchange.troubles, 20)
    assert exchange.troubles[0].endswith(".")


def test_a_place_that_cannot_be_written_is_a_sentence(exchange, tmp_path, wait_until):
    exchange.export_to(tmp_path / "none" / "marks.json")
    wait_until(lambda: exchange.troubles, 20)
    assert exchange.said == []


def test_without_a_backup_it_says_when_there_is_one(exchange, wait_until):
    exchange.ask_restore()
    wait_until(lambda: exchange.said, 20)
    assert exchange.said == ["There is no backup yet: one is made each day."]
