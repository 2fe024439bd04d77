"""Carrying marks to another machine and back, and restoring a backup: the dialogs around it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from reader.gui.dialogs.dates import DateDialog
from reader.gui.session.merge_worker import MergeWorker
from reader.gui.session.session import Session
from reader.library.state.backups import Backup
from reader.library.transfer.json_file import Imported
from reader.markup.text.plain import quoted
from reader.model import BroadsheetError

_FILTER = "Marks (*.json)"
_NAME = "broadsheet-marks.json"


class StatusExchange(QObject):
    """Export, import, restore. What is imported is merged: of each mark, the newer one holds."""

    restored = Signal()
    """A backup was merged."""
    message = Signal(str)
    """A sentence: what is done, or was."""
    trouble = Signal(str)
    """A sentence: why nothing was done."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._merging = MergeWorker(session.library, session.status_queue, self)

    def ask_export(self) -> None:
        """Ask where to, and write all marks there."""
        start = str(Path.home() / _NAME)
        chosen, _ = QFileDialog.getSaveFileName(self._window, "Export Marks", start, _FILTER)
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, file: Path) -> None:
        """Write all marks there."""
        self._session.library.ask(
            lambda library: library.export_statuses(file),
            lambda number: self.message.emit(
                f"The marks of {number:,} articles were written to {quoted(file.name)}."
            ),
            self._failed,
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

        def done(imported: Imported) -> None:
            skipped = f" {imported.skipped:,} entries are none." if imported.skipped else ""
            undo = " Ctrl+Z takes it back." if imported.changed else ""
            self.message.emit(
                f"Imported: the marks of {imported.changed:,} of {imported.found:,} articles are"
                f" other ones now.{skipped}{undo}"
            )

        self.message.emit(f"Importing {quoted(file.name)} …")
        self._merging.merge(
            lambda library: library.merges.of_file(file), "Marks were imported", done, self._failed
        )

    def ask_restore(self) -> None:
        """Ask which backup, and merge it."""
        self._session.library.ask(lambda library: library.backups(), self._offer, self._failed)

    def _offer(self, backups: list[Backup]) -> None:
        if not backups:
            self.message.emit("There is no backup yet: one is made each day.")
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

        def done(restored: Imported) -> None:
            undo = " Ctrl+Z takes it back." if restored.changed else ""
            self.restored.emit()
            self.message.emit(
                f"Restored: the marks of {restored.changed:,} articles are back.{undo}"
            )

        self.message.emit(f"Restoring the backup of {backup.day} …")
        self._merging.merge(
            lambda library: library.merges.of_backup(backup),
            f"The backup of {backup.day} was restored",
            done,
            self._failed,
        )

    def _failed(self, error: BroadsheetError) -> None:
        self.trouble.emit(error.sentence)

    def close(self) -> None:
        """Stop merging; what was begun goes on at the next start."""
        self._merging.close()
