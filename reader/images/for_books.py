"""Pictures in the forms that every device shows a book's pictures in."""

from reader.images.pillow import ask_pillow
from reader.images.sniff import sniff
from reader.model import PictureError, PictureProblem

SHOWN = frozenset({"jpeg", "png", "gif"})
"""Kinds, as `sniff` tells them, that go into a book as they are."""


def for_a_book(kind: str, data: bytes) -> tuple[str, bytes]:
    """A picture as JPEG, PNG or GIF: its kind and bytes; made anew where it is none of them.

    Of an animation in another form the first frame. The bytes have passed `sniff.require_picture`.
    Raises PictureError.
    """
    if kind in SHOWN:
        return kind, data
    # An icon's or a bitmap's few colours, and what was packed without loss, stay as they are.
    drawn = kind in {"ico", "bmp"} or data[12:16] == b"VP8L"
    _, made = ask_pillow(data, "book", kind, "png" if drawn else "jpeg")
    info = sniff(made)
    if info is None or info.kind not in {"jpeg", "png"}:
        raise PictureError(PictureProblem.DAMAGED, f"{kind}: made anew, it is no picture")
    return info.kind, made
