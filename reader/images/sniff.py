"""What some bytes are a picture of: format and size by our own reading of their first bytes.

Nothing is decoded here. A decoder is only ever given a format that was told here and a size within
the bounds below; what it makes of the rest is its own affair.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from reader.bounds import (
    AVIF_BOXES,
    GIF_BLOCKS,
    ICON_PICTURES,
    JPEG_SEGMENTS,
    PICTURE_BYTES,
    PICTURE_COEFFICIENTS,
    PICTURE_PIXELS,
    PICTURE_SCANS,
    PICTURE_SIDE,
    PICTURE_TEXTS,
)
from reader.images.orientation import UPRIGHT, orientation_of
from reader.images.svg_head import may_be_svg, size_of
from reader.model import PictureError, PictureProblem

PREFIX = 32
"""Bytes: `kind_of` needs no more."""

_MAGIC = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\0\0\1\0", "ico"),
)
_PACKED = (b"zTXt", b"iTXt")
_SVG_BEGINS = (b"<", b"\xef", b"\n", b"\r", b" ", b"\t")
_BMP_HEADERS = (12, 40, 52, 56, 64, 108, 124)


@dataclass(frozen=True, slots=True)
class PictureInfo:
    """A picture as its header tells it.

    kind: "jpeg", "png", "gif", "webp", "bmp", "ico", "avif" or "svg".
    width, height: pixels; of a GIF or an icon the largest that any of its frames asks for.
    orientation: as EXIF numbers it; 1 is upright.
    """

    kind: str
    width: int
    height: int
    orientation: int = UPRIGHT

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height of the picture once it stands upright."""
        turned = self.orientation > 4
        return (self.height, self.width) if turned else (self.width, self.height)


def kind_of(data: bytes) -> str:
    """Return the format that the first bytes tell, "" where they tell none we know."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[:2] == b"BM" and int.from_bytes(data[14:18], "little") in _BMP_HEADERS:
        return "bmp"
    if data[4:8] == b"ftyp" and any(brand in data[8:PREFIX] for brand in (b"avif", b"avis")):
        return "avif"
    return "svg" if data[:1] in _SVG_BEGINS and may_be_svg(data) else ""


def sniff(data: bytes) -> PictureInfo | None:
    """Return the kind and size of a picture; None when it is none, or its header is broken."""
    kind = kind_of(data)
    if not kind:
        return None
    try:
        width, height = _SIZES[kind](data)
        turned = _avif_turned(data) if kind == "avif" else orientation_of(kind, data)
    except (struct.error, IndexError):
        return None
    if width < 1 or height < 1:
        return None
    return PictureInfo(kind, width, height, turned)


def require_picture(data: bytes) -> PictureInfo:
    """`sniff`, with the bounds. Raises PictureError: no picture, or too large to be decoded."""
    if len(data) > PICTURE_BYTES:
        raise PictureError(PictureProblem.TOO_LARGE, f"{len(data)} bytes")
    info = sniff(data)
    if info is None:
        known = kind_of(data) not in {"", "svg"}  # much else is XML, too
        problem = PictureProblem.DAMAGED if known else PictureProblem.NOT_A_PICTURE
        raise PictureError(problem, f"begins with {data[:16]!r}")
    if info.kind == "svg":
        return info  # it is drawn as large as it is wanted
    if info.width * info.height > PICTURE_PIXELS or max(info.width, info.height) > PICTURE_SIDE:
        raise PictureError(PictureProblem.TOO_LARGE, f"{info.width} x {info.height} pixels")
    if info.kind == "jpeg" and _coefficients(data) > PICTURE_COEFFICIENTS:
        raise PictureError(
            PictureProblem.TOO_LARGE, f"progressive, {info.width} x {info.height} pixels"
        )
    if info.kind == "jpeg" and data.count(b"\xff\xda") > PICTURE_SCANS:
        raise PictureError(PictureProblem.TOO_LARGE, "scans without end")
    if info.kind == "ico" and sum(map(data.count, _PACKED)) > PICTURE_TEXTS:
        raise PictureError(PictureProblem.TOO_LARGE, "comments without end")
    return info


def without_comments(data: bytes) -> bytes:
    """Return a PNG without its comments: packed, a few kilobytes of them unfold to gigabytes."""
    if not any(kind in data for kind in _PACKED):
        return data
    kept = [data[:8]]
    at = 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if data[at + 4 : at + 8] not in _PACKED:
            kept.append(data[at : at + 12 + length])
        at += 12 + length
    return b"".join(kept)


def _png(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR":
        return 0, 0
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _jpeg(data: bytes) -> tuple[int, int]:
    at = _jpeg_frame(data)
    if not at:
        return 0, 0
    height, width = struct.unpack_from(">HH", data, at + 3)
    return width, height


def _jpeg_frame(data: bytes) -> int:
    """Where the frame header begins, after its marker; 0 where there is none."""
    at = 2
    for _ in range(JPEG_SEGMENTS):
        if data[at] != 0xFF:
            return 0
        marker = data[at + 1]
        if marker == 0xFF:  # a filler
            at += 1
            continue
        at += 2
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:  # these stand alone
            continue
        if marker in (0xD9, 0xDA):  # the pixels, or the end, before any frame header
            return 0
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return at
        (length,) = struct.unpack_from(">H", data, at)
        if length < 2:
            return 0
        at += length
    return 0


def _coefficients(data: bytes) -> int:
    """How many a decoder of this JPEG must keep at once: none, unless it is progressive.

    A baseline file with several scans is kept whole just the same; it is rare and not looked for.
    """
    try:
        at = _jpeg_frame(data)
        if not at or data[at - 1] not in (0xC2, 0xC6, 0xCA, 0xCE):
            return 0
        height, width = struct.unpack_from(">HH", data, at + 3)
        parts = [divmod(data[at + 9 + 3 * n], 16) for n in range(min(data[at + 7], 4))]
    except (struct.error, IndexError):
        return 0
    if not parts or not all(across and down for across, down in parts):
        return 0
    most = max(across for across, _ in parts) * max(down for _, down in parts)
    return sum(width * height * across * down // most for across, down in parts)


def _gif(data: bytes) -> tuple[int, int]:
    """Return the room that the frames ask for: the screen's size is often a lie."""
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    at = 13 + _colour_table(flags)
    left_over = GIF_BLOCKS
    try:
        while data[at] != 0x3B:
            if data[at] == 0x21:
                at += 2
            elif data[at] == 0x2C:
                left, top, across, down, flags = struct.unpack_from("<HHHHB", data, at + 1)
                width, height = max(width, left + across), max(height, top + down)
                at += 11 + _colour_table(flags)
            else:
                break
            while data[at]:
                at += data[at] + 1
                left_over -= 1
            at += 1
            left_over -= 1
            if left_over < 0:
                return 0, 0
    except (IndexError, struct.error):
        pass  # cut off: what came so far is what a decoder sees as well
    return width, height


def _colour_table(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _webp(data: bytes) -> tuple[int, int]:
    chunk = data[12:16]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if chunk == b"VP8L":
        if data[20] != 0x2F:
            return 0, 0
        (bits,) = struct.unpack_from("<I", data, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 ":
        if data[23:26] != b"\x9d\x01\x2a":
            return 0, 0
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


def _bmp(data: bytes) -> tuple[int, int]:
    return _bitmap(data, 14)


def _bitmap(data: bytes, at: int) -> tuple[int, int]:
    (header,) = struct.unpack_from("<I", data, at)
    if header == 12:
        width, height = struct.unpack_from("<HH", data, at + 4)
    else:
        width, height = struct.unpack_from("<ii", data, at + 4)
    return width, abs(height)  # a negative height only means: first row on top


def least_bytes(data: bytes) -> int:
    """How many bytes a picture of these first ones has at least, where they tell it: of a bitmap
    that is not packed, else 0.
    """
    if kind_of(data) != "bmp" or len(data) < 34:
        return 0
    (header,) = struct.unpack_from("<I", data, 14)
    at = 24 if header == 12 else 28
    (bits,) = struct.unpack_from("<H", data, at)
    (packed,) = (0,) if header == 12 else struct.unpack_from("<I", data, 30)
    (start,) = struct.unpack_from("<I", data, 10)
    width, height = _bmp(data)
    # The last row's filling bytes may be missing.
    return start + (width * bits + 31) // 32 * 4 * height - 4 if packed in (0, 3, 6) else 0


def _ico(data: bytes) -> tuple[int, int]:
    """Read an icon: the sizes of its PNGs and bitmaps count, those of its list are a hint."""
    (count,) = struct.unpack_from("<H", data, 4)
    width = height = 0
    for entry in range(min(count, ICON_PICTURES)):
        length, at = struct.unpack_from("<II", data, 6 + 16 * entry + 8)
        if at < 6 + 16 * count or at + length > len(data):
            return 0, 0
        if data.startswith(_MAGIC[1][0], at):
            across, down = _png(data[at : at + 24])
        else:
            across, down = _bitmap(data, at)
            down //= 2  # the mask lies below the picture
        width, height = max(width, across), max(height, down)
    return width, height


def png_of_icon(data: bytes) -> bytes:
    """Return the largest picture of an icon where that is a PNG, else b""."""
    (count,) = struct.unpack_from("<H", data, 4)
    found: list[tuple[int, bytes]] = []
    for entry in range(min(count, ICON_PICTURES)):
        length, at = struct.unpack_from("<II", data, 6 + 16 * entry + 8)
        is_png = data.startswith(_MAGIC[1][0], at)
        across, _ = _png(data[at : at + 24]) if is_png else _bitmap(data, at)
        found.append((across, data[at : at + length] if is_png else b""))
    return max(found, key=lambda each: each[0], default=(0, b""))[1]


def _avif(data: bytes) -> tuple[int, int]:
    """Of all sizes in the list of its items' properties the largest: ISO/IEC 23008-12, `ispe`."""
    width = height = 0
    for start, end in _boxes(data, 0, len(data), (b"meta", b"iprp", b"ipco", b"ispe")):
        if end - start >= 12:
            across, down = struct.unpack_from(">II", data, start + 4)
            width, height = max(width, across), max(height, down)
    return width, height


def _avif_turned(data: bytes) -> int:
    """Return an orientation with these sides: Pillow turns by itself (ISO/IEC 23008-12, `irot`)."""
    for start, end in _boxes(data, 0, len(data), (b"meta", b"iprp", b"ipco", b"irot")):
        if start < end and data[start] & 1:  # quarters of a turn
            return 8
    return UPRIGHT


def _boxes(data: bytes, at: int, end: int, path: tuple[bytes, ...]) -> Iterator[tuple[int, int]]:
    """Where the contents of the boxes begin and end that are reached by this path of kinds."""
    for _ in range(AVIF_BOXES):
        if at + 8 > end:
            return
        size, kind = struct.unpack_from(">I4s", data, at)
        begin = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, begin)
            begin += 8
        close = min(end, at + size) if size else end
        if close < begin:
            return
        if kind == path[0] and len(path) == 1:
            yield begin, close
        elif kind == path[0]:
            # A version and flags stand before what is in a `meta`.
            yield from _boxes(data, begin + 4 * (kind == b"meta"), close, path[1:])
        at = close


_SIZES = {
    "jpeg": _jpeg,
    "png": _png,
    "gif": _gif,
    "webp": _webp,
    "bmp": _bmp,
    "ico": _ico,
    "avif": _avif,
    "svg": size_of,
}
