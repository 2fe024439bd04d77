"""The one table of commands: menus, shortcuts, the help page and the tests come from it.

Those that show a view come from the table of views.
"""

from enum import StrEnum
from typing import NamedTuple

from reader.language import N_
from reader.views import VIEWS


class Where(StrEnum):
    """Which focus a command's keys act in.

    In a text field a letter is text: only WINDOW commands with Ctrl, Alt or a function key act.
    """

    WINDOW = "anywhere"
    READING = "list and article"
    LIST = "list"


class Needs(StrEnum):
    """What has to be there for a command to do anything: without it, its entries are grey.

    Its key acts all the same, and the command itself says why nothing is done. One that needs a
    folder or the panes does nothing without them.
    """

    NOTHING = "nothing"
    FOLDER = "an open folder"
    PANES = "sidebar, list and article on screen"
    LIST = "articles in the list"
    ARTICLE = "an article that is read or selected"
    PAGE = "the text of an article"
    OWN = "what the part that does it tells (its `possible()`)"


_FOLDER, _PANES, _LIST, _ARTICLE, _PAGE, _OWN = list(Needs)[1:]

MENUS = {
    "File": N_("&File"),
    "Edit": N_("&Edit"),
    "Go": N_("&Go"),
    "Article": N_("&Article"),
    "Pictures": N_("&Pictures"),
    "View": N_("&View"),
    "Help": N_("&Help"),
}
"""The menu bar, from left to right: its menus with their titles (messages)."""


class Command(NamedTuple):
    """One thing a person can do.

    title: a message.
    keys: in Qt's portable spelling ("Ctrl+O" is Command-O on macOS). A letter key can be swallowed
          by a Chinese or Japanese input method, so each has a twin that is no letter.
    menu: the menu it stands in, "" for none.
    needs: what has to be there for it.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    where: Where
    menu: str
    needs: Needs


def _c(
    id_: str,
    title: str,
    keys: str,
    where: Where = Where.READING,
    menu: str = "",
    needs: Needs = Needs.NOTHING,
) -> Command:
    return Command(id_, title, tuple(keys.split()), where, menu, needs)


COMMANDS: tuple[Command, ...] = (
    _c("open-folder", "Open Folder…", "Ctrl+O", Where.WINDOW, "File"),
    _c("open-samples", "Open the Sample Articles", "", Where.WINDOW, "File"),
    _c("rescan", "Look for New Articles", "F5", Where.WINDOW, "File", _FOLDER),
    _c("export-marks", "Export Marks…", "", Where.WINDOW, "File", _FOLDER),
    _c("import-marks", "Import Marks…", "", Where.WINDOW, "File", _FOLDER),
    _c("restore-backup", "Restore a Backup of Marks…", "", Where.WINDOW, "File", _FOLDER),
    _c("export-html", "Export to HTML…", "Ctrl+S", Where.WINDOW, "File", _ARTICLE),
    _c("export-pdf", "Export to PDF…", "Ctrl+Shift+S", Where.WINDOW, "File", _ARTICLE),
    _c("export-epub", "Export to EPUB…", "Ctrl+Shift+E", Where.WINDOW, "File", _ARTICLE),
    _c("export-starred", "Export All Starred to EPUB…", "", Where.WINDOW, "File", _FOLDER),
    _c("print", "Print…", "Ctrl+P", Where.WINDOW, "File", _ARTICLE),
    _c("preferences", "Preferences…", "Ctrl+,", Where.WINDOW, "File"),
    _c("quit", "Quit", "Ctrl+Q", Where.WINDOW, "File"),
    _c("next", "Next Article", "J Down", menu="Go", needs=_LIST),
    _c("previous", "Previous Article", "K Up", menu="Go", needs=_LIST),
    _c("next-unread", "Next Unread Article", "N Alt+Down", menu="Go", needs=_LIST),
    _c("previous-unread", "Previous Unread Article", "P Alt+Up", menu="Go", needs=_LIST),
    _c("page-down", "Page Down, then Next Unread", "Space", menu="Go", needs=_LIST),
    _c("page-up", "Page Up, then Previous Unread", "Shift+Space", menu="Go", needs=_LIST),
    _c("first", "First Article", "Home", Where.LIST, "Go", _LIST),
    _c("last", "Last Article", "End", Where.LIST, "Go", _LIST),
    _c("go-back", "Back", "Alt+Left Backspace", menu="Go", needs=_OWN),
    _c("go-forward", "Forward", "Alt+Right Shift+Backspace", menu="Go", needs=_OWN),
    _c("go-to-date", "Go to Date…", "Ctrl+D", menu="Go", needs=_LIST),
    *(_c(view.command_id, view.command, view.keys, Where.WINDOW, "Go", _PANES) for view in VIEWS),
    _c("next-link", "Next Link, then Next Pane", "Tab", menu="Go", needs=_PANES),
    _c("previous-link", "Previous Link, then Previous Pane", "Shift+Tab", menu="Go", needs=_PANES),
    _c("next-pane", "Next Pane", "F6", menu="Go", needs=_PANES),
    _c("previous-pane", "Previous Pane", "Shift+F6", menu="Go", needs=_PANES),
    _c("pane-right", "Pane to the Right", "Right", needs=_PANES),
    _c("pane-left", "Pane to the Left", "Left", needs=_PANES),
    _c("toggle-read", "Mark as Read or Unread", "M U F7", menu="Article", needs=_ARTICLE),
    _c("toggle-star", "Star or Unstar", "S F F8", menu="Article", needs=_ARTICLE),
    _c("mark-all-read", "Mark the List as Read", "Shift+A Shift+F7", menu="Article", needs=_LIST),
    _c("mark-above-read", "Mark Above as Read", "Ctrl+Shift+Up", menu="Article", needs=_OWN),
    _c("mark-below-read", "Mark Below as Read", "Ctrl+Shift+Down", menu="Article", needs=_OWN),
    _c("mark-older-read", "Mark Older Than…", "Ctrl+Shift+A", menu="Article", needs=_LIST),
    _c("open-original", "Open the Original", "O Return Enter", menu="Article", needs=_ARTICLE),
    _c("reveal-file", "Show the File", "", Where.WINDOW, "Article", _ARTICLE),
    _c("read-aloud", "Read Aloud", "Ctrl+Shift+R", Where.WINDOW, "Article", _PAGE),
    _c("finish", "Remove from Continue Reading", "Shift+F8", menu="Article", needs=_PAGE),
    _c("view-pictures", "Look at the Pictures", "I F4", menu="Pictures", needs=_OWN),
    _c("save-article", "Save Pictures of This Article", "", Where.WINDOW, "Pictures", _ARTICLE),
    _c("save-source", "Save Pictures of This Source", "", Where.WINDOW, "Pictures", _ARTICLE),
    _c("save-list", "Save Pictures of This List", "", Where.WINDOW, "Pictures", _LIST),
    _c("save-all", "Save All Pictures for Offline", "", Where.WINDOW, "Pictures", _FOLDER),
    _c("pause-saving", "Pause Saving, or Go On", "", Where.WINDOW, "Pictures", _OWN),
    _c("stop-saving", "Stop Saving", "", Where.WINDOW, "Pictures", _OWN),
    _c("missing-pictures", "Missing Pictures…", "", Where.WINDOW, "Pictures", _FOLDER),
    _c("undo", "Undo", "Ctrl+Z", Where.WINDOW, "Edit", _OWN),
    _c("copy", "Copy", "Ctrl+C", Where.WINDOW, "Edit", _OWN),
    _c("copy-link", "Copy Link", "Ctrl+Shift+C", Where.WINDOW, "Edit", _ARTICLE),
    _c("copy-title-link", "Copy Title and Link", "Ctrl+Shift+T", Where.WINDOW, "Edit", _ARTICLE),
    _c("copy-markdown", "Copy as Markdown", "Ctrl+Shift+M", Where.WINDOW, "Edit", _PAGE),
    _c(
        "select-next",
        "Select the Next Article Too",
        "Shift+J Shift+Down",
        Where.LIST,
        "Edit",
        _LIST,
    ),
    _c(
        "select-previous",
        "Select the Previous Article Too",
        "Shift+K Shift+Up",
        Where.LIST,
        "Edit",
        _LIST,
    ),
    _c("select-all", "Select All Articles", "Ctrl+A", Where.LIST, "Edit", _LIST),
    _c("search", "Search", "/ Ctrl+K", Where.WINDOW, "Edit", _PANES),
    _c("find", "Find in Article", "Ctrl+F", Where.WINDOW, "Edit", _PAGE),
    _c("find-next", "Find Next", "F3 Ctrl+G", Where.WINDOW, "Edit", _PAGE),
    _c("find-previous", "Find Previous", "Shift+F3 Ctrl+Shift+G", Where.WINDOW, "Edit", _PAGE),
    _c("palette", "Command Palette…", "Ctrl+Shift+P", Where.WINDOW, "View"),
    _c("zoom-in", "Larger Text", "Ctrl++ Ctrl+=", Where.WINDOW, "View"),
    _c("zoom-out", "Smaller Text", "Ctrl+-", Where.WINDOW, "View"),
    _c("zoom-reset", "Normal Text Size", "Ctrl+0", Where.WINDOW, "View"),
    _c("theme-light", "Light Colours", "", Where.WINDOW, "View"),
    _c("theme-sepia", "Sepia Colours", "", Where.WINDOW, "View"),
    _c("theme-dark", "Dark Colours", "", Where.WINDOW, "View"),
    _c("theme-system", "Colours of the System", "", Where.WINDOW, "View"),
    _c("toggle-toolbar", "Show the Toolbar", "", Where.WINDOW, "View"),
    _c("toggle-sidebar", "Show the Sidebar", "Ctrl+B", Where.WINDOW, "View", _PANES),
    _c("whole-page", "Show the Whole Page", "", menu="View", needs=_OWN),
    _c("focus-mode", "Article Alone", "F9", Where.WINDOW, "View", _PANES),
    _c("full-screen", "Full Screen", "F11", Where.WINDOW, "View"),
    _c("guide", "Guide", "", Where.WINDOW, "Help"),
    _c("help-keys", "Keys", "? F1", Where.WINDOW, "Help"),
    _c("problems", "Problems…", "", Where.WINDOW, "Help", _FOLDER),
    _c("left-out", "Left Out…", "", Where.WINDOW, "Help", _FOLDER),
    _c("about", "About Broadsheet", "", Where.WINDOW, "Help"),
    _c("back", "Leave or Cancel", "Esc", Where.WINDOW),
)

STARTS_GROUP = frozenset(
    (
        "rescan", "export-marks", "export-html", "print", "preferences", "quit",
        "copy", "select-next", "search",
        "next-unread", "page-down", "first", "go-back", "go-to-date", "view-all", "next-link",
        "mark-all-read", "open-original", "finish",
        "save-article", "pause-saving",
        "zoom-in", "theme-light", "toggle-toolbar", "whole-page", "problems", "about",
    )
)  # fmt: skip
"""In a menu a line stands above each of these."""

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}
