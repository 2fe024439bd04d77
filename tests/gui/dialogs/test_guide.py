"""The guide: read in the program, in the language of its menus, true to its keys."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from reader.commands import COMMANDS
from reader.gui.dialogs.guide import Guide, guide_page
from reader.gui.style.theme import LIGHT
from reader.language import use
from reader.settings import Settings
from tests.conftest import ROOT

TEXTS = {file.stem: file.read_text("utf-8") for file in (ROOT / "resources/guide").glob("*.html")}


@pytest.fixture
def spoken():
    yield use
    use("en")


@pytest.fixture
def guide(shown):
    parent = shown(QWidget())
    made = Guide(LIGHT, Settings(smooth=False), parent)
    return shown(made)


def test_it_is_read_like_an_article(guide, wait_until):
    assert "Three panes" in guide.article.toPlainText()
    assert "1970" not in guide.article.toPlainText()
    bar = guide.article.verticalScrollBar()
    QTest.keyClick(guide.article, Qt.Key.Key_Space)
    assert bar.value() > 0
    QTest.keyClick(guide.article, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == 0
    QTest.keyClick(guide.article, Qt.Key.Key_Escape)
    assert not guide.isVisible()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Three panes"), ("zh-Hans", "三栏"), ("zh-Hant", "三栏"), ("ja", "Three panes")],
)
def test_it_is_in_the_language_that_is_spoken_or_the_nearest(spoken, language, words):
    spoken(language)
    assert words in guide_page().html


def test_both_say_the_same_in_as_many_parts():
    english, chinese = TEXTS["en"], TEXTS["zh-Hans"]
    for element in ("<h2>", "<p>", "<tr>"):
        assert english.count(element) == chinese.count(element)
    assert _keys(english) == _keys(chinese)


def _keys(text):
    found = re.findall(r"<code>(.*?)</code>", text)
    return sorted({key.replace("空格", "Space") for key in found})


def test_every_key_that_it_tells_is_one(qapp):
    arrows = {"↓": "Down", "↑": "Up", "←": "Left", "→": "Right"}
    known = {QKeySequence(key).toString() for command in COMMANDS for key in command.keys}
    known |= {"Ctrl", "Shift", "+", "-"}  # told apart, as in "Ctrl with + or -"
    for key in _keys(TEXTS["en"]):
        for sign, name in arrows.items():
            key = key.replace(sign, name)
        assert key in known or QKeySequence(key).toString() in known, key
