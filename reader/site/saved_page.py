"""A page that a browser saved as one MIME file (RFC 2557), or a mail: its HTML, and its pictures.

Parted by its boundaries rather than by a tree of messages: a file is gone through once, and nothing
in it can nest. A picture is named by the file and its part, `page.mhtml#3`; nothing is written.
"""

import binascii
import quopri
import re
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import quote, urljoin

from reader.bounds import (
    ADDRESS_CHARACTERS,
    HEADER_LINES,
    SAVED_DEPTH,
    SAVED_HEADER_BYTES,
    SAVED_PARTS,
)
from reader.markup.text.plain_text import html_of_text
from reader.patterns import lazy_re
from reader.suffixes import MAIL

_BLANK = lazy_re(rb"\r?\n[ \t]*\r?\n")
_SRC = lazy_re(
    r"""(\s(?:src|background)\s*=\s*)(?:"([^"<>]{1,4000})"|'([^'<>]{1,4000})'|([^\s"'<>]{1,4000}))""",
    re.IGNORECASE,
)
_SETS = lazy_re(r"(?<=\s)(?:srcset|data-src|data-original|data-srcset)(?=\s*=)", re.IGNORECASE)
_HTML_KINDS = frozenset({"text/html", "application/xhtml+xml"})


class SavedPage(NamedTuple):
    """What such a file holds.

    html: of the page, each picture that is inside named by file and part. url: where it was saved
    from, subject: what it was called, date: when it was saved or sent; author: who sent it; ""
    where it does not say. is_mail: it is one.
    """

    html: str
    url: str = ""
    subject: str = ""
    date: str = ""
    author: str = ""
    is_mail: bool = False


class _Part(NamedTuple):
    kind: str
    charset: str
    encoding: str
    names: tuple[str, ...]
    body: bytes


def is_saved(data: bytes) -> bool:
    """Return whether these bytes begin as such a file does: with headers of MIME."""
    head = data[:SAVED_HEADER_BYTES].lstrip()
    if re.match(rb"(?:From |[A-Za-z-]{2,60}:[ \t])", head) is None:
        return False
    head = head.lower()
    return b"\nmime-version:" in b"\n" + head or all(
        b"\n" + key in b"\n" + head for key in (b"from:", b"date:")
    )


def read_saved_page(data: bytes, name: str) -> SavedPage | None:
    """Return the page in these bytes, None where they hold none.

    name: what the file is called, without its folder.
    """
    if not is_saved(data):
        return None
    head = _head(data)
    parts = _parts(data, head)
    page = next((part for part in parts if part.kind in _HTML_KINDS), None)
    is_mail = name.lower().endswith(MAIL)
    if page is None and is_mail:
        page = next((part for part in parts if part.kind == "text/plain"), None)
    if page is None:
        return None
    base = page.names[0] if page.names else ""
    places = {
        called: f"{quote(name)}#{number}"
        for number, part in enumerate(parts)
        if part.kind.startswith("image/")
        for called in part.names
    }
    html = _decoded(page).decode(page.charset, "replace")
    if page.kind not in _HTML_KINDS:
        html = html_of_text(html.replace("\r\n", "\n"))
    url = head.get("snapshot-content-location") or base
    return SavedPage(
        _with_places(html, places, base),
        url if url.startswith(("http://", "https://")) else "",
        _text(head, "subject"),
        _text(head, "date"),
        _sender(head) if is_mail else "",
        is_mail,
    )


def saved_picture(data: bytes, number: int) -> bytes | None:
    """Return the bytes of one part of such a file, None where it is no picture."""
    parts = _parts(data, _head(data)) if is_saved(data) else []
    if not 0 <= number < len(parts) or not parts[number].kind.startswith("image/"):
        return None
    return _decoded(parts[number])


_Head = dict[str, str]

_FOLD = lazy_re(rb"\r?\n[ \t]+")


def _head(data: bytes) -> _Head:
    """Return the headers at the beginning, by name in small letters; the first of a name counts."""
    end = _BLANK.search(data, 0, SAVED_HEADER_BYTES)
    lines = _FOLD.sub(b" ", data[: end.start() if end else SAVED_HEADER_BYTES]).splitlines()
    head: _Head = {}
    for line in lines[:HEADER_LINES]:
        name, colon, value = line.partition(b":")
        if colon:
            key = name.strip().lower().decode("ascii", "replace")
            head.setdefault(key, value.strip().decode("utf-8", "replace"))
    return head


def _parameter(head: _Head, name: str) -> str:
    """Return a parameter of the Content-Type."""
    found = _PARAMETERS[name].search(head.get("content-type", ""))
    return (found[1] or found[2] or "").strip() if found else ""


_PARAMETERS = {
    name: lazy_re(rf"""{name}\s{{0,9}}=\s{{0,9}}(?:"([^"]{{1,200}})"|([^\s;"]{{1,200}}))""", re.I)
    for name in ("boundary", "charset")
}


def _parts(data: bytes, head: _Head, depth: int = 0) -> list[_Part]:
    """Return the parts in order; those within a part are parts as well."""
    boundary = _boundary(head) if depth < SAVED_DEPTH else b""
    if not boundary:
        return [_part(head, data[_body_at(data, 0) :])]
    found: list[_Part] = []
    for piece in data.split(b"--" + boundary)[1 : SAVED_PARTS + 1]:
        if piece.startswith(b"--") or len(found) >= SAVED_PARTS:
            break
        piece = piece.lstrip(b" \t").removeprefix(b"\r").removeprefix(b"\n")
        found += _parts(piece, _head(piece), depth + 1)
    return found[:SAVED_PARTS]


def _body_at(data: bytes, start: int) -> int:
    end = _BLANK.search(data, start, start + SAVED_HEADER_BYTES)
    return end.end() if end else len(data)


def _boundary(head: _Head) -> bytes:
    if not head.get("content-type", "").lower().startswith("multipart/"):
        return b""
    return _parameter(head, "boundary").encode("ascii", "replace")


def _part(head: _Head, body: bytes) -> _Part:
    names = [head.get("content-location", "")]
    cid = head.get("content-id", "").strip("<>")
    if cid:
        names.append(f"cid:{cid}")
    kind = head.get("content-type", "text/plain").partition(";")[0].strip().lower()
    if kind.startswith("text/") and head.get("content-disposition", "").startswith("attachment"):
        kind = "application/octet-stream"  # a file that was sent along is not what was written
    return _Part(
        kind,
        _charset(head, body),
        head.get("content-transfer-encoding", "").lower(),
        tuple(name[:ADDRESS_CHARACTERS] for name in names if name),
        body,
    )


_META = lazy_re(rb"charset\s{0,5}=\s{0,5}(?:3D)?[\"']?([A-Za-z0-9_-]{2,30})", re.IGNORECASE)


def _charset(head: _Head, body: bytes) -> str:
    told = _parameter(head, "charset")
    if not told and (found := _META.search(body, 0, SAVED_HEADER_BYTES)):
        told = found[1].decode("ascii")
    try:
        "".encode(told or "utf-8")
    except (LookupError, ValueError):
        return "utf-8"
    return told or "utf-8"


def _decoded(part: _Part) -> bytes:
    if part.encoding == "base64":
        body = re.sub(rb"[^A-Za-z0-9+/]", b"", part.body)
        try:
            return binascii.a2b_base64(body[: len(body) // 4 * 4 + 4] + b"=" * (-len(body) % 4))
        except binascii.Error:
            return b""
    if part.encoding == "quoted-printable":
        return quopri.decodestring(part.body)
    return part.body


def _with_places(html: str, places: dict[str, str], base: str) -> str:
    if not places:
        return html

    def placed(found: re.Match[str]) -> str:
        written = unescape(found[2] or found[3] or found[4] or "").strip()
        place = places.get(written)
        if place is None and base and not written.startswith(("data:", "cid:")):
            try:
                place = places.get(urljoin(base, written))
            except ValueError:
                place = None
        return found[0] if place is None else f'{found[1]}"{escape(place)}"'

    # What a page would load later is what was saved already.
    return _SRC.sub(placed, _SETS.sub("data-saved", html))


def _sender(head: _Head) -> str:
    """Return the name of who sent a mail, else the address."""
    from email.utils import parseaddr

    name, address = parseaddr(_text(head, "from"))
    return name or address


def _text(head: _Head, name: str) -> str:
    from email.header import decode_header, make_header

    try:
        return " ".join(str(make_header(decode_header(head.get(name, "")[:2000]))).split())[:1000]
    except (ValueError, LookupError):
        return ""
