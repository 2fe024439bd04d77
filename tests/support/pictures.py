"""Pictures made of nothing but bytes: solid PNG, JPEG and GIF, and a colourful PNG for the eye."""

import hashlib
import math
import struct
import zlib

Colour = tuple[int, int, int]


def png(width: int, height: int, colour: Colour = (200, 60, 60)) -> bytes:
    """A whole, valid PNG of one colour."""
    row = b"\0" + bytes(colour) * width
    return _png(width, height, 2, b"", row * height)


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims any size: a bomb."""
    return _png(width, height, 2, b"", b"\0" * 64)


def _png(width: int, height: int, colour_type: int, palette: bytes, rows: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    chunks = [_chunk(b"IHDR", header)]
    if palette:
        chunks.append(_chunk(b"PLTE", palette))
    chunks += [_chunk(b"IDAT", zlib.compress(rows, 6)), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def gif(width: int, height: int, colour: Colour = (60, 160, 80), frames: int = 1) -> bytes:
    """A GIF of one colour; more frames make it an animation.

    With 7-bit pixels a code is one byte until the table holds 256 entries: clearing it every 100
    pixels keeps it so, and the LZW stream is plain bytes.
    """
    parts = [b"GIF89a", struct.pack("<HHBBB", width, height, 0x80 | 6, 0, 0)]
    parts.append(bytes(colour) + bytes(3 * 127))
    pixels = width * height
    codes = b"".join(b"\x80" + bytes(min(100, pixels - at)) for at in range(0, pixels, 100))
    codes += b"\x81"
    for _ in range(frames):
        if frames > 1:
            parts.append(b"\x21\xf9\x04\x00\x0a\x00\x00\x00")
        parts.append(b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x07")
        for at in range(0, len(codes), 255):
            block = codes[at : at + 255]
            parts.append(bytes([len(block)]) + block)
        parts.append(b"\0")
    parts.append(b"\x3b")
    return b"".join(parts)


def jpeg(width: int, height: int, grey: int = 120) -> bytes:
    """A baseline JPEG of one grey: each 8x8 block is its mean alone, the first tells the level."""
    level = grey - 128  # the mean's quantiser is 8, so the coefficient is the level itself
    size = abs(level).bit_length()
    # Lengths of all codes are 4 bits for the 12 categories of means, 1 bit for "end of block".
    mean_table = bytes([0, 0, 0, 12]) + bytes(12) + bytes(range(12))
    rest_table = bytes([1]) + bytes(15) + b"\0"
    bits = f"{size:04b}"
    if size:
        bits += f"{level if level > 0 else level + (1 << size) - 1:0{size}b}"
    blocks = ((width + 7) // 8) * ((height + 7) // 8)
    bits += "0" + "00000" * (blocks - 1)
    bits += "1" * (-len(bits) % 8)
    scan = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
    return b"".join(
        (
            b"\xff\xd8",
            _segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            _segment(0xDB, b"\0" + bytes([8] + [1] * 63)),
            _segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"),
            _segment(0xC4, b"\x00" + mean_table),
            _segment(0xC4, b"\x10" + rest_table),
            _segment(0xDA, b"\x01\x01\x00\x00\x3f\x00"),
            scan,
            b"\xff\xd9",
        )
    )


def _segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


PROPORTIONS = ((800, 450), (900, 600), (640, 480), (600, 800), (1000, 420), (720, 720), (480, 270))


def scenery(name: str) -> bytes:
    """A colourful PNG for the eye: its size and colours come from the name, always the same."""
    digest = hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()
    width, height = PROPORTIONS[digest[0] % len(PROPORTIONS)]
    hue = digest[1] / 256
    palette = bytearray()
    for step in range(256):
        share = step / 255
        palette += bytes(_colour(hue + 0.18 * share, 0.30 + 0.55 * share))
    # Each row is a slice of one long ramp; how far it is shifted makes the waves.
    length = width * 3
    ramp = bytes(
        min(255, max(0, round(255 * at / length + 10 * math.sin(at / 37)))) for at in range(length)
    )
    rows = bytearray()
    for y in range(height):
        sway = math.sin(y / height * math.pi * (1 + digest[2] % 3)) * width * 0.25
        start = round(width * (0.25 + 1.5 * y / height) + sway)
        start = min(max(start, 0), length - width)
        rows += b"\0" + ramp[start : start + width]
    return _png(width, height, 3, bytes(palette), bytes(rows))


def _colour(hue: float, light: float) -> tuple[int, int, int]:
    red, green, blue = (
        round(255 * (light + 0.28 * math.cos(2 * math.pi * (hue + third / 3)) * (1.2 - light)))
        for third in range(3)
    )
    return red, green, blue
