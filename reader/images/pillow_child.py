"""A picture from stdin, decoded to stdout: the child of images/pillow.py.

`python -m reader.images.pillow_child pixels WIDTH HEIGHT`: an AVIF; the answer is a line
"RGB 640 480", or RGBA, and the rows of pixels.
`python -m reader.images.pillow_child book KIND jpeg|png`: a picture of this kind as a whole file in
the form that is wanted, or as PNG where parts of it are clear; after a line that names the form.
"""

import io
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.bounds import (
    AVIF_CPU_SECONDS,
    AVIF_MEMORY,
    PICTURE_BYTES,
    PICTURE_PIXELS,
    PICTURE_SIDE,
)
from reader.images.pillow import NO_DECODER

if TYPE_CHECKING:
    from PIL import Image

QUALITY = 88


def _bound() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows: our parent's patience is the bound
    for what, most in ((resource.RLIMIT_AS, AVIF_MEMORY), (resource.RLIMIT_CPU, AVIF_CPU_SECONDS)):
        with suppress(ValueError, OSError):  # macOS knows the first and does not take it
            resource.setrlimit(what, (most, most))


def _opened(form: str) -> "Image.Image":
    """The picture on stdin. Raises what Pillow raises, and ValueError where it is too large."""
    from PIL import Image

    stream = io.BytesIO(sys.stdin.buffer.read(PICTURE_BYTES))
    image: Image.Image = Image.open(stream, formats=[form])
    # What the container says may be another size than what we read in its header.
    if image.width * image.height > PICTURE_PIXELS or max(image.size) > PICTURE_SIDE:
        raise ValueError(f"{image.width} x {image.height} pixels")
    image.load()
    return image


def _upright(image: "Image.Image", wanted: tuple[int, int] = (0, 0)) -> "Image.Image":
    """As it is to be looked at, in RGB or RGBA; scaled unless a side is 0."""
    from PIL import Image, ImageOps

    turned = image.getexif()
    if all(wanted) and wanted != image.size:
        image = image.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=2.0)
        image.info["exif"] = turned.tobytes()
    image = ImageOps.exif_transpose(image)
    return image if image.mode in ("RGB", "RGBA") else image.convert("RGBA")


def _pixels() -> bytes:
    image = _upright(_opened("AVIF"), (int(sys.argv[2]), int(sys.argv[3])))
    return f"{image.mode} {image.width} {image.height}\n".encode("ascii") + image.tobytes()


def _file() -> bytes:
    image = _upright(_opened(sys.argv[2].upper()))
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    form = "png" if image.mode == "RGBA" else sys.argv[3]
    # Nothing but the picture: where and with what it was taken is nobody's business.
    image.info.clear()
    stream = io.BytesIO(f"{form}\n".encode("ascii"))
    stream.seek(0, io.SEEK_END)
    image.save(stream, form, **({"quality": QUALITY} if form == "jpeg" else {}))
    return stream.getvalue()


def main() -> int:
    """0, or why there is no picture: 1 is the file's own fault."""
    _bound()
    from PIL import UnidentifiedImageError, features

    form = "avif" if sys.argv[1] == "pixels" else sys.argv[2]
    if form in {"avif", "webp"} and not features.check(form):
        return NO_DECODER
    try:
        answer = _pixels() if sys.argv[1] == "pixels" else _file()
    except (UnidentifiedImageError, OSError, ValueError, MemoryError, SyntaxError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 1
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
