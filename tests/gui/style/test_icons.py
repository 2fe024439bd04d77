"""The drawn signs: each is one, and sharp on every screen."""

import pytest

from reader.gui.style.icons import SIDE, program_icon, sign

NAMES = ("all", "unread", "starred", "begun", "search", "folder")


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


def test_the_window_has_an_icon_in_several_sizes(qapp):
    assert len(program_icon().availableSizes()) > 3
