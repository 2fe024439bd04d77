"""Which pictures an article's page will show, told from its HTML without making the page.

The rules are those of settle_pictures, in one pass over the tags that bear pictures: it runs for
every article of the folder. Of odd HTML it may be wrong by a picture; opening the article corrects.
"""

import re
from collections.abc import Iterator, Sequence

from reader.bounds import MAX_PICTURES, MAX_SOURCE_PICTURES
from reader.markup.counters import is_counter
from reader.markup.policy import LAZY
from reader.markup.text.text import seen
from reader.markup.twins import blurred
from reader.markup.urls import attributes_at, is_placeholder, is_tracker, real_picture
from reader.patterns import lazy_re

_REMOTE = ("http://", "https://")
_NOSCRIPT = lazy_re(r"</?noscript(?=[\s/>])[^<>]*+>?", re.IGNORECASE)
_POSTER = "poster"

# What archives write for nearly all: an address that stays as it is, and nothing that says that the
# picture is tiny. The groups are empty at any other tag that bears a picture.
_ADDRESS = (
    r"(?:https?:)?//[a-z0-9][a-z0-9.-]*+/"
    r"(?>(?:[!\#-%'-;=?-\[\]_a-z~]++|&amp;|&(?![#A-Za-z0-9]{1,40};))*)"
)
_LAZY = "|".join(LAZY)
_OTHERS = rf"""(?>(?:\ (?:
    style="(?>(?:[^"<>wh]++|w(?!idth\s*+:\s*+[0-3](?![0-9%]))|h(?!eight\s*+:\s*+[0-3](?![0-9%])))*)"
    |(?:width|height)="(?:[4-9]|[1-9][0-9]++)(?:px|%)?"
    |(?!(?:src|style|width|height|{_LAZY})(?![\w-]))[a-z][a-z0-9_-]*+(?:="[^"]*+")?))*)"""
_PICTURE = re.compile(
    rf"""<(?:img{_OTHERS}
        \ (?:src="({_ADDRESS})"|(?:{_LAZY})="({_ADDRESS})"{_OTHERS}\ src="[^"]*+")
        (?:{_OTHERS}\ (?:{_LAZY})="({_ADDRESS})")?{_OTHERS}\ ?/?>
    |(?:[iI][mM][gG]|[pP][iI][cC][tT][uU][rR][eE])[\s/>])""",
    re.VERBOSE,
)
_BEARER = lazy_re(
    r"<(?:(img|source|picture|video|audio|iframe|embed)(?=[\s/>])|(/picture)[\s/>])", re.IGNORECASE
)

_Attributes = dict[str, str]


def remote_pictures(html: str, left: str) -> tuple[str, ...]:
    """Return the http(s) addresses of the pictures that make_page() shows, each once, in order.

    left: what text.seen() left of this HTML.
    """
    if len(left) < len(html) and _NOSCRIPT.search(html):
        # It holds no words of an article, but the real picture of a lazy one.
        left = seen(_NOSCRIPT.sub("", html))
    if _POSTER not in left and "srcset" not in left:
        plain = [late or lazy or src for src, lazy, late in _PICTURE.findall(left)]
        if not plain:
            return ()
        urls = [f"https:{url}" if url[0:1] == "/" else url for url in plain]
        if not any(map(_is_odd, urls)):
            return _first(_sharp([url.replace("&amp;", "&") for url in urls]))
    return _shown([_address(attributes) for attributes in _pictures(left)])


def _is_odd(url: str) -> bool:
    return (
        not url
        or is_placeholder(url)
        or is_counter(url)
        or url.endswith(("undefined", "null", "NaN"))
    )


def _pictures(html: str) -> list[_Attributes]:
    """Return the attributes of each picture, with those that a <picture> around it has for it."""
    pictures: list[_Attributes] = []
    choices: list[tuple[list[_Attributes], list[_Attributes]]] = []
    done: list[tuple[list[_Attributes], list[_Attributes]]] = []
    for name, attributes in _bearers(html):
        if name == "picture":
            choices.append(([], []))
        elif name == "/picture":
            done += choices[-1:]
            del choices[-1:]
        elif name == "source":
            if choices and "svg" not in attributes.get("type", ""):
                choices[-1][1].append(attributes)
        elif name == "img":
            pictures.append(attributes)
            if choices:
                choices[-1][0].append(attributes)
        elif _has_poster(attributes):
            pictures.append({"src": attributes[_POSTER]})
    for images, sources in done + choices:
        if sources and not images:
            images.append({})
            pictures += images
        for source in sources:
            _lend(source, images[0])
    return pictures


def _has_poster(attributes: _Attributes) -> bool:
    return _POSTER in attributes and (not is_tracker(attributes) or bool(attributes.get("style")))


def _lend(source: _Attributes, image: _Attributes) -> None:
    """Give a picture what it lacks and a <source> beside it has."""
    for wanted in ("srcset", "data-srcset", "src", "data-src"):
        if source.get(wanted) and not image.get(wanted):
            image[wanted] = source[wanted]


def _bearers(html: str) -> Iterator[tuple[str, _Attributes]]:
    at = 0
    for _ in range(MAX_SOURCE_PICTURES):
        found = _BEARER.search(html, at)
        if found is None:
            return
        attributes, at = attributes_at(html, found.end())
        yield (found[1] or found[2]).lower(), attributes


def _address(attributes: _Attributes) -> str:
    return "" if is_tracker(attributes) else real_picture(attributes)


def _shown(meant: Sequence[str]) -> tuple[str, ...]:
    """No counters, and placeholders only where there is nothing else."""
    able = [url for url in meant if url and not is_counter(url)]
    real = [url for url in able if not is_placeholder(url)]
    return _first(_sharp(real) or [url for url in able if not url.startswith("data:")])


def _sharp(urls: list[str]) -> list[str]:
    """Without the blurred copies of others."""
    dropped = blurred(urls) if len(urls) > 1 else set()
    return [url for at, url in enumerate(urls) if at not in dropped] if dropped else urls


def _first(urls: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(url for url in urls[:MAX_PICTURES] if url.startswith(_REMOTE)))
