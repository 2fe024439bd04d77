"""A picture is taken once nothing is under way and all was done that is to be seen."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from reader.gui.window.screenshot import Photographer


def test_the_picture_shows_what_was_asked_for(shown, wait_until, tmp_path):
    label, busy, taken = shown(QLabel("before")), [1, 1, 1], []
    file = tmp_path / "out.png"

    def settled():
        return not busy or bool(busy.pop() and False)

    photographer = Photographer(label, settled, [lambda: label.setText("after")], file)
    photographer.taken.connect(lambda sentence: taken.append((sentence, label.text())))
    wait_until(lambda: taken)
    assert taken == [("", "after")]
    assert not QImage(str(file)).isNull()


def test_where_there_is_none_there_is_a_sentence(shown, wait_until, tmp_path):
    taken = []
    photographer = Photographer(shown(QLabel("x")), lambda: True, [], tmp_path / "no" / "out.png")
    photographer.taken.connect(taken.append)
    failed = Photographer(shown(QLabel("y")), lambda: True, [], tmp_path / "out.png")
    failed.taken.connect(taken.append)
    failed.fail("The folder cannot be read.")
    wait_until(lambda: len(taken) == 2)
    assert "could not be written" in taken[0]
    assert taken[1] == "The folder cannot be read."
    assert not (tmp_path / "out.png").exists()
