"""The window follows which folder is open: its name, whether it is there, a page without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.gui.window.late import Late
from reader.language import _

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMainWindow

    from reader.gui.folder.chooser import FolderChooser
    from reader.gui.folder.controller import FolderController
    from reader.gui.window.frame import Frame
    from reader.gui.window.panes import Panes
    from reader.gui.window.welcome_page import WelcomePage


class FolderPresenter(QObject):
    """Show the panes of a folder, or the welcome page with the reason why there are none."""

    def __init__(
        self,
        window: QMainWindow,
        folders: FolderController,
        chooser: FolderChooser,
        frame: Frame,
        panes: Panes,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._folders = folders
        self._chooser = chooser
        self._frame = frame
        self._panes = panes
        self.welcome_page = Late(self._make_welcome_page)
        folders.opened.connect(self._opened)
        folders.finished.connect(self._looked)
        folders.empty.connect(self.welcome)
        folders.progressed.connect(panes.status_bar.show_progress)
        folders.finished.connect(panes.status_bar.hide_progress)
        folders.trouble.connect(self._tell_trouble)
        folders.progressed.connect(self._goes_on)
        self._trouble = ""
        """What was told last of a folder that could not be read on."""

    def name_folder(self, folder: Path) -> None:
        """Show the panes under this folder's name, before any of it is there."""
        self._panes.sidebar.set_folder(folder.name or str(folder))
        self._frame.show_panes()

    def welcome(self, title: str, sentence: str) -> None:
        """Show the welcome page: what happened, and the folders known from before."""
        self.welcome_page().show_message(title, sentence, self._chooser.known_folders())
        self._frame.show_page(self.welcome_page())

    def show_panes_if_any(self, articles: int) -> None:
        """Leave the welcome page where the folder has articles by now."""
        if articles and not self._frame.shows_panes:
            self._frame.show_panes()

    def show_away(self, sentence: str) -> None:
        """Show that the folder is not there, and why; "" when it is."""
        notices = self._panes.notification_bar
        notices.show_notice("look", "")
        if notices.notice("away") and not sentence:
            self._panes.status_bar.show_message(_("The folder is back."))
        notices.show_notice(
            "away",
            sentence,
            (_("Find It Again…"), self._chooser.find_again),
            (_("Choose Another…"), self._chooser.choose),
        )
        self._panes.list.rows.set_away(bool(sentence))

    def retranslate(self) -> None:
        """Have the welcome page, where it is shown, speak the language that is spoken now."""
        if (page := self.welcome_page.made) is not None:
            page.retranslate()
        if not self._frame.shows_panes:
            self.greet()
            self._folders.tell_why_empty()

    def greet(self) -> None:
        """Welcome a person who has opened no folder yet."""
        sentence = _("Open a folder of articles to read it as news.")
        self.welcome(_("Welcome to Broadsheet"), sentence)

    def _opened(self, folder: Path) -> None:
        self._panes.status_bar.begin_anew()
        self.name_folder(folder)
        self._panes.article.show_nothing()

    def _tell_trouble(self, sentence: str) -> None:
        self._trouble = sentence
        self._panes.status_bar.show_trouble(sentence)

    def _goes_on(self) -> None:
        """Tell no more of a trouble that is over: the folder is read."""
        if self._trouble:
            self._panes.status_bar.end_trouble(self._trouble)
            self._trouble = ""

    def _looked(self) -> None:
        """Keep a failed look told for as long as there are articles to read beside it."""
        sentence = self._folders.sentence if self._folders.articles else ""
        if not sentence:
            self._goes_on()
        self._panes.notification_bar.show_notice("look", sentence)

    def _make_welcome_page(self) -> WelcomePage:
        from reader.gui.window.welcome_page import WelcomePage

        made = WelcomePage()
        made.open_clicked.connect(self._chooser.choose)
        made.samples_clicked.connect(self._chooser.choose_samples)
        made.folder_clicked.connect(self._chooser.choose_known)
        return made
