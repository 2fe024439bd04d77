"""One address out of hostile HTML: normalised as a browser would, then judged by its scheme.

Takes decoded values, as a parser hands them out; urls.py takes what stands in the source.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from reader.bounds import ADDRESS_CHARACTERS, ADDRESS_STEPS, LOOK_SHORT
from reader.patterns import lazy_re
from reader.suffixes import is_markdown, is_page

# A browser strips some of these at the ends and some within, old ones stripped all of them:
# nothing of them belongs to an address, so that all go.
_CONTROLS = lazy_re("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNSAFE = lazy_re(r'[\s"<>`\\^{|}]')
_UNSAFE_PATH = lazy_re(r'["`^|:]')
_SPELT = lazy_re(
    r"(?:java|vb|live)script\s{0,9}:|data:(?=text/|application/|image/svg)|\son[a-z]{2,30}\s{0,9}=",
    re.IGNORECASE,
)
"""What spells a scheme or a handler behind an address's own scheme: nobody is to find one there."""
_PLAIN_HOST = lazy_re(r"[a-z0-9.-]+")
_HOST = lazy_re(r"[^\s/?#@:\[\]]+|\[[0-9A-Fa-f:.]+\]")
_RASTER = lazy_re(
    r"data:image/(png|jpe?g|gif|webp|bmp|x-icon|vnd\.microsoft\.icon|avif|apng)"
    r"((?:;[a-z0-9=.+_-]{1,40}){0,4}),([!#-;=?-~]+)",
    re.IGNORECASE,
)
_MARKUP = lazy_re("[<>]")
_ARTICLE_PATH = lazy_re(
    rf"article:(?!/)[A-Za-z0-9_.~/%()!*',;=@+&$-]{{1,{ADDRESS_CHARACTERS}}}"
    rf"(?:#[A-Za-z0-9_.~%-]{{1,{LOOK_SHORT}}})?"
)
_TEMPLATE = lazy_re(r"\{.*\}|undefined$|null$|NaN$|\[object ")


# What a site's generator would have filled in at the beginning of an address of its own.
_LEFTOVER = lazy_re(
    r"\s*(?:\{\{[^{}]{0,200}\}\}|\{%[^{}]{0,200}%\}|\{(?:static|attach|filename|photo)\}"
    r"|\|(?:static|attach|filename)\||(?:@site|~@|@)(?=[/\\])|__GHOST_URL__)",
    re.IGNORECASE,
)
_ENCODED = lazy_re(r"%7[BC](static|attach|filename|photo)%7[DC]", re.IGNORECASE)
_FILTERED = lazy_re(r"\s*\{\{[-\s]{0,9}['\"]([^'\"{}|]{1,500})['\"]\s{0,9}\|[^{}]{0,100}\}\}")
_DISK = lazy_re(r"file:/{0,5}(?:([a-zA-Z])[:|])?|([a-zA-Z]):(?=[\\/])", re.IGNORECASE)


def own_path(value: str) -> str:
    r"""Return a path of the site or of a disk without what is no part of it; else as it is.

    `{{ site.baseurl }}/a.png` is `/a.png`; `file:///C:/b/a.png` and `C:\b\a.png` are
    `/C/b/a.png`: a path that may be found in the folder by what it ends with.
    """
    if value[:1] == "%" and value[:3].upper() in {"%7B", "%7C"}:  # `{static}`, once encoded
        value = _ENCODED.sub(r"{\1}", value)
    if value[:1] in _BEFORE_PATH:
        for _ in range(4):
            if filtered := _FILTERED.match(value):
                value = filtered[1] + value[filtered.end() :]
            elif leftover := _LEFTOVER.match(value):
                value = value[leftover.end() :]
            else:
                break
    elif value[1:2] == ":" or value[:5].lower() == "file:":
        disk = _DISK.match(value)
        if disk is not None:
            rest = value[disk.end() :].replace("\\", "/").lstrip("/")
            drive = disk[1] or disk[2]
            if "/" in rest:  # less says too little to be looked for
                return f"/{drive}/{rest}" if drive else f"/{rest}"
    return value


WIKI = "wiki:"
"""Before the name of another article, in an `href` that Markdown's `[[name]]` was made into;
percent-encoded, with "#" and an anchor. Resolved while the page is made, never let through."""

_BEFORE_PATH = frozenset("{|@~_")


def has_scheme(value: str) -> bool:
    """Whether an address begins with a scheme, of whichever kind."""
    return _SCHEME.match(value) is not None


def _clean(value: str) -> str:
    if value.isascii() and value.isprintable():
        return value.strip()
    value = _CONTROLS.sub("", value).strip()
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return ""
    return value


def _web(value: str) -> str:
    """`http:…`, `https:…` or `//…` as browsers take it, whatever the slashes; "" without a host."""
    scheme, _, rest = value.partition(":")
    rest = rest.lstrip("/\\")
    end = min((at for at in map(rest.find, "/\\?#") if at >= 0), default=len(rest))
    authority, tail = rest[:end], rest[end:]
    if tail.startswith("\\"):
        tail = "/" + tail[1:]
    if _PLAIN_HOST.fullmatch(authority):
        return _quoted(f"{scheme.lower()}://{authority}{tail}")
    login, _, place = authority.rpartition("@")
    host, port = place, ""
    if (colon := place.rfind(":")) > place.rfind("]"):
        host, port = place[:colon], place[colon:]
    if not _HOST.fullmatch(host) or (port[1:] and not (port[1:].isascii() and port[1:].isdigit())):
        return ""
    login = f"{login}@" if login else ""
    address = f"{scheme.lower()}://{login}{host.lower()}{port if port != ':' else ''}{tail}"
    return _quoted(address)


def _quoted(address: str) -> str:
    return _without_spelt(_UNSAFE.sub(_escaped, address))


def _without_spelt(address: str) -> str:
    return _SPELT.sub(lambda found: found[0][:-1] + quote(found[0][-1]), address)


def _escaped(found: re.Match[str]) -> str:
    return quote(found[0])


def _before_path(value: str) -> str:
    return re.split(r"[/\\?#]", value, maxsplit=1)[0]


def picture_address(value: str) -> str:
    """One decoded `src`, normalised: http, https, a raster data URI, a relative path, or "".

    A path of somebody's disk becomes one from "/" (own_path): looked for in the folder alone.
    """
    value = own_path(_clean(value))
    if not value or value[0] in "#?\\" or _TEMPLATE.search(value[:200]):
        return ""
    if value.startswith("//"):
        return _web("https:" + value)
    scheme = _SCHEME.match(value)
    if scheme is None:
        # A colon in the first part is a scheme to one parser or another; "/\host" is a host.
        if ":" in _before_path(value) or value.startswith("/\\") or _MARKUP.search(value):
            return ""
        return _without_spelt(_UNSAFE_PATH.sub(_escaped, value.replace("\\", "/")))
    name = scheme[1].lower()
    if name in {"http", "https"}:
        return _web(value)
    if name == "data":
        raster = _RASTER.fullmatch(re.sub(r"\s+", "", value))
        if raster:
            return f"data:image/{raster[1].lower()}{raster[2].lower()},{raster[3]}"
    return ""


def shown_host(host: str) -> str:
    """Return a host as it really is: labels that are not ASCII in punycode (RFC 3492), so that no
    letter looks like another."""
    if host.isascii():
        return host
    folded = unicodedata.normalize("NFKC", host).lower().replace("。", ".")
    return ".".join(
        part if part.isascii() else "xn--" + part.encode("punycode").decode("ascii")
        for part in folded.split(".")
    )


def article_address(value: str, path: str, *, alone: bool) -> str:
    """Return a relative `href` to another file of the folder, as "article:" and its path; else "".

    path: of the file that holds the link. alone: the article has no address of its own on the web,
    so that its pages, too, are files beside it.
    """
    value = _clean(value).partition("#")[0]
    if not value or value[0] in "/\\?" or ":" in _before_path(value):
        return ""
    if not is_markdown(value) and not (alone and is_page(value)):
        return ""
    steps = path.split("/")[:-1]
    for step in unquote(value).split("/")[:ADDRESS_STEPS]:
        if step == "..":
            if not steps:
                return ""
            steps.pop()
        elif step not in {"", "."}:
            steps.append(step)
    return link_address("article:" + quote("/".join(steps), errors="replace"))


@lru_cache(maxsize=1024)  # each is asked for three times, and many stand on a page twice
def link_address(value: str) -> str:
    """One decoded `href`, normalised: http, https, mailto, article or a fragment; else "".

    A relative one is "" too: `resolved` makes it whole where the original's address is known.
    """
    value = _clean(value)
    if value.startswith("#"):
        return _quoted(value) if len(value) > 1 else ""
    if value.startswith(("//", "\\\\", "/\\")):
        return _web("https:" + value)
    scheme = _SCHEME.match(value)
    if scheme is None:
        return ""
    name = scheme[1].lower()
    if name in {"http", "https"}:
        return _web(value)
    if name == "article" and _ARTICLE_PATH.fullmatch(value):
        return value
    if name == "mailto" and len(value) > len("mailto:"):
        return "mailto:" + _quoted(_letter(value[len("mailto:") :]))
    return ""


_OF_A_LETTER = frozenset({"to", "cc", "subject", "body"})


def _letter(value: str) -> str:
    """Return who a letter is for and what it says: some mail programs obey "attach=" and others."""
    receivers, _, fields = value.partition("?")
    kept = [
        field
        for field in fields.partition("#")[0].replace("&amp;", "&").split("&")
        if unquote(field.partition("=")[0]).strip().lower() in _OF_A_LETTER
    ]
    return "?".join([receivers, "&".join(kept)]) if kept else receivers


def resolved(value: str, base: str) -> str:
    """Return a relative `href` or `src` made whole against the original's http(s) address `base`.

    "" where base is none or the value bears a scheme of its own.
    """
    value = _clean(value)
    if not value or not base or value[0] == "#" or ":" in _before_path(value):
        return ""
    try:
        parts = urlsplit(base)
    except ValueError:
        return ""
    root = f"{parts.scheme}://{parts.netloc}"
    if value[0] in "/\\":
        return link_address(root + "/" + value.lstrip("/\\"))
    if value[0] == "?":
        return link_address(root + parts.path + value)
    folder = parts.path.rpartition("/")[0]
    path, mark, query = value.partition("?")
    steps: list[str] = []
    for step in f"{folder}/{path}".split("/")[:ADDRESS_STEPS]:
        if step == "..":
            del steps[-1:]
        elif step != ".":
            steps.append(step)
    return link_address(f"{root}/{'/'.join(steps).lstrip('/')}{mark}{query}")
