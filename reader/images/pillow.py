"""Pillow, in a child process: for pictures in forms that Qt, or a book, does not take.

A decoder of this size has faults: what a hostile file makes of it ends there. The child is bounded
in time, by us, and in memory, by itself: by the system where that can, else by a look every few
milliseconds. Pillow is loaded there alone.
"""

import sys

from reader.bounds import AVIF_SECONDS
from reader.model import PictureError, PictureProblem

NO_DECODER = 3
"""The child's exit code where its Pillow does not read this form."""


def ask_pillow(data: bytes, *wanted: str) -> tuple[str, bytes]:
    """Return the child's answer to `wanted` (see pillow_child): its first line, and what follows.

    The bytes have passed `sniff.require_picture`. The answer is not to be believed: a hostile file
    may have written it. Raises PictureError. For any thread.
    """
    import subprocess  # not at the window's start

    command = [sys.executable, "-X", "utf8", "-m", "reader.images.pillow_child", *wanted]
    try:
        child = subprocess.run(
            command, input=data, capture_output=True, timeout=AVIF_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PictureError(PictureProblem.TOO_LARGE, "Pillow: took too long") from error
    except OSError as error:
        raise PictureError(PictureProblem.UNREACHABLE, f"Pillow: no child: {error}") from error
    if child.returncode == NO_DECODER:
        raise PictureError(PictureProblem.NOT_A_PICTURE, "this Pillow has no decoder for it")
    said = child.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    if child.returncode:
        raise PictureError(PictureProblem.DAMAGED, f"Pillow: {child.returncode}: {said[:300]}")
    head, _, answer = child.stdout.partition(b"\n")
    return head[:40].decode("ascii", "replace"), answer
