"""Menus and shortcuts, made from the one table of commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from reader.commands import BY_ID, COMMANDS, MENUS, STARTS_GROUP, Where
from reader.gui.window.mnemonics import with_letters
from reader.language import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

    from reader.gui.system.key_bindings import KeyBindings
    from reader.gui.window.availability import Availability


def make_actions(
    window: QMainWindow,
    run: Callable[[str], None],
    reading: list[QWidget],
    listing: list[QWidget],
    bindings: KeyBindings,
) -> dict[str, QAction]:
    """Return an action for each command, by its id.

    A command of the reading panes acts where one of those has the focus, so that a letter typed
    in a text field is text.
    """
    actions = {}
    for command in COMMANDS:
        action = QAction(window)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(key) for key in bindings.keys(command.id)])
        action.triggered.connect(_called(run, command.id))
        if command.where is Where.WINDOW:
            window.addAction(action)
        else:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            for pane in listing if command.where is Where.LIST else reading:
                pane.addAction(action)
        actions[command.id] = action
    _title(actions)
    return actions


def _called(run: Callable[[str], None], command: str) -> Callable[[bool], None]:
    def triggered(_checked: bool = False) -> None:
        run(command)

    return triggered


def retitle(actions: Mapping[str, QAction], menus: Mapping[str, QMenu]) -> None:
    """Title actions and menus in the language that is spoken now."""
    for name, menu in menus.items():
        menu.setTitle(_(MENUS[name]))
    _title(actions)


def _title(actions: Mapping[str, QAction]) -> None:
    """Title actions as their entries in the menus are, each with its letter."""
    for name in (*MENUS, ""):
        commands = [command for command in COMMANDS if command.menu == name]
        pairs = [(_(command.title), command.title) for command in commands]
        titles = with_letters(pairs) if name else [shown for shown, _english in pairs]
        for command, title in zip(commands, titles, strict=True):
            actions[command.id].setText(title)


def keep_state(menu: QMenu, available: Availability) -> None:
    """Have a menu of commands show what can be done, and what is on, as it is when it is opened.

    Grey is an entry, not its key: that acts also where nothing can be done, and says why.
    """

    def entries() -> list[QAction]:
        return [action for action in menu.actions() if action.objectName() in BY_ID]

    def opening() -> None:
        for action in entries():
            command = action.objectName()
            action.setEnabled(available.can(command))
            if (on := available.is_on(command)) is not None:
                action.setCheckable(True)
                action.setChecked(on)

    def closing() -> None:
        for action in entries():
            action.setEnabled(True)

    menu.aboutToShow.connect(opening)
    menu.aboutToHide.connect(closing)


def fill_menus(window: QMainWindow, actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """Fill the menu bar in the table's order; return its menus by their names."""
    menus = {}
    for name in MENUS:
        menu = menus[name] = window.menuBar().addMenu(_(MENUS[name]))
        for command in COMMANDS:
            if command.menu == name:
                if command.id in STARTS_GROUP and not menu.isEmpty():
                    menu.addSeparator()
                menu.addAction(actions[command.id])
    roles = {"quit": "QuitRole", "about": "AboutRole", "preferences": "PreferencesRole"}
    for id_, role in roles.items():
        actions[id_].setMenuRole(QAction.MenuRole[role])
    return menus
