"""The one table of views: what the sidebar lists above the folder's tree.

Sidebar, menus, keys, headings and empty lists take all they show of a view from here. To add one,
add its entry here and, under the same id, its SQL in reader/library/index/view_sql.py.
"""

from typing import NamedTuple

from reader.language import N_

ALL, UNREAD, STARRED, BEGUN = "all", "unread", "starred", "begun"
"""The ids that other code asks for by name."""


class View(NamedTuple):
    """One list that the whole folder has; a section of the folder is always listed in full.

    id: names the view in `Query.view`, in the settings and in the library.
    label: what the sidebar, the list's heading and the search field call it. A message, as command
           and empty are.
    command: the title of the command that shows it, in the menu and on the page of keys.
    keys: of that command, as in reader/commands.py.
    icon: one that reader.gui.style.icons.sign draws. colour: of it, a field of the Theme.
    empty: the sentence in place of the list where it holds nothing.
    counted: whether the sidebar says how many articles it holds.
    """

    id: str
    label: str
    command: str
    keys: str
    icon: str
    empty: str
    colour: str = "text_soft"
    counted: bool = True

    @property
    def command_id(self) -> str:
        """Return the id of the command that shows this view."""
        return f"view-{self.id}"


VIEWS: tuple[View, ...] = (
    View(
        ALL,
        label=N_("All Articles"),
        command=N_("All Articles"),
        keys="Ctrl+1",
        icon="all",
        empty=N_("No articles here."),
        counted=False,
    ),
    View(
        UNREAD,
        label=N_("Unread"),
        command=N_("Unread Articles"),
        keys="Ctrl+2",
        icon="unread",
        colour="unread_dot",
        empty=N_("Nothing unread. All is read here."),
    ),
    View(
        STARRED,
        label=N_("Starred"),
        command=N_("Starred Articles"),
        keys="Ctrl+3",
        icon="starred",
        colour="star",
        empty=N_("No stars yet. S stars the article that is open."),
    ),
    View(
        BEGUN,
        label=N_("Continue Reading"),
        command=N_("Continue Reading"),
        keys="Ctrl+4",
        icon="begun",
        empty=N_("Nothing begun that is not finished."),
    ),
)
"""From the top of the sidebar down; the first is shown where nothing else is asked for."""

BY_ID: dict[str, View] = {view.id: view for view in VIEWS}
