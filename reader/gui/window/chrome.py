"""The style of the panes around list and article; colours come from the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.gui.style.theme import stylesheet

if TYPE_CHECKING:
    from reader.gui.style.theme import Theme


def chrome(theme: Theme) -> str:
    """Return the whole style sheet of the program in these colours."""
    t = theme
    return (
        stylesheet(theme)
        + f"""
#Sidebar {{ background: {t.sidebar}; border: none; padding: 8px 0 8px 8px; }}
#Sidebar::item, #Sidebar::branch {{ background: transparent; border: none; }}
#SidebarFoot {{ background: {t.sidebar}; color: {t.text_soft}; font-size: 12px; }}
#ListPane {{ background: {t.pane}; }}
#ListPane QListView {{ background: {t.pane}; border: none; border-top: 1px solid {t.line}; }}
#ListName {{ color: {t.text}; font-size: 15px; font-weight: 600; }}
#ListCount {{ color: {t.text_soft}; }}
#ListEmpty {{ color: {t.text_soft}; background: transparent; }}
#Welcome {{ background: {t.page}; }}
#WelcomeTitle {{ color: {t.text}; font-size: 24px; font-weight: 600; }}
#WelcomeSentence {{ color: {t.text_soft}; font-size: 14px; }}
#WelcomeRecent {{ color: {t.text_faint}; font-weight: 600; }}
#RecentFolder {{ border: none; background: transparent; color: {t.link}; padding: 4px; }}
#RecentFolder:hover, #RecentFolder:focus {{ background: {t.selection_inactive}; }}
#Notices {{ background: {t.selection_inactive}; border: none; border-bottom: 1px solid {t.line}; }}
#Notices QLabel {{ color: {t.text}; }}
#Trouble {{ color: {t.error}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
"""
    )
