"""What a person set about pictures, in force: modes, hosts, proxy, the bound of what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.images.fetch import Rules
from reader.settings import Settings, proxy_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.gui.pictures.loader import PictureLoader
    from reader.gui.style.preference_page import PreferencePage


class PictureSettings(QObject):
    """Hands the settings to those that get and keep pictures, each time one is changed."""

    mode_changed = Signal()
    """Of the folder that is open: other pictures may be fetched now than before."""

    def __init__(
        self,
        settings: Settings,
        save: Callable[[], None],
        pictures: PictureLoader,
        *,
        offline: bool,
        parent: QObject | None = None,
    ) -> None:
        """Put the settings in force. save: writes them. offline: nothing is fetched, ever."""
        super().__init__(parent)
        self.offline = offline
        self._settings = settings
        self._save = save
        self._pictures = pictures
        self._folder: Path | None = None
        self._set_rules()

    def open_folder(self, folder: Path) -> None:
        """Put in force what was set for this folder."""
        self._folder = folder
        self._pictures.set_folder(folder, self._settings.picture_mode(folder))

    def page(self) -> PreferencePage:
        """Return a new page for the Preferences; what is set there holds at once."""
        # Windows that open later are imported then: the start does not wait for them.
        from reader.gui.gallery.preferences_page import PicturesPage

        return PicturesPage(self._settings, self._folder, self._pictures.store, self.apply)

    def allow_host(self, host: str) -> None:
        """Let this host be asked though its address is private."""
        if host not in self._settings.allowed_hosts:
            self._settings.allowed_hosts.append(host)
        self._put_in_force()

    def tell_site_to(self, host: str) -> None:
        """Let this host be told the site of the article whose picture is fetched."""
        if host not in self._settings.referer_hosts:
            self._settings.referer_hosts.append(host)
        self._put_in_force()

    def apply(self) -> None:
        """Put in force what was changed in the settings, and save them."""
        self._put_in_force()
        if self._folder is None:
            return
        mode = self._settings.picture_mode(self._folder)
        if mode != self._pictures.mode:
            self._pictures.set_mode(mode)
            self.mode_changed.emit()

    def _put_in_force(self) -> None:
        self._set_rules()
        self._pictures.set_bound(self._settings.pictures_mb * 1_000_000)
        self._save()

    def _set_rules(self) -> None:
        settings = self._settings
        rules = Rules(
            offline=self.offline,
            allowed_hosts=frozenset(settings.allowed_hosts),
            referer_hosts=frozenset(settings.referer_hosts),
            proxy=proxy_address(settings.proxy),
        )
        self._pictures.set_rules(rules)
