"""Foreign text: Qt takes no sign in it for its own."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QMainWindow, QPushButton

from reader.gui.style.labels import (
    dialog_title,
    label,
    plain_label,
    shown_address,
    tooltip,
    window_title,
)


def test_a_label_shows_markup_as_it_is(shown):
    made = shown(plain_label("<img src=x> & <b>bold</b>"))
    assert made.text() == "<img src=x> & <b>bold</b>"
    assert made.sizeHint().width() > plain_label("bold").sizeHint().width() * 2


def test_a_title_with_the_mark_of_change_shows_it(shown):
    window = shown(QMainWindow())
    window.setWindowTitle(window_title(Path("/news/a[*]b")))
    window.setWindowModified(True)
    assert "a[*][*]b" in window.windowTitle()  # Qt shows each pair as one
    assert dialog_title("x") == "x"


def test_an_ampersand_underlines_nothing(qapp):
    button = QPushButton(label("Q&A\nnews"))
    assert button.shortcut().isEmpty()
    assert button.text() == "Q&&A news"


@pytest.mark.parametrize("text", ["<b>x</b>", "a <script> b"])
def test_a_tooltip_is_never_taken_for_html(text):
    assert "<" not in tooltip(text)


def test_an_address_that_looks_like_another_does_not_pass_for_it():
    assert "xn--" in shown_address(QUrl("https://аpple.example/"))  # Cyrillic а
