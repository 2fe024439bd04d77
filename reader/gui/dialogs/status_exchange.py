"""Carrying marks to another machine and back, and restoring a backup: the dialogs around it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from reader.gui.dialogs.dates import DateDialog
from reader.gui.session.controller import SessionController
from reader.gui.session.merge_worker import MergeWorker
from reader.library.state.backups import Backup
from reader.library.transfer.json_file import Imported
from reader.markup.text.plain import quoted

_FILTER = "Marks (*.json)"
_NAME = "broadsheet-marks.json"


class StatusExchange(QObject):
    """Export, import, restore. What is imported is merged: of each mark, the newer one holds."""

    restored = Signal()

    def __init__(self, window: QWidget, reading: SessionController) -> None:
        super().__init__(window)
        self._window = window
        self._reading = reading
        self._merging = MergeWorker(reading.owner, reading.statuses, self)

    def ask_export(self) -> None:
        """Ask where to, and write all marks there."""
        start = str(Path.home() / _NAME)
        chosen, _ = QFileDialog.getSaveFileName(self._window, "Export Marks", start, _FILTER)
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, file: Path) -> None:
        """Write all marks there."""
        reading = self._reading
        reading.owner.ask(
            lambda library: library.export_statuses(file),
            lambda number: reading.message.emit(
                f"The marks of {number:,} articles were written to {quoted(file.name)}."
            ),
            reading.say,
        )

    def ask_import(self) -> None:
        """Ask for a file, and merge its marks."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, "Import Marks", str(Path.home()), _FILTER
        )
        if chosen:
            self.import_from(Path(chosen))

    def import_from(self, file: Path) -> None:
        """Merge the marks of this file."""
        reading = self._reading

        def done(imported: Imported) -> None:
            skipped = f" {imported.skipped:,} entries are none." if imported.skipped else ""
            undo = " Ctrl+Z takes it back." if imported.changed else ""
            reading.marks_changed()
            reading.message.emit(
                f"Imported: the marks of {imported.changed:,} of {imported.found:,} articles are"
                f" other ones now.{skipped}{undo}"
            )

        reading.message.emit(f"Importing {quoted(file.name)} …")
        self._merging.begin(
            lambda library: library.merges.of_file(file), "Marks were imported", done, reading.say
        )

    def ask_restore(self) -> None:
        """Ask which backup, and merge it."""
        reading = self._reading
        reading.owner.ask(lambda library: library.backups(), self._offer, reading.say)

    def _offer(self, backups: list[Backup]) -> None:
        if not backups:
            self._reading.message.emit("There is no backup yet: one is made each day.")
            return
        field = QComboBox()
        for backup in backups:
            field.addItem(str(backup.day))
        dialog = DateDialog(
            "Restore a Backup", "What was marked until", field, "Restore", self._window
        )
        dialog.accepted.connect(lambda: self.restore(backups[field.currentIndex()]))
        dialog.open()

    def restore(self, backup: Backup) -> None:
        """Merge this backup into what is remembered."""
        reading = self._reading

        def done(restored: Imported) -> None:
            undo = " Ctrl+Z takes it back." if restored.changed else ""
            reading.marks_changed()
            self.restored.emit()
            reading.message.emit(
                f"Restored: the marks of {restored.changed:,} articles are back.{undo}"
            )

        reading.message.emit(f"Restoring the backup of {backup.day} …")
        self._merging.begin(
            lambda library: library.merges.of_backup(backup),
            f"The backup of {backup.day} was restored",
            done,
            reading.say,
        )

    def close(self) -> None:
        """What was begun goes on at the next start."""
        self._merging.close()
