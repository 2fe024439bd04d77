"""The page of keys, made from the table of commands."""

import html

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from reader.commands import COMMANDS, MENUS, Command
from reader.gui.style.labels import key_text, menu_name
from reader.gui.style.theme import Theme
from reader.language import _


def _table(theme: Theme, absent: set[str]) -> str:
    parts = []
    for menu in (*MENUS, ""):
        commands = [c for c in COMMANDS if c.menu == menu and c.keys and c.id not in absent]
        if not commands:
            continue
        parts.append(
            f'<tr><td colspan="2" style="padding-top:14px;color:{theme.text_faint}">'
            f"<b>{html.escape(_menu_name(menu))}</b></td></tr>"
        )
        for command in commands:
            between = html.escape(_(" or "))
            keys = f'<span style="color:{theme.text_faint}">{between}</span>'.join(
                f'<span style="background-color:{theme.code_background};">'
                f"&nbsp;{html.escape(key)}&nbsp;</span>"
                for key in key_names(command)
            )
            parts.append(
                f'<tr><td style="padding:3px 28px 3px 0">{html.escape(_(command.title))}</td>'
                f'<td style="padding:3px 0">{keys}</td></tr>'
            )
    return f"<table cellspacing=0>{''.join(parts)}</table>"


def _menu_name(menu: str) -> str:
    """Return the title of a menu without its letter: "File" of "&File" and "(&F)"."""
    return menu_name(_(MENUS[menu])) if menu else _("Panes")


class ShortcutsDialog(QDialog):
    """All keys at a glance."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        absent = {a.objectName() for a in parent.findChildren(QAction) if not a.isVisible()}
        label = QLabel(_table(theme, absent))
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setContentsMargins(16, 4, 16, 12)
        scroll = QScrollArea()
        scroll.setWidget(label)
        scroll.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(scroll)
        layout.addWidget(buttons)
        self.resize(520, min(760, max(420, parent.height() - 60)))


def key_names(command: Command) -> list[str]:
    """Return the keys of a command as this system writes them."""
    return [key_text(QKeySequence(key)) for key in command.keys]
