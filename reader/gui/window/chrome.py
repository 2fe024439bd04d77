"""The style of the whole window: that of the panes, and of what stands around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.gui.headlines.style import list_style
from reader.gui.sidebar.style import sidebar_style
from reader.gui.style.theme import stylesheet

if TYPE_CHECKING:
    from reader.gui.style.theme import Theme


_SIZE = re.compile(r"font-size: (\d+)px")


def chrome(theme: Theme, percent: int = 100) -> str:
    """Return the whole style sheet of the program in these colours; percent: of its letters."""
    made = _whole(theme)
    if percent == 100:
        return made
    return _SIZE.sub(lambda size: f"font-size: {round(int(size[1]) * percent / 100)}px", made)


def _whole(theme: Theme) -> str:
    t = theme
    return (
        stylesheet(theme)
        + sidebar_style(theme)
        + list_style(theme)
        + f"""
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
