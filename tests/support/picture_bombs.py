"""Pictures made to fill the memory or to keep a decoder busy, each of a few hundred kilobytes."""

import struct
import zlib
from collections.abc import Callable

from tests.support.pictures import gif, jpeg, png


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of_bits(width: int, height: int) -> bytes:
    """A true PNG of one bit a pixel, so that even a huge one is small."""
    row = zlib.compressobj(9)
    line = bytes(1 + (width + 7) // 8)
    data = b"".join(row.compress(line) for _ in range(height)) + row.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (_chunk(b"IHDR", header), _chunk(b"IDAT", data), _chunk(b"IEND", b""))
    )


def png_with_alpha(width: int, height: int) -> bytes:
    """A true PNG of four bytes a pixel, all of it transparent."""
    rows = zlib.compressobj(1)
    line = bytes(1 + 4 * width)
    data = b"".join(rows.compress(line) for _ in range(height)) + rows.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (_chunk(b"IHDR", header), _chunk(b"IDAT", data), _chunk(b"IEND", b""))
    )


def png_with_texts(count: int, size: int = 7_900_000) -> bytes:
    """A small PNG whose comments unfold to `size` bytes each."""
    whole = png(8, 8)
    text = _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes([65]) * size, 9))
    return whole[:33] + text * count + whole[33:]


def png_with_profile(size: int = 7_900_000) -> bytes:
    """A small PNG whose colour profile unfolds to `size` bytes."""
    whole = png(8, 8)
    profile = _chunk(b"iCCP", b"p\0\0" + zlib.compress(bytes(size), 9))
    return whole[:33] + profile + whole[33:]


def gif_beyond_its_screen() -> bytes:
    """A GIF that says 4 x 4 and whose frame is 30,000 x 30,000."""
    whole = bytearray(gif(4, 4))
    at = whole.index(b"\x2c", 13 + 3 * 128)
    struct.pack_into("<HH", whole, at + 5, 30_000, 30_000)
    return bytes(whole)


def jpeg_with_scans(width: int, height: int, scans: int) -> bytes:
    """A progressive JPEG of one grey whose many scans each go over the whole picture."""
    blocks = ((width + 7) // 8) * ((height + 7) // 8)

    def segment(marker: int, data: bytes) -> bytes:
        return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data

    def stuffed(bits: str) -> bytes:
        bits += "1" * (-len(bits) % 8)
        return int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")

    # Means: one code of one bit, "no difference". Rest: "32,767 blocks end here" and one block.
    first = stuffed("0" * blocks)
    means = segment(0xC4, b"\x00" + bytes([1]) + bytes(15) + b"\0")
    ends = segment(0xC4, b"\x10" + bytes([0, 2]) + bytes(14) + bytes([0xE0, 0x00]))
    runs, left = divmod(blocks, 16_384)
    rest = stuffed(("00" + "0" * 14) * runs + "01" * left)
    parts = [
        b"\xff\xd8",
        segment(0xDB, b"\0" + bytes([8] + [1] * 63)),
        segment(0xC2, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"),
        means,
        ends,
        segment(0xDA, b"\x01\x01\x00\x00\x00\x00"),
        first,
    ]
    for number in range(scans):
        at = 1 + number % 63
        parts += (segment(0xDA, bytes((1, 1, 0, at, at, 0))), rest)
    return b"".join(parts) + b"\xff\xd9"


def icon(picture: bytes) -> bytes:
    """An icon that holds this PNG."""
    return struct.pack("<HHHBBBBHHII", 0, 1, 1, 8, 8, 0, 0, 1, 32, len(picture), 22) + picture


PICTURE_BOMBS: dict[str, Callable[[], bytes]] = {
    "a PNG of 50,000 x 50,000": lambda: png_of_bits(50_000, 50_000),
    "a PNG of 20,000 x 1,200": lambda: png_of_bits(20_000, 1_200),
    "a PNG of 4,800 x 5,000": lambda: png_of_bits(4_800, 5_000),
    "a JPEG of 60,000 x 1,000": lambda: jpeg(60_000, 1_000),
    "a JPEG of 20,000 x 1,200": lambda: jpeg(20_000, 1_200),
    "a JPEG of 4,800 x 5,000": lambda: jpeg(4_800, 5_000),
    "a JPEG of 2,000 scans": lambda: jpeg_with_scans(4_800, 5_000, 2_000),
    "a GIF beyond its screen": gif_beyond_its_screen,
    "a GIF of 3,000 frames": lambda: gif(20, 20, frames=3_000),
    "a PNG with 1,000 comments": lambda: png_with_texts(1_000),
    "an icon with 200 comments": lambda: icon(png_with_texts(200)),
    "an icon with 15 comments": lambda: icon(png_with_texts(15)),
    "an icon of 4,800 x 5,000 with transparency": lambda: icon(png_with_alpha(4_800, 5_000)),
    "a PNG with a large profile": png_with_profile,
}
"""Those of the issue's table, and their like."""
