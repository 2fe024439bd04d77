"""The style of the list and of what stands above it; colours come from the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.gui.style.theme import Theme


def list_style(theme: Theme) -> str:
    """Return the style sheet of the list's pane in these colours."""
    t = theme
    return f"""
#ListPane {{ background: {t.pane}; }}
#ListPane QListView {{ background: {t.pane}; border: none; border-top: 1px solid {t.line}; }}
#ListName {{ color: {t.text}; font-size: 15px; font-weight: 600; }}
#ListCount {{ color: {t.text_soft}; }}
#NewArticles {{ background: {t.pane}; color: {t.link}; border: none; border-radius: 0;
    border-top: 1px solid {t.line}; padding: 7px; }}
#NewArticles:hover {{ background: {t.hover}; }}
#ListEmpty {{ color: {t.text_soft}; background: transparent; }}
"""
