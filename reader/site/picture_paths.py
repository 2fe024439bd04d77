"""Where a picture that an article names by a path may lie: candidates, the likeliest first. Pure.

A file may really be called `50%25.png` or `a?b.png`, so that a name is tried as it is written
before it is decoded or cut. What is there, and within bounds, is for who reads it to see
(images.local).
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from reader.bounds import PICTURE_TAILS
from reader.markup.addresses import has_scheme, own_path
from reader.patterns import lazy_re
from reader.site.sites import Site

_CUT = lazy_re(r"[?#]")


def plain_path(src: str) -> str:
    """Return a picture's address as a path, "/" between its parts; "" where it is none."""
    name = own_path(src.strip()).replace("\\", "/")
    return "" if not name or name.startswith("//") or has_scheme(name) else name


def spellings(name: str) -> list[str]:
    """Return the ways in which a path may be meant: as written, without a query, decoded."""
    cut = _CUT.split(name, maxsplit=1)[0]
    ways = [name, cut, _decoded(name), _decoded(cut)]
    if "%" in name:
        ways.append(name.replace("%", "_"))  # as MarkDownload names its files
    return list(dict.fromkeys(ways))


def _decoded(name: str) -> str:
    return unquote(name, errors="surrogateescape").replace("\\", "/")


def near(article_path: str, name: str) -> Iterator[str]:
    """Yield paths within the opened folder: beside the article, in its own folder, from the top."""
    bases = () if name.startswith("/") else _beside(article_path)
    for spelling in spellings(name):
        relative = spelling.lstrip("/")
        for base in (*bases, PurePosixPath()):
            if relative and _fits(relative):
                yield str(base / relative)


def _beside(article_path: str) -> tuple[PurePosixPath, ...]:
    # Hexo keeps an article's pictures in a folder of the article's name.
    article = PurePosixPath(article_path)
    return (article.parent, article.with_suffix("")) if article.name else ()


def in_site(site: Site, article_path: str, name: str) -> Iterator[str]:
    r"""Yield paths within the site's folder: in the folders that stand for its "/", then by tails.

    `/2020/01/post/a.png`, `C:\\Users\\me\\blog\\img\\a.png` and `../../a.png` are looked for by
    what they end with: beside the article, in its own folder, and in those.
    """
    article = site.path_of(article_path)
    beside = [str(each) for each in _beside(article)]
    roots = ["", *site.picture_roots]
    for spelling in spellings(name):
        parts = [part for part in spelling.split("/") if part not in {"", "."}]
        inner = [part for part in parts if part != ".."]
        if not inner or not _fits("/".join(inner)):
            continue
        if not spelling.startswith("/"):
            yield os.path.normpath("/".join((beside[0] if beside else "", *parts)))
        base_path = site.config.base_path.split("/")
        bare = inner[len(base_path) :] if inner[: len(base_path)] == base_path else inner
        yield from ("/".join((*_parts(root), *bare)) for root in roots if bare)
        for start in range(max(0, len(inner) - PICTURE_TAILS), len(inner)):
            bases: Iterable[str] = (*beside, *roots) if start < len(inner) - 1 else beside
            yield from ("/".join((*_parts(base), *inner[start:])) for base in bases)


def _parts(base: str) -> tuple[str, ...]:
    return (base,) if base and base != "." else ()


def _fits(relative: str) -> bool:
    """On Windows a colon would name another drive or a file's second stream."""
    return not (os.name == "nt" and ":" in relative)
