"""What stands for a picture's URL where the URL itself would be too long."""

import hashlib

PICTURE_KEY = 12
"""Digits of a digest by which the index knows a picture: two of a million pictures share them in
one of five hundred libraries, and count as one then."""


def picture_digest(url: str) -> str:
    """64 hex digits that stand for a URL; the first PICTURE_KEY of them are its key."""
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
