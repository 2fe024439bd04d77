"""What is asked about a host names it as it really is, and means nothing until it is agreed to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from reader.gui.gallery.consent_dialogs import ask_private, ask_referer


@pytest.fixture
def window(shown):
    return shown(QWidget())


def box(window):
    return window.findChild(QMessageBox)


def test_a_host_is_told_the_site_only_when_the_person_says_so(window):
    agreed = []
    ask_referer("pics.example", "https://news.example/", lambda: agreed.append(True), window)
    asked = box(window)
    assert "pics.example" in asked.text()
    assert "https://news.example/" in asked.informativeText()
    assert asked.defaultButton() is asked.button(QMessageBox.StandardButton.Cancel)
    asked.button(QMessageBox.StandardButton.Cancel).click()
    assert agreed == []
    ask_referer("pics.example", "", lambda: agreed.append(True), window)
    asked = next(one for one in window.findChildren(QMessageBox) if one.isVisible())
    assert "does not say which site" in asked.informativeText()
    next(button for button in asked.buttons() if button.text() == "Tell It").click()
    assert agreed == [True]


def test_a_host_that_looks_like_another_is_not_taken_for_it(window):
    ask_private("аpple.example", lambda: None, window)  # its first letter is Cyrillic
    assert "xn--" in box(window).text()


def test_a_host_is_text_whatever_it_looks_like(window):
    ask_private("<b>x</b>", lambda: None, window)
    formats = {label.textFormat() for label in box(window).findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}
