"""Pictures kept on disk: bytes under hashed names in fan-out folders, thumbnails and failures.

Everything in here may vanish at any time. Reading never fails: what is missing, damaged or of an
unknown form is not there. Writing never fails either: a full or read-only disk means that a picture
is shown and not kept. A file is whole or not there, and a checksum tells what a crash left behind.
"""

import hashlib
import json
import logging
import os
import time
import zlib
from contextlib import suppress
from pathlib import Path

from reader.images.sniff import MAX_BYTES
from reader.model import PictureProblem

log = logging.getLogger(__name__)

_FORM = "broadsheet-picture-1"
_HEADER_MAX = 64 * 1024
_BINARY = getattr(os, "O_BINARY", 0)
_DAY = 86_400
_USED_STEP = _DAY
"""Seconds: a file's time, its last use, is not written anew for every look at it."""

REMEMBERED_SECONDS = {
    PictureProblem.GONE: 7 * _DAY,
    PictureProblem.REFUSED: 7 * _DAY,
    PictureProblem.NOT_A_PICTURE: 7 * _DAY,
    PictureProblem.TOO_LARGE: 7 * _DAY,
    PictureProblem.UNREACHABLE: 600,
}
"""A problem that is not here is never remembered: it lies with us, not with the picture."""


class PictureCache:
    """The picture cache in one folder, which is made when the first picture comes.

    Safe to be used from several threads and processes at once. A file's modification time is the
    day it was last used.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, url: str) -> bytes | None:
        """The picture kept for this URL, or None."""
        return self._read(self._file(url, ".bin"), url)

    def put(self, url: str, data: bytes) -> None:
        """Keep a picture; what was remembered against this URL is forgotten."""
        self._write(self._file(url, ".bin"), url, data)
        self.forget_failure(url)

    def get_thumbnail(self, url: str, width: int, height: int) -> bytes | None:
        """The thumbnail kept for this URL at exactly this size, or None."""
        return self._read(self._file(url, f"-{width}x{height}.bin"), url)

    def put_thumbnail(self, url: str, width: int, height: int, data: bytes) -> None:
        """Keep a thumbnail, encoded in whatever format the caller reads."""
        self._write(self._file(url, f"-{width}x{height}.bin"), url, data)

    def failure(self, url: str) -> PictureProblem | None:
        """Why this URL gave no picture lately; None when that is unknown or too long ago."""
        try:
            text = self._file(url, ".json").read_text("utf-8")
            kept = json.loads(text)
            problem = PictureProblem(kept["problem"])
            since = float(kept["time"])
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
        # A time in the future is a clock that was set back: it is not believed.
        age = time.time() - since
        return problem if 0 <= age < REMEMBERED_SECONDS.get(problem, 0) else None

    def remember_failure(self, url: str, problem: PictureProblem) -> None:
        """Remember it for as long as such a problem may well last."""
        if problem in REMEMBERED_SECONDS:
            kept = {"url": url, "problem": problem.value, "time": time.time()}
            self._replace(self._file(url, ".json"), json.dumps(kept).encode("ascii"))

    def forget_failure(self, url: str) -> None:
        """Let this URL be tried again."""
        with suppress(OSError):
            self._file(url, ".json").unlink(missing_ok=True)

    def _file(self, url: str, ending: str) -> Path:
        digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / digest[:2] / (digest[2:] + ending)

    def _read(self, file: Path, url: str) -> bytes | None:
        try:
            with file.open("rb") as stream:
                content = stream.read(MAX_BYTES + _HEADER_MAX + 1)
                used = os.fstat(stream.fileno()).st_mtime
        except OSError:
            return None
        header, _, data = content.partition(b"\n")
        if header != _header(url, data):
            log.info("A damaged picture in the cache counts as missing: %s", file)
            return None
        if abs(time.time() - used) > _USED_STEP:
            with suppress(OSError):
                os.utime(file)
        return data

    def _write(self, file: Path, url: str, data: bytes) -> None:
        header = _header(url, data)
        if len(data) <= MAX_BYTES and len(header) < _HEADER_MAX:
            self._replace(file, header + b"\n" + data)

    def _replace(self, file: Path, content: bytes) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Not by tempfile, which costs the window's start some milliseconds.
            draft = file.with_name(f"{file.name}.{os.urandom(6).hex()}.part")
            try:
                handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
                with os.fdopen(handle, "wb") as stream:
                    stream.write(content)
                draft.replace(file)
            finally:
                draft.unlink(missing_ok=True)
        except OSError as error:
            log.info("A picture is not kept: %s", error)


def _header(url: str, data: bytes) -> bytes:
    """One line of JSON before the bytes: whose they are, and a checksum against half files."""
    kept = {"form": _FORM, "url": url, "size": len(data), "crc": zlib.crc32(data)}
    return json.dumps(kept).encode("ascii")
