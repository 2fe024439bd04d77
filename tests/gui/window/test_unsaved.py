"""Who closes the window with marks unsaved is asked first."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from reader.gui.window.unsaved import ask_to_close


@pytest.mark.parametrize(
    ("lost", "said", "button", "closes"),
    [
        (1, "One mark is not saved", "Keep Open", False),
        (1200, "1,200 marks are not saved", "Close All the Same", True),
    ],
)
def test_the_person_decides(shown, lost, said, button, closes):
    window, seen = shown(QWidget()), []

    def answer():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        next(one for one in box.buttons() if one.text() == button).click()

    QTimer.singleShot(50, answer)
    assert ask_to_close(window, lost) is closes
    assert seen[0].startswith(said)
