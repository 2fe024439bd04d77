"""What is set holds at once, within its bounds; it is found by a word, and set back by page."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QSpinBox, QToolButton, QWidget

from reader.gui.dialogs.preferences import (
    KeysPage,
    LanguagePage,
    ListPage,
    Preferences,
    ReadingPage,
)
from reader.gui.style.theme import DARK, LIGHT, SEPIA
from reader.gui.window.chrome import chrome
from reader.settings import BOUNDS, Settings


@pytest.fixture
def made(shown):
    settings, changed = Settings(), []
    pages = [
        ReadingPage(settings, lambda: changed.append("looks")),
        ListPage(settings, lambda: changed.append("list")),
        KeysPage(settings, lambda: changed.append("keys")),
        LanguagePage(settings, lambda: changed.append("looks"), lambda: changed.append("speak")),
    ]
    window = shown(QWidget())
    window.setStyleSheet(chrome(LIGHT))
    dialog = shown(Preferences(pages, window))
    dialog.settings, dialog.told = settings, changed
    return dialog


def names(dialog):
    """The pages that are offered."""
    items = [dialog.names.item(number) for number in range(dialog.names.count())]
    return [item.text() for item in items if not item.isHidden()]


def test_each_page_bears_its_name_and_opens_by_it(made):
    assert names(made) == ["Reading", "List", "Keys", "Language"]
    made.show_page("List")
    assert made.findChild(QComboBox, "density").isVisible()
    assert not made.findChild(QComboBox, "theme").isVisible()


def test_a_setting_is_found_by_a_word_on_whatever_page(made):
    made.search.setText("scroll")
    assert names(made) == ["Reading", "List"]
    assert made.findChild(QCheckBox, "smooth").isVisible()
    assert not made.findChild(QComboBox, "theme").isVisible()
    made.search.setText("sepia")  # what can be chosen is found as well
    assert names(made) == ["Reading"]
    assert made.findChild(QComboBox, "theme").isVisible()
    made.search.setText("LANGUAGE")
    assert "Language" in names(made)
    made.search.setText("no such word")
    assert names(made) == []
    made.search.setText("")
    assert names(made) == ["Reading", "List", "Keys", "Language"]


def test_a_page_is_set_back_and_no_other(made):
    made.findChild(QSpinBox, "zoom").setValue(150)
    made.findChild(QCheckBox, "smooth").setChecked(False)
    made.findChild(QCheckBox, "read_by_scrolling").setChecked(True)
    reset = next(one for one in made.findChildren(QPushButton, "Reset") if one.isVisible())
    reset.click()
    assert (made.settings.zoom, made.settings.smooth) == (100, True)
    assert made.settings.read_by_scrolling


def test_the_page_of_keys_leads_to_them(made):
    made.show_page("Keys")
    [button] = [one for one in made.findChildren(QPushButton) if one.text() == "Show All Keys…"]
    button.click()
    assert made.told == ["keys"]


@pytest.mark.parametrize("theme", [LIGHT, SEPIA, DARK], ids=lambda theme: theme.name)
def test_every_target_is_28_pixels_high_in_the_themes_colours(made, theme, qapp):
    made.parent().setStyleSheet(chrome(theme))
    qapp.processEvents()
    kinds = (QComboBox, QSpinBox, QCheckBox, QPushButton, QToolButton)
    targets = [
        one
        for kind in kinds
        for one in made.findChildren(kind)
        if one.isVisible() and one.parent() is not made.search
    ]
    assert len(targets) > 12
    assert {one.objectName(): one.height() for one in targets if one.height() < 28} == {}
    picture = made.findChild(QSpinBox, "zoom").grab().toImage()
    middle = picture.height() // 2
    assert picture.pixelColor(4, middle).name() == theme.page
    # The number is to be read in it.
    across = {picture.pixelColor(x, middle).name() for x in range(20, picture.width() - 20)}
    assert theme.text in across or len(across) > 3


def test_a_number_is_changed_by_its_buttons(made):
    field = made.findChild(QSpinBox, "zoom")
    smaller, larger = field.parent().findChildren(QToolButton)
    assert field.mapTo(field.parent(), QPoint()).x() > smaller.width()
    larger.click()
    assert made.settings.zoom == 110
    smaller.click()
    smaller.click()
    assert made.settings.zoom == 90


def test_a_change_holds_at_once(made):
    theme = made.findChild(QComboBox, "theme")
    theme.setCurrentIndex(theme.findData("dark"))
    made.findChild(QCheckBox, "smooth").toggle()
    assert made.settings.theme == "dark"
    assert made.settings.smooth is not Settings().smooth
    assert made.told == ["looks", "looks"]


def test_another_language_is_spoken_once_it_is_kept(made):
    languages = made.findChild(QComboBox, "language")
    assert [languages.itemText(n) for n in (0, 1)] == ["As the system is", "English"]
    languages.setCurrentIndex(languages.findData("zh-Hans"))
    assert made.settings.language == "zh-Hans"
    assert made.told == ["looks", "speak"]


@pytest.mark.parametrize("name", ["zoom", "width", "line_height", "read_seconds"])
def test_a_number_stays_within_its_bounds(made, name):
    field = made.findChild(QSpinBox, name)
    low, high = BOUNDS[name]
    field.setValue(high + 1000)
    assert getattr(made.settings, name) == high
    field.setValue(low - 1000)
    assert getattr(made.settings, name) == low


def test_seconds_are_asked_for_only_where_they_count(made):
    when = made.findChild(QComboBox, "read_when")
    when.setCurrentIndex(when.findData("end"))
    assert not made.findChild(QSpinBox, "read_seconds").isEnabled()
    when.setCurrentIndex(when.findData("time"))
    assert made.findChild(QSpinBox, "read_seconds").isEnabled()
