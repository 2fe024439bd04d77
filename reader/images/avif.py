"""AVIF, which Qt does not read: decoded by Pillow, in a child process.

A decoder of this size has faults: what a hostile file makes of it ends there. The child is bounded
in time, by us, and in memory, by itself: by the system where that can, else by a look every few
milliseconds. Pillow is loaded there alone.
"""

import sys
from dataclasses import dataclass

from reader.bounds import AVIF_SECONDS, PICTURE_PIXELS
from reader.model import PictureError, PictureProblem

NO_DECODER = 3
"""The child's exit code where its Pillow reads no AVIF."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """Rows without gaps, from the top; 4 bytes a pixel (RGBA) with alpha, else 3 (RGB)."""

    width: int
    height: int
    alpha: bool
    data: bytes


def decode_avif(data: bytes, width: int = 0, height: int = 0) -> Pixels:
    """The picture, or the first of several; scaled to this size unless it is 0. For any thread.

    The bytes have passed `sniff.require_picture`. Raises PictureError.
    """
    import subprocess  # not at the window's start

    command = [sys.executable, "-X", "utf8", "-m", "reader.images.avif_child"]
    try:
        child = subprocess.run(
            [*command, str(width), str(height)],
            input=data,
            capture_output=True,
            timeout=AVIF_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PictureError(PictureProblem.TOO_LARGE, "AVIF: took too long") from error
    except OSError as error:
        raise PictureError(PictureProblem.UNREACHABLE, f"AVIF: no child: {error}") from error
    if child.returncode == NO_DECODER:
        raise PictureError(PictureProblem.NOT_A_PICTURE, "AVIF: this Pillow has no decoder for it")
    said = child.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    if child.returncode:
        raise PictureError(PictureProblem.DAMAGED, f"AVIF: {child.returncode}: {said[:300]}")
    return _pixels(child.stdout)


def _pixels(answer: bytes) -> Pixels:
    """What the child wrote, which is not believed: a hostile file may have written it."""
    head, _, data = answer.partition(b"\n")
    try:
        mode, width, height = head[:40].decode("ascii").split(" ")
        pixels = Pixels(int(width), int(height), mode == "RGBA", data)
    except ValueError as error:
        raise PictureError(PictureProblem.DAMAGED, f"AVIF: {head[:40]!r}") from error
    number = pixels.width * pixels.height
    whole = len(data) == number * (4 if pixels.alpha else 3)
    if pixels.width < 1 or pixels.height < 1 or number > PICTURE_PIXELS or not whole:
        raise PictureError(PictureProblem.DAMAGED, f"AVIF: {head[:40]!r}, {len(data)} bytes")
    return pixels
