"""How a camera was held, by our own reading of EXIF: whole, broken, and hostile."""

import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.bounds import PICTURE_BYTES
from reader.images.orientation import orientation_of
from tests.support import pictures


def exif(orientation: int, order: str = "<", form: int = 3, at: int = 8) -> bytes:
    head = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(f"{order}I", at)
    entries = struct.pack(f"{order}HHIHH", 0x010F, 2, 3, 0, 0)
    entries += struct.pack(f"{order}HHIHH", 0x0112, form, 1, orientation, 0)
    return head + struct.pack(f"{order}H", 2) + entries + bytes(4)


def jpeg(block: bytes) -> bytes:
    plain = pictures.jpeg(40, 30)
    segment = b"\xff\xe1" + struct.pack(">H", len(block) + 8) + b"Exif\0\0" + block
    return plain[:2] + b"\xff\xe1\0\x06http" + segment + plain[2:]


def png(block: bytes) -> bytes:
    plain = pictures.png(40, 30)
    return plain[:33] + struct.pack(">I", len(block)) + b"eXIf" + block + bytes(4) + plain[33:]


def webp(block: bytes) -> bytes:
    chunks = b"VP8X" + struct.pack("<I", 10) + bytes(10)
    chunks += b"ICCP" + struct.pack("<I", 3) + b"abc\0"  # an odd length is filled up
    chunks += b"EXIF" + struct.pack("<I", len(block)) + block
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


KINDS = {"jpeg": jpeg, "png": png, "webp": webp}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("order", "<>")
def test_what_it_tells(kind, order):
    for orientation in range(1, 9):
        assert orientation_of(kind, KINDS[kind](exif(orientation, order))) == orientation


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "block",
    [
        *(b"", b"II", b"XX*\0\x08\0\0\0", exif(0), exif(9), exif(65535), exif(6, form=2)),
        *(exif(6, at=0xFFFFFFFF), exif(6, at=7), exif(6)[:12], exif(6)[:25]),
    ],
)
def test_nonsense_is_upright(kind, block):
    assert orientation_of(kind, KINDS[kind](block)) == 1


def test_of_other_kinds_none_is_known():
    assert orientation_of("gif", jpeg(exif(6))) == 1
    assert orientation_of("", b"") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_cut_off_anywhere_it_never_raises(kind):
    data = KINDS[kind](exif(6))
    assert {orientation_of(kind, data[:end]) for end in range(len(data))} <= {1, 6}


@given(st.sampled_from(sorted(KINDS)), st.integers(0, 120), st.binary(max_size=40))
def test_damage_never_raises(kind, at, damage):
    data = KINDS[kind](exif(6))
    assert 1 <= orientation_of(kind, data[:at] + damage + data[at + len(damage) :]) <= 8


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("jpeg", b"\xff\xd8" + b"\xff" * PICTURE_BYTES),
        ("jpeg", b"\xff\xd8" + b"\xff\xe0\0\2" * (PICTURE_BYTES // 4)),
        ("png", pictures.png(1, 1)[:33] + bytes(PICTURE_BYTES)),
        ("webp", b"RIFF\0\0\0\0WEBP" + bytes(PICTURE_BYTES)),
        ("jpeg", jpeg(b"II*\0\x08\0\0\0\xff\xff" + bytes(12) * 5000)),
    ],
)
def test_nothing_but_empty_parts_takes_no_time(kind, data):
    began = time.process_time()
    assert orientation_of(kind, data) == 1
    assert time.process_time() - began < 0.5
