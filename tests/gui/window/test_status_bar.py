"""The foot of the window says one thing at a time, the most pressing one."""

import pytest
from PySide6.QtWidgets import QProgressBar, QPushButton

from reader.gui.window import status_bar
from reader.gui.window.status_bar import StatusBar


@pytest.fixture
def bar(shown, monkeypatch):
    monkeypatch.setattr(status_bar, "MESSAGE_MS", 30)
    return shown(StatusBar())


def test_a_message_goes_and_what_always_holds_comes_back(bar, wait_until):
    bar.set_standing("Not all is told.")
    bar.show_message("Starred.")
    assert bar.text == "Starred."
    wait_until(lambda: bar.text == "Not all is told.")
    bar.set_standing("")
    assert bar.text == ""


def test_trouble_stays_until_something_else_is_told(bar, qapp):
    bar.show_message("Starred.")
    bar.show_trouble("The disk is full.")
    qapp.processEvents()
    assert bar.text == "The disk is full."
    assert not bar._fade.isActive()


def test_an_address_stands_in_front_of_what_is_told(bar):
    bar.show_trouble("The disk is full.")
    bar.show_address("https://example.org/")
    assert (bar.shown, bar.text) == ("https://example.org/", "The disk is full.")
    bar.show_address("")
    assert bar.shown == "The disk is full."


def test_files_that_could_not_be_read_are_counted_and_lead_to_the_list(bar):
    button, clicked = bar.findChild(QPushButton), []
    bar.problems_clicked.connect(lambda: clicked.append(True))
    bar.show_problems(1)
    assert button.text() == "1 file could not be read"
    bar.show_problems(1200)
    assert button.text() == "1,200 files could not be read"
    button.click()
    assert clicked == [True]
    bar.show_problems(0)
    assert not button.isVisible()


def test_progress_is_shown_while_it_lasts(bar):
    progress = bar.findChild(QProgressBar)
    bar.show_progress(30, 20)  # more were read than were known of
    assert (progress.value(), progress.maximum()) == (20, 20)
    bar.show_work("Writing the book", 1, 0)
    assert progress.maximum() == 0  # nobody knows how long
    bar.hide_progress()
    assert not progress.isVisible()


def test_trouble_that_is_over_is_told_no_more(qapp):
    bar = StatusBar()
    bar.set_standing("Standing.")
    bar.show_message("Done.")
    bar.end_trouble()
    assert bar.text == "Done."
    bar.show_trouble("The disk is full.")
    bar.end_trouble()
    assert bar.text == "Standing."
