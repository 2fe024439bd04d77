"""The question whether to close a window whose marks are not on disk."""

from PySide6.QtWidgets import QMessageBox, QWidget

from reader.language import _, ngettext


def ask_to_close(parent: QWidget, lost: int) -> bool:
    """Say how many marks would be lost, and return whether to close all the same."""
    sentence = ngettext(
        "One mark is not saved yet, and would be lost.",
        "{count:,} marks are not saved yet, and would be lost.",
        lost,
    )
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_("Not saved yet"))
    box.setText(sentence.format(count=lost))
    box.setInformativeText(_("They are saved as soon as the disk takes them."))
    stay = box.addButton(_("Keep Open"), QMessageBox.ButtonRole.RejectRole)
    go = box.addButton(_("Close All the Same"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is go
