"""`python -m reader.images.avif_child WIDTH HEIGHT`: AVIF from stdin, pixels to stdout.

The child of images/avif.py. Its answer is a line "RGB 640 480", or RGBA, and the rows of pixels.
"""

import io
import sys
from contextlib import suppress

from reader.bounds import (
    AVIF_CPU_SECONDS,
    AVIF_MEMORY,
    PICTURE_BYTES,
    PICTURE_PIXELS,
    PICTURE_SIDE,
)
from reader.images.avif import NO_DECODER


def _bound() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows: our parent's patience is the bound
    for what, most in ((resource.RLIMIT_AS, AVIF_MEMORY), (resource.RLIMIT_CPU, AVIF_CPU_SECONDS)):
        with suppress(ValueError, OSError):  # macOS knows the first and does not take it
            resource.setrlimit(what, (most, most))


def main() -> int:
    """0, or why there are no pixels: 1 is the file's own fault."""
    _bound()
    from PIL import Image, ImageOps, UnidentifiedImageError, features

    if not features.check("avif"):
        return NO_DECODER
    wanted = int(sys.argv[1]), int(sys.argv[2])
    try:
        image: Image.Image = Image.open(
            io.BytesIO(sys.stdin.buffer.read(PICTURE_BYTES)), formats=["AVIF"]
        )
        # What the container says may be another size than what we read in its header.
        if image.width * image.height > PICTURE_PIXELS or max(image.size) > PICTURE_SIDE:
            sys.stderr.write(f"{image.width} x {image.height} pixels\n")
            return 1
        image.load()
        turned = image.getexif()
        if all(wanted) and wanted != image.size:
            image = image.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=2.0)
            image.info["exif"] = turned.tobytes()
        image = ImageOps.exif_transpose(image)
        if image.mode not in ("RGB", "RGBA"):
            image = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, MemoryError, SyntaxError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 1
    sys.stdout.buffer.write(f"{image.mode} {image.width} {image.height}\n".encode("ascii"))
    sys.stdout.buffer.write(image.tobytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
