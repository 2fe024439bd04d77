"""`python -m reader.images.avif_child WIDTH HEIGHT`: AVIF from stdin, pixels to stdout.

The child of images/avif.py. Its answer is a line "RGB 640 480", or RGBA, and the rows of pixels.
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
from reader.images.avif import NO_DECODER

if TYPE_CHECKING:
    from PIL import Image


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
    """The most bytes this process held at once; 0 where that cannot be told."""
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
        image = _in_srgb(ImageOps.exif_transpose(image))
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
