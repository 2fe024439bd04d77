"""The question whether to close a window whose marks are not on disk."""

from PySide6.QtWidgets import QMessageBox, QWidget


def ask_to_close(parent: QWidget, lost: int) -> bool:
    """Say how many marks would be lost, and return whether to close all the same."""
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
