"""How a camera was held: the orientation that a picture's EXIF block tells, by our own reading.

Qt turns JPEGs alone, and only while it decodes them; the place of a picture that has not come yet
must be upright as well.
"""

import struct
from collections.abc import Iterator

from reader.bounds import EXIF_PARTS

UPRIGHT = 1
_ORIENTATION, _SHORT = 0x0112, 3
_PREFIX = b"Exif\0\0"


def orientation_of(kind: str, data: bytes) -> int:
    """1 to 8 as EXIF 2.3 numbers them, of a JPEG, PNG or WebP; 1 is upright, or unknown.

    From 5 on width and height change places.
    """
    if kind not in _BLOCKS:
        return UPRIGHT
    try:
        for block in _BLOCKS[kind](data):
            return _told(block.removeprefix(_PREFIX))
    except (struct.error, IndexError):
        return UPRIGHT  # cut off, or broken
    return UPRIGHT


def _told(tiff: bytes) -> int:
    """Read the orientation in a TIFF header and its first directory."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return UPRIGHT
    (at,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    for entry in range(min(count, EXIF_PARTS)):
        tag, form, _, value = struct.unpack_from(f"{order}HHIH", tiff, at + 2 + 12 * entry)
        if tag == _ORIENTATION:
            return value if form == _SHORT and 1 <= value <= 8 else UPRIGHT
    return UPRIGHT


def _jpeg(data: bytes) -> Iterator[bytes]:
    at = 2
    for _ in range(EXIF_PARTS):
        marker = data[at + 1]
        if data[at] != 0xFF or marker in (0xD9, 0xDA):
            return
        if marker == 0xFF:  # a filler
            at += 1
            continue
        at += 2
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            continue
        (length,) = struct.unpack_from(">H", data, at)
        if length < 2:
            return
        if marker == 0xE1 and data.startswith(_PREFIX, at + 2):
            yield data[at + 2 : at + length]
        at += length


def _png(data: bytes) -> Iterator[bytes]:
    at = 8
    for _ in range(EXIF_PARTS):
        (length,) = struct.unpack_from(">I", data, at)
        if data[at + 4 : at + 8] == b"eXIf":
            yield data[at + 8 : at + 8 + length]
        at += 12 + length


def _webp(data: bytes) -> Iterator[bytes]:
    at = 12
    for _ in range(EXIF_PARTS):
        (length,) = struct.unpack_from("<I", data, at + 4)
        if data[at : at + 4] == b"EXIF":
            yield data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


_BLOCKS = {"jpeg": _jpeg, "png": _png, "webp": _webp}
