"""The template tags with a meaning, as a table: what each shows, by its name.

A name means the same in Hexo, in Hugo and as a file that Jekyll includes.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import quote

from reader.bounds import LOOK_SHORT
from reader.markup.policy import PREPARED_ELEMENTS, names
from reader.patterns import lazy_re

_ARGUMENT = lazy_re(
    r"""(?:(?P<key>[A-Za-z_][\w-]{0,40})\s*(?:=|:(?=[^/\s]))\s*)?
        (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|`(?P<tick>[^`]*)`|(?P<bare>[^\s"'`,]+)),?""",
    re.VERBOSE,
)
_PICTURE = lazy_re(r"[^\s\"']{1,500}\.(?:jpe?g|png|gif|webp|bmp|avif|svg)(?![\w])", re.I)
_URL = lazy_re(rf"https?://[^\s\"'<>,，]{{1,{LOOK_SHORT}}}")
_FILE = lazy_re(r"[^\s\"']{1,300}\.(?:md|markdown|html?|pdf|mp4|webm|mp3|zip|m4a|ogg)\b", re.I)
_NUMBER = lazy_re(r"[0-9]{1,5}(?:px|%|em)?")


class Tag(NamedTuple):
    """One tag: its name in lower case, and all that stands behind it."""

    name: str
    words: str
    hugo: bool

    def arguments(self) -> "Arguments":
        """Return what stands behind the name, taken apart."""
        named: dict[str, str] = {}
        listed: list[tuple[str, bool]] = []
        for part in _ARGUMENT.finditer(self.words):
            value = next(
                (part[kind] for kind in ("double", "single", "tick", "bare") if part[kind]), ""
            )
            if part["key"]:
                named.setdefault(part["key"].lower(), value)
            elif value:
                listed.append((value, part["bare"] is None))
        return Arguments(named, listed)


class Arguments(NamedTuple):
    """named: by their keys, in lower case. listed: the others, and whether each was quoted."""

    named: dict[str, str]
    listed: list[tuple[str, bool]]

    def first(self, *keys: str) -> str:
        """Return the first of these that has a value, else ""."""
        return next((self.named[key] for key in keys if self.named.get(key)), "")

    def quoted(self) -> list[str]:
        """Return what was quoted and has no name."""
        return [value for value, was_quoted in self.listed if was_quoted]


_ADDRESS_KEYS = (
    "src", "url", "link", "href", "image", "image_path", "img", "path", "file", "source", "poster",
)  # fmt: skip
_CAPTION_KEYS = ("caption", "title", "alt", "description", "desc", "text", "figcaption", "content")
_TEXT_KEYS = (
    "title", "caption", "text", "label", "description", "desc", "content", "summary", "quote",
    "author", "name", "heading", "alt", "header", "message", "cite", "subtitle",
)  # fmt: skip


def shown(tag: Tag, *, in_address: bool) -> str:
    """Return what a tag shows that holds nothing; HTML, or an address where one is asked for.

    in_address: it stands where a link or a picture has its address.
    """
    if tag.name == "include" and not tag.hugo:
        tag = _included(tag)
    if in_address:
        return _address(tag)
    if tag.name in _SILENT:
        return ""
    return _SHOWN.get(tag.name, _unknown)(tag)


def _included(tag: Tag) -> Tag:
    """Return a file that Jekyll includes, as a tag of the file's name."""
    file, _, rest = tag.words.partition(" ")
    name = re.sub(r"\.\w{1,5}$", "", file.rpartition("/")[2]).lower()
    return Tag(name or "include", rest.strip(), hugo=True)


def _href(address: str) -> str:
    return escape(address.strip().replace(" ", "%20"))


def _link(address: str, words: str) -> str:
    return f'<a href="{_href(address)}">{escape(words or address, quote=False)}</a>'


def _article(slug: str) -> str:
    return f"wiki:{quote(slug)}"


def _address(tag: Tag) -> str:
    """Return the address that a tag stands for."""
    arguments = tag.arguments()
    said = arguments.first(*_ADDRESS_KEYS) or (arguments.listed[0][0] if arguments.listed else "")
    if tag.name in {"post_link", "post_path", "post_url"}:
        return _article(said)
    return said.strip().replace(" ", "%20")


def _picture(tag: Tag) -> str:
    arguments = tag.arguments()
    source = arguments.first(*_ADDRESS_KEYS)
    at = -1
    if not source:
        for number, (value, _) in enumerate(arguments.listed):
            if _PICTURE.search(value) or _URL.match(value):
                source, at = value, number
                break
        else:
            if not arguments.listed:
                return _unknown(tag)
            # `figure.html` may be given a name without its suffix.
            return _unknown(tag) if not tag.hugo else _words(tag)
    caption = arguments.first(*_CAPTION_KEYS)
    if not caption and at >= 0:
        behind = arguments.listed[at + 1 :]
        said = [value for value, quoted in behind if quoted or not _NUMBER.fullmatch(value)]
        caption = _title_of(" ".join(said))
    alt = arguments.first("alt") or caption
    if not tag.hugo or not caption or "inline" in tag.name:
        return f'<img src="{_href(source)}" alt="{escape(_bare(alt))}">'
    more = arguments.first("attr")
    if more:
        link = arguments.first("attrlink")
        caption += f" [{more}]({link})" if link else f" {more}"
    return (
        f'\n\n<figure><img src="{_href(source)}" alt="{escape(_bare(alt))}">'
        f"<figcaption>{caption}</figcaption></figure>\n\n"
    )


def _title_of(said: str) -> str:
    """Of Hexo's `"title" "alt"` in quotes the title."""
    inner = re.match(r"""\s*["']([^"']{1,300})["']""", said)
    return inner[1] if inner else said


def _bare(caption: str) -> str:
    return re.sub(r"!?\[([^\]]*)\]\([^)]*\)|[*_`]{1,3}", r"\1", caption)


_WATCHED = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "bilibili": "https://www.bilibili.com/video/",
    "bvideo": "https://www.bilibili.com/video/",
    "bili": "https://www.bilibili.com/video/",
    "tweet": "https://twitter.com/i/status/",
    "twitter": "https://twitter.com/i/status/",
    "x": "https://twitter.com/i/status/",
    "instagram": "https://www.instagram.com/p/",
    "gist": "https://gist.github.com/",
    "codepen": "https://codepen.io/",
    "jsfiddle": "https://jsfiddle.net/",
    "asciinema": "https://asciinema.org/a/",
    "tencent": "https://v.qq.com/x/page/",
    "dailymotion": "https://www.dailymotion.com/video/",
    "spotify": "https://open.spotify.com/track/",
    "youku": "https://v.youku.com/v_show/id_",
    "twitch": "https://www.twitch.tv/videos/",
    "loom": "https://www.loom.com/share/",
    "niconico": "https://www.nicovideo.jp/watch/",
    "repo": "https://github.com/",
    "github": "https://github.com/",
}


def _player(tag: Tag) -> str:
    arguments = tag.arguments()
    said = arguments.first(
        "id", "bvid", "bv", "video", "videoid", "video_id", "vid", "src", "url", "link", "aid"
    ) or (arguments.listed[0][0] if arguments.listed else "")
    if not said:
        return ""
    address = said
    if not _URL.match(said):
        if tag.name in {"bilibili", "bvideo", "bili"} and said.isdigit():
            said = f"av{said}"
        user = arguments.first("user", "username")
        further = [value for value, _ in arguments.listed[1:2] if re.fullmatch(r"\w{6,40}", value)]
        if tag.name == "gist" and (user or further):
            said = f"{user or said}/{further[0] if further else said}"
        address = _WATCHED[tag.name] + said
    title = arguments.first("title", "caption", "label")
    called = f' title="{escape(title)}"' if title else ""
    if tag.name in {"gist", "repo", "github"}:
        return _link(address, title or address)
    return f'<iframe src="{_href(address)}"{called}></iframe>'


def _media(tag: Tag) -> str:
    arguments = tag.arguments()
    element = "audio" if tag.name in {"audio", "aplayer", "mp3", "music"} else "video"
    address = arguments.first("src", "url", "mp4", "webm", "file", "link", "mp3")
    if not address:
        said = [value for value, _ in arguments.listed]
        address = next((value for value in said if _URL.match(value) or _FILE.match(value)), "")
    title = arguments.first("title", "caption", "name")
    if element == "audio" and not title:
        title = " ".join(v for v, _ in arguments.listed if v != address and not _is_address(v))
    if not address:
        return _unknown(tag)
    called = f' title="{escape(title)}"' if title else ""
    return f'<{element} src="{_href(address)}"{called}></{element}>'


def _is_address(value: str) -> bool:
    return bool(_URL.match(value) or _FILE.fullmatch(value) or _PICTURE.fullmatch(value))


def _post_link(tag: Tag) -> str:
    arguments = tag.arguments()
    if not arguments.listed:
        return ""
    slug = arguments.listed[0][0]
    words = " ".join(value for value, _ in arguments.listed[1:] if value not in {"true", "false"})
    return _link(_article(slug), words or slug)


def _asset_link(tag: Tag) -> str:
    arguments = tag.arguments()
    if not arguments.listed:
        return ""
    address = arguments.listed[0][0]
    return _link(address, " ".join(value for value, _ in arguments.listed[1:]) or address)


def _reference(tag: Tag) -> str:
    address = _address(tag)
    return _link(address, _words_of(tag.arguments().listed[:1])) if address else ""


def _words_of(listed: list[tuple[str, bool]]) -> str:
    return " ".join(value for value, _ in listed)


def _linked(tag: Tag) -> str:
    """Return a link with words: `{% btn URL, words, icon %}`, `{% link title, URL %}`."""
    arguments = tag.arguments()
    parts = [part.strip() for part in tag.words.split(",")]
    address = arguments.first("href", "url", "link", "relref", "to")
    words = arguments.first("text", "title", "label", "content")
    if address:
        return _link(address, words or _words_of(arguments.listed))
    for number, part in enumerate(parts):
        if found := _URL.search(part) or re.match(r"[./#][\w./#-]{1,300}$", part):
            rest = [*parts[:number], *parts[number + 1 :]] if len(parts) > 1 else []
            if not rest:
                rest = [(part[: found.start()] + part[found.end() :]).strip(" \"'")]
            said = next((word for word in rest if word and not _is_icon(word)), "")
            return _link(found[0], re.sub(r'["\']', "", said))
    if len(arguments.listed) == 1 and _FILE.fullmatch(arguments.listed[0][0]):
        return _reference(tag)
    return _words(tag)


LINKING = names("btn button link a cta linkbutton")
"""Tags that may stand around the words of a link."""


def link_around(tag: Tag) -> tuple[str, str] | None:
    """Return what begins and what ends a link around words; None where no address is told."""
    address = tag.arguments().first("href", "url", "link", "relref", "to")
    return (f'<a href="{_href(address)}">', "</a>") if address else None


def _is_icon(word: str) -> bool:
    return bool(re.fullmatch(r"(?:fa[srlbd]?[ :-]?)?[a-z]+(?:[- ][a-z0-9]+){0,4}(?: fa-fw)?", word))


def _in_element(element: str) -> Callable[[Tag], str]:
    def words_in(tag: Tag) -> str:
        words = _last_part(tag)
        return f"<{element}>{words}</{element}>" if words else ""

    return words_in


def _last_part(tag: Tag) -> str:
    """Return the words of `{% span red, words %}`, `{% label primary@words %}` alone."""
    words = tag.words.strip()
    arguments = tag.arguments()
    if said := arguments.first("text", "content", "title", "label"):
        return said
    before, mark, behind = words.partition("@")
    if mark and re.fullmatch(r"\s*[\w-]{0,20}\s*", before):
        return behind.strip()
    before, mark, behind = words.partition(",")
    if mark and re.fullmatch(r"[\w :.#-]{0,60}", before) and before.isascii() and behind.strip():
        return _unquoted(behind.strip())
    return _unquoted(words)


def _unquoted(words: str) -> str:
    return words[1:-1] if words[:1] == words[-1:] and words[:1] in {'"', "'"} else words


def _words(tag: Tag) -> str:
    return _last_part(tag)


def _box(tag: Tag) -> str:
    parts = [part.strip() for part in tag.words.split(",")]
    ticked = any("checked" in part.split() for part in parts)
    said = [part for part in parts if part and not re.fullmatch(r"[a-z ]{1,30}", part)]
    return f"{'☑' if ticked else '☐'} {' '.join(said) or parts[-1]}"


def _hidden_words(tag: Tag) -> str:
    words, _, display = tag.words.partition(",")
    display = display.split(",")[0].strip()
    return f"{display}：{words.strip()}" if display else words.strip()


def _versioned(tag: Tag) -> str:
    return f"<em>{tag.name.replace('-', ' ').capitalize()} {_words_of(tag.arguments().listed)}</em>"


def _unknown(tag: Tag) -> str:
    """Of a tag that nobody knows: its words, its addresses as links, its pictures."""
    arguments = tag.arguments()
    parts: list[str] = []
    said = [arguments.named[key] for key in _TEXT_KEYS if arguments.named.get(key)]
    words = list(dict.fromkeys(word for word in said if not _is_address(word)))
    for value in [*arguments.named.values(), *(value for value, _ in arguments.listed)]:
        if _PICTURE.fullmatch(value):
            alt = words.pop(0) if words else ""
            parts.append(f'<img src="{_href(value)}" alt="{escape(alt)}">')
        elif _URL.fullmatch(value):
            parts.append(_link(value, words.pop(0) if words else ""))
    if tag.hugo:
        words += [value for value in arguments.quoted() if not _is_address(value)]
    else:
        rest = _URL.sub(" ", tag.words)
        rest = " ".join(w for w in rest.split() if not _is_address(w.strip("\"',")))
        if arguments.named and said:
            rest = " ".join(value for value, _ in arguments.listed if not _is_address(value))
        rest = _unquoted(rest.strip(" ,"))
        words += [rest] if re.search(r"\w", rest) else []
    return " ".join([*parts, *dict.fromkeys(words)])


_SILENT = names(
    "if elsif elseif else elif unless case when for break continue assign capture increment "
    "decrement cycle tablerow include_relative layout render section paginate set macro block "
    "extends import endraw comment liquid echo with range end partial toc param params "
    "meting_init load_script css js style script post_index math mathjax katex clear cleardiv "
    "linebreak br newline grid row column columns col gallery galleries grouppicture gp "
    "gallerygroup timeline stepper step steps cards card-grid swiper slider carousel tocs raw_html"
)
"""Tags that only steer the generator, or that hold others; what stands between them stays."""

_SHOWN: dict[str, Callable[[Tag], str]] = {
    **dict.fromkeys(
        names(
            "img image figure fig asset_img fi fancybox picture photo lazyimg imgcap inlineimage "
            "inlineimg image-caption responsive-image lightbox bigimg imgproc thumbnail zoomimg"
        ),
        _picture,
    ),
    **dict.fromkeys(_WATCHED, _player),
    **dict.fromkeys(
        names("video dplayer vp mp4 audio aplayer mp3 music videos html5video rawvideo"), _media
    ),
    **dict.fromkeys(
        names("btn button link site bookmark card linkcard links a cta icon-link"), _linked
    ),
    **dict.fromkeys(names("post_link post_url"), _post_link),
    "asset_link": _asset_link,
    **dict.fromkeys(names("ref relref post_path asset_path url_for"), _reference),
    **dict.fromkeys(
        names("label span badge bubble icon text color font emp wavy psw nota tag"), _words
    ),
    "u": _in_element("u"),
    "underline": _in_element("u"),
    "kbd": _in_element("kbd"),
    "del": _in_element("s"),
    "mark": _in_element("mark"),
    "hl": _in_element("mark"),
    "sup": _in_element("sup"),
    "sub": _in_element("sub"),
    "checkbox": _box,
    "radio": _box,
    "hideinline": _hidden_words,
    "new-in": _versioned,
    "deprecated-in": _versioned,
}

_DRESS = lazy_re(
    r"(?:(?:info|tips?|note|warn(?:ing)?|danger|success|primary|default|error|simple|modern|flat|"
    r"disabled|no-icon|open|close|closed|hint|important|caution|alert|question|done|quote|"
    r"red|blue|green|yellow|orange|purple|pink|cyan|gray|grey|black|light|dark|"
    r"(?:fa[srlbd]?(?: |:|-))?fa-[\w-]+|fa[srlbd]|child:\w+|color:\w+|icon:?\S*)"
    r"(?=[\s,]|$)[\s,]*)+",
    re.IGNORECASE,
)


_ELEMENT = lazy_re(r"</?[a-zA-Z][^<>]{0,400}>")


def _spoken_of(element: re.Match[str]) -> str:
    """Return nothing for an element of HTML; what stands in angles for another reason stays."""
    name = re.match(r"</?([A-Za-z][\w-]*)", element[0])
    known = name is None or name[1].lower() in PREPARED_ELEMENTS
    return "" if known else element[0].replace("<", "&lt;").replace(">", "&gt;")


def _title(tag: Tag) -> str:
    if "<" in tag.words:  # an element, whose attributes are not the tag's own
        return _ELEMENT.sub(_spoken_of, tag.words).strip()
    arguments = tag.arguments()
    named = arguments.first("title", "heading", "summary", "header", "label", "name", "tabname")
    if named:
        return named
    if any(key in arguments.named for key in ("type", "style", "kind", "color", "icon", "class")):
        return " ".join(arguments.quoted())
    if arguments.named and not arguments.listed:
        return ""
    dress = _DRESS.match(tag.words)
    rest = tag.words[dress.end() :] if dress else tag.words
    quoted = [value for value, was_quoted in arguments.listed if was_quoted]
    if quoted:
        return next((value for value in quoted if not _DRESS.fullmatch(value)), "")
    return rest.strip(" ,")


def _noted(tag: Tag) -> tuple[str, str]:
    title = _title(tag)
    return "<blockquote>" + (f"\n\n**{title}**" if title else ""), "</blockquote>"


def _folded(tag: Tag) -> tuple[str, str]:
    title = _title(tag)
    if tag.name.startswith("hide"):
        title = title.split(",")[0]
    summary = f"<summary>{escape(unescape(title), quote=False)}</summary>" if title else ""
    return f"<details>{summary}", "</details>"


def _quoted(tag: Tag) -> tuple[str, str]:
    arguments = tag.arguments()
    said = arguments.first("author", "cite", "source", "title")
    if not said and not arguments.named and tag.name not in {"pullquote", "cq", "centerquote"}:
        said = tag.words.strip()
    link = _URL.search(said)
    if link:
        before, behind = said[: link.start()].strip(" ,"), said[link.end() :].strip()
        said = f"{before} [{behind or link[0]}]({link[0]})".strip()
    return "<blockquote>", (f"— {said}\n\n" if said else "") + "</blockquote>"


def _tabbed(tag: Tag) -> tuple[str, str]:
    title = _title(tag).split(",")[0] if tag.name in {"tabs", "subtabs"} else _title(tag)
    if tag.name in {"tabs", "subtabs"} and title.isascii() and " " not in title:
        title = ""  # a name for the script that turns the pages
    return (f"**{title.partition('@')[0].strip()}**" if title else ""), ""


def _centred(_tag: Tag) -> tuple[str, str]:
    return "<center>", "</center>"


CONTAINERS: dict[str, Callable[[Tag], tuple[str, str]]] = {
    **dict.fromkeys(
        names(
            "note notice info tip tips warning danger success alert callout admonition hint "
            "important caution primary message noteblock error question example attention box "
            "bubble notel notice-box panel cardbox"
        ),
        _noted,
    ),
    **dict.fromkeys(
        names(
            "folding fold details detail spoiler collapse expand hidetoggle hideblock toggle "
            "accordion accordion-item cell foldable expandable ifolding"
        ),
        _folded,
    ),
    **dict.fromkeys(names("blockquote quote centerquote cq pullquote epigraph"), _quoted),
    **dict.fromkeys(
        names("tabs tab subtabs subtab tabitem codetab codetabs tabpane timenode"), _tabbed
    ),
    **dict.fromkeys(names("center align-center centered"), _centred),
}
"""Tags with text between: what begins and what ends them."""
