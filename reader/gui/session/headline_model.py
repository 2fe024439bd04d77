"""The list's model: the row numbers of all articles, headlines of those that are looked at."""

from __future__ import annotations

import time
from array import array
from collections.abc import Collection, Container, Iterable
from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from reader.gui.style.relative_time import headline_time
from reader.language import _, listed
from reader.markup.text.plain import isolated

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from reader.model import Headline


AROUND = 60
"""Rows fetched on each side of one that is looked at."""
KEPT = 1000

_Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What the list's delegate asks for."""

    HEADLINE = Qt.ItemDataRole.UserRole


class HeadlineModel(QAbstractListModel):
    """Hold the rows in the order shown, and those of their headlines that were looked at."""

    wanted = Signal(list)
    """Rows whose headlines are missing: to be given to `add`."""
    touched = Signal(object)
    """These rows' headlines came or changed (None: all): repaint. (On dataChanged a list lays out
    all its rows.)"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: array[int] = array("q")
        self._known: dict[int, Headline] = {}
        self._stale: set[int] = set()
        self._asked: set[int] = set()
        self._looked_at: set[int] = set()
        self._unwritten: list[tuple[Collection[str], dict[str, bool]]] = []
        self._found = (-1, -1)
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._ask_now)

    # -- what Qt asks

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are, loaded or not."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a headline's parts, or None while it is on its way."""
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        headline = self.headline(index.row())
        if role == Role.HEADLINE:
            return headline
        if headline is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return headline.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return in_words(headline, time.time())
        return None

    # -- what the owner of the list does

    def headline(self, position: int) -> Headline | None:
        """Return the headline at a position of the list; where it is not there it is asked for."""
        row = self.rows[position]
        known = self._known.get(row)
        if (known is None or row in self._stale) and row not in self._asked:
            self._looked_at.add(position)
            if not self._ask.isActive():
                self._ask.start()
        return known

    def loaded(self, position: int) -> Headline | None:
        """Return the headline at a position if it is there; nothing is asked for."""
        return self._known.get(self.rows[position])

    def beside(self, position: int) -> tuple[Headline | None, Headline | None]:
        """Return the headlines above and below a position, where they are there."""
        rows, known = self.rows, self._known
        above = known.get(rows[position - 1]) if 0 < position <= len(rows) else None
        below = known.get(rows[position + 1]) if position + 1 < len(rows) else None
        return above, below

    def known(self, row: int) -> Headline | None:
        """Return the headline of a row number, wherever it stands, if it is there."""
        return self._known.get(row)

    def position_of(self, row: int) -> int:
        """Return where a row stands in the list, -1 where it does not."""
        known, position = self._found
        if row != known or not self._stands(row, position):
            position = _position(self.rows, row)
            self._found = (row, position)
        return position

    def _stands(self, row: int, position: int) -> bool:
        return 0 <= position < len(self.rows) and self.rows[position] == row

    def set_rows(self, rows: array[int]) -> None:
        """Show these rows; headlines that are known stay known."""
        if rows == self.rows:
            return
        self.beginResetModel()
        self.rows = rows
        self._looked_at.clear()
        self._asked.clear()
        self.endResetModel()

    def clear(self) -> None:
        """Drop all rows and headlines."""
        self.beginResetModel()
        self.rows = array("q")
        for kept in (self._known, self._stale, self._asked, self._looked_at):
            kept.clear()
        self.endResetModel()

    def expire(self) -> None:
        """Have all headlines asked for again; those at hand are shown until the newer come."""
        self._stale = set(self._known)
        self._asked.clear()
        self.touched.emit(None)

    def add(self, headlines: Iterable[Headline]) -> None:
        """Take headlines that were asked for."""
        came = list(headlines)
        for headline in came:
            for ids, change in self._unwritten:
                if headline.id in ids:
                    # Asked for before the change was written: the person has seen the newer one.
                    status = replace(headline.status, **change)
                    headline = replace(headline, status=status)
            self._known[headline.row] = headline
            self._stale.discard(headline.row)
            self._asked.discard(headline.row)
        if len(self._known) > KEPT:
            drop = list(self._known)[: len(self._known) - KEPT // 2]
            for row in drop:
                del self._known[row]
                self._stale.discard(row)
        if came:
            self.touched.emit({headline.row for headline in came})

    def set_status(
        self, ids: Collection[str], *, read: bool | None = None, starred: bool | None = None
    ) -> list[int]:
        """Show a changed status at once, until `written`; return the rows that show it."""
        change = {
            name: value
            for name, value in (("read", read), ("starred", starred))
            if value is not None
        }
        self._unwritten.append((ids, change))
        rows = [row for row, headline in self._known.items() if headline.id in ids]
        for row in rows:
            headline = self._known[row]
            self._known[row] = replace(headline, status=replace(headline.status, **change))
        self.touched.emit(set(rows))
        return rows

    def written(self, ids: Collection[str]) -> None:
        """Take what the library answers from now on: it has these statuses.

        ids: as given to the oldest `set_status` of these that is not written yet.
        """
        for number, (unwritten, _marks) in enumerate(self._unwritten):
            if unwritten is ids or unwritten == ids:
                del self._unwritten[number]
                return

    def _ask_now(self) -> None:
        wanted: dict[int, None] = {}
        for position in sorted(self._looked_at):
            for near in range(max(0, position - AROUND), min(len(self.rows), position + AROUND)):
                row = self.rows[near]
                if (row not in self._known or row in self._stale) and row not in self._asked:
                    wanted[row] = None
        self._looked_at.clear()
        if wanted:
            self._asked.update(wanted)
            self.wanted.emit(list(wanted))


def in_words(headline: Headline, now: float) -> str:
    """Return what a row shows, as a screen reader says it; now: seconds since the epoch."""
    said = [] if headline.status.read else [_("unread")]
    if headline.status.starred:
        said.append(_("starred"))
    said.extend(map(isolated, (headline.title, headline.source)))
    said.append(headline_time(headline, now))
    said.append(isolated(headline.excerpt))
    return listed(filter(None, said))


def _position(rows: array[int], row: int) -> int:
    """Where a row stands, -1 where it does not. As bytes: ten times as fast as array.index()."""
    wanted = array("q", [row]).tobytes()
    text = rows.tobytes()
    size, at = rows.itemsize, text.find(wanted)
    while at >= 0 and at % size:
        at = text.find(wanted, at + 1)
    return at // size if at >= 0 else -1


FEW = 200


def merged(shown: array[int], found: array[int], kept: Container[int] | None) -> array[int]:
    """Return the rows found now, and of those shown the `kept` ones (None: all) where they stood.

    So an article that was read does not vanish from the Unread list under the reader.
    """
    staying = frozenset(found)
    if isinstance(kept, set | frozenset):
        # A copy made in one step: the window may go on adding while this runs on another thread.
        few = [row for row in list(kept) if row not in staying]
        if not few:
            return found
        if len(few) < FEW:
            return _put_in(shown, found, few, staying)
    elif kept is None and staying.issuperset(shown):
        return found
    return _interleaved(shown, found, kept, staying)


def _interleaved(
    shown: array[int], found: array[int], kept: Container[int] | None, staying: frozenset[int]
) -> array[int]:
    """Return `found`, with the kept rows of `shown` behind those that they stood behind."""
    result: array[int] = array("q")
    given: set[int] = set()
    next_found = 0
    for row in shown:
        if row in given:
            continue
        if row in staying:
            while next_found < len(found):
                candidate = found[next_found]
                next_found += 1
                if candidate not in given:
                    result.append(candidate)
                    given.add(candidate)
                if candidate == row:
                    break
        elif kept is None or row in kept:
            result.append(row)
            given.add(row)
    for candidate in found[next_found:]:
        if candidate not in given:
            result.append(candidate)
            given.add(candidate)
    return result


def _put_in(
    shown: array[int], found: array[int], few: list[int], staying: frozenset[int]
) -> array[int]:
    """Return the rows found, and each of `few` after the one that it stood after."""
    result = array("q", found)
    places = sorted((at, row) for row in few if (at := _position(shown, row)) >= 0)
    put = {row for _, row in places}
    for at, row in places:
        before = at - 1
        while before >= 0 and shown[before] not in staying and shown[before] not in put:
            before -= 1
        result.insert(_position(result, shown[before]) + 1 if before >= 0 else 0, row)
    return result
