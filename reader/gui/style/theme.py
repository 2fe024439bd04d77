"""Colours: light, sepia and dark; the palette and the style sheet made of them."""

from typing import Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

SCROLL_BAR = 12
"""Pixels: the width of a scroll bar."""


class Theme(NamedTuple):
    """Every colour in use, "#rrggbb".

    window, sidebar, pane, page: grounds of tool bars and dialogs, of the sidebar, the list, the
        article.
    text, text_soft, text_faint: on window, sidebar and pane alike; page_text on page, where the
        soft and the faint one serve too.
    accent: the one colour that calls; accent_text is written on it.
    line parts panes and rows; field_line goes around what can be typed into or pressed.
    selection, selection_text: the row that is chosen, and marked text; selection_inactive: the
        same row while another pane has the keyboard (with `text` on it); hover: the row under the
        mouse.
    mark: behind words that the article marks; hit: behind those that were looked for, with text.
    code_…: coloured words of a listing, on code_background.
    """

    name: Literal["light", "sepia", "dark"]
    window: str
    pane: str
    sidebar: str
    page: str
    text: str
    text_soft: str
    text_faint: str
    page_text: str
    line: str
    field_line: str
    accent: str
    accent_text: str
    selection: str
    selection_text: str
    selection_inactive: str
    hover: str
    unread_dot: str
    star: str
    link: str
    quote_bar: str
    code_background: str
    table_line: str
    table_header: str
    mark: str
    hit: str
    placeholder: str
    error: str
    scroll_handle: str
    scroll_handle_active: str
    code_comment: str
    code_word: str
    code_string: str
    code_number: str
    code_name: str


LIGHT = Theme(
    name="light",
    window="#f4f2ed",
    pane="#f9f8f4",
    sidebar="#efece5",
    page="#fdfcf9",
    text="#24231f",
    text_soft="#5a574f",
    text_faint="#6b675e",
    page_text="#2a2823",
    line="#e0dcd2",
    field_line="#8d877b",
    accent="#a8432b",
    accent_text="#ffffff",
    selection="#ecd9d0",
    selection_text="#2b1a14",
    selection_inactive="#e6e2d8",
    hover="#f1ede3",
    unread_dot="#b9492e",
    star="#9a6508",
    link="#9a3d27",
    quote_bar="#d8cfc0",
    code_background="#f3f0e9",
    table_line="#dcd7cb",
    table_header="#f3f0e9",
    mark="#ffe39a",
    hit="#ffbd80",
    placeholder="#f0ede6",
    error="#a32020",
    scroll_handle="#cdc8bc",
    scroll_handle_active="#aaa496",
    code_comment="#6b675e",
    code_word="#8a2f6b",
    code_string="#3a6a1f",
    code_number="#8a4b00",
    code_name="#1f5a8c",
)

SEPIA = Theme(
    name="sepia",
    window="#efe4cd",
    pane="#f3e9d4",
    sidebar="#eadec5",
    page="#f6edda",
    text="#33281a",
    text_soft="#5c4d38",
    text_faint="#665843",
    page_text="#3a2e1f",
    line="#dccdb0",
    field_line="#8a7a5d",
    accent="#8f3a1c",
    accent_text="#ffffff",
    selection="#e3cda6",
    selection_text="#2b1d0e",
    selection_inactive="#e2d5ba",
    hover="#ecdfc4",
    unread_dot="#a5451f",
    star="#85550a",
    link="#8a3818",
    quote_bar="#cfbb95",
    code_background="#ede1c8",
    table_line="#d6c5a4",
    table_header="#ede1c8",
    mark="#f3cf7a",
    hit="#eda765",
    placeholder="#ebdfc6",
    error="#981c1c",
    scroll_handle="#cbbb9b",
    scroll_handle_active="#a89878",
    code_comment="#665843",
    code_word="#7d2a5e",
    code_string="#3d5a16",
    code_number="#7d4300",
    code_name="#1f4f7a",
)

DARK = Theme(
    name="dark",
    window="#26262a",
    pane="#212125",
    sidebar="#28282c",
    page="#1c1c1f",
    text="#e8e6e1",
    text_soft="#b0ada6",
    text_faint="#9a9790",
    page_text="#dad7d0",
    line="#36363b",
    field_line="#77777e",
    accent="#e8907a",
    accent_text="#2a120b",
    selection="#4d362f",
    selection_text="#fbf1ed",
    selection_inactive="#35353a",
    hover="#2a2a2f",
    unread_dot="#e8907a",
    star="#e5b454",
    link="#eca08c",
    quote_bar="#4a4741",
    code_background="#27272b",
    table_line="#3c3c41",
    table_header="#27272b",
    mark="#52400c",
    hit="#7d4519",
    placeholder="#27272b",
    error="#f28b82",
    scroll_handle="#4b4b51",
    scroll_handle_active="#6c6c73",
    code_comment="#9a9790",
    code_word="#e39ac8",
    code_string="#a5cf8a",
    code_number="#e0b071",
    code_name="#8fc1ee",
)

THEMES: dict[str, Theme] = {theme.name: theme for theme in (LIGHT, SEPIA, DARK)}


def system_is_dark() -> bool:
    """Return whether the person's desktop is set to dark; light where it does not say."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def palette(theme: Theme) -> QPalette:
    """Return the palette of the whole program (for the Fusion style)."""
    made = QPalette(QColor(theme.window))
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.pane),
        (role.AlternateBase, theme.window),
        (role.Text, theme.text),
        (role.Button, theme.window),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.error),
        (role.ToolTipBase, theme.pane),
        (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.text_faint),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.selection_text),
        (role.Link, theme.link),
        (role.LinkVisited, theme.link),
        (role.Accent, theme.accent),
        (role.Light, theme.pane),
        (role.Midlight, theme.line),
        (role.Mid, theme.line),
        (role.Dark, theme.line),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.text_faint))
    made.setColor(QPalette.ColorGroup.Inactive, role.Highlight, QColor(theme.selection_inactive))
    made.setColor(QPalette.ColorGroup.Inactive, role.HighlightedText, QColor(theme.text))
    return made


def reading_palette(theme: Theme) -> QPalette:
    """Return the palette of the article: its own colours, and a selection that stays visible."""
    colours = palette(theme)
    colours.setColor(QPalette.ColorRole.Base, QColor(theme.page))
    colours.setColor(QPalette.ColorRole.Text, QColor(theme.page_text))
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        colours.setColor(group, QPalette.ColorRole.Highlight, QColor(theme.selection))
        colours.setColor(group, QPalette.ColorRole.HighlightedText, QColor(theme.selection_text))
    return colours


def stylesheet(theme: Theme) -> str:
    """Return the style sheet of the whole program: flat panes, thin lines, slim scroll bars."""
    t = theme
    return f"""
QSplitter::handle {{ background: {t.line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QAbstractScrollArea {{ border: none; }}
ArticleView {{ background: {t.page}; color: {t.page_text};
    selection-background-color: {t.selection}; selection-color: {t.selection_text}; }}
QTreeView, QListView {{ outline: none; }}

QScrollBar:vertical {{ background: transparent; width: {SCROLL_BAR}px; margin: 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: {SCROLL_BAR}px; margin: 0;
    border: none; }}
QScrollBar::handle {{ background: {t.scroll_handle}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 36px; }}
QScrollBar::handle:horizontal {{ min-width: 36px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {t.scroll_handle_active}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}

QToolBar {{ background: {t.window}; border: none; border-bottom: 1px solid {t.line};
    padding: 5px 8px; spacing: 4px; }}
QToolBar::separator {{ background: {t.line}; width: 1px; margin: 4px 6px; }}
QToolButton {{ background: transparent; color: {t.text}; border: none; border-radius: 6px;
    padding: 5px 8px; }}
QToolButton:hover {{ background: {t.selection_inactive}; }}
QToolButton:pressed, QToolButton:checked {{ background: {t.selection};
    color: {t.selection_text}; }}
QToolButton:disabled {{ color: {t.text_faint}; }}
QToolButton::menu-indicator {{ image: none; }}

QPushButton {{ background: {t.pane}; color: {t.text}; border: 1px solid {t.field_line};
    border-radius: 6px; padding: 6px 14px; }}
QPushButton:hover {{ background: {t.selection_inactive}; }}
QPushButton:pressed {{ background: {t.selection}; color: {t.selection_text}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 5px 13px; }}
QPushButton:default {{ background: {t.accent}; color: {t.accent_text};
    border-color: {t.accent}; }}
QPushButton:disabled {{ color: {t.text_faint}; }}

QLineEdit {{ background: {t.page}; color: {t.text}; border: 1px solid {t.field_line};
    border-radius: 7px; padding: 5px 9px; placeholder-text-color: {t.text_faint};
    selection-background-color: {t.selection};
    selection-color: {t.selection_text}; }}
QLineEdit:focus {{ border: 2px solid {t.accent}; padding: 4px 8px; }}
QSpinBox, QDoubleSpinBox, Choice {{ background: {t.page}; color: {t.text};
    border: 1px solid {t.field_line}; border-radius: 7px; padding: 4px 9px; min-height: 18px;
    selection-background-color: {t.selection}; selection-color: {t.selection_text}; }}
QSpinBox:focus, QDoubleSpinBox:focus, Choice:focus {{ border-color: {t.accent}; }}
QSpinBox:disabled, QDoubleSpinBox:disabled, Choice:disabled {{ color: {t.text_faint}; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
QDoubleSpinBox::down-button {{ width: 0; border: none; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ background: transparent;
    border: none; border-radius: 0;
    padding: 0; }}
Choice {{ padding-right: 28px; }}
Choice::drop-down {{ border: none; width: 28px; }}
Choice QAbstractItemView {{ background: {t.pane}; color: {t.text}; border: 1px solid {t.line};
    padding: 4px; outline: none; selection-background-color: {t.selection};
    selection-color: {t.selection_text}; }}
Choice QAbstractItemView::item {{ min-height: 28px; padding: 0 8px; }}
Tick {{ min-height: 28px; spacing: 8px; }}
Tick::indicator {{ width: 16px; height: 16px; background: {t.page}; border-radius: 4px;
    border: 1px solid {t.field_line}; }}
Tick::indicator:focus {{ border-color: {t.accent}; }}
Tick::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; }}
QDateEdit {{ min-height: 28px; }}
QToolButton#Step {{ min-width: 26px; min-height: 26px; padding: 0;
    border: 1px solid {t.field_line}; border-radius: 7px; }}

QMenuBar {{ background: {t.window}; color: {t.text}; border: none; padding: 3px 4px; }}
#HeadButton {{ padding: 0; }}
QMenuBar::item {{ background: transparent; padding: 4px 9px; border-radius: 5px; }}
QMenuBar::item:selected {{ background: {t.selection_inactive}; }}
QMenu {{ background: {t.pane}; color: {t.text}; border: 1px solid {t.line}; padding: 5px; }}
QMenu::item {{ padding: 5px 26px 5px 14px; border-radius: 5px; }}
QMenu::item:selected {{ background: {t.selection}; color: {t.selection_text}; }}
QMenu::item:disabled {{ color: {t.text_faint}; }}
QMenu::separator {{ background: {t.line}; height: 1px; margin: 5px 8px; }}

QToolTip {{ background: {t.pane}; color: {t.text}; border: 1px solid {t.line};
    padding: 4px 7px; }}
QStatusBar {{ background: {t.window}; color: {t.text_soft}; border-top: 1px solid {t.line}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QPushButton, QStatusBar QToolButton {{ padding: 1px 8px; border: none; }}
QProgressBar {{ background: {t.line}; color: transparent; border: none; border-radius: 2px;
    max-height: 4px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 2px; }}
QTabBar::tab {{ background: transparent; color: {t.text_soft}; padding: 6px 12px;
    border: none; }}
QTabBar::tab:selected {{ color: {t.text}; border-bottom: 2px solid {t.accent}; }}

FindBar {{ background: {t.window}; border-top: 1px solid {t.line}; }}
FindBar QLabel {{ color: {t.text_soft}; }}
FindBar QToolButton {{ min-width: 28px; min-height: 28px; padding: 0; }}

#PreferencePages {{ background: {t.sidebar}; border: none; padding: 4px; }}
#PreferencePages::item {{ min-height: 32px; padding: 0 10px; border-radius: 6px; }}
#PreferencePages::item:hover {{ background: {t.hover}; }}
#PreferencePages::item:selected {{ background: {t.selection}; color: {t.selection_text}; }}
#PreferenceSide {{ background: {t.sidebar}; }}
#PreferenceTitle {{ color: {t.text}; font-size: 17px; font-weight: 600; }}
#PreferenceBody, #PreferenceBody > QWidget > QWidget {{ background: {t.window}; }}
#Hint {{ color: {t.text_soft}; }}
"""
