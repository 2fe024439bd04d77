"""The pictures of a folder by their bare names: for those whose path does not lead to them.

Obsidian names a picture by its name alone wherever it lies; others moved the folder of pictures.
"""

import os
import time
from collections import defaultdict
from urllib.parse import unquote

from reader.bounds import PICTURE_NAMES, PICTURE_NAMES_SECONDS
from reader.suffixes import SKIPPED_FOLDERS

ENDINGS = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".svg", ".ico", ".jfif", ".apng",
)  # fmt: skip
BREATH = 100
"""After so many folders others have a turn: this runs on a thread beside a window."""


class PictureNames:
    """The pictures below one folder. Looked for once, and again when some time has passed."""

    def __init__(self, root: str) -> None:
        """root: an absolute path."""
        self._root = root
        self._made = float("-inf")
        self._places: dict[str, list[str]] = {}

    def find(self, name: str, beside: str, *, anywhere: bool) -> str | None:
        """Return the path of the picture that a path most likely means, relative to the root.

        beside: the folder of the article. anywhere: a bare name is enough, wherever it lies; else
        the folder around the picture must be the one named, or the article's own.
        """
        for spelling in dict.fromkeys((name, unquote(name, errors="surrogateescape"))):
            wanted = [
                part for part in spelling.casefold().split("/") if part not in ("", ".", "..")
            ]
            if not wanted:
                continue
            places = self._known().get(wanted[-1], ())
            scored = [(_alike(place, wanted), _near(place, beside), place) for place in places]
            if not scored:
                continue
            alike, _, place = max(scored, key=lambda each: (each[0], each[1], -len(each[2])))
            if anywhere or alike >= 2 or place.rpartition("/")[0] == beside:
                return place
        return None

    def _known(self) -> dict[str, list[str]]:
        now = time.monotonic()
        if now - self._made > PICTURE_NAMES_SECONDS:
            self._made = now
            self._places = self._look()
        return self._places

    def _look(self) -> dict[str, list[str]]:
        places: dict[str, list[str]] = defaultdict(list)
        waiting = [""]
        left = PICTURE_NAMES
        folders = 0
        while waiting and left > 0:
            below = waiting.pop()
            folders += 1
            if folders % BREATH == 0:
                time.sleep(0.001)
            try:
                with os.scandir(f"{self._root}/{below}") as entries:
                    for entry in entries:
                        name = entry.name
                        if name.lower().endswith(ENDINGS):
                            places[name.casefold()].append(below + name)
                            left -= 1
                        elif (
                            name[0] != "."
                            and name not in SKIPPED_FOLDERS
                            and entry.is_dir(follow_symlinks=False)
                        ):
                            waiting.append(f"{below}{name}/")
            except OSError:
                continue
        return places


def _alike(place: str, wanted: list[str]) -> int:
    """How many parts at its end a path has in common with the one that is wanted."""
    number = 0
    for have, want in zip(reversed(place.casefold().split("/")), reversed(wanted), strict=False):
        if have != want:
            break
        number += 1
    return number


def _near(place: str, beside: str) -> int:
    """How many folders a path has in common with the article's, from the top."""
    number = 0
    for have, want in zip(place.split("/")[:-1], beside.split("/"), strict=False):
        if have != want:
            break
        number += 1
    return number
