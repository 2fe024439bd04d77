"""Pictures of every format that is shown, made by Pillow; of noise, so that each is long."""

import io
import random
from typing import Any

from PIL import Image

KINDS = ("png", "jpeg", "gif", "webp", "bmp", "ico", "avif")


def made(kind: str, width: int = 120, height: int = 90, mode: str = "RGB", **options: Any) -> bytes:
    """A whole picture of this kind; the same one each time."""
    chance = random.Random(7)
    image = Image.frombytes(mode, (width, height), chance.randbytes(width * height * len(mode)))
    if kind == "ico":
        options = {"sizes": [(16, 16), (width, height)], **options}
    stream = io.BytesIO()
    image.save(stream, kind.upper(), **options)
    return stream.getvalue()


def cut(kind: str) -> bytes:
    """The first half of one."""
    data = made(kind)
    return data[: len(data) // 2]


def hollow(kind: str) -> bytes:
    """One that begins as it should, with nothing behind its first bytes."""
    return made(kind)[:16] + bytes(400)


def noisy(kind: str) -> bytes:
    """One whose middle is other bytes than it was."""
    data = bytearray(made(kind))
    middle = len(data) // 2
    data[middle : middle + 100] = random.Random(3).randbytes(100)
    return bytes(data)
