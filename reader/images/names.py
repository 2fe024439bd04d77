"""What a picture is called when it is saved: its own name, with the ending of what it really is."""

import re
from urllib.parse import unquote, urlsplit

from reader.images.sniff import kind_of
from reader.markup.text.plain import one_line
from reader.patterns import lazy_re

ENDINGS = {
    "jpeg": ".jpg",
    "png": ".png",
    "gif": ".gif",
    "webp": ".webp",
    "bmp": ".bmp",
    "ico": ".ico",
    "avif": ".avif",
    "svg": ".svg",
}
_KNOWN_ENDING = lazy_re(r"\.(?:jpe?g|jfif|png|gif|webp|bmp|ico|avif|svg|php|aspx?)$", re.I)
_UNFIT = lazy_re(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]+')
_RESERVED = lazy_re(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
LONGEST = 80


def file_name(url: str, alt: str, data: bytes) -> str:
    """Return a file name that every system takes, for the picture with these bytes.

    From the address; else from the alternative text; else "picture".
    """
    ending = ENDINGS.get(kind_of(data), "")
    name = ""
    if not url.startswith("data:"):
        try:
            name = urlsplit(url).path if "://" in url else re.split(r"[?#]", url, maxsplit=1)[0]
        except ValueError:
            name = ""
    name = unquote(name.rstrip("/"), errors="replace").replace("\\", "/").rpartition("/")[2]
    for candidate in (name, alt):
        stem = _KNOWN_ENDING.sub("", one_line(_UNFIT.sub(" ", candidate)).strip())
        stem = " ".join(stem.split()).strip(". ")[:LONGEST].strip(". ")
        if stem and not _RESERVED.match(stem):
            return stem + ending
    return f"picture{ending}"
