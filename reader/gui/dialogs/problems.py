"""The Problems page: the files and folders that could not be read, each with its reason.

A refused file is tried again by itself when it changes.
"""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.gui.dialogs.reasons_list import ReasonsList
from reader.gui.session.library_worker import LibraryWorker
from reader.gui.session.page_client import PageClient
from reader.language import N_, _
from reader.model import Note

_NONE = N_("Every article file in this folder was read.")
_SOME = N_("These files cannot be read. A file is tried again when it changes.")
_FOLDERS = N_("These files and folders cannot be read. All is tried again when it changes.")


class Problems(QObject):
    """Shows which files were refused."""

    def __init__(self, library: LibraryWorker, pages: PageClient, window: QWidget) -> None:
        super().__init__(window)
        self._library = library
        self._pages = pages
        self._window = window
        self.dialog: ProblemsDialog | None = None

    def show(self) -> None:
        """Ask the library, then show what it says."""
        self._library.ask(
            lambda library: library.refused(), self._came, lambda _error: None, key="refused"
        )

    def _came(self, refused: list[tuple[str, Note]]) -> None:
        unshown = list(self._pages.refused.items())
        self.dialog = ProblemsDialog([*unshown, *refused], self._window)
        self.dialog.open()


class ProblemsDialog(ReasonsList):
    """Files and reasons, all of it plain text."""

    def __init__(self, refused: list[tuple[str, Note]], parent: QWidget | None) -> None:
        some = _FOLDERS if any(path.endswith("/") for path, _ in refused) else _SOME
        said = some if refused else _NONE
        super().__init__(_("Problems"), _(said), _("Why it was not read"), refused, parent)
        self.files.setObjectName("ProblemFiles")
        self.files.setAccessibleName(_("Files that could not be read"))
