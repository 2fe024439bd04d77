"""What the window does beyond showing its panes: made behind the first paint, or when wanted.

Pictures, the article's commands and links are made with this; what opens a dialog, writes a file
or speaks is made when it is first wanted.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.gallery.picture_controller import PictureController
from reader.gui.gallery.picture_menu import PictureMenu
from reader.gui.gallery.picture_settings import PictureSettings
from reader.gui.headlines.selection_commands import SelectionCommands
from reader.gui.offline.progress_bar import DownloadBar
from reader.gui.offline.saving import OfflineSaving
from reader.gui.pictures.loader import PictureLoader
from reader.gui.window.article_commands import ArticleCommands
from reader.gui.window.article_footer import ArticleFooter
from reader.gui.window.article_preparer import ArticlePreparer
from reader.gui.window.article_presenter import ArticlePresenter
from reader.gui.window.late import Late
from reader.gui.window.link_opener import LinkOpener
from reader.language import _

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow

    from reader.gui.dialogs.left_out import LeftOut
    from reader.gui.dialogs.problems import Problems
    from reader.gui.dialogs.status_exchange import StatusExchange
    from reader.gui.export.exporter import Exporter
    from reader.gui.folder.controller import FolderController
    from reader.gui.session.session import Session
    from reader.gui.speech.reading_aloud import ReadingAloud
    from reader.gui.system.launch_options import LaunchOptions
    from reader.gui.window.appearance import Appearance
    from reader.gui.window.availability import Rules
    from reader.gui.window.command_handlers import Handlers
    from reader.gui.window.panes import Panes
    from reader.gui.window.settings_store import SettingsStore
    from reader.library.index.kin import OtherPlaces


VOICE_AFTER_MS = 300
"""A voice is looked for when list and article are there."""


class Features(QObject):
    """Make those parts, connect them to the panes, and offer their commands."""

    language_chosen = Signal()
    """The settings name another language to speak."""
    keys_wanted = Signal()
    """The Preferences' page of keys leads to all of them."""

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        folders: FolderController,
        panes: Panes,
        appearance: Appearance,
        store: SettingsStore,
        options: LaunchOptions,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._folders = folders
        self._panes = panes
        self._appearance = appearance
        self._store = store
        self._options = options
        self._other_places: OtherPlaces | None = None
        self.pictures = self._make_pictures()
        self.article_presenter = self._make_article_presenter()
        self.link_opener = LinkOpener(session.controller, session.library, panes.article)
        self.picture_settings = PictureSettings(
            store.settings,
            store.schedule_save,
            self.pictures,
            offline=options.offline,
            parent=window,
        )
        self.picture_controller = self._make_picture_controller()
        self.saving = self._make_saving()
        self.selection = SelectionCommands(
            session.controller,
            session.headlines,
            session.library,
            session.read_tracker,
            panes.list.rows.multi_selection,
            self,
        )
        self.article_commands = ArticleCommands(self.selection, panes.list.rows, panes.article)
        self.picture_menu = PictureMenu(panes.article, self.picture_controller, self.pictures)
        self.picture_menu.message.connect(panes.status_bar.show_message)
        self.exporter = Late(self._make_exporter)
        self.reading_aloud = Late(self._make_reading_aloud)
        self.status_exchange = Late(self._make_status_exchange)
        self.problems = Late(self._make_problems)
        self.left_out = Late(self._make_left_out)
        self.article_presenter.message.connect(panes.status_bar.show_message)
        self.article_commands.message.connect(panes.status_bar.show_message)
        panes.list.rows.toggled.connect(self.selection.toggle_one)
        self.link_opener.message.connect(panes.status_bar.show_message)
        self.selection.message.connect(panes.status_bar.show_message)
        self.selection.trouble.connect(panes.status_bar.show_trouble)
        session.history.set_position_source(panes.article.position_to_keep)
        session.history.position_wanted.connect(panes.article.go_to_unfolded)
        for jumps in (panes.article, self.link_opener):
            jumps.jumping.connect(session.history.note_jump)

    # -- commands

    def commands(self) -> list[Handlers]:
        """Return what each part offers, and what is made when a command first wants it."""
        return [
            self.article_presenter.commands(),
            self.link_opener.commands(),
            self.picture_controller.commands(),
            self.saving.commands(),
            self.article_commands.commands(),
            {
                "print": lambda: self.exporter().show_print_preview(),
                "export-pdf": lambda: self.exporter().export_pdf(),
                "export-html": lambda: self.exporter().export_html(),
                "export-epub": lambda: self.exporter().export_book(),
                "export-starred": lambda: self.exporter().export_starred(),
                "read-aloud": lambda: self.reading_aloud().toggle(),
                "export-marks": lambda: self.status_exchange().ask_export(),
                "import-marks": lambda: self.status_exchange().ask_import(),
                "restore-backup": lambda: self.status_exchange().ask_restore(),
                "problems": lambda: self.problems().show(),
                "left-out": lambda: self.left_out().show(),
                "go-to-date": self.ask_date,
                "mark-older-read": self.ask_age,
                "about": self.show_about,
                "preferences": self.show_preferences,
                "guide": self.show_guide,
            },
        ]

    def possible(self) -> list[Rules]:
        """Return, of the commands whose parts know it, whether they can be done."""
        return [
            self.article_presenter.possible(),
            self.picture_controller.possible(),
            self.saving.possible(),
            self.article_commands.possible(),
        ]

    def switched_on(self) -> list[Rules]:
        """Return, of the commands that are switched on and off, whether they are on."""
        return [self.article_presenter.switched_on(), {"read-aloud": self._is_speaking}]

    def _is_speaking(self) -> bool:
        aloud = self.reading_aloud.made
        return aloud is not None and aloud.on

    def show_where_there_is_a_voice(self, action: QAction) -> None:
        """Show the command to read aloud where the system has a voice; looked for a bit later."""
        # Until then the command says itself that there is none.
        QTimer.singleShot(VOICE_AFTER_MS, self, lambda: action.setVisible(_has_voice()))

    def escape(self) -> bool:
        """End what is under way: speech, writing, a selection; False where none of them is."""
        aloud, exporter = self.reading_aloud.made, self.exporter.made
        if aloud is not None and aloud.stop():
            return True
        if exporter is not None and exporter.cancel():
            return True
        return self._panes.list.rows.multi_selection.clear()

    def open_folder(self, folder: Path) -> None:
        """Turn to another folder: its pictures, its settings, the download that was left."""
        self.picture_settings.open_folder(folder)
        self.saving.open_folder(folder)

    # -- dialogs; each is loaded when it is first asked for

    def show_preferences(self, page: str = "") -> None:
        """Show what can be set, from the page of this name; each applies it at once."""
        from reader.gui.dialogs.preferences import (
            KeysPage,
            LanguagePage,
            ListPage,
            Preferences,
            ReadingPage,
        )

        settings = self._store.settings

        def speak() -> None:
            """Have the page of preferences, too, speak the language chosen on it."""
            dialog.close()
            self._store.schedule_save()
            self.language_chosen.emit()
            self.show_preferences(_("Language"))

        pages = [
            ReadingPage(settings, self._appearance.apply),
            ListPage(settings, self._appearance.apply),
            self.picture_settings.page(),
            KeysPage(settings, self.keys_wanted.emit),
            LanguagePage(settings, self._store.schedule_save, speak),
        ]
        dialog = Preferences(pages, self._window)
        dialog.show_page(page)
        dialog.open()

    def show_about(self) -> None:
        """Show the versions of what is at work."""
        from reader.gui.dialogs.about import AboutDialog

        AboutDialog(self._window).open()

    def show_guide(self) -> None:
        """Show the guide beside the window; where it is shown, bring it to the front."""
        from reader.gui.dialogs.guide import Guide

        shown = self._window.findChild(Guide)
        if shown is None:
            shown = Guide(self._appearance.theme, self._store.settings, self._window)
            shown.show()
        shown.raise_()
        shown.activateWindow()

    def ask_date(self) -> None:
        """Ask for a day, and go to its newest article."""
        from reader.gui.dialogs.dates import ask_date

        ask_date(self._window, self._session.controller.current, self._session.navigator.to_date)

    def ask_age(self) -> None:
        """Ask how old is old, and mark what is older as read."""
        from reader.gui.dialogs.dates import ask_age

        ask_age(self._window, self._session.read_tracker.mark_older)

    def retranslate(self) -> None:
        """Say what stays on screen in the language that is spoken now."""
        self.article_presenter.retranslate()
        from reader.gui.dialogs.guide import Guide

        if (guide := self._window.findChild(Guide)) is not None:
            guide.close()
            self.show_guide()
        self.download_bar.retranslate()

    # -- the parts

    def _make_pictures(self) -> PictureLoader:
        bound = self._store.settings.pictures_mb * 1_000_000
        made = PictureLoader(
            self._session.paths,
            bound,
            offline=self._options.offline,
            connect_to=self._options.connect_to,
            places=self._places,
            parent=self._window,
        )
        self._panes.list.rows.show_thumbnails(made.thumbnails)
        return made

    def _places(self, folder: Path, path: str) -> list[str]:
        """Return the other files of a folder that hold an article; on any thread."""
        # Imported late: few pictures are looked for there.
        if self._other_places is None:
            from reader.library.index.kin import OtherPlaces

            self._other_places = OtherPlaces()
        return self._other_places(self._session.paths.index_db(folder), path)

    def _make_article_presenter(self) -> ArticlePresenter:
        session, article = self._session, self._panes.article
        footer = ArticleFooter(session.controller, session.headlines, session.library, article)
        ArticlePreparer(session.prefetcher, footer, article, self.pictures)
        article.end_reached.connect(session.read_tracker.note_end_seen)
        return ArticlePresenter(
            session.controller,
            session.headlines,
            session.reading_positions,
            footer,
            article,
            self.pictures,
            keep=self._options.keep,
        )

    def _make_picture_controller(self) -> PictureController:
        made = PictureController(
            self._window, self._panes.article, self.pictures, self.picture_settings
        )
        made.link_wanted.connect(self.link_opener.open)
        made.message.connect(self._panes.status_bar.show_message)
        made.hovered.connect(self._panes.status_bar.show_address)
        self.article_presenter.shown.connect(made.shown)
        # What the former article had under the mouse is no longer there.
        self.article_presenter.shown.connect(lambda _: self._panes.status_bar.show_address(""))
        return made

    def _make_saving(self) -> OfflineSaving:
        session, bar = self._session, self._panes.status_bar
        made = OfflineSaving(
            session.controller,
            session.headlines,
            session.library,
            session.paths,
            self.pictures,
            self._window,
        )
        made.message.connect(bar.show_message)
        made.article_wanted.connect(session.navigator.to_article)
        session.counters.counted.connect(made.count_again)
        self.download_bar = DownloadBar(made.downloader)
        bar.addPermanentWidget(self.download_bar)
        return made

    def _make_exporter(self) -> Exporter:
        from reader.gui.export.exporter import Exporter

        bar = self._panes.status_bar
        made = Exporter(
            self._window,
            self._session,
            self.selection,
            self.pictures,
            self._store.settings,
            self._session.paths,
        )
        made.message.connect(bar.show_message)
        made.trouble.connect(bar.show_trouble)
        made.progressed.connect(bar.show_work)
        made.finished.connect(bar.hide_progress)
        made.chosen.connect(self._store.schedule_save)
        return made

    def _make_reading_aloud(self) -> ReadingAloud:
        from reader.gui.speech.reading_aloud import ReadingAloud

        made = ReadingAloud(
            self._session.controller,
            self._session.navigator,
            self._panes.article,
            lambda: self._appearance.theme,
            self,
        )
        made.message.connect(self._panes.status_bar.show_message)
        made.trouble.connect(self._panes.status_bar.show_trouble)
        self.article_presenter.shown.connect(made.page_shown)
        return made

    def _make_status_exchange(self) -> StatusExchange:
        from reader.gui.dialogs.status_exchange import StatusExchange

        made = StatusExchange(self._window, self._session.library, self._session.status_queue)
        made.message.connect(self._panes.status_bar.show_message)
        made.trouble.connect(self._panes.status_bar.show_trouble)
        made.restored.connect(partial(self._panes.notification_bar.show_notice, "damage", ""))
        return made

    def _make_problems(self) -> Problems:
        from reader.gui.dialogs.problems import Problems

        return Problems(self._session.library, self._session.page_client, self._window)

    def _make_left_out(self) -> LeftOut:
        from reader.gui.dialogs.left_out import LeftOut

        def turned() -> None:
            self._store.schedule_save()
            self._folders.rescan()

        return LeftOut(self._session.library, self._store.settings, turned, self._window)

    # -- the end

    def end_work(self) -> None:
        """End what writes, speaks or merges, while the session is still there."""
        if (aloud := self.reading_aloud.made) is not None:
            aloud.stop()
        if (exporter := self.exporter.made) is not None:
            exporter.close()
        if (exchange := self.status_exchange.made) is not None:
            exchange.close()

    def close(self) -> None:
        """End the pictures' threads; the session is closed by then, and asks for none."""
        self.saving.close()
        self.pictures.close()


def _has_voice() -> bool:
    from reader.gui.speech.voices import voices

    return bool(voices())
