"""The Preferences: pages beside their names, found by a word. What is set there holds at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.gui.style.controls import Choice, Tick, stepper
from reader.gui.style.labels import plain_label
from reader.gui.style.preference_page import PreferencePage
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
_DENSITIES = (
    ("comfortable", N_("Title, excerpt and picture")),
    ("compact", N_("One line each")),
)
SIDE = 190
"""Pixels: the width of the pages' names."""


class Preferences(QDialog):
    """A window of pages; a page's name is its window title."""

    def __init__(self, pages: Sequence[PreferencePage], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Preferences"))
        self._pages = pages
        self.search = QLineEdit(placeholderText=_("Search the settings"), clearButtonEnabled=True)
        self.search.setAccessibleName(_("Search the settings"))
        self.search.textChanged.connect(self._find)
        self.names = QListWidget()
        self.names.setObjectName("PreferencePages")
        self.names.setAccessibleName(_("Pages"))
        self._stack = QStackedWidget()
        for page in pages:
            self.names.addItem(page.windowTitle())
            self._stack.addWidget(_framed(page))
        self._nothing = QLabel(_("No setting bears this word."))
        self._nothing.setObjectName("Hint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._nothing)
        self.names.currentRowChanged.connect(self._show_page)
        side = QWidget()
        side.setObjectName("PreferenceSide")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 12, 10, 10)
        column.addWidget(self.search)
        column.addWidget(self.names, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(side)
        across.addWidget(self._stack, 1)
        self.names.setCurrentRow(0)
        self.names.setFocus()
        self.resize(760, 520)

    def show_page(self, title: str) -> None:
        """Turn to the page of this name."""
        for number, page in enumerate(self._pages):
            if page.windowTitle() == title:
                self.names.setCurrentRow(number)

    def _show_page(self, number: int) -> None:
        self._stack.setCurrentIndex(number if number >= 0 else len(self._pages))

    def _find(self, words: str) -> None:
        """Show the pages and the rows alone that bear these words."""
        first = -1
        for number, page in enumerate(self._pages):
            found = page.narrow(words)
            self.names.item(number).setHidden(not found)
            if found and first < 0:
                first = number
        current = self.names.currentRow()
        if first < 0 or current < 0 or self.names.item(current).isHidden():
            self.names.setCurrentRow(first)


def _framed(page: PreferencePage) -> QWidget:
    """Return a page under its title, with what sets it back."""
    title = QLabel(page.windowTitle())
    title.setObjectName("PreferenceTitle")
    reset = QPushButton(_("Reset This Page"))
    reset.setObjectName("Reset")
    reset.setAutoDefault(False)
    reset.setVisible(page.can_reset)
    reset.clicked.connect(page.reset)
    head = QHBoxLayout()
    head.addWidget(title, 1)
    head.addWidget(reset)
    area = QScrollArea()
    area.setObjectName("PreferenceBody")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(page)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(24, 16, 16, 16)
    column.setSpacing(12)
    column.addLayout(head)
    column.addWidget(area, 1)
    return holder


class _Page(PreferencePage):
    """Rows of settings, each applied as soon as it is changed."""

    def __init__(self, title: str, settings: Settings, changed: Callable[[], None]) -> None:
        super().__init__(title)
        self._settings = settings
        self._changed = changed

    def _set(self, name: str, value: object) -> None:
        setattr(self._settings, name, value)
        self._changed()

    def choice(self, name: str, label: str, values: Sequence[tuple[str, str]]) -> QComboBox:
        """Add a choice among several values, each (value, what it is called: a message)."""
        box = Choice()
        box.setObjectName(name)
        for value, said in values:
            box.addItem(_(said), value)
        box.setCurrentIndex(max(0, box.findData(getattr(self._settings, name))))
        box.currentIndexChanged.connect(lambda _: self._set(name, box.currentData()))
        usual = getattr(Settings(), name)
        self.on_reset(lambda: box.setCurrentIndex(max(0, box.findData(usual))))
        self.form.addRow(label, box)
        return box

    def number(self, name: str, label: str, step: int, suffix: str) -> QSpinBox:
        """Add a field for a number within its BOUNDS; name: its field of Settings."""
        box = QSpinBox()
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.setRange(*BOUNDS[name])
        box.setSingleStep(step)
        box.setSuffix(suffix)
        box.setValue(getattr(self._settings, name))
        box.valueChanged.connect(lambda value: self._set(name, value))
        usual = getattr(Settings(), name)
        self.on_reset(lambda: box.setValue(usual))
        self.form.addRow(label, stepper(box))
        return box

    def switch(self, name: str, label: str) -> QCheckBox:
        """Add a check box for a setting that is on or off; name: its field of Settings."""
        box = Tick(label)
        box.setObjectName(name)
        box.setChecked(getattr(self._settings, name))
        box.toggled.connect(lambda on: self._set(name, on))
        usual = getattr(Settings(), name)
        self.on_reset(lambda: box.setChecked(usual))
        self.form.addRow("", box)
        return box


class ReadingPage(_Page):
    """Colours, how the text of an article is set, and when it counts as read."""

    def __init__(self, settings: Settings, changed: Callable[[], None]) -> None:
        super().__init__(_("Reading"), settings, changed)
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
        when = self.choice("read_when", _("An article is read"), _READ)
        seconds = self.number("read_seconds", _("Shown for"), 1, _(" s"))
        seconds.setEnabled(settings.read_when != "end")
        when.currentIndexChanged.connect(lambda _: seconds.setEnabled(when.currentData() != "end"))


class ListPage(_Page):
    """How rows look, and what scrolling past them means."""

    def __init__(self, settings: Settings, changed: Callable[[], None]) -> None:
        super().__init__(_("List"), settings, changed)
        self.choice("density", _("Rows"), _DENSITIES)
        self.number("interface_zoom", _("Size of lists and menus"), 10, " %")
        self.switch("read_by_scrolling", _("Mark as read what is scrolled past"))


class KeysPage(_Page):
    """Leads to the list of keys."""

    def __init__(self, settings: Settings, show_keys: Callable[[], None]) -> None:
        super().__init__(_("Keys"), settings, _nothing)
        hint = plain_label(_("Every command has its key; all of them stand on one page."))
        hint.setWordWrap(True)
        self.form.addRow(hint)
        button = QPushButton(_("Show All Keys…"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: show_keys())
        self.form.addRow("", button)


class LanguagePage(_Page):
    """Which language is spoken."""

    def __init__(
        self, settings: Settings, changed: Callable[[], None], speak: Callable[[], None]
    ) -> None:
        """speak: is called where another language was chosen."""
        super().__init__(_("Language"), settings, changed)
        languages = self.choice("language", _("Language"), [("", _SYSTEM), *LANGUAGES.items()])
        languages.currentIndexChanged.connect(lambda _index: speak())


def _nothing() -> None:
    return
