"""A drawing is shown at its own size, however many pixels it was drawn with."""

from PySide6.QtCore import QSizeF

from reader.gui.system.sharpness import shown_size, tell_sharpness
from tests.gui.pages import image


def test_a_photograph_has_one_pixel_for_a_point_and_a_drawing_as_many_as_it_says():
    made = image(200, 100)
    assert shown_size(made) == QSizeF(200, 100)
    tell_sharpness(made, 2.0)
    assert shown_size(made) == QSizeF(100, 50)
