"""The Preferences dialog: pages beside their names. What is set there holds at once."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from reader.settings import ZOOM_MAX, ZOOM_MIN, Settings

_THEMES = (("system", "As the system is"), ("light", "Light"), ("dark", "Dark"))


class Preferences(QDialog):
    """A dialog of pages; a page's name is its window title."""

    def __init__(self, pages: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Preferences")
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        for page in pages:
            tabs.addTab(page, page.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(tabs)
        layout.addWidget(buttons)
        self.resize(460, 300)


class LooksPage(QWidget):
    """Colours and the size of the text."""

    def __init__(self, settings: Settings, changed: Callable[[], None]) -> None:
        super().__init__()
        self.setWindowTitle("Looks")
        self._settings = settings
        self._changed = changed
        self._theme = QComboBox()
        for value, name in _THEMES:
            self._theme.addItem(name, value)
        self._theme.setCurrentIndex(max(0, self._theme.findData(settings.theme)))
        self._theme.currentIndexChanged.connect(self._set_theme)
        self._zoom = QSpinBox()
        self._zoom.setRange(ZOOM_MIN, ZOOM_MAX)
        self._zoom.setSingleStep(10)
        self._zoom.setSuffix(" %")
        self._zoom.setValue(settings.zoom)
        self._zoom.valueChanged.connect(self._set_zoom)
        form = QFormLayout(self)
        form.setContentsMargins(16, 16, 16, 16)
        form.setSpacing(10)
        form.addRow("Colours", self._theme)
        form.addRow("Text size", self._zoom)

    def _set_theme(self, _index: int) -> None:
        self._settings.theme = self._theme.currentData()
        self._changed()

    def _set_zoom(self, zoom: int) -> None:
        self._settings.zoom = zoom
        self._changed()
