"""Where a link of an article leads within the opened folder: which file is meant by it.

A link is tried as a path of files first, which costs a few looks at the disk; then by the names of
the folder's articles; then by what their heads call them (slug, permalink, aliases), which are read
for that, once. Nothing here writes, follows a link out of the folder, or leads to what is left out.
"""

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from reader.bounds import ADDRESS_CHARACTERS, LINK_STEPS, LISTING_SECONDS, LISTINGS
from reader.markup.addresses import WIKI, has_scheme, own_path
from reader.markup.policy import names
from reader.site.article_names import ArticleNames, without_ending
from reader.site.left_out import Decider
from reader.site.sites import Site, Sites, names_in
from reader.suffixes import is_article_name, stem_of

_ENDINGS = (".md", ".markdown", ".html", ".mdx", ".htm", ".mkd", ".mdown", ".qmd", ".Rmd", ".txt")
_INSIDE = ("index", "README", "readme")
_LISTS = names(
    "archive archives author authors categories category page pages series tag tags topic topics"
)


class Target(NamedTuple):
    """An article of the folder, and the place in it.

    path: relative to the opened folder. anchor: as written behind "#", "" for its beginning.
    """

    path: str
    anchor: str = ""


class Links:
    """The links within one opened folder. For one thread."""

    def __init__(self, folder: Path | str) -> None:
        """folder: the opened one."""
        self._sites = Sites(folder)
        self._decider = Decider(self._sites)
        self._folder = self._sites.folder
        self._real = os.path.realpath(self._folder)
        self._listings: dict[str, tuple[float, frozenset[str]]] = {}
        self._names = ArticleNames(self._folder, self._decider)

    @property
    def sites(self) -> Sites:
        """The sites of the folder."""
        return self._sites

    def find(self, href: str, article_path: str, *, guess: bool = True) -> Target | None:
        """Return the article that a link means, None where none in the folder is meant.

        href: as the article wrote it, percent-encoded or not. guess: whether a link may be
        known by its name alone; not where the article came from somebody else's site.
        """
        href = href.strip()[:ADDRESS_CHARACTERS]
        site = self._sites.site_of(article_path)
        if href.startswith(WIKI):
            return self._wiki(unquote(href[len(WIKI) :]), article_path, site)
        own = self._own(own_path(href), site)
        path, anchor = _parted(own)
        if not path or path.startswith("//") or has_scheme(path):
            return None
        for spelling in dict.fromkeys((path, unquote(path, errors="surrogateescape"))):
            exact = not guess and path.startswith("/")
            found = self._at(spelling, article_path, site, exact=exact)
            if found is not None:
                return Target(found, anchor)
        if "#" in own and is_article_name(own):  # a name with a "#" that nobody encoded
            found = self._at(unquote(own, errors="surrogateescape"), article_path, site)
            if found is not None:
                return Target(found)
        if guess:
            named = self._named(unquote(path, errors="surrogateescape"), article_path, site)
            if named is not None:
                return Target(named, anchor)
        return None

    def left_out(self, href: str, article_path: str) -> Target | None:
        """Return the file that a link means which is left out of the articles, None for none.

        href, article_path: as find() takes them; asked where that finds nothing.
        """
        site = self._sites.site_of(article_path)
        path, anchor = _parted(own_path(href.strip()[:ADDRESS_CHARACTERS]))
        if not path or path.startswith("//") or has_scheme(path):
            return None
        plain = unquote(path, errors="surrogateescape")
        for inner in self._candidates(plain, article_path, site, exact=False):
            opened = site.opened(inner)
            if opened is not None and self._is_file(opened):
                return Target(opened, anchor)
        return None

    def _own(self, href: str, site: Site) -> str:
        """Return an address on the web of the site itself, as a path from its "/"."""
        base = site.config.base_url
        if not base or not href.lower().startswith(("http://", "https://", "//")):
            return href
        try:
            own, asked = urlsplit(base), urlsplit(href)
        except ValueError:
            return href
        if _bare(own.netloc) != _bare(asked.netloc) or not asked.path.strip("/"):
            return href
        return asked.path + (f"#{asked.fragment}" if asked.fragment else "")

    # -- as a path of files

    def _at(self, path: str, article_path: str, site: Site, *, exact: bool = False) -> str | None:
        """Return the article at a path. exact: no other ending is tried."""
        for inner in self._candidates(path, article_path, site, exact=exact):
            opened = site.opened(inner)
            if opened is not None and self._is_article(opened):
                return opened
        return None

    def _candidates(
        self, path: str, article_path: str, site: Site, *, exact: bool
    ) -> Iterator[str]:
        article = site.path_of(article_path)
        steps = path.replace("\\", "/").split("/")[:LINK_STEPS]
        beside = article.split("/")[:-1]
        bases: list[list[str]] = []
        if path.startswith("/"):
            base_path = site.config.base_path.split("/")
            if site.config.base_path and steps[1 : 1 + len(base_path)] == base_path:
                steps = steps[len(base_path) :]
        else:
            # As a file beside it, and as its page, which has a folder of its own on the web.
            bases = [beside, [*beside, stem_of(article.rpartition("/")[2])]]
        if site.inside or path.startswith("/") or site.kind.strong:
            bases += [root.split("/") if root else [] for root in (*site.content, "")]
            if site.within or site.inside:
                bases.append(site.inside.split("/") if site.inside else [])
        for base in bases:
            joined = _joined(base, steps)
            if joined:
                yield from (joined, f"{joined}/index.html") if exact else _files(joined)

    def _is_article(self, path: str) -> bool:
        return self._is_file(path) and self._decider.reason(path) is None

    def _is_file(self, path: str) -> bool:
        """Tell whether a file is there that can be read as an article, were it one."""
        if not is_article_name(path.rpartition("/")[2]) and not path.endswith(".txt"):
            return False
        below, _, name = path.rpartition("/")
        if name not in self._listing(below):
            return False
        try:
            full = f"{self._folder}/{path}"
            if not os.path.isfile(full):  # noqa: PTH113 - cheaper
                return False
            # What lies behind a link is no article, see read_article.
            direct = os.path.realpath(full) == os.path.join(self._real, *path.split("/"))  # noqa: PTH118
        except (ValueError, OSError):
            return False
        return direct

    def _listing(self, below: str) -> frozenset[str]:
        """Return the names in a folder: many more files are tried than are there."""
        now = time.monotonic()
        made, found = self._listings.get(below, (float("-inf"), frozenset()))
        if now - made > LISTING_SECONDS:
            if len(self._listings) > LISTINGS:
                self._listings.clear()
            found = names_in(f"{self._folder}/{below}")
            self._listings[below] = (now, found)
        return found

    # -- by its name

    def _named(self, path: str, article_path: str, site: Site) -> str | None:
        parts = [part for part in path.split("/") if part not in {"", ".", ".."}][-LINK_STEPS:]
        while parts and parts[-1].lower() in {"index.html", "index.htm", "index.md", "index"}:
            parts.pop()
        if not parts:
            return None
        wanted = [*parts[:-1], without_ending(stem_of(parts[-1]))]
        known = self._names
        told = known.by_address("/".join(wanted))
        if told is not None:
            return told if told != article_path else None
        alone = len(parts) == 1 or parts[0].lower() not in _LISTS
        for places in (known.by_name(wanted[-1]), known.by_head(wanted[-1])):
            best = _best(places, wanted, article_path, site)
            if best is not None and (alone or _alike(best, wanted) > 1):
                return best
        return None

    def _wiki(self, written: str, article_path: str, site: Site) -> Target | None:
        """Return a note by its name, as Obsidian and Logseq do: anywhere, the nearest first."""
        name, anchor = _parted(written.partition("|")[0], query=False)
        if not name.strip():
            return None
        found = self._at(name.strip(), article_path, site) or self._at(
            "/" + name.strip(), article_path, site
        )
        if found is not None:
            return Target(found, anchor)
        wanted = [part.strip() for part in name.split("/") if part.strip()]
        if not wanted:
            return None
        wanted[-1] = stem_of(wanted[-1])
        for places in (self._names.by_name(wanted[-1]), self._names.by_head(wanted[-1])):
            best = _best(places, wanted, article_path, site, itself=True)
            if best is not None:
                return Target(best, anchor)
        return None


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")


def _parted(href: str, *, query: bool = True) -> tuple[str, str]:
    path, _, anchor = href.partition("#")
    if query:
        path = path.partition("?")[0]
    return path, unquote(anchor, errors="replace")


def _joined(base: Iterable[str], steps: Iterable[str]) -> str:
    """Two paths as one without "." and ".."; "" where they lead above the top."""
    joined = list(base)
    for step in steps:
        if step == "..":
            if not joined:
                return ""
            joined.pop()
        elif step not in {"", "."}:
            joined.append(step)
    return "/".join(joined)


def _files(path: str) -> Iterator[str]:
    """Yield the files that a path on the web or in a text may stand for."""
    yield path
    bare = without_ending(path)
    if bare != path:
        yield from (f"{bare}{ending}" for ending in _ENDINGS)
    for ending in _ENDINGS:
        yield f"{path}{ending}"
    folder = path.removesuffix("/index.html").removesuffix("/index")
    for inside in _INSIDE:
        yield f"{folder}/{inside}.md"
    yield f"{folder}/index.html"


def _best(
    places: Iterable[str], wanted: list[str], article_path: str, site: Site, *, itself: bool = False
) -> str | None:
    """Of articles with one name the one whose path says most of what is wanted, then the nearest.

    A date in the address is looked for in the path: `/2020/01/02/a/` is `2020-01-02-a.md`.
    """
    rated: list[tuple[int, int, int, str]] = []
    digits = [part.zfill(2) for part in wanted[:-1] if part.isdecimal()]
    for place in places:
        if place == article_path and not itself:
            continue
        dated = sum(part in place for part in digits)
        same_site = place.startswith(f"{site.within}/") if site.within else True
        near = _shared(place, article_path) + 1000 * same_site
        rated.append((_alike(place, wanted), dated, near, place))
    return max(rated, key=lambda each: (*each[:3], -len(each[3])))[3] if rated else None


def _shared(place: str, article_path: str) -> int:
    """How many folders two articles have in common, from the top."""
    number = 0
    for one, other in zip(place.split("/")[:-1], article_path.split("/")[:-1], strict=False):
        if one != other:
            break
        number += 1
    return number


def _alike(place: str, wanted: list[str]) -> int:
    """How many parts at its end a path has in common with what is wanted."""
    have = place.split("/")
    have[-1] = stem_of(have[-1])
    if have[-1].lower() in {"index", "readme"}:
        have.pop()
    number = 0
    for one, other in zip(reversed(have), reversed(wanted), strict=False):
        if number and one.casefold() != other.casefold():
            break
        number += 1
    return number
