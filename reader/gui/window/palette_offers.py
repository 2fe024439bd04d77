"""What the command palette offers: all commands, the folders known, the sections of the sidebar."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.commands import COMMANDS, MENUS
from reader.gui.dialogs.palette_search import Offer
from reader.gui.style.labels import key_text, menu_name
from reader.language import _
from reader.markup.text.plain import one_line
from reader.model import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtGui import QAction

    from reader.gui.window.availability import Availability

_ABSENT = ("palette",)


def command_offers(
    actions: Mapping[str, QAction], available: Availability, done: Callable[[str], None]
) -> list[Offer]:
    """Return an offer for each command that has a place on this system.

    done: is called with the id of a command that was chosen from the palette.
    """
    made = []
    for command in COMMANDS:
        action = actions[command.id]
        if command.id in _ABSENT or not action.isVisible():
            continue
        title = _(command.title)
        made.append(
            Offer(
                command.id,
                title,
                partial(_run, action, command.id, done),
                english=command.title if title != command.title else "",
                context=menu_name(_(MENUS[command.menu])) if command.menu else "",
                key=key_text(action.shortcut()),
                possible=available.can(command.id),
            )
        )
    return made


def _run(action: QAction, command: str, done: Callable[[str], None]) -> None:
    done(command)
    action.trigger()


def section_offers(
    sections: Iterable[tuple[str, ...]], show: Callable[[Query], None]
) -> list[Offer]:
    """Return an offer for each section: its last name, beside that those it lies in."""
    return [
        Offer(
            f"section {'/'.join(path)}",
            one_line(path[-1]),
            partial(show, Query(section=path)),
            context=one_line(" › ".join(path[:-1])) or _("Section"),
        )
        for path in sections
    ]


def folder_offers(folders: Iterable[str], choose: Callable[[str], None]) -> list[Offer]:
    """Return an offer for each folder that was open before."""
    return [
        Offer(
            f"folder {folder}",
            one_line(Path(folder).name or folder),
            partial(choose, folder),
            context=one_line(folder),
        )
        for folder in folders
    ]


def recent_first(offers: Sequence[Offer], recent: Sequence[str]) -> list[Offer]:
    """Return the offers with those first that were chosen last, the last one at the top."""
    by_id = {offer.id: offer for offer in offers}
    first = [by_id[name] for name in recent if name in by_id]
    return [*first, *(offer for offer in offers if offer.id not in recent)]
