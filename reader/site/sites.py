"""Which site a file belongs to: recognised by what lies in its folders, from the top down.

Only names are looked at, and the settings file of a site. A site may begin above the folder that is
opened, where only its posts are: then its pictures may be shown, its texts stay unread.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from reader.bounds import SITE_LEVELS
from reader.site.config import NO_CONFIG, Config, read_config
from reader.site.kinds import PLAIN, Kind, kind_of


@dataclass(frozen=True, slots=True)
class Site:
    """A site, or a plain folder.

    root: its folder, absolute, without "/" at its end. inside: the path of the opened folder within
    it, "" where they are the same or the site lies in the opened folder. within: the path of the
    site within the opened folder, "" where it is that or begins above it.
    """

    root: str
    kind: Kind
    config: Config = NO_CONFIG
    inside: str = ""
    within: str = ""

    def path_of(self, path: str) -> str:
        """Return a path relative to the opened folder as one relative to the site."""
        if self.inside:
            return f"{self.inside}/{path}"
        return path[len(self.within) + 1 :] if self.within else path

    def opened(self, path: str) -> str | None:
        """Return a path relative to the site as one relative to the opened folder; None outside."""
        if self.inside:
            start = self.inside + "/"
            return path[len(start) :] if path.startswith(start) else None
        return f"{self.within}/{path}" if self.within else path

    @property
    def content(self) -> tuple[str, ...]:
        """The folders that hold its texts, the one its settings name first."""
        named = self.config.content
        if not named or named in self.kind.content:
            return self.kind.content
        inner = (f"{named}/_posts",) if self.kind.name == "Hexo" else ()
        return (*inner, named, *self.kind.content)

    @property
    def picture_roots(self) -> tuple[str, ...]:
        """The folders in which a picture named by a path from "/" may lie."""
        named = self.config.content
        extra = (named,) if named and named not in self.kind.pictures else ()
        return (*extra, *self.config.static, *self.kind.pictures)

    @property
    def generated(self) -> frozenset[str]:
        """The folders that the generator writes."""
        output = self.config.output
        return self.kind.generated | {output} if output else self.kind.generated


class Sites:
    """The sites of one opened folder, each recognised when it is first asked for. No threads."""

    def __init__(self, folder: Path | str) -> None:
        """folder: the opened one; it need not be there."""
        self.folder = os.fspath(Path(folder).absolute())
        self._of: dict[str, Site] = {}

    def site_of(self, path: str) -> Site:
        """Return the site of a file. path: relative to the opened folder, "/" between parts."""
        return self.site_at(path.rpartition("/")[0])

    def site_at(self, below: str) -> Site:
        """Return the site of a folder below the opened one; "" is that itself."""
        found = self._of.get(below)
        if found is not None:
            return found
        found = self._of.get("") or self._of.setdefault("", self._top())
        parts = below.split("/") if below else []  # a loop: a path can be very deep
        for length in range(1, len(parts) + 1):
            at = "/".join(parts[:length])
            found = self._of.get(at) or self._of.setdefault(at, self._entered(found, at))
        return found

    def _top(self) -> Site:
        """Return the site that the opened folder is, or lies in."""
        homes = _homes()
        above = _above(self.folder, homes)
        weak: Site | None = None
        for root in above:
            kind = kind_of(names_in(root))
            if kind is None:
                continue
            inside = os.path.relpath(self.folder, root).replace(os.sep, "/")
            inside = "" if inside == "." else inside
            if kind.strong:
                if _has_settings(root, kind) or not _is_in_site(root):
                    return Site(root, kind, read_config(root, kind), inside)
                continue
            if not inside or Path(root).parent not in homes:
                # "Documents" may hold a README, and is no repository for that.
                weak = weak or Site(root, kind, inside=inside)
        if weak is not None:
            return weak
        return Site(self.folder, PLAIN)

    def _entered(self, around: Site, below: str) -> Site:
        """Return the site of a folder, given that of the folder it lies in."""
        root = f"{self.folder}/{below}"
        kind = kind_of(names_in(root))
        if kind is None or not kind.strong:
            return around
        if around.kind.strong:
            inner = around.path_of(below)
            top = inner.partition("/")[0]
            machinery = around.kind.templates | around.generated | around.kind.assets
            if top in machinery or not _has_settings(root, kind):
                return around
        return Site(root, kind, read_config(root, kind), within=below)


def _is_in_site(root: str) -> bool:
    """Whether what looks like a site, without settings of its own, is rather a part of one.

    Hexo's `source` holds `_posts`, by which Jekyll is known where there is no settings file.
    """
    around = kind_of(names_in(str(Path(root).parent)))
    return around is not None and around.strong


def _has_settings(root: str, kind: Kind) -> bool:
    if not kind.config:
        return True
    return any(Path(root, name).is_file() for name in kind.config)


def _homes() -> set[Path]:
    """Return the person's home and all that it lies in."""
    try:
        home = Path.home()
        return {each for one in (home, home.resolve()) for each in (one, *one.parents)}
    except (RuntimeError, OSError):  # nobody's
        return set()


def _above(folder: str, homes: set[Path]) -> list[str]:
    """Return the opened folder and those it lies in, nearest first; never a home or above."""
    found = [folder]
    for up in Path(folder).parents[:SITE_LEVELS]:
        if up in homes or up.parent == up.parent.parent:
            break  # "/tmp", "/home", "C:\\Users": not somebody's site
        found.append(os.fspath(up))
    return found


def names_in(folder: str) -> frozenset[str]:
    """Return the names of all that lies in a folder; none where it cannot be read."""
    try:
        return frozenset(os.listdir(folder))  # noqa: PTH208 - four times faster
    except (OSError, ValueError):
        return frozenset()
