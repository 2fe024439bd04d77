"""Carrying marks to another machine and back, and restoring a backup: the dialogs around it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.gui.dialogs.dates import DateDialog
from reader.gui.session.library_worker import LibraryWorker
from reader.gui.session.merge_worker import MergeWorker
from reader.gui.session.status_queue import StatusQueue
from reader.gui.style.controls import Choice
from reader.language import N_, _, ngettext
from reader.library.state.backups import Backup
from reader.library.transfer.json_file import Imported
from reader.markup.text.plain import quoted
from reader.model import BroadsheetError

_FILTER = N_("Marks (*.json)")
_NAME = "broadsheet-marks.json"


class StatusExchange(QObject):
    """Export, import, restore. What is imported is merged: of each mark, the newer one holds."""

    restored = Signal()
    """A backup was merged."""
    message = Signal(str)
    """A sentence: what is done, or was."""
    trouble = Signal(str)
    """A sentence: why nothing was done."""

    def __init__(self, window: QWidget, library: LibraryWorker, statuses: StatusQueue) -> None:
        super().__init__(window)
        self._window = window
        self._library = library
        self._merging = MergeWorker(library, statuses, self)

    def ask_export(self) -> None:
        """Ask for a file, and write all marks into it."""
        start = str(Path.home() / _NAME)
        chosen, _kind = QFileDialog.getSaveFileName(
            self._window, _("Export Marks"), start, _(_FILTER)
        )
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, file: Path) -> None:
        """Write all marks into this file, and tell how many there are."""
        self._library.ask(
            lambda library: library.export_statuses(file),
            lambda number: self.message.emit(
                ngettext(
                    "The marks of {count:,} article were written to {name}.",
                    "The marks of {count:,} articles were written to {name}.",
                    number,
                ).format(count=number, name=quoted(file.name))
            ),
            self._failed,
        )

    def ask_import(self) -> None:
        """Ask for a file, and merge its marks."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self._window, _("Import Marks"), str(Path.home()), _(_FILTER)
        )
        if chosen:
            self.import_from(Path(chosen))

    def import_from(self, file: Path) -> None:
        """Merge the marks of this file."""

        def done(imported: Imported) -> None:
            self.message.emit(_imported(imported))

        self.message.emit(_("Importing {name} …").format(name=quoted(file.name)))
        self._merging.merge(
            lambda library: library.merges.of_file(file),
            _("Marks were imported"),
            done,
            self._failed,
        )

    def ask_restore(self) -> None:
        """Ask which backup of the marks, and merge it with those of now."""
        self._library.ask(lambda library: library.backups(), self._offer, self._failed)

    def _offer(self, backups: list[Backup]) -> None:
        if not backups:
            self.message.emit(_("There is no backup yet: one is made each day."))
            return
        field = Choice()
        for backup in backups:
            field.addItem(str(backup.day))
        dialog = DateDialog(
            _("Restore a Backup"), _("What was marked until"), field, _("Restore"), self._window
        )
        dialog.explain(
            _(
                "The stars and read marks of that day come back where nothing was marked since;"
                " what you marked later stays."
            )
        )
        dialog.accepted.connect(lambda: self.restore(backups[field.currentIndex()]))
        dialog.open()

    def restore(self, backup: Backup) -> None:
        """Merge this backup into what is remembered."""

        def done(restored: Imported) -> None:
            self.restored.emit()
            self.message.emit(_restored(restored.changed))

        self.message.emit(_("Restoring the backup of {day} …").format(day=backup.day))
        self._merging.merge(
            lambda library: library.merges.of_backup(backup),
            _("The backup of {day} was restored").format(day=backup.day),
            done,
            self._failed,
        )

    def _failed(self, error: BroadsheetError) -> None:
        self.trouble.emit(error.sentence)

    def close(self) -> None:
        """Stop merging; what was begun goes on at the next start."""
        self._merging.close()


def _imported(imported: Imported) -> str:
    """Return the sentences about a file of marks that was merged."""
    sentence = ngettext(
        "Imported: the marks of {changed:,} of {count:,} article are other ones now.",
        "Imported: the marks of {changed:,} of {count:,} articles are other ones now.",
        imported.found,
    ).format(changed=imported.changed, count=imported.found)
    if imported.skipped:
        skipped = ngettext(
            "{sentence} {count:,} entry is none.",
            "{sentence} {count:,} entries are none.",
            imported.skipped,
        )
        sentence = skipped.format(sentence=sentence, count=imported.skipped)
    return _undoable(sentence) if imported.changed else sentence


def _restored(number: int) -> str:
    """Return the sentences about a backup that was merged and changed so many articles."""
    if not number:
        return _("Nothing was restored: what is marked now is as in the backup, or newer.")
    sentence = ngettext(
        "Restored: the marks of {count:,} article are back.",
        "Restored: the marks of {count:,} articles are back.",
        number,
    ).format(count=number)
    return _undoable(sentence)


def _undoable(sentence: str) -> str:
    return _("{sentence} Ctrl+Z takes it back.").format(sentence=sentence)
