"""The style of the panes takes the colours of the theme."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel

from reader.gui.style.theme import THEMES
from reader.gui.window.chrome import chrome


@pytest.mark.parametrize("name", sorted(THEMES))
def test_labels_are_written_in_the_colours_of_the_theme(shown, name):
    theme = THEMES[name]
    label = QLabel("news")
    label.setObjectName("ListName")
    label.setStyleSheet(chrome(theme))
    shown(label)
    label.ensurePolished()
    colour = label.palette().color(QPalette.ColorRole.WindowText)
    assert colour == QColor(theme.text)
