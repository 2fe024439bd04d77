"""What is set holds at once, within its bounds."""

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QTabWidget, QWidget

from reader.gui.dialogs.preferences import AppearancePage, Preferences, ReadingPage
from reader.settings import BOUNDS, Settings


@pytest.fixture
def made(shown):
    settings, changed = Settings(), []
    pages = [
        AppearancePage(settings, lambda: changed.append("looks"), lambda: changed.append("speak")),
        ReadingPage(settings, lambda: changed.append("reading")),
    ]
    dialog = shown(Preferences(pages, shown(QWidget())))
    dialog.settings, dialog.told = settings, changed
    return dialog


def test_each_page_has_a_tab_of_its_name(made):
    tabs = made.findChild(QTabWidget)
    assert [tabs.tabText(n) for n in range(tabs.count())] == ["Looks", "Reading"]


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
