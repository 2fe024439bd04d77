"""Pictures that need no network: files of the article's folder, and data URIs in the article.

A file is read only when it truly lies below the chosen folder, or below the site that folder is a
part of, whatever links and `..` say.
"""

import binascii
import os
import stat
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote_to_bytes

from reader.bounds import PATH_CHARACTERS, PICTURE_BYTES
from reader.images.sniff import require_picture
from reader.model import PictureError, PictureProblem
from reader.patterns import lazy_re
from reader.site.picture_names import PictureNames
from reader.site.picture_paths import in_site, near, plain_path
from reader.site.saved_page import saved_picture
from reader.site.sites import Sites
from reader.suffixes import is_saved_page

_NOT_BASE64 = lazy_re(rb"[^A-Za-z0-9+/]")


Places = Callable[[str], Sequence[str]]
"""Gives the other files of the folder that hold the article of a file."""


def _no_places(_path: str) -> tuple[str, ...]:
    return ()


def local_picture(root: Path, article_path: str, src: str, places: Places = _no_places) -> bytes:
    """Return the bytes of the picture in the file that `local_file` finds. Raises PictureError."""
    file = local_file(root, article_path, src, places)
    try:
        data = _read(file)
        if is_saved_page(file.name):
            data = _part_of(data, src)
    except OSError as error:
        raise PictureError(PictureProblem.NOT_FOUND, error) from error
    require_picture(data)
    return data


def _part_of(data: bytes, src: str) -> bytes:
    """Return the picture that a saved page holds: `page.mhtml#3` is its fourth part."""
    number = src.rpartition("#")[2]
    picture = saved_picture(data, int(number)) if number.isdecimal() and len(number) < 6 else None
    if picture is None:
        raise PictureError(PictureProblem.NOT_FOUND, f"no picture in the saved page: {src[:200]}")
    return picture


def local_file(root: Path, article_path: str, src: str, places: Places = _no_places) -> Path:
    """Return the file of a picture: beside the article, below `root`, or in the site it lies in.

    article_path: relative to root. src: as the article wrote it, percent-encoded or not, with or
    without a query, or a path of another disk. places: asked where it is not beside this one.
    Raises PictureError where there is none.
    """
    name = plain_path(src)
    if not name:
        raise PictureError(PictureProblem.NOT_FOUND, f"not a path in the folder: {src[:200]!r}")
    try:
        real_root = root.resolve(strict=True)
        found = (
            _first(real_root, real_root, near(article_path, name))
            or _first(real_root, real_root, _near_all(places(article_path), name))
            or _in_site(real_root, article_path, name)
        )
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise PictureError(PictureProblem.NOT_FOUND, error) from error
    if found is None:
        raise PictureError(PictureProblem.NOT_FOUND, src[:200])
    return found


def _near_all(places: Iterable[str], name: str) -> Iterable[str]:
    for place in places:
        yield from near(place, name)


def _first(base: Path, bound: Path, candidates: Iterable[str]) -> Path | None:
    """Return the first of these that is a file within `bound`, wherever links and `..` lead."""
    tried = set()
    for candidate in candidates:
        if candidate in tried or len(candidate) > PATH_CHARACTERS:
            continue
        tried.add(candidate)
        name = f"{base}/{candidate}"  # a Path of each would take longer than the look
        if os.path.lexists(name):
            file = Path(name).resolve(strict=True)
            if file.is_relative_to(bound) and file.is_file():
                return file
    return None


def _in_site(root: Path, article_path: str, name: str) -> Path | None:
    """Return a picture that lies where its kind of site keeps pictures, or anywhere by its name."""
    site = _sites(root).site_of(article_path)
    top = Path(site.root)
    # The site's own folder bounds what is shown: it may begin above the opened one.
    bound = top.resolve(strict=True) if site.inside else root
    found = _first(top, bound, in_site(site, article_path, name))
    if found is not None:
        return found
    # Somebody's folder around the opened one, which is no site, is not looked through.
    whole, path = (top, site.path_of(article_path)) if site.kind.strong else (root, article_path)
    bare = "/" not in name.strip("/")
    place = _names(os.fspath(whole)).find(
        name, path.rpartition("/")[0], anywhere=bare or site.kind.vault
    )
    return _first(whole, bound, (place,)) if place else None


@lru_cache(maxsize=8)
def _sites(root: Path) -> Sites:
    return Sites(root)


@lru_cache(maxsize=8)
def _names(root: str) -> PictureNames:
    return PictureNames(root)


def _read(file: Path) -> bytes:
    # Without O_NONBLOCK a pipe among the pictures would hold us for ever.
    flags = os.O_RDONLY
    for extra in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, extra, 0)
    handle = os.open(file, flags)
    with os.fdopen(handle, "rb") as stream:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise PictureError(PictureProblem.NOT_A_PICTURE, f"no regular file: {file}")
        if status.st_size > PICTURE_BYTES:
            raise PictureError(PictureProblem.TOO_LARGE, f"{status.st_size} bytes: {file}")
        return stream.read(PICTURE_BYTES + 1)


def data_picture(uri: str) -> bytes:
    """Decode a data URI (RFC 2397), base64 or percent-encoded. Raises PictureError."""
    head, comma, body = uri.partition(",")
    if not comma or head[:5].lower() != "data:":
        raise PictureError(PictureProblem.NOT_A_PICTURE, "no data URI")
    # Each byte takes three characters at most: a longer text need not be looked at.
    if len(body) > 3 * PICTURE_BYTES:
        raise PictureError(PictureProblem.TOO_LARGE, f"{len(body)} characters")
    data = unquote_to_bytes(body)
    if head.rpartition(";")[2].strip().lower() == "base64":
        data = _NOT_BASE64.sub(b"", data.replace(b"-", b"+").replace(b"_", b"/"))
        try:
            data = binascii.a2b_base64(data + b"=" * (-len(data) % 4))
        except binascii.Error as error:
            raise PictureError(PictureProblem.NOT_A_PICTURE, error) from error
    require_picture(data)
    return data
