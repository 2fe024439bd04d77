"""The style of the sidebar; colours come from the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.gui.style.theme import Theme


def sidebar_style(theme: Theme) -> str:
    """Return the style sheet of the sidebar and of the line below it in these colours."""
    t = theme
    return f"""
#Sidebar {{ background: {t.sidebar}; border: none; padding: 8px 0 8px 8px; }}
#Sidebar::item, #Sidebar::branch {{ background: transparent; border: none; }}
#SidebarFoot {{ background: {t.sidebar}; color: {t.text_soft}; font-size: 12px; }}
"""
