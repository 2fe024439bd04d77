"""A picture from stdin, decoded to stdout: the child of images/pillow.py.

`python -m reader.images.pillow_child pixels WIDTH HEIGHT`: an AVIF; the answer is a line
"RGB 640 480", or RGBA, and the rows of pixels.
`python -m reader.images.pillow_child book KIND jpeg|png`: a picture of this kind as a whole file in
the form that is wanted, or as PNG where parts of it are clear; after a line that names the form.
"""

import io
import os
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.bounds import (
    AVIF_CPU_SECONDS,
    AVIF_LOOK_SECONDS,
    AVIF_MEMORY,
    AVIF_RESIDENT,
    PICTURE_BYTES,
    PICTURE_PIXELS,
    PICTURE_SIDE,
)
from reader.images.pillow import NO_DECODER

if TYPE_CHECKING:
    from PIL import Image

QUALITY = 88


def _bound() -> None:
    if sys.platform != "linux":  # where the limits hold, and a child's peak begins as its parent's
        threading.Thread(target=_watch, daemon=True).start()
    try:
        import resource
    except ImportError:
        return  # Windows: the watch and our parent's patience are the bounds
    for what, most in ((resource.RLIMIT_AS, AVIF_MEMORY), (resource.RLIMIT_CPU, AVIF_CPU_SECONDS)):
        with suppress(ValueError, OSError):  # macOS knows the first and does not take it
            resource.setrlimit(what, (most, most))


def _watch() -> None:
    """End this process when it holds too much, where no system does: the decoder lets us look."""
    while _peak() <= AVIF_RESIDENT:
        time.sleep(AVIF_LOOK_SECONDS)
    os.write(2, b"too much memory\n")
    os._exit(1)


def _peak() -> int:
    """Return the most bytes this process held at once; 0 where that cannot be told."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        class Counters(ctypes.Structure):
            _fields_ = (
                ("cb", wintypes.DWORD),
                ("PageFaultCount", wintypes.DWORD),
                ("PeakWorkingSetSize", ctypes.c_size_t),
                ("rest", ctypes.c_size_t * 7),
            )

        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        look = kernel.K32GetProcessMemoryInfo
        look.argtypes = (wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD)
        found = Counters()
        look(kernel.GetCurrentProcess(), ctypes.byref(found), ctypes.sizeof(found))
        return int(found.PeakWorkingSetSize)
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _in_srgb(image: "Image.Image") -> "Image.Image":
    """In the colours of screens; one whose profile is broken stays as it is."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA"):
        return image
    from PIL import ImageCms

    with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        screens = ImageCms.createProfile("sRGB")
        image = ImageCms.profileToProfile(image, theirs, screens) or image
    return image


def _opened(form: str) -> "Image.Image":
    """Open the picture on stdin. Raises what Pillow does, and ValueError where it is too large."""
    from PIL import Image

    stream = io.BytesIO(sys.stdin.buffer.read(PICTURE_BYTES))
    image: Image.Image = Image.open(stream, formats=[form])
    # What the container says may be another size than what we read in its header.
    if image.width * image.height > PICTURE_PIXELS or max(image.size) > PICTURE_SIDE:
        raise ValueError(f"{image.width} x {image.height} pixels")
    image.load()
    return image


def _upright(image: "Image.Image", wanted: tuple[int, int] = (0, 0)) -> "Image.Image":
    """As it is to be looked at on a screen, in RGB or RGBA; scaled unless a side is 0."""
    from PIL import Image, ImageOps

    turned = image.getexif()
    if all(wanted) and wanted != image.size:
        image = image.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=2.0)
        image.info["exif"] = turned.tobytes()
    image = _in_srgb(ImageOps.exif_transpose(image))
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
