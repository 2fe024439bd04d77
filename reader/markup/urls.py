"""Addresses as they stand in HTML and front matter: links, pictures, an article's identity.

Also which picture an `<img>` means, where lazy loading hides it. addresses.py judges one address.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import quote, urlsplit, urlunsplit

from reader.bounds import (
    ADDRESS_ATTRIBUTES,
    ADDRESS_CHARACTERS,
    ADDRESSES_TRIED,
    SRCSET_CANDIDATES,
    STYLE_CHARACTERS,
    TAG_CHARACTERS,
)
from reader.markup.addresses import link_address, picture_address
from reader.markup.counters import is_counter
from reader.markup.policy import LAZY
from reader.patterns import lazy_re

# Named references need their semicolon here: "?a=1&copy=2" is a query, no copyright sign, and no
# reference without one can spell a scheme.
_REFERENCE = lazy_re(r"&(?:#[0-9]{1,40};?|#[xX][0-9a-fA-F]{1,40};?|[A-Za-z][A-Za-z0-9]{1,31};)")


def _decoded(source: str) -> str:
    if "&" not in source:
        return source
    return _REFERENCE.sub(lambda found: unescape(found[0]), source)


def picture_url(src: str) -> str:
    """One `src` as it stands in HTML or front matter, normalised; "" when unusable.

    http(s) URL ("//x" gets https), raster data URI, or a path within the folder as written.
    """
    return picture_address(_decoded(src))


def link_url(href: str) -> str:
    """One `href` as it stands in HTML or front matter: http, https, mailto, fragment; else ""."""
    return link_address(_decoded(href))


_TRACKING = lazy_re(
    r"(?:utm_[a-z_]+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|spm|scm|_hs(?:enc|mi))(?==|$)",
    re.IGNORECASE,
)
_ESCAPE = lazy_re("%[0-9A-Fa-f]{2}")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def canonical_url(url: str) -> str:
    """Return the address as identity: what a feed changes from run to run is taken off.

    No fragment, no default port, no tracking parameters, scheme and host lower case,
    percent-encoding alike; "" for anything but http and https.
    """
    address = link_url(url)
    if not address.startswith(("http://", "https://")):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    host = parts.netloc.removesuffix(_DEFAULT_PORTS[parts.scheme])
    kept = [part for part in parts.query.split("&") if part and not _TRACKING.match(part)]
    return urlunsplit((parts.scheme, host, _alike(parts.path or "/"), _alike("&".join(kept)), ""))


def _alike(text: str) -> str:
    """One spelling of one path: escapes of plain letters undone, all others upper case."""
    return quote(_ESCAPE.sub(_spelt, text), safe="%/:=&?~+!$,;'@()*[]-._")


def _spelt(escape: re.Match[str]) -> str:
    letter = chr(int(escape[0][1:], 16))
    plain = letter.isascii() and (letter.isalnum() or letter in "-._~")
    return letter if plain else escape[0].upper()


# --- pictures and their placeholders -------------------------------------------------------------

_PLACEHOLDER = re.compile(
    r"(?:^|/)(?:"
    # Words that nobody calls a photograph by; a JPEG is taken for one where more is said.
    r"(?:[\w-]{0,20}[_-])?(?:load(?:ing|img|er)?|spacer|placeholder|lazy(?:load)?|default_?img)"
    r"(?:[-_.0-9][\w.-]{0,12})?\.(?:gif|png|svg|webp)|"
    r"(?:load(?:ing|img)|placeholder|lazyload|default_?img)[-_.0-9x]{0,12}\.jpe?g|"
    # Words of every day: pixel-6-pro.jpg is a telephone, clear-sky.png a sky.
    r"(?:[\w-]{0,20}[_-])?(?:blank|pixel|transparent|gr[ae]y|empty|clear|1x1|none)"
    r"(?:[-_.]?[0-9x]{1,9})?\.gif|"
    r"(?:blank|pixel|transparent|gr[ae]y|empty|clear|dot|1x1|none)(?:[-_.]?[0-9]{1,3}x[0-9]{1,3})?"
    r"\.(?:gif|png|svg|webp)|"
    r"[a-z]\.gif)(?:$|[?#])",
    re.IGNORECASE,
)
_PICTURE_LIKE = lazy_re(r"/|\.(?:jpe?g|png|gif|webp|bmp|avif|ico)\b", re.IGNORECASE)
_TINY_DATA = 400
_SRCSET_ENTRY = lazy_re(r"[\s,]*+(\S+)((?:\s+[^\s,]+)?)\s*+")


def is_placeholder(url: str) -> bool:
    """Return a loading picture, a spacer, or a data URI too small to show anything."""
    if url.startswith("data:"):
        return len(url) < _TINY_DATA
    tail = url[-200:]
    if "?" in tail or "#" in tail:
        return bool(_PLACEHOLDER.search(tail))
    # It can only be the last part: one look in place of one at each slash.
    return bool(_PLACEHOLDER.match(tail, max(tail.rfind("/"), 0)))


def _choices(srcset: str) -> list[tuple[str, float, str]]:
    """Return the usable pictures of a decoded `srcset`: address, how large, "w" (pixels) or "x"."""
    found = []
    at = 0
    for _ in range(SRCSET_CANDIDATES):
        entry = _SRCSET_ENTRY.match(srcset, at)
        if entry is None:
            break
        at = entry.end()
        url = picture_address(entry[1].rstrip(","))
        size = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,4})?)([wx])", entry[2].strip())
        if url and not is_placeholder(url):
            found.append((url, float(size[1]), size[2]) if size else (url, 0.0, ""))
    return found


def largest_of_srcset(srcset: str) -> str:
    """Return the widest usable picture of a decoded `srcset`, "" where there is none."""
    return max(_choices(srcset), key=lambda choice: choice[1], default=("", 0.0, ""))[0]


SHARP = 1400
"""Pixels: as wide as the text's column is on a screen of two pixels to the point."""
FAIR = 900
"""Pixels: what is so wide is good enough as it is."""


def _sharper(url: str, srcset: str) -> str:
    """Return what `srcset` has in place of this picture, where this one is a small copy."""
    choices = _choices(srcset) if srcset else []
    if any(kind == "x" for _, _, kind in choices):
        return max(
            ((size, found) for found, size, _ in choices if 1 < size <= 2), default=(1, url)
        )[1]
    said = next((size for found, size, _ in choices if found == url), FAIR)
    if said >= FAIR:
        return url
    wide = [(size, found) for found, size, _ in choices if size >= SHARP]
    return min(wide)[1] if wide else max((size, found) for found, size, _ in choices)[1]


def real_picture(attributes: Mapping[str, str]) -> str:
    """Return the address of the picture that an `<img>` means, from its decoded attributes.

    A lazy attribute wins over `src`; `srcset` stands in where `src` is missing, a placeholder, or
    a small copy by what it says, and then any other attribute that holds a picture's address. ""
    where it means none.
    """
    for name in LAZY:
        value = attributes.get(name, "")
        if value and _PICTURE_LIKE.search(value[:ADDRESS_CHARACTERS]):
            url = picture_address(value)
            if url and not is_placeholder(url):
                return _sharper(url, attributes.get("data-srcset", ""))
    source = picture_address(attributes.get("src", ""))
    preview = source.startswith("data:") and len(source) < _PREVIEW_DATA
    if source and not preview and not is_placeholder(source):
        return _sharper(source, attributes.get("srcset", ""))
    for name in ("data-srcset", "data-lazy-srcset", "srcset"):
        if attributes.get(name):
            url = largest_of_srcset(attributes[name])
            if url:
                return url
    return hidden_in(attributes) or source


_PREVIEW_DATA = 8_000
"""Characters of a data URI: a smaller one may be a preview of what another attribute has."""
_FILE = lazy_re(r"\.(?:jpe?g|png|gif|webp|bmp|avif)(?:$|[?#!@:_&-])", re.IGNORECASE)
_BEARS = lazy_re(r"src|url|orig|lazy|lazi|load|file|im(?:g|age)|pic|photo|poster|full|large|big")
_SAYS = lazy_re(
    r"^on|title|alt|name|caption|desc|label|class|style|href|link|sizes|^id$|^type$|^width|^height"
    # What HTML has for other things, and what stands in for a picture that does not come.
    r"|^(?:form)?action$|^ping$|^cite$|^longdesc$|^usemap$|^profile$|^manifest$|^code|^archive$"
    r"|^data$|^content$|^background$|^icon$|^object$|^poster$|^srcdoc$|^xml:|fallback"
)


def hidden_in(attributes: Mapping[str, str]) -> str:
    """Return the picture's address that an attribute of any other name holds, "" where none does.

    Data for a script (JSON) is none, and neither is a picture's file name among words.
    """
    for name, value in attributes.items():
        if bears_picture(name, value):
            several = " " in value.strip()
            url = largest_of_srcset(value) if several else picture_address(value)
            if url and not is_placeholder(url):
                return url
    return ""


def bears_picture(name: str, value: str) -> bool:
    """Tell whether an attribute of no known name seems to hold a picture's address."""
    if len(value) < 5 or value[0] in "{[" or name == "src" or _SAYS.search(name):
        return False
    value = value[:ADDRESS_CHARACTERS].strip()
    several = " " in value
    if several and "srcset" not in name:
        return False
    bears = _BEARS.search(name) is not None
    if _FILE.search(value):
        return bears or "/" in value
    return bears and value.startswith(("http://", "https://", "//")) and name not in {"data-url"}


def pixels(value: str) -> int:
    """Return a `width` or `height` attribute in pixels; 0 where it says none (percent …)."""
    found = re.fullmatch(r"\s*([0-9]{1,5})(?:\.[0-9]{0,6})?\s*(?:px)?\s*", value)
    return int(found[1]) if found else 0


EM_SIDE = lazy_re(r"(?:^|;)\s*(width|height)\s*:\s*([0-9]{0,2}\.?[0-9]{1,4})\s*r?em", re.I)
"""A side told in letters' heights, as that of an icon in a line is."""
STYLE_SIDE = lazy_re(r"(?:^|;)\s*(width|height)\s*:\s*([0-9]{1,5})(?:\.[0-9]+)?px", re.I)


def is_tracker(attributes: Mapping[str, str]) -> bool:
    """Return a picture of at most 3 x 3 pixels: it counts readers, it shows nothing."""
    if not ("width" in attributes or "height" in attributes or "style" in attributes):
        return False
    style = dict(STYLE_SIDE.findall(attributes.get("style", "")[:STYLE_CHARACTERS].lower()))
    sides = [attributes.get(name, "") or style.get(name, "") for name in ("width", "height")]
    tiny = [side.strip().removesuffix("px") in {"0", "1", "2", "3"} for side in sides]
    return all(tiny) or (any(tiny) and not all(sides))


_TINY_SIDE = lazy_re(r"(?:width|height)\s{0,9}[=:]\s{0,9}[\"']?\s{0,9}[0-3](?![0-9])", re.I)
_NEXT_PICTURE = re.compile(r"<(?:(!--)|[iI][mM][gG][\s/])")
_ATTRIBUTE = lazy_re(r"""[\s/]*+([^\s=>/]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?""")


def first_picture(html: str) -> str:
    """Return the body's first real picture, normalised, lazy attributes resolved; "" where none is.

    Loading placeholders are taken only where nothing better is found. Looks at the first 30
    pictures, builds no tree: it runs for every article of the folder.
    """
    spare = ""
    for attributes in _pictures(html):
        if is_tracker(attributes):
            continue
        url = real_picture(attributes)
        if is_counter(url):
            continue
        if url and not is_placeholder(url):
            return url
        if not spare and not url.startswith("data:"):
            spare = url
    return spare


def begins_with_tracker(html: str, url: str) -> bool:
    """Whether this address is that of the body's first picture, and that is a tracking pixel.

    A generator names the first picture as the article's own, whatever it is.
    """
    found = _NEXT_PICTURE.search(html)
    if found is None or not _TINY_SIDE.search(html, found.end(), found.end() + TAG_CHARACTERS):
        return False  # nearly all; taking tags apart takes longer
    first = next(_pictures(html), None)
    return first is not None and is_tracker(first) and real_picture(first) == url


def _pictures(html: str) -> Iterator[dict[str, str]]:
    """Yield the attributes of the first pictures, decoded."""
    at = 0
    for _ in range(ADDRESSES_TRIED):
        found = _NEXT_PICTURE.search(html, at)
        if found is None:
            return
        at = found.end()
        if found[1]:
            at = html.find("-->", found.start() + 2)
            if at < 0:
                return
            continue
        attributes, at = attributes_at(html, at)
        yield attributes


def attributes_at(html: str, at: int) -> tuple[dict[str, str], int]:
    """Return the decoded attributes of the tag whose name ends at `at`, and where they end."""
    attributes: dict[str, str] = {}
    for _ in range(ADDRESS_ATTRIBUTES):
        part = _ATTRIBUTE.match(html, at)
        if part is None:
            break
        at = part.end()
        name = part[1].lower()
        if name not in attributes:
            attributes[name] = _decoded(part[2] or part[3] or part[4] or "")
    return attributes, at
