"""What changed in the folder: a pure function of two listings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from reader.folder.walk import FoundFile


class Known(Protocol):
    """What is remembered of a file: enough to see that it changed."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def mtime_ns(self) -> int:
        """Modification time, nanoseconds since the epoch."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference of two listings; every path of both is in exactly one of the four.

    new: found, not known. changed: both, with another size or time. Both in the order found.
    gone: known, not found; sorted.
    same: how many are found as they are known.
    """

    new: tuple[FoundFile, ...]
    changed: tuple[FoundFile, ...]
    gone: tuple[str, ...]
    same: int


def compare(known: Mapping[str, Known], found: Iterable[FoundFile]) -> Changes:
    """What must be read and what forgotten to go from `known` (by path) to `found`.

    A path found twice counts once, as it was found first. A changed time alone is a change here:
    whether the content is another one, only reading tells.
    """
    new: list[FoundFile] = []
    changed: list[FoundFile] = []
    seen: set[str] = set()
    same = 0
    for file in found:
        if file.path in seen:
            continue
        seen.add(file.path)
        before = known.get(file.path)
        if before is None:
            new.append(file)
        elif before.size != file.size or before.mtime_ns != file.mtime_ns:
            changed.append(file)
        else:
            same += 1
    gone = sorted(path for path in known if path not in seen)
    return Changes(tuple(new), tuple(changed), tuple(gone), same)
