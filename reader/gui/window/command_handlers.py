"""What each command does: the one place where the table of commands meets the window's parts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.model import Query
from reader.views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.gui.window.window import MainWindow


def handlers(window: MainWindow) -> dict[str, Callable[[], None]]:
    """By the command's id."""
    session, panes, looks = window.session, window.panes, window.looks
    return {
        "open-folder": window.opening.choose,
        "open-samples": window.opening.samples,
        "rescan": window.folders.rescan,
        "export-marks": lambda: window.exchange.ask_export(),
        "import-marks": lambda: window.exchange.ask_import(),
        "restore-backup": lambda: window.exchange.ask_restore(),
        "preferences": looks.show_preferences,
        "quit": window.close_window,
        "next": lambda: session.navigator.step(1),
        "previous": lambda: session.navigator.step(-1),
        "next-unread": lambda: session.navigator.to_unread(1),
        "previous-unread": lambda: session.navigator.to_unread(-1),
        "page-down": panes.page_down,
        "page-up": panes.page_up,
        "first": session.navigator.to_first,
        "last": session.navigator.to_last,
        **{view.command_id: partial(window.following.show, Query(view.id)) for view in VIEWS},
        "next-link": lambda: panes.tab(1),
        "previous-link": lambda: panes.tab(-1),
        "next-pane": lambda: panes.step(1),
        "previous-pane": lambda: panes.step(-1),
        "pane-right": panes.right,
        "pane-left": panes.left,
        "go-to-date": lambda: _ask_date(window),
        "mark-all-read": session.read_tracker.mark_all,
        "mark-above-read": session.read_tracker.mark_above,
        "mark-below-read": session.read_tracker.mark_below,
        "mark-older-read": lambda: _ask_age(window),
        "came-from": window.ways.go_back,
        "open-original": window.ways.open_original,
        "finish": window.ways.finish,
        "undo": session.read_tracker.undo,
        "search": panes.search,
        "find": panes.find,
        "find-next": lambda: panes.find_again(backward=False),
        "find-previous": lambda: panes.find_again(backward=True),
        "zoom-in": lambda: looks.zoom(1),
        "zoom-out": lambda: looks.zoom(-1),
        "zoom-reset": lambda: looks.zoom(0),
        "toggle-sidebar": window.frame.toggle_sidebar,
        "focus-mode": window.focus_mode.toggle,
        "full-screen": window.toggle_full_screen,
        "help-keys": looks.show_keys,
        "problems": lambda: window.problems.show(),
        "left-out": lambda: window.left_out.show(),
        "back": window.back,
        **window.desk.commands(),
        **window.outgoing.handlers(),
    }


# What asks is loaded when it is first asked for.


def _ask_date(window: MainWindow) -> None:
    from reader.gui.dialogs.dates import ask_date

    current = window.session.controller.current
    ask_date(window, current, window.session.navigator.to_date)


def _ask_age(window: MainWindow) -> None:
    from reader.gui.dialogs.dates import ask_age

    ask_age(window, window.session.read_tracker.mark_older)
