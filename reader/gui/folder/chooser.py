"""Which folder is to be opened: asked for, picked among those known, dropped on the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal

from reader.gui.style.labels import label, tooltip
from reader.language import _
from reader.markup.text.plain import quoted
from reader.paths import resources

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent
    from PySide6.QtWidgets import QMenu, QWidget

    from reader.settings import Settings


class FolderChooser(QObject):
    """Offer every way to a folder but the command line."""

    wanted = Signal(object)
    """A Path: the folder that the person chose."""
    file_wanted = Signal(object, str)
    """A folder, and the name of the file in it that the person dropped."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the commands that choose a folder do, by their ids."""
        return {"open-folder": self.choose, "open-samples": self.choose_samples}

    def choose(self) -> None:
        """Ask for a folder with the system's own dialog."""
        from PySide6.QtWidgets import QFileDialog  # late: a start does not pay for it

        start = self._settings.folder or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self._window, _("Open Folder"), start)
        if chosen:
            self.wanted.emit(Path(chosen))

    def find_again(self) -> None:
        """Ask where the folder is now that was shown last, and go on there as it was left."""
        from PySide6.QtWidgets import QFileDialog  # late: a start does not pay for it

        lost = Path(self._settings.folder)
        start = next((str(place) for place in lost.parents if place.is_dir()), str(Path.home()))
        asked = _("Where is {name} now?").format(name=quoted(lost.name or str(lost)))
        chosen = QFileDialog.getExistingDirectory(self._window, asked, start)
        if chosen:
            self._settings.move_folder(lost, Path(chosen))
            self.wanted.emit(Path(chosen))

    def choose_samples(self) -> None:
        """Choose the articles that come with the program."""
        self.wanted.emit(resources() / "sample")

    def known_folders(self) -> list[str]:
        """Return the paths of the folders opened before, but for the one opened last."""
        settings = self._settings
        return [folder for folder in settings.recent_folders if folder != settings.folder]

    def choose_known(self, folder: str) -> None:
        """Choose a folder by its path, as the settings have it."""
        self.wanted.emit(Path(folder))

    def fill_menu(self, menu: QMenu) -> None:
        """Put the folders opened before into their menu, in place of what it holds."""
        menu.clear()
        for folder in self._settings.recent_folders:
            action = menu.addAction(label(folder))
            action.setToolTip(tooltip(folder))
            action.triggered.connect(_called(self.choose_known, folder))
        menu.setDisabled(menu.isEmpty())

    def drag(self, event: QDropEvent) -> None:
        """Accept what is dragged over the window, where it is or lies in a folder."""
        if dropped_path(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def drop(self, event: QDropEvent) -> None:
        """Choose the folder that was dropped on the window, or a file and the folder around it."""
        dropped = dropped_path(event.mimeData().urls())
        if dropped is None:
            return
        event.acceptProposedAction()
        if dropped.is_dir():
            self.wanted.emit(dropped)
        else:
            self.file_wanted.emit(dropped.parent, dropped.name)


def dropped_path(urls: list[QUrl]) -> Path | None:
    """Return the first folder or file among what was dropped, None where there is neither."""
    return next((Path(url.toLocalFile()) for url in urls if url.isLocalFile()), None)


def _called(choose: Callable[[str], None], folder: str) -> Callable[[bool], None]:
    def triggered(_checked: bool = False) -> None:
        choose(folder)

    return triggered
