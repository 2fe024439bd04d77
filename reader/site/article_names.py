"""The articles of a folder by their names, and by what their heads call them; when asked for.

Only names are read of the folder, and the first lines of its files where a name leads nowhere.
"""

import os
import re
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reader.bounds import (
    ARTICLE_NAMES,
    ARTICLE_NAMES_SECONDS,
    HEAD_BYTES,
    HEADS_OF_FOLDER,
    HEADS_READ,
    HEADS_SECONDS,
)
from reader.patterns import lazy_re
from reader.site.left_out import Decider
from reader.suffixes import SKIPPED_FOLDERS, is_article_name, is_text_name, stem_of

_DATE = lazy_re(r"\d{4}[-_.]?\d{1,2}[-_.]?\d{1,2}[-_. ]+(?=\S)")
_LANGUAGE = lazy_re(r"(?<=.)\.[a-z]{2}(?:-[a-zA-Z]{2,4})?$")
_TOLD = lazy_re(
    rb"^[ \t]{0,4}[\"']?(slug|permalink|url|abbrlink|aliases|alias|redirect_from|path|title|id)"
    rb"[\"']?(?:[ \t]*[:=]|::)[ \t]*([^\r\n]{0,400})((?:\r?\n[ \t]*-[ \t][^\r\n]{1,300}){0,20})",
    re.MULTILINE | re.IGNORECASE,
)
_PAGE = lazy_re(r"(?:/index)?\.(?:html?|xhtml|php|aspx?)$", re.IGNORECASE)
_NO_WORD = lazy_re(r"[^\w]+")
_FOLDER_NAMES = frozenset({"index", "readme"})


class ArticleNames:
    """What the articles below one folder are called. Paths are relative to it."""

    def __init__(self, folder: str, decider: Decider) -> None:
        """folder: an absolute path. decider: says what is no article."""
        self._is_site = decider.sites.site_at("").kind.strong
        self._folder = folder
        self._decider = decider
        self._made = float("-inf")
        self._paths: list[str] = []
        self._by_name: dict[str, list[str]] = {}
        self._by_head: dict[str, list[str]] | None = None
        self._by_address: dict[str, str] = {}

    def by_name(self, name: str) -> Sequence[str]:
        """Return the articles whose file, or folder of their own, is called so."""
        key = _key(name)
        found = self._names().get(key, ())
        return found or self._names().get(_key(slug(name)), ())

    def by_head(self, name: str) -> Sequence[str]:
        """Return the articles whose head calls them so: slug, alias, title."""
        heads = self._heads()
        return heads.get(_key(name), ()) or heads.get(_key(slug(name)), ())

    def by_address(self, path: str) -> str | None:
        """Return the article whose head says that its page is there; None where none does."""
        self._heads()
        return self._by_address.get(without_ending(path.strip("/")).casefold())

    def _names(self) -> dict[str, list[str]]:
        if time.monotonic() - self._made > ARTICLE_NAMES_SECONDS:
            self._look()
        return self._by_name

    def _look(self) -> None:
        by_name: dict[str, list[str]] = defaultdict(list)
        self._paths = []
        for path in self._walk():
            if self._decider.reason(path) is not None:
                continue
            self._paths.append(path)
            for key in _keys(path):
                by_name[key].append(path)
        self._by_name, self._by_head = by_name, None
        self._made = time.monotonic()

    def _walk(self) -> Iterator[str]:
        waiting, left = [""], ARTICLE_NAMES
        while waiting and left > 0:
            below = waiting.pop()
            try:
                with os.scandir(f"{self._folder}/{below}") as entries:
                    for entry in entries:
                        name = entry.name
                        if is_article_name(name) or is_text_name(name):
                            left -= 1
                            yield below + name
                        elif (
                            name[0] != "."
                            and name not in SKIPPED_FOLDERS
                            and entry.is_dir(follow_symlinks=False)
                        ):
                            waiting.append(f"{below}{name}/")
            except OSError:
                continue

    def _heads(self) -> dict[str, list[str]]:
        self._names()
        if self._by_head is None:
            self._by_head = self._read_heads()
        return self._by_head

    def _read_heads(self) -> dict[str, list[str]]:
        """Return what the first lines say, bounded in number and time: the rest is not known."""
        heads: dict[str, list[str]] = defaultdict(list)
        self._by_address = {}
        if not self._is_site and len(self._paths) > HEADS_OF_FOLDER:
            return {}
        end = time.process_time() + HEADS_SECONDS
        for path in self._paths[:HEADS_READ]:
            if time.process_time() > end:
                break
            for key, value in _told(f"{self._folder}/{path}"):
                address = without_ending(value.strip("/"))
                if "/" in value and not value.startswith(("http:", "https:")) and ":" not in value:
                    self._by_address.setdefault(address.casefold(), path)
                elif key == "title":
                    heads[_key(slug(value))].append(path)
                    heads[_key(value)].append(path)
                elif "://" not in value:
                    heads[_key(value)].append(path)
                    if key in {"permalink", "url", "path"}:
                        self._by_address.setdefault(address.casefold(), path)
        return heads


def without_ending(address: str) -> str:
    """Return a path on the web without the ending of a page."""
    return _PAGE.sub("", address)


def _keys(path: str) -> set[str]:
    """Return the names of a file: without its ending, its date, its language; or its folder's."""
    folder, _, name = path.rpartition("/")
    stem = stem_of(name)
    bare = _LANGUAGE.sub("", stem)
    if bare.lower() in _FOLDER_NAMES and folder:
        stem = bare = folder.rpartition("/")[2]
    whole = {stem, bare, _DATE.sub("", bare, count=1)}
    return {_key(each) for each in whole} | {_key(slug(each)) for each in whole}


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def slug(name: str) -> str:
    """Return a name as generators write it into addresses: words with "-" between them."""
    return _NO_WORD.sub("-", name.replace("_", "-")).strip("-").lower()


def _told(file: str) -> Iterator[tuple[str, str]]:
    flags = os.O_RDONLY
    for extra in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, extra, 0)
    try:
        handle = os.open(file, flags)
    except (OSError, ValueError):
        return
    try:
        head = os.read(handle, HEAD_BYTES)
    except OSError:
        return
    finally:
        os.close(handle)
    for found in _TOLD.finditer(head):
        key = found[1].decode("ascii").lower()
        listed = [
            found[2].strip(b"[] \t"),
            *(each.strip(b" \t\r-") for each in found[3].split(b"\n")),
        ]
        for item in listed:
            for each in item.split(b",") if key != "title" else (item,):
                value = each.decode("utf-8", "replace").strip().strip("'\"").strip()
                if value:
                    yield key, value
