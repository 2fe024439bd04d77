"""The Left Out page: the files that are none of the news, each with its reason, and one switch."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.gui.dialogs.reasons_list import ReasonsList
from reader.gui.session.library_worker import LibraryWorker
from reader.gui.style.controls import Tick
from reader.language import N_, _
from reader.model import Note
from reader.settings import Settings

_NONE = N_("Nothing is left out: every file of this folder is among its articles.")
_SOME = N_("These files lie among the articles and are none of the news.")
_SHOWN = N_("These files are none of the news, and are listed among it because you asked for it.")


class LeftOut(QObject):
    """Shows which files are left out."""

    def __init__(
        self,
        library: LibraryWorker,
        settings: Settings,
        changed: Callable[[], None],
        window: QWidget,
    ) -> None:
        """Show the list; `changed` is called where the person turned the switch."""
        super().__init__(window)
        self._library = library
        self._settings = settings
        self._changed = changed
        self._window = window
        self.dialog: LeftOutDialog | None = None

    def show(self) -> None:
        """Ask the library, then show what it says."""
        self._library.ask(
            lambda library: library.left_out(), self._came, lambda _error: None, key="left out"
        )

    def _came(self, listed: list[tuple[str, Note]]) -> None:
        self.dialog = LeftOutDialog(listed, self._settings.left_out_shown, self._window)
        self.dialog.switch.toggled.connect(self._turned)
        self.dialog.open()

    def _turned(self, on: bool) -> None:
        self._settings.left_out_shown = on
        self._changed()


class LeftOutDialog(ReasonsList):
    """Files and reasons, and whether they are listed all the same."""

    def __init__(self, listed: list[tuple[str, Note]], shown: bool, parent: QWidget | None) -> None:
        some = _SHOWN if shown else _SOME
        super().__init__(_("Left Out"), _(some if listed else _NONE), _("Why"), listed, parent)
        self.files.setObjectName("LeftOutFiles")
        self.files.setAccessibleName(_("Files that are left out"))
        self.switch = Tick(_("List them among the articles"))
        self.switch.setObjectName("LeftOutShown")
        self.switch.setChecked(shown)
        self.rows.insertWidget(self.rows.count() - 1, self.switch)
