"""Closing the window where marks are not on disk: it says so first."""

import time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

if TYPE_CHECKING:
    from reader.gui.session.session import Session

WAIT_SECONDS = 1.0


def may_close(parent: QWidget, session: "Session") -> bool:
    """True where all is on disk, or the person lets go of what is not."""
    session.library.flush()
    end = time.monotonic() + WAIT_SECONDS
    while session.status_queue.unwritten and not session.library.rests and time.monotonic() < end:
        # No event loop here, so that nothing begins anew: the library's thread writes meanwhile.
        time.sleep(0.005)
    lost = session.status_queue.unwritten
    if not lost:
        return True
    what = "One mark is" if lost == 1 else f"{lost:,} marks are"
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Not saved yet")
    box.setText(f"{what} not saved yet, and would be lost.")
    box.setInformativeText("They are saved as soon as the disk takes them.")
    stay = box.addButton("Keep Open", QMessageBox.ButtonRole.RejectRole)
    go = box.addButton("Close All the Same", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is go
