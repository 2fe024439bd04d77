"""The command that opens the palette, and what it offers at that moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.gui.window.late import Late

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow

    from reader.gui.dialogs.palette import Palette
    from reader.gui.folder.chooser import FolderChooser
    from reader.gui.sidebar.sidebar import Sidebar
    from reader.gui.window.appearance import Appearance
    from reader.gui.window.availability import Availability
    from reader.gui.window.list_presenter import ListPresenter

RECENT = 6
"""So many commands that were chosen last stand first."""


class CommandPalette(QObject):
    """Open the palette over the window with all commands, sections and known folders."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Mapping[str, QAction],
        sidebar: Sidebar,
        chooser: FolderChooser,
        lists: ListPresenter,
        appearance: Appearance,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._sidebar = sidebar
        self._chooser = chooser
        self._lists = lists
        self._appearance = appearance
        self._recent: list[str] = []
        """Ids of the commands that were chosen from it, the last one first."""
        self.palette = Late(self._make)

    def toggle(self, available: Availability) -> None:
        """Open it; close it where it is open."""
        if self.is_open:
            self.palette().close_again()
            return
        from reader.gui.window.palette_offers import (
            command_offers,
            folder_offers,
            recent_first,
            section_offers,
        )

        offers = command_offers(self._actions, available, self._chosen)
        offers = recent_first(offers, self._recent)
        offers += section_offers(self._sidebar.sections(), self._lists.show)
        offers += folder_offers(self._chooser.known_folders(), self._chooser.choose_known)
        self.palette().open(offers, self._appearance.theme)

    @property
    def is_open(self) -> bool:
        """Return whether it is on screen."""
        made = self.palette.made
        return made is not None and made.isVisible()

    def _chosen(self, command: str) -> None:
        self._recent = [command, *(one for one in self._recent if one != command)][:RECENT]

    def _make(self) -> Palette:
        from reader.gui.dialogs.palette import Palette  # late: a start does not pay for it

        return Palette(self._window)
