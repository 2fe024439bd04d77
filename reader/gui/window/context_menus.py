"""The menus of the right button: on a row, a selection, a sidebar entry, the article.

What they offer comes from the one table of commands, with its keys. A menu on a row means that row
and opens nothing: what is read stays.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from reader.commands import BY_ID
from reader.gui.style.labels import key_text, label
from reader.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from reader.gui.headlines.selection_commands import SelectionCommands
    from reader.gui.session.controller import SessionController
    from reader.gui.session.headline_model import HeadlineModel
    from reader.gui.session.read_tracker import ReadTracker
    from reader.gui.window.link_opener import LinkOpener
    from reader.gui.window.panes import Panes
    from reader.model import Headline, Query

SEPARATOR = ""
_STATUS = ("toggle-read", "toggle-star")
_COPIES = ("copy-link", "copy-title-link")
_SELECTED = (*_STATUS, SEPARATOR, *_COPIES, SEPARATOR, "export-html", "export-epub")
_ARTICLE = (
    *_STATUS,
    SEPARATOR,
    "open-original",
    "reveal-file",
    SEPARATOR,
    *_COPIES,
    "copy-markdown",
    SEPARATOR,
    "find",
    "read-aloud",
    "view-pictures",
    "save-article",
    SEPARATOR,
    "export-pdf",
    "export-html",
    "export-epub",
    "print",
)


class ContextMenus(QObject):
    """Opens a menu where the right button, the menu key or Shift+F10 asks for one."""

    def __init__(
        self,
        panes: Panes,
        controller: SessionController,
        headlines: HeadlineModel,
        tracker: ReadTracker,
        selection: SelectionCommands,
        links: LinkOpener,
        actions: Mapping[str, QAction],
    ) -> None:
        """actions: of the commands, by their ids."""
        super().__init__(selection)
        self._panes = panes
        self._controller = controller
        self._headlines = headlines
        self._tracker = tracker
        self._selection = selection
        self._links = links
        self._actions = actions
        rows, sidebar = panes.list.rows, panes.sidebar
        for pane, asked in ((rows, self._ask_row), (sidebar, self._ask_entry)):
            pane.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            pane.customContextMenuRequested.connect(asked)
        panes.article.menu_opening.connect(self._add_article)
        panes.article.outside_wanted.connect(links.open_outside)

    # -- a row of the list

    def _ask_row(self, point: QPoint) -> None:
        rows = self._panes.list.rows
        index = rows.indexAt(point)
        if not rows.viewport().rect().contains(point) or not index.isValid():
            index = rows.currentIndex()
            point = rows.visualRect(index).center()
        headline = self._headlines.loaded(index.row()) if index.isValid() else None
        if headline is not None:
            _open(self.row_menu(index.row(), headline), rows.viewport(), point)

    def row_menu(self, position: int, headline: Headline) -> QMenu:
        """Return the menu for one row, or for all that are selected where it is one of them."""
        menu = QMenu(self._panes.list.rows)
        chosen = self._selection.rows()
        if headline.row in chosen:
            self._add(menu, _SELECTED)
            return menu
        menu.addAction(_("Open"), lambda: self._controller.select(position))
        menu.addAction(self._title("open-original"), lambda: self._links.show_original(headline))
        menu.addAction(self._title("reveal-file"), lambda: self._links.show_file(headline))
        menu.addSeparator()
        self._add(menu, _STATUS, headline)
        menu.addAction(self._title("mark-above-read"), lambda: self._tracker.mark_above(position))
        menu.addAction(self._title("mark-below-read"), lambda: self._tracker.mark_below(position))
        menu.addSeparator()
        self._add(menu, (*_COPIES, SEPARATOR, "export-html", "export-epub"), headline)
        return menu

    # -- an entry of the sidebar

    def _ask_entry(self, point: QPoint) -> None:
        sidebar = self._panes.sidebar
        query, place = sidebar.query_at(point)
        if query is not None:
            _open(self.entry_menu(query), sidebar.viewport(), place)

    def entry_menu(self, query: Query) -> QMenu:
        """Return the menu for a view or a section."""
        menu = QMenu(self._panes.sidebar)
        menu.addAction(_("Open"), lambda: self._controller.show(query))
        if query.section or query.view == "all":
            menu.addAction(_("Mark All as Read"), lambda: self._tracker.mark_section(query.section))
        return menu

    # -- the article

    def _add_article(self, menu: QMenu, point: QPoint) -> None:
        """Add to the article's menu what can be done with it, where no link or picture is meant."""
        article = self._panes.article
        headline = self._controller.current
        on_something = article.picture_at(point) is not None or bool(article.anchorAt(point))
        if headline is None or article.page is None or on_something:
            return
        menu.addSeparator()
        self._add(menu, _ARTICLE, headline)

    # -- entries

    def _add(
        self,
        menu: QMenu,
        commands: Sequence[str],
        headline: Headline | None = None,
    ) -> None:
        """Add commands by their ids; headline: the one they mean, whose state their names tell.

        None: those that are selected.
        """
        for command in commands:
            if not command:
                menu.addSeparator()
            elif self._actions[command].isVisible():
                menu.addAction(self._title(command, headline), partial(self._do, command, headline))

    def _do(self, command: str, headline: Headline | None) -> None:
        with self._selection.aimed_at(headline):
            self._actions[command].trigger()

    def _title(self, command: str, headline: Headline | None = None) -> str:
        """Return a command's name for a menu, with its first key; told by an article's state."""
        title = _(BY_ID[command].title)
        if headline is not None and command == "toggle-read":
            title = _("Mark as Unread") if headline.status.read else _("Mark as Read")
        elif headline is not None and command == "toggle-star":
            title = _("Remove the Star") if headline.status.starred else _("Star")
        key = key_text(self._actions[command].shortcut())
        # After a tab it is only shown: as the action's own shortcut the key would have two owners.
        return f"{title}\t{label(key)}" if key else title


def _open(menu: QMenu, pane: QWidget, point: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(pane.mapToGlobal(point))
