"""The page "Pictures" of the Preferences: how much is kept, what may be fetched, and how."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from reader.gui.pictures.store import PictureStore
from reader.gui.style.controls import Choice, stepper
from reader.gui.style.labels import plain_label
from reader.gui.style.preference_page import PreferencePage
from reader.language import N_, _, ngettext
from reader.markup.text.plain import quoted
from reader.model import BroadsheetError
from reader.settings import (
    ALWAYS,
    ASK,
    CACHE,
    PICTURES_MB_MAX,
    PICTURES_MB_MIN,
    Settings,
    proxy_address,
)

_MODES = (
    (ALWAYS, N_("Load them always")),
    (CACHE, N_("Only those that are kept")),
    (ASK, N_("Ask for each article")),
)


class PicturesPage(PreferencePage):
    """What is set here holds at once: `changed` is called."""

    def __init__(
        self,
        settings: Settings,
        folder: Path | None,
        store: PictureStore,
        changed: Callable[[], None],
    ) -> None:
        super().__init__(_("Pictures"))
        self._settings = settings
        self._folder = folder
        self._store = store
        self._changed = changed
        self.mode = Choice()
        for value, name in _MODES:
            self.mode.addItem(_(name), value)
        if folder is not None:
            self.mode.setCurrentIndex(self.mode.findData(settings.picture_mode(folder)))
        self.mode.setEnabled(folder is not None)
        self.mode.currentIndexChanged.connect(self._set_mode)
        self.bound = QDoubleSpinBox(suffix=" GB", decimals=2, singleStep=0.5)
        self.bound.setRange(PICTURES_MB_MIN / 1000, PICTURES_MB_MAX / 1000)
        self.bound.setValue(settings.pictures_mb / 1000)
        # Once it is written out: half a number is no bound to throw pictures away by.
        self.bound.setKeyboardTracking(False)
        self.bound.valueChanged.connect(self._set_bound)
        self.used = QLabel("…")
        self.clear = QPushButton(_("Clear"))
        self.clear.clicked.connect(self._clear)
        place = plain_label(str(store.cache.folder))
        place.setWordWrap(True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        show = QPushButton(_("Show"))
        show.clicked.connect(self._show_place)
        for button in (self.clear, show):
            button.setAutoDefault(False)
        self.proxy = QLineEdit(settings.proxy, placeholderText=_("none (host:port)"))
        self.proxy.editingFinished.connect(self._set_proxy)
        none = _("none")
        self.allowed = QLineEdit(" ".join(settings.allowed_hosts), placeholderText=none)
        self.allowed.editingFinished.connect(self._set_hosts)
        self.referers = QLineEdit(" ".join(settings.referer_hosts), placeholderText=none)
        self.referers.editingFinished.connect(self._set_hosts)
        form = self.form
        name = (folder.name or str(folder)) if folder is not None else _("this folder")
        form.addRow(plain_label(_("Pictures of {folder}").format(folder=quoted(name))), self.mode)
        form.addRow(_("Keep at most"), stepper(self.bound))
        form.addRow(_("Kept now"), _row(self.used, self.clear))
        form.addRow(_("Where it is"), _row(place, show))
        form.addRow(_("Proxy"), self.proxy)
        form.addRow(_("Private hosts allowed"), self.allowed)
        form.addRow(_("Hosts told the article’s site"), self.referers)
        self._count()
        self.on_reset(self._reset)

    def _reset(self) -> None:
        usual = Settings()
        self.mode.setCurrentIndex(max(0, self.mode.findData(ALWAYS)))
        self.bound.setValue(usual.pictures_mb / 1000)
        for field in (self.proxy, self.allowed, self.referers):
            field.clear()
        self._set_proxy()
        self._set_hosts()

    def _count(self) -> None:
        def came(found: tuple[int, int]) -> None:
            count, size = found
            said = ngettext(
                "{count:,} picture, {size:,.1f} MB", "{count:,} pictures, {size:,.1f} MB", count
            )
            self.used.setText(said.format(count=count, size=size / 1e6))

        def failed(error: BroadsheetError) -> None:
            self.used.setText(error.sentence)

        self._store.ask(lambda index: index.total(), came, failed, key="total")

    def _set_mode(self, _index: int) -> None:
        if self._folder is not None:
            mode = self.mode.currentData()
            if mode == ALWAYS:
                self._settings.picture_modes.pop(str(self._folder), None)
            else:
                self._settings.picture_modes[str(self._folder)] = mode
            self._changed()

    def _set_bound(self, gigabytes: float) -> None:
        self._settings.pictures_mb = round(gigabytes * 1000)
        self._changed()
        self._count()

    def _clear(self) -> None:
        self.clear.setEnabled(False)
        self.used.setText(_("Clearing …"))

        def cleared() -> None:
            self.clear.setEnabled(True)
            self._count()

        self._store.clear(cleared)

    def _show_place(self) -> None:
        folder = self._store.cache.folder
        QDesktopServices.openUrl(
            QUrl.fromLocalFile(str(folder if folder.is_dir() else folder.parent))
        )

    def _set_proxy(self) -> None:
        text = self.proxy.text().strip()
        valid = not text or proxy_address(text) is not None
        self.proxy.setToolTip("" if valid else _("A proxy is written as host:port."))
        if not valid:
            self.proxy.setText(self._settings.proxy)
        elif text != self._settings.proxy:
            self._settings.proxy = text
            self._changed()

    def _set_hosts(self) -> None:
        allowed, referers = _hosts(self.allowed.text()), _hosts(self.referers.text())
        if (allowed, referers) != (self._settings.allowed_hosts, self._settings.referer_hosts):
            self._settings.allowed_hosts = allowed
            self._settings.referer_hosts = referers
            self._changed()


def _hosts(text: str) -> list[str]:
    return list(dict.fromkeys(text.replace(",", " ").lower().split()))


def _row(*parts: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(parts[0], 1)
    for part in parts[1:]:
        row.addWidget(part)
    return holder
