"""What an article is remembered by. Pure; the digests must never change meaning under one version.

A change of what goes in needs another VERSION and a way for the statuses of the former one.
"""

import hashlib
import unicodedata
from urllib.parse import urlsplit

from reader.markup.urls import canonical_url

VERSION = "1"


def identity(url: str, title: str, author: str, date_key: str, path: str) -> str:
    """32 hex digits: of the canonical URL; else of title, author and date; else of the path.

    title: as the article itself gives it, "" where it does not (its file's name does not count:
           that goes when the file is renamed).
    date_key: WrittenDate.key, "" where the article gives no date.
    """
    address = canonical_url(url) if url else ""
    if address and _names_a_page(address):
        return _digest("url", address)
    if title and date_key:
        return _digest("text", title, author, date_key)
    return _digest("path", path)


def place(path: str, title: str) -> str:
    """32 hex digits: finds an article again whose date moved (a feed without dates)."""
    return _digest("place", path, title)


def _names_a_page(address: str) -> bool:
    """Not a site's front page, which some generators give as the link of every article."""
    parts = urlsplit(address)
    return parts.path not in {"", "/"} or bool(parts.query)


def _digest(*parts: str) -> str:
    # NFC: macOS hands out file names decomposed. "\0" parts the parts: none of them holds one.
    text = unicodedata.normalize("NFC", "\0".join((VERSION, *parts)))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
