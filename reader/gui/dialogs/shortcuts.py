"""The page of keys, made from the table of commands: all at a glance, to be found and changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.commands import BY_ID, COMMANDS, MENUS, Command
from reader.gui.dialogs.palette_search import fold
from reader.gui.style.labels import key_text, label, menu_name, plain_label
from reader.gui.system.key_bindings import pressed
from reader.language import _
from reader.markup.text.plain import quoted

if TYPE_CHECKING:
    from collections.abc import Collection

    from reader.gui.style.theme import Theme
    from reader.gui.system.key_bindings import KeyBindings

_COLUMNS = (("Go", "", "View", "Help"), ("Article", "Edit", "File", "Pictures"))
"""The menus whose commands stand in each column: what one reads with first."""
_NONE = "–"


def key_names(keys: Collection[str]) -> list[str]:
    """Return keys as this system writes them."""
    return [key_text(QKeySequence(key)) for key in keys]


class ShortcutsDialog(QDialog):
    """All keys at a glance; a press on one changes it."""

    def __init__(
        self, bindings: KeyBindings, theme: Theme, absent: Collection[str], parent: QWidget
    ) -> None:
        """absent: ids of commands that this system has not."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        self._bindings = bindings
        self._rows: list[tuple[Command, QLabel, QToolButton]] = []
        self._heads: list[tuple[str, QLabel]] = []
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setPlaceholderText(_("Find a command or a key"))
        self.filter.setAccessibleName(_("Find a command or a key"))
        self.filter.textChanged.connect(self._sift)
        inner = QWidget()
        inner.setObjectName("Keys")
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(16, 4, 16, 12)
        columns.setSpacing(36)
        for menus in _COLUMNS:
            columns.addLayout(self._column(menus, absent), 1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        self._note = plain_label(_("Press a key to change it."))
        self._note.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.rejected.connect(self.reject)
        self._reset = buttons.addButton(_("Reset All"), QDialogButtonBox.ButtonRole.ResetRole)
        self._reset.setAutoDefault(False)
        self._reset.clicked.connect(lambda: bindings.reset_all())
        layout = QVBoxLayout(self)
        layout.addWidget(self.filter)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._note)
        layout.addWidget(buttons)
        self.setStyleSheet(
            f"#Keys {{ background: {theme.pane}; }}"
            f"#KeysHead {{ color: {theme.text_faint}; font-weight: 600; }}"
            f"#KeysKey {{ background: {theme.code_background}; padding: 3px 8px; }}"
            f"#KeysKey:hover, #KeysKey:focus {{ background: {theme.selection}; }}"
            f"#KeysKey[changed=true] {{ color: {theme.accent}; font-weight: 600; }}"
        )
        bindings.changed.connect(self._show)
        self._show()
        self.resize(
            min(900, max(560, parent.width() - 60)), min(760, max(420, parent.height() - 60))
        )

    def _column(self, menus: tuple[str, ...], absent: Collection[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        for menu in menus:
            name = menu_name(_(MENUS[menu])) if menu else _("Panes")
            head = plain_label(name)
            head.setObjectName("KeysHead")
            head.setContentsMargins(0, 12, 0, 2)
            grid.addWidget(head, grid.rowCount(), 0, 1, 2)
            self._heads.append((menu, head))
            for command in COMMANDS:
                if command.menu == menu and command.id not in absent:
                    self._add(grid, command)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def _add(self, grid: QGridLayout, command: Command) -> None:
        name = plain_label(_(command.title))
        name.setWordWrap(True)
        button = QToolButton()
        button.setObjectName("KeysKey")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self._ask, command.id, button))
        row = grid.rowCount()
        grid.addWidget(name, row, 0)
        grid.addWidget(button, row, 1, Qt.AlignmentFlag.AlignRight)
        self._rows.append((command, name, button))

    def _show(self) -> None:
        """Show the keys as they are set by now."""
        any_changed = False
        for command, _name, button in self._rows:
            keys = key_names(self._bindings.keys(command.id))
            button.setText(label("   ".join(keys)) or _NONE)
            title = _(command.title)
            button.setAccessibleName(f"{title}: {', '.join(keys)}" if keys else title)
            changed = self._bindings.is_changed(command.id)
            any_changed |= changed
            if bool(button.property("changed")) != changed:
                button.setProperty("changed", changed)
                button.style().polish(button)
        self._reset.setEnabled(any_changed)

    def _sift(self, text: str) -> None:
        """Show the commands alone that hold each word, in their name, English name or keys."""
        words = fold(text).split()
        seen = set()
        for command, name, button in self._rows:
            hay = fold(f"{_(command.title)} {command.title} {button.text()}")
            fits = all(word in hay for word in words)
            name.setVisible(fits)
            button.setVisible(fits)
            if fits:
                seen.add(command.menu)
        for menu, head in self._heads:
            head.setVisible(menu in seen)

    # -- changing

    def _ask(self, command: str, button: QToolButton) -> None:
        """Offer what can be done with the keys of a command."""
        menu = self.key_menu(command)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def key_menu(self, command: str) -> QMenu:
        """Return the menu of what can be done with the keys of a command."""
        menu = QMenu(self)
        keys = self._bindings.keys(command)
        for key, name in zip(keys, key_names(keys), strict=True):
            title = _("Change {key}…").format(key=label(name))
            menu.addAction(title, partial(self.record, command, key))
        menu.addAction(_("Add a Key…"), partial(self.record, command, ""))
        menu.addSeparator()
        for key, name in zip(keys, key_names(keys), strict=True):
            rest = [one for one in keys if one != key]
            title = _("Remove {key}").format(key=label(name))
            menu.addAction(title, partial(self._bindings.set_keys, command, rest))
        reset = menu.addAction(_("Reset"), partial(self._bindings.reset, command))
        reset.setEnabled(self._bindings.is_changed(command))
        return menu

    def record(self, command: str, instead_of: str) -> None:
        """Ask for a key of this command: a further one, or one in the place of another."""
        recorder = KeyRecorder(self._bindings, command, self)

        def done() -> None:
            keys = self._bindings.keys(command)
            if instead_of in keys:
                keys = [recorder.key if one == instead_of else one for one in keys]
            else:
                keys = [*keys, recorder.key]
            former = self._bindings.owner(recorder.key)
            self._bindings.set_keys(command, list(dict.fromkeys(keys)))
            if former is not None and former != command:
                sentence = _("{key} is no longer a key of {command}.")
                self._note.setText(
                    sentence.format(
                        key=key_names([recorder.key])[0], command=quoted(_(BY_ID[former].title))
                    )
                )

        recorder.accepted.connect(done)
        recorder.open()


class KeyRecorder(QDialog):
    """Waits for a key; says whose it is, and takes it where it is pressed again."""

    def __init__(self, bindings: KeyBindings, command: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self._bindings = bindings
        self._command = command
        self.key = ""
        """The key that was pressed, in Qt's portable spelling."""
        title = quoted(_(BY_ID[command].title))
        self.told = plain_label(_("Press the new key of {command}.").format(command=title))
        self.told.setWordWrap(True)
        self.told.setMinimumWidth(360)
        self._take = QPushButton(_("Take It"))
        self._take.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._take.setAutoDefault(False)
        self._take.setEnabled(False)
        self._take.clicked.connect(self.accept)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, parent=self)
        for button in buttons.buttons():
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons.addButton(self._take, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.told)
        column.addWidget(buttons)

    def event(self, event: QEvent) -> bool:
        """Take every key for what it is, none for a command, and Tab for no step."""
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.ShortcutOverride,
            QEvent.Type.KeyPress,
        ):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key where it is free, or is pressed twice; leave by Esc."""
        key = pressed(event)
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif key:
            owner = self._bindings.owner(key)
            again, self.key = key == self.key, key
            if owner in (None, self._command) or again:
                self.accept()
                return
            self._take.setEnabled(True)
            sentence = _("{key} is a key of {command}. Press it again to take it from there.")
            self.told.setText(
                sentence.format(
                    key=key_names([key])[0], command=quoted(_(BY_ID[owner or ""].title))
                )
            )
