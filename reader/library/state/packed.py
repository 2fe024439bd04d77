"""Statuses as bytes, so that a hundred thousand of them are noted at once. Pure."""

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.library.state.status_record import Remembered

_INCOMING = struct.Struct("<16s16sBBqdddd")
_READ, _STARRED, _PLACE = 1, 2, 4

_FORMER = struct.Struct("<16sBBqd")
_READ_CHANGED, _WAS_READ, _STAR_CHANGED, _WAS_STARRED, _PLACE_CHANGED = 1, 2, 4, 8, 16


def pack(rows: Iterable[Remembered]) -> bytes:
    """Return these as bytes, 82 each."""
    return b"".join(
        _INCOMING.pack(
            row.identity,
            row.place,
            _READ * row.read | _STARRED * row.starred | _PLACE * bool(row.place),
            row.progress,
            row.position,
            row.read_at,
            row.starred_at,
            row.position_at,
            row.changed_at,
        )
        for row in rows
    )


def unpack(packed: bytes) -> Iterator[Remembered]:
    """Yield what was packed."""
    for identity, place, bits, progress, position, *times in _INCOMING.iter_unpack(packed):
        read_at, starred_at, position_at, changed_at = times
        yield Remembered(
            identity,
            place if bits & _PLACE else b"",
            bool(bits & _READ),
            read_at,
            bool(bits & _STARRED),
            starred_at,
            position,
            progress,
            position_at,
            changed_at,
        )


class Former(NamedTuple):
    """What a merge changed of one article, as it was before.

    read, starred: None where the merge left them. position, progress: so too; they come back where
    the place is still the one that came with the merge, which was noted at `position_at`.
    """

    identity: bytes
    read: bool | None
    starred: bool | None
    position: int | None
    progress: int | None
    position_at: float


def former(before: Remembered | None, after: Remembered) -> Former | None:
    """Return what a merge changed, None where nothing but times."""
    was = before or Remembered(after.identity, b"", False, 0, False, 0, 0, 0, 0, 0)
    moved = (was.position, was.progress) != (after.position, after.progress)
    if was.read == after.read and was.starred == after.starred and not moved:
        return None
    return Former(
        after.identity,
        was.read if was.read != after.read else None,
        was.starred if was.starred != after.starred else None,
        was.position if moved else None,
        was.progress if moved else None,
        after.position_at,
    )


def pack_former(rows: Iterable[Former]) -> bytes:
    """Return these as bytes, 34 each."""
    return b"".join(
        _FORMER.pack(
            row.identity,
            (0 if row.read is None else _READ_CHANGED | _WAS_READ * row.read)
            | (0 if row.starred is None else _STAR_CHANGED | _WAS_STARRED * row.starred)
            | (0 if row.position is None else _PLACE_CHANGED),
            row.progress or 0,
            row.position or 0,
            row.position_at,
        )
        for row in rows
    )


def unpack_former(packed: bytes) -> Iterator[Former]:
    """Yield what was packed."""
    for identity, bits, progress, position, position_at in _FORMER.iter_unpack(packed):
        moved = bits & _PLACE_CHANGED
        yield Former(
            identity,
            bool(bits & _WAS_READ) if bits & _READ_CHANGED else None,
            bool(bits & _WAS_STARRED) if bits & _STAR_CHANGED else None,
            position if moved else None,
            progress if moved else None,
            position_at,
        )
