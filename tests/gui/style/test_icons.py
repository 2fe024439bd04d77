"""The drawn signs: each is one, and sharp on every screen."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from reader.gui.style.icons import SIDE, program_icon, sign, sign_icon

NAMES = (
    *("all", "unread", "starred", "begun", "search", "folder", "sidebar", "back", "forward"),
    *("read", "full-star", "mark-all", "share", "letters"),
)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_sign_is_of_one_size_and_of_the_screens_pixels(qapp, ratio):
    drawn = sign("all", "#ff0000", ratio)
    assert drawn.deviceIndependentSize().toSize().toTuple() == (SIDE, SIDE)
    assert drawn.width() == round(SIDE * ratio)


def test_no_two_signs_look_alike(qapp):
    images = [sign(name, "#ff0000").toImage() for name in NAMES]
    for number, image in enumerate(images):
        assert image not in images[:number]
    nothing = sign("no such sign", "#ff0000").toImage()
    assert nothing not in images


def test_a_button_is_grey_where_it_does_nothing(qapp):
    icon = sign_icon("share", "#ff0000", "#00ff00", 2.0)
    for mode, colour in ((QIcon.Mode.Normal, "#ff0000"), (QIcon.Mode.Disabled, "#00ff00")):
        image = icon.pixmap(QSize(SIDE, SIDE), 2.0, mode).toImage()
        assert image.width() == 2 * SIDE
        assert image.pixelColor(16, 12).name() == colour


def test_the_window_has_an_icon_in_several_sizes(qapp):
    assert len(program_icon().availableSizes()) > 3
