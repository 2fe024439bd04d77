"""Formats and sizes by our own reading."""

import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.bounds import PICTURE_BYTES
from reader.images.sniff import PictureInfo, require_picture, sniff, without_comments
from reader.model import PictureError, PictureProblem
from tests.support import pictures
from tests.support.picture_bombs import PICTURE_BOMBS, png_with_texts


def webp(chunk: bytes, body: bytes) -> bytes:
    data = chunk + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(data) + 4) + b"WEBP" + data


def ico(*images: bytes, says: int = 16) -> bytes:
    at = 6 + 16 * len(images)
    entries = b""
    for image in images:
        entries += struct.pack("<BBBBHHII", says, says, 0, 0, 1, 32, len(image), at)
        at += len(image)
    return struct.pack("<HHH", 0, 1, len(images)) + entries + b"".join(images)


def bmp(width: int, height: int) -> bytes:
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    return b"BM" + bytes(12) + header + bytes(64)


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def avif(*sizes: tuple[int, int]) -> bytes:
    boxes = b"".join(box(b"ispe", struct.pack(">III", 0, *size)) for size in sizes)
    inner = box(b"hdlr", bytes(5000)) + box(b"iprp", box(b"ipco", boxes) + box(b"ipma", bytes(9)))
    kinds = box(b"ftyp", b"mif1\0\0\0\0mif1avifmiaf")
    return kinds + box(b"free", b"ispe") + box(b"meta", bytes(4) + inner)


VP8 = b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 321 | 1 << 14, 123)
VP8L = b"\x2f" + struct.pack("<I", 320 | 122 << 14)
VP8X = bytes(4) + (320).to_bytes(3, "little") + (122).to_bytes(3, "little")
CASES = {
    "png": pictures.png(321, 123),
    "jpeg": pictures.jpeg(321, 123),
    "gif": pictures.gif(321, 123),
    "bmp": bmp(321, 123),
    "bmp, first row on top": bmp(321, -123),
    "bmp of OS/2": b"BM" + bytes(12) + struct.pack("<IHHHH", 12, 321, 123, 1, 24),
    "webp": webp(b"VP8 ", VP8),
    "webp, lossless": webp(b"VP8L", VP8L),
    "webp, extended": webp(b"VP8X", VP8X),
    "ico": ico(pictures.png(16, 16), pictures.png(321, 123)),
    "ico of a bitmap": ico(bmp(321, 246)[14:]),
    "avif": avif((16, 16), (321, 123)),
}


@pytest.mark.parametrize("case", CASES)
def test_kind_and_size(case):
    kind = case.replace(",", " ").split()[0]
    assert sniff(CASES[case]) == PictureInfo(kind, 321, 123)
    assert require_picture(CASES[case]).kind == kind


@pytest.mark.parametrize("case", CASES)
def test_cut_off_anywhere_it_gives_a_size_or_nothing(case):
    for end in range(min(len(CASES[case]), 400)):
        info = sniff(CASES[case][:end])
        assert info is None or info.kind == case.replace(",", " ").split()[0]


def test_the_size_of_a_gif_is_what_its_frames_ask_for():
    liar = bytearray(pictures.gif(8000, 4))
    liar[6:10] = struct.pack("<HH", 1, 1)
    assert sniff(bytes(liar)) == PictureInfo("gif", 8000, 4)
    assert sniff(pictures.gif(20, 10, frames=5)) == PictureInfo("gif", 20, 10)


def test_a_jpeg_with_a_long_preface():
    preface = b"\xff\xe2\xff\xff" + bytes(0xFFFD)
    plain = pictures.jpeg(40, 30)
    assert sniff(plain[:2] + preface * 5 + b"\xff\xff\xff" + plain[2:]) == PictureInfo(
        "jpeg", 40, 30
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<!doctype html><title>Log in</title>",
        b"<svgs xmlns='http://www.w3.org/2000/svg'/>",
        b"\x1f\x8b\x08\0",
        b"%PDF-1.7",
        b"BM is how this text begins",
    ],
)
def test_what_is_no_picture(data):
    assert sniff(data) is None
    with pytest.raises(PictureError) as caught:
        require_picture(data)
    assert caught.value.problem is PictureProblem.NOT_A_PICTURE


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n",
        b"\0\0\1\0\1\0",
        pictures.png(0, 5),
        b"\xff\xd8\xff\xd9",
        avif(),
        avif((0, 20)),
        b"RIFF\0\0\0\0WEBPVP8 ",
    ],
)
def test_what_begins_as_a_picture_and_has_no_size_is_damaged(data):
    assert sniff(data) is None
    with pytest.raises(PictureError) as caught:
        require_picture(data)
    assert caught.value.problem is PictureProblem.DAMAGED


@pytest.mark.parametrize(
    "data",
    [
        pictures.png_that_says(50_000, 50_000),
        pictures.png_that_says(20_001, 1),
        pictures.png_that_says(6000, 4001),
        bmp(1, -(2**31)),
        pictures.png(8, 8) + bytes(PICTURE_BYTES),
        avif((9000, 9000)),
    ],
)
def test_what_is_too_large(data):
    with pytest.raises(PictureError) as caught:
        require_picture(data)
    assert caught.value.problem is PictureProblem.TOO_LARGE


def test_the_largest_that_passes():
    assert require_picture(pictures.png_that_says(6000, 4000)).width == 6000


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff" + b"\xff" * PICTURE_BYTES,
        b"\xff\xd8" + b"\xff\xd0" * (PICTURE_BYTES // 2),
        b"\xff\xd8" + b"\xff\xe0\0\2" * (PICTURE_BYTES // 4),
        pictures.gif(2, 2)[:397] + b"\x21\xfe" + b"\1x" * (PICTURE_BYTES // 2),
        pictures.gif(2, 2)[:397] + b"\x21\xfe\0" * (PICTURE_BYTES // 3),
        avif()[:28] + b"\0\0\0\x08meta" * (PICTURE_BYTES // 8),
        avif()[:28]
        + (struct.pack(">I4s", 4004, b"meta") + bytes(4) + box(b"iprp", b"") * 499) * 5000,
    ],
    ids=["fillers", "markers", "segments", "blocks", "extensions", "boxes", "boxes in boxes"],
)
def test_nothing_but_empty_parts_takes_no_time(data):
    start = time.process_time()
    sniff(data)
    assert time.process_time() - start < 2


@given(st.sampled_from(sorted(CASES)), st.integers(0, 120), st.binary(max_size=40))
def test_damage_never_raises(case, at, damage):
    data = CASES[case]
    sniff(data[:at] + damage + data[at + len(damage) :])


@pytest.mark.parametrize(
    "name", ["a JPEG of 2,000 scans", "a GIF beyond its screen", "an icon with 200 comments"]
)
def test_what_keeps_a_decoder_busy_is_too_large(name):
    with pytest.raises(PictureError) as caught:
        require_picture(PICTURE_BOMBS[name]())
    assert caught.value.problem is PictureProblem.TOO_LARGE


def test_comments_are_taken_out_of_a_png():
    plain = pictures.png(8, 8)
    assert without_comments(png_with_texts(3, 1000)) == plain
    assert without_comments(plain) == plain
    assert without_comments(plain[:40] + b"zTXt").startswith(plain[:33])
