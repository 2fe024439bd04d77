"""The Preferences dialog: pages beside their names. What is set there holds at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from reader.language import LANGUAGES, N_, _
from reader.settings import BOUNDS, Settings

_SYSTEM = N_("As the system is")
_THEMES = (
    ("system", _SYSTEM),
    ("light", N_("Light")),
    ("sepia", N_("Sepia")),
    ("dark", N_("Dark")),
)
_FONTS = (
    ("", N_("As suits the language")),
    ("serif", N_("Serif")),
    ("sans", N_("Sans-serif")),
)
_READ = (
    ("time", N_("when it was shown for a while")),
    ("end", N_("when its end was reached")),
)


class Preferences(QDialog):
    """A dialog of pages; a page's name is its window title."""

    def __init__(self, pages: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Preferences"))
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        for page in pages:
            tabs.addTab(page, page.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(tabs)
        layout.addWidget(buttons)
        self.resize(460, 300)


class _Page(QWidget):
    """Rows of settings, each applied as soon as it is changed."""

    def __init__(self, title: str, settings: Settings, changed: Callable[[], None]) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self._settings = settings
        self._changed = changed
        self._form = QFormLayout(self)
        self._form.setContentsMargins(16, 16, 16, 16)
        self._form.setSpacing(10)

    def _set(self, name: str, value: object) -> None:
        setattr(self._settings, name, value)
        self._changed()

    def choice(self, name: str, label: str, values: Sequence[tuple[str, str]]) -> QComboBox:
        """Add a choice among several values, each (value, what it is called: a message)."""
        box = QComboBox()
        box.setObjectName(name)
        for value, said in values:
            box.addItem(_(said), value)
        box.setCurrentIndex(max(0, box.findData(getattr(self._settings, name))))
        box.currentIndexChanged.connect(lambda _: self._set(name, box.currentData()))
        self._form.addRow(label, box)
        return box

    def number(self, name: str, label: str, step: int, suffix: str) -> QSpinBox:
        """Add a field for a number within its BOUNDS; name: its field of Settings."""
        box = QSpinBox()
        box.setObjectName(name)
        box.setRange(*BOUNDS[name])
        box.setSingleStep(step)
        box.setSuffix(suffix)
        box.setValue(getattr(self._settings, name))
        box.valueChanged.connect(lambda value: self._set(name, value))
        self._form.addRow(label, box)
        return box

    def switch(self, name: str, label: str) -> QCheckBox:
        """Add a check box for a setting that is on or off; name: its field of Settings."""
        box = QCheckBox(label)
        box.setObjectName(name)
        box.setChecked(getattr(self._settings, name))
        box.toggled.connect(lambda on: self._set(name, on))
        self._form.addRow("", box)
        return box


class AppearancePage(_Page):
    """Language and colours, and how the text of an article is set: the window shows it at once."""

    def __init__(
        self, settings: Settings, changed: Callable[[], None], speak: Callable[[], None]
    ) -> None:
        """speak: is called where another language was chosen."""
        super().__init__(_("Looks"), settings, changed)
        languages = self.choice("language", _("Language"), [("", _SYSTEM), *LANGUAGES.items()])
        languages.currentIndexChanged.connect(lambda _index: speak())
        families = [(name, name) for name in QFontDatabase.families()]
        self.choice("theme", _("Colours"), _THEMES)
        fonts = self.choice("font", _("Font"), [*_FONTS, *families])
        # As wide as the others, not as the longest name.
        fonts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        fonts.setMinimumContentsLength(20)
        self.number("zoom", _("Text size"), 10, " %")
        self.number("width", _("Text width"), 10, " %")
        self.number("line_height", _("Line height"), 5, " %")
        self.switch("smooth", _("Scroll smoothly"))


class ReadingPage(_Page):
    """When an article counts as read."""

    def __init__(self, settings: Settings, changed: Callable[[], None]) -> None:
        super().__init__(_("Reading"), settings, changed)
        when = self.choice("read_when", _("An article is read"), _READ)
        seconds = self.number("read_seconds", _("Shown for"), 1, _(" s"))
        seconds.setEnabled(settings.read_when != "end")
        when.currentIndexChanged.connect(lambda _: seconds.setEnabled(when.currentData() != "end"))
