"""Pictures kept on disk: bytes under hashed names in fan-out folders, thumbnails and failures.

Everything in here may vanish at any time. Reading never fails: what is missing, damaged or of an
unknown form is not there. Writing never fails either: a full or read-only disk means that a picture
is shown and not kept. A file is whole or not there, and a checksum tells what a crash left behind.
"""

import json
import logging
import os
import time
import zlib
from collections.abc import Container, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from reader.bounds import PICTURE_BYTES
from reader.images.sniff import sniff
from reader.model import KeptFile, PictureProblem, picture_digest

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
    PictureProblem.NO_REFERER: 7 * _DAY,
    PictureProblem.NOT_A_PICTURE: 7 * _DAY,
    PictureProblem.DAMAGED: 7 * _DAY,
    PictureProblem.TOO_LARGE: 7 * _DAY,
    PictureProblem.UNREACHABLE: 600,
}
"""A problem that is not here is never remembered: it lies with us, not with the picture."""


THUMBNAIL, FAILURE = "thumbnail", "failure"
"""Kinds of KeptFile beside the formats of pictures."""


class Ledger(Protocol):
    """Who is told of what the cache does, on whatever thread it does it; must not wait."""

    def kept(self, file: KeptFile) -> None:
        """Note that a file was written."""

    def used(self, name: str) -> None:
        """Note that a file was read."""

    def gone(self, name: str) -> None:
        """Note that a file was deleted, or is none any more."""

    def missed(self, name: str) -> None:
        """Note that a file that was asked for is not there."""


class PictureCache:
    """The picture cache in one folder, which is made when the first picture comes.

    Safe to be used from several threads and processes at once. A file's modification time is the
    day it was last used; `ledger` is told more exactly.
    """

    def __init__(self, folder: Path, ledger: Ledger | None = None) -> None:
        self._folder = folder
        self._ledger = ledger

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._folder

    @staticmethod
    def name_of(url: str) -> str:
        """Return the name under which a URL's picture is kept."""
        return picture_digest(url) + ".bin"

    def get(self, url: str) -> bytes | None:
        """Return the picture kept for this URL, or None."""
        return self._read(self._file(url, ".bin"), url)

    def put(self, url: str, data: bytes) -> None:
        """Keep a picture; what was remembered against this URL is forgotten."""
        self._write(self._file(url, ".bin"), url, data)
        self.forget_failure(url)

    def get_thumbnail(self, url: str, width: int, height: int) -> bytes | None:
        """Return the thumbnail kept for this URL at exactly this size, or None."""
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

    def remember_failure(self, url: str, problem: PictureProblem, cause: str = "") -> None:
        """Remember it for as long as such a problem may well last."""
        if problem in REMEMBERED_SECONDS:
            now = time.time()
            kept = {"url": url, "problem": problem.value, "cause": cause[:300], "time": now}
            content = json.dumps(kept).encode("ascii")
            name = picture_digest(url) + ".json"
            if self._replace(self._path(name), content) and self._ledger is not None:
                self._ledger.kept(
                    KeptFile(name, url, len(content), FAILURE, problem=problem.value, used=now)
                )

    def forget_failure(self, url: str) -> None:
        """Let this URL be tried again."""
        self.remove(picture_digest(url) + ".json")

    def remove(self, name: str) -> bool:
        """Delete one file by its name; False where it could not be."""
        try:
            self._path(name).unlink()
        except FileNotFoundError:
            return True
        except OSError as error:
            log.info("A picture stays in the cache: %s", error)
            return False
        if self._ledger is not None:
            self._ledger.gone(name)
        return True

    def clear(self) -> None:
        """Delete everything that is kept. What cannot be deleted stays."""
        for folder in sorted(self._folder.glob("[0-9a-f][0-9a-f]")):
            with suppress(OSError):
                for file in list(folder.iterdir()):
                    with suppress(OSError):
                        file.unlink()
                folder.rmdir()

    def scan(
        self, known: Container[str] = (), names: list[str] | None = None
    ) -> Iterator[KeptFile]:
        """All that is kept but not `known` by its name; what a crash left behind is deleted.

        names: gets the name of everything there is, known or not.
        """
        for folder in sorted(self._folder.glob("[0-9a-f][0-9a-f]")):
            with suppress(OSError):
                for file in sorted(folder.iterdir()):
                    name = folder.name + file.name
                    if names is not None:
                        names.append(name)
                    if name in known:
                        continue
                    if file.suffix == ".part" and time.time() - file.stat().st_mtime > _DAY:
                        file.unlink()
                    elif (found := self._look_at(file)) is not None:
                        yield found

    def _look_at(self, file: Path) -> KeptFile | None:
        try:
            status = file.stat()
            content = file.read_bytes() if status.st_size <= PICTURE_BYTES + _HEADER_MAX else b""
            header, _, data = content.partition(b"\n")
            kept = json.loads(header)
            url = str(kept["url"])
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
        name = file.parent.name + file.name
        if file.suffix == ".json":
            problem = str(kept.get("problem", ""))
            return KeptFile(name, url, len(content), FAILURE, problem=problem, used=status.st_mtime)
        info = sniff(data)
        if file.suffix != ".bin" or info is None:
            return None
        kind = info.kind if name == self.name_of(url) else THUMBNAIL
        width, height = info.shown
        return KeptFile(name, url, len(content), kind, width, height, used=status.st_mtime)

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name[2:]

    def _file(self, url: str, ending: str) -> Path:
        return self._path(picture_digest(url) + ending)

    def _read(self, file: Path, url: str) -> bytes | None:
        name = file.parent.name + file.name
        try:
            with file.open("rb") as stream:
                content = stream.read(PICTURE_BYTES + _HEADER_MAX + 1)
                used = os.fstat(stream.fileno()).st_mtime
        except OSError:
            if self._ledger is not None:
                self._ledger.missed(name)
            return None
        header, _, data = content.partition(b"\n")
        if header != _header(url, data):
            log.info("A damaged picture in the cache counts as missing: %s", file)
            if self._ledger is not None:
                self._ledger.gone(name)
            return None
        if self._ledger is not None:
            self._ledger.used(name)
        if abs(time.time() - used) > _USED_STEP:
            with suppress(OSError):
                os.utime(file)
        return data

    def _write(self, file: Path, url: str, data: bytes) -> None:
        header = _header(url, data)
        if len(data) > PICTURE_BYTES or len(header) >= _HEADER_MAX:
            return
        size = len(header) + 1 + len(data)
        if self._replace(file, header + b"\n" + data) and self._ledger is not None:
            name = file.parent.name + file.name
            info = sniff(data)
            kind = info.kind if info and name == self.name_of(url) else THUMBNAIL
            width, height = info.shown if info else (0, 0)
            self._ledger.kept(KeptFile(name, url, size, kind, width, height, used=time.time()))

    def _replace(self, file: Path, content: bytes) -> bool:
        """Write it whole, or not at all; whether it is there."""
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
            return False
        return True


def _header(url: str, data: bytes) -> bytes:
    """One line of JSON before the bytes: whose they are, and a checksum against half files."""
    kept = {"form": _FORM, "url": url, "size": len(data), "crc": zlib.crc32(data)}
    return json.dumps(kept).encode("ascii")
