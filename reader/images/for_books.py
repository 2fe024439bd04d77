"""Pictures in the forms that every device shows a book's pictures in."""

from reader.images.pillow import ask_pillow
from reader.images.sniff import sniff
from reader.images.svg import draw_svg
from reader.images.svg_head import size_of
from reader.model import PictureError, PictureProblem

BOOK_SIDE = 2_000
"""Pixels: a drawing in a book is no longer than that."""
SHOWN = frozenset({"jpeg", "png", "gif"})
"""Kinds, as `sniff` tells them, that go into a book as they are."""


def for_a_book(kind: str, data: bytes) -> tuple[str, bytes]:
    """Return a picture as JPEG, PNG or GIF: its kind and bytes, converted where it is none of them.

    Of an animation in another form the first frame. The bytes have passed `sniff.require_picture`.
    Raises PictureError.
    """
    if kind in SHOWN:
        return kind, data
    if kind == "svg":
        return "png", _drawn(data)
    # An icon's or a bitmap's few colours, and what was packed without loss, stay as they are.
    drawn = kind in {"ico", "bmp"} or data[12:16] == b"VP8L"
    _, made = ask_pillow(data, "book", kind, "png" if drawn else "jpeg")
    info = sniff(made)
    if info is None or info.kind not in {"jpeg", "png"}:
        raise PictureError(PictureProblem.DAMAGED, f"{kind}: made anew, it is no picture")
    return info.kind, made


def _drawn(data: bytes) -> bytes:
    """Return a drawing in twice its own size, or what fits a page."""
    width, height = size_of(data)
    scale = min(2.0, BOOK_SIDE / max(width, height, 1))
    made = draw_svg(data, max(1, round(width * scale)), max(1, round(height * scale)))
    if (info := sniff(made)) is None or info.kind != "png":
        raise PictureError(PictureProblem.DAMAGED, "a drawing that is no picture")
    return made
