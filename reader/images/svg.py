"""SVG, drawn in a child process: bounded in time and memory, without files, network or scripts.

Qt's own renderer reads local files and can be made to end the process.
"""

import sys

from reader.bounds import SVG_SECONDS
from reader.model import PictureError, PictureProblem


def draw_svg(data: bytes, width: int, height: int) -> bytes:
    """Return the drawing as a PNG, so many pixels wide and high. For any thread.

    The bytes have passed `sniff.require_picture`; the answer is to pass it too: a hostile file may
    have written it. Raises PictureError.
    """
    import subprocess  # not at the window's start

    command = [sys.executable, "-X", "utf8", "-m", "reader.images.svg_child"]
    try:
        child = subprocess.run(
            [*command, str(width), str(height)],
            input=data,
            capture_output=True,
            timeout=SVG_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PictureError(PictureProblem.TOO_LARGE, "SVG: took too long") from error
    except OSError as error:
        raise PictureError(PictureProblem.UNREACHABLE, f"SVG: no child: {error}") from error
    if child.returncode:
        said = child.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise PictureError(PictureProblem.DAMAGED, f"SVG: {child.returncode}: {said[:300]}")
    return child.stdout
