"""Pictures that need no network: files of the article's folder, and data URIs in the article.

A file is read only when it truly lies below the chosen folder, whatever links and `..` say.
"""

import binascii
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes

from reader.bounds import PICTURE_BYTES
from reader.images.sniff import require_picture
from reader.model import PictureError, PictureProblem

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def local_picture(root: Path, article_path: str, src: str) -> bytes:
    """Return the bytes of the picture in the file that `local_file` finds. Raises PictureError."""
    file = local_file(root, article_path, src)
    try:
        data = _read(file)
    except OSError as error:
        raise PictureError(PictureProblem.NOT_FOUND, error) from error
    require_picture(data)
    return data


def local_file(root: Path, article_path: str, src: str) -> Path:
    """Return the file of a picture: beside the article, in its asset folder, or below root.

    article_path: relative to root. src: as the article wrote it, percent-encoded or not, with or
    without a query. Raises PictureError where there is none.
    """
    name = src.strip().replace("\\", "/")
    if not name or name.startswith("//") or _SCHEME.match(name):
        raise PictureError(PictureProblem.NOT_FOUND, f"not a path in the folder: {src[:200]!r}")
    try:
        real_root = root.resolve(strict=True)
        for candidate in _candidates(article_path, name):
            file = real_root / candidate
            if not os.path.lexists(file):
                continue
            file = file.resolve(strict=True)
            if file.is_relative_to(real_root) and file.is_file():
                return file
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise PictureError(PictureProblem.NOT_FOUND, error) from error
    raise PictureError(PictureProblem.NOT_FOUND, src[:200])


def _candidates(article_path: str, name: str) -> Iterator[str]:
    """Relative paths, the likeliest first: a file may really be called `50%25.png` or `a?b.png`."""
    article = PurePosixPath(article_path)
    # Hexo keeps an article's pictures in a folder of the article's name.
    beside = (article.parent, article.with_suffix("")) if article.name else ()
    bases = () if name.startswith("/") else beside
    cut = re.split(r"[?#]", name, maxsplit=1)[0]
    seen = set()
    for spelling in (name, cut, _decoded(name), _decoded(cut)):
        relative = spelling.lstrip("/")
        for base in (*bases, PurePosixPath()):
            candidate = str(base / relative)
            # On Windows a colon would name another drive or a file's second stream.
            if relative and candidate not in seen and not (os.name == "nt" and ":" in relative):
                seen.add(candidate)
                yield candidate


def _decoded(name: str) -> str:
    return unquote(name, errors="surrogateescape").replace("\\", "/")


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
    """The picture inside a data URI (RFC 2397), base64 or percent-encoded. Raises PictureError."""
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
