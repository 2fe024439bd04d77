"""AVIF, which Qt does not read: decoded by Pillow, in a child process (images/pillow.py)."""

from dataclasses import dataclass

from reader.bounds import PICTURE_PIXELS
from reader.images.pillow import ask_pillow
from reader.model import PictureError, PictureProblem


@dataclass(frozen=True, slots=True)
class Pixels:
    """Rows without gaps, from the top; 4 bytes a pixel (RGBA) with alpha, else 3 (RGB)."""

    width: int
    height: int
    alpha: bool
    data: bytes


def decode_avif(data: bytes, width: int = 0, height: int = 0) -> Pixels:
    """Return the picture, or the first of several, scaled to this size unless it is 0.

    The bytes have passed `sniff.require_picture`. Raises PictureError.
    """
    head, rows = ask_pillow(data, "pixels", str(width), str(height))
    try:
        mode, across, down = head.split(" ")
        pixels = Pixels(int(across), int(down), mode == "RGBA", rows)
    except ValueError as error:
        raise PictureError(PictureProblem.DAMAGED, f"AVIF: {head!r}") from error
    number = pixels.width * pixels.height
    whole = len(rows) == number * (4 if pixels.alpha else 3)
    if pixels.width < 1 or pixels.height < 1 or number > PICTURE_PIXELS or not whole:
        raise PictureError(PictureProblem.DAMAGED, f"AVIF: {head!r}, {len(rows)} bytes")
    return pixels
