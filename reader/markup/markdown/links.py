"""Links as people write them: bare addresses, wiki links, and targets with spaces in them.

A link to an article by its name leaves here as `wiki:NAME#part`; who knows the folder resolves it.
"""

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from linkify_it import LinkifyIt
from markdown_it.common.normalize_url import normalizeLink

from reader.bounds import LOOK
from reader.patterns import lazy_re

if TYPE_CHECKING:
    from linkify_it.main import Match
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_WIKI = lazy_re(r"(!?)\[\[(?![\s\[])([^\[\]\n|]{1,300})(?:\|([^\[\]\n]{0,300}))?\]\](?!\()")
_TABLE_PIPE = lazy_re(r"\\$")
_PICTURE = lazy_re(r"\.(?:jpe?g|png|gif|webp|bmp|avif|svg)$", re.IGNORECASE)
_PLAYED = lazy_re(r"\.(?:mp4|webm|mov|ogv|mp3|m4a|wav|ogg|flac|pdf)$", re.IGNORECASE)
_SIZE = lazy_re(r"[0-9]{1,5}(?:x[0-9]{1,5})?")
_LOOSE = lazy_re(
    r"""!?\[(?P<words>(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]{0,100}\]){0,300})\]
    \((?P<target>(?:[^()\n\\"]|\\.|\([^()\n"]{0,200}\)){1,600}?)
    (?P<title>\s+(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?
    (?P<size>\s+=[0-9]{0,5}%?x?[0-9]{0,5}%?)?\s*\)""",
    re.VERBOSE,
)
_ADDRESS = lazy_re(r"(?:[a-z]{3,10}:)?/{0,2}[^\s].{0,600}[./][^\s]", re.IGNORECASE)
_SUFFIX = lazy_re(r"\.[A-Za-z0-9]{1,9}(?:[?#].*)?$|/$")
# An address ends where Chinese goes on behind it; within a path it may be Chinese.
_GLUED = lazy_re(
    "(?<=[A-Za-z0-9/])[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff]|[\u3000-\u303f\uff01-\uff65“”‘’]"
)
_PATH_CHARACTERS = "/=-_#?%.&+"


def use_links(parser: "MarkdownIt") -> None:
    """Give the parser the rules of this module."""
    parser.inline.ruler.before("link", "wiki_link", _wiki_link)
    parser.inline.ruler.after("image", "loose_link", _loose_link)
    parser.linkify = _Linkify()
    parser.options["linkify"] = True
    parser.enable("linkify")
    parser.inline.ruler.at("linkify", _bare_address)
    parser.normalizeLink = normalized  # type: ignore[method-assign, assignment]


class _Linkify(LinkifyIt):
    """linkify-it for addresses that say they are one: `https://…` and `www.…`."""

    def __init__(self) -> None:
        super().__init__(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
        self.add("www.", {"validate": _after_www, "normalize": _to_web})

    def match(self, text: str) -> "list[Match] | None":
        """Return the addresses in a text, each up to where another language goes on."""
        return [_cut(found) for found in super().match(text) or ()] or None

    def match_at_start(self, text: str) -> "Match | None":
        """Return the address that a text begins with."""
        found = super().match_at_start(text[:LOOK])
        return _cut(found) if found else None


def _cut(found: "Match") -> "Match":
    for glued in _GLUED.finditer(found.text):
        at = glued.start()
        if found.text[at - 1 : at] in _PATH_CHARACTERS and found.text.count("/") > 2:
            continue
        rest = len(found.text) - at
        found.text = found.text[:at]
        found.raw = found.raw[:at]
        found.url = found.url[: len(found.url) - rest]
        found.last_index -= rest
        break
    return found


_PROTOCOL = lazy_re(r"(?<![a-z0-9.+-])[a-z][a-z0-9.+-]{1,9}$", re.IGNORECASE)


def _bare_address(state: "StateInline", silent: bool) -> bool:
    """Read `https://…`: markdown-it's own rule copies all the rest of the text for each of them."""
    if state.linkLevel > 0 or not state.src.startswith("://", state.pos):
        return False
    protocol = _PROTOCOL.search(state.pending[-12:])
    if protocol is None:
        return False
    length = len(protocol[0])
    start = state.pos - length
    linkify = state.md.linkify
    found = linkify.match_at_start(state.src[start : start + LOOK]) if linkify else None
    if found is None:
        return False
    address = found.url.rstrip("*")  # emphasis ends there
    if not silent:
        state.pending = state.pending[:-length]
        state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(address)}
        state.push("text", "", 0).content = address
        state.push("link_close", "a", -1)
    state.pos += len(address) - length
    return True


_AS_IT_IS = re.compile(
    r"https?://[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,6}(?::[0-9]{1,5})?"
    r"(?:[/?#](?:[\w;/?:@&=+$,.!~*'()#-]|%[0-9a-fA-F]{2})*)?",
    re.ASCII,
)


def normalized(address: str) -> str:
    """Return an address as markdown-it writes it: most are so already."""
    return address if _AS_IT_IS.fullmatch(address) else normalizeLink(address)


_WWW = lazy_re(r"[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){1,6}(?::[0-9]{1,5})?(?:/[^\s<>\"']*)?", re.I)
_TAIL = ".,;:!?)]}'\"*_~"


def _after_www(_linkify: object, text: str, at: int) -> int:
    found = _WWW.match(text[at : at + LOOK])
    return len(found[0].rstrip(_TAIL)) if found else 0


def _to_web(_linkify: object, found: "Match") -> None:
    found.url = "http://" + found.url


def _wiki_link(state: "StateInline", silent: bool) -> bool:
    """`[[name]]`, `[[name#part|words]]`, `![[picture.png|300]]`."""
    source, at = state.src, state.pos
    if not source.startswith(("[[", "![["), at):
        return False
    found = _WIKI.match(source, at, state.posMax)
    if found is None:
        return False
    target = _TABLE_PIPE.sub("", found[2]).strip()
    words = (found[3] or "").strip()
    if not target or target[0] == "-" or (state.linkLevel > 0 and not found[1]):
        return False
    if not silent:
        _push(state, target, words, shown=bool(found[1]))
    state.pos = found.end()
    return True


def _push(state: "StateInline", target: str, words: str, *, shown: bool) -> None:
    name, _, part = target.partition("#")
    if shown and _PICTURE.search(name):
        token = state.push("image", "img", 0)
        alt = "" if _SIZE.fullmatch(words) else words
        token.attrs = {"src": _quoted(name), "alt": ""}
        token.content = alt
        token.children = _text(alt)
        return
    played = shown and _PLAYED.search(name)
    address = (
        _quoted(name) if played else f"wiki:{quote(name)}" + (f"#{quote(part)}" if part else "")
    )
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": address}
    said = words if words and not _SIZE.fullmatch(words) else ""
    part = part.lstrip("^") if not part.startswith("^") else ""
    state.push("text", "", 0).content = said or (
        f"{name} > {part}" if name and part else name or part
    )
    state.push("link_close", "a", -1)


def _text(words: str) -> "list[Token]":
    from markdown_it.token import Token

    token = Token("text", "", 0)
    token.content = words
    return [token] if words else []


def _quoted(path: str) -> str:
    return quote(path.strip(), safe="/:?#[]@!$&'(*+),;=%~|")


def _loose_link(state: "StateInline", silent: bool) -> bool:
    """Read a link or picture whose target has spaces, or a size behind it."""
    source, at = state.src, state.pos
    if source[at] not in "![" or not source.startswith(("[", "!["), at):
        return False
    is_picture = source[at] == "!"
    found = _LOOSE.match(source, at, state.posMax)
    if found is None:
        return False
    target = found["target"].strip()
    if not (found["size"] or (_ADDRESS.match(target) and (is_picture or _SUFFIX.search(target)))):
        return False
    if not silent:
        address = _quoted(target.strip("<>"))
        title = (found["title"] or "").strip()[1:-1]
        words = found["words"]
        if is_picture:
            token = state.push("image", "img", 0)
            token.attrs = {"src": address, "alt": ""}
            token.content = words
            token.children = _text(words)
        else:
            token = state.push("link_open", "a", 1)
            token.attrs = {"href": address}
            whole = state.posMax
            state.linkLevel += 1
            state.pos, state.posMax = found.start("words"), found.end("words")
            state.md.inline.tokenize(state)
            state.posMax = whole
            state.linkLevel -= 1
            state.push("link_close", "a", -1)
        if title:
            token.attrs["title"] = title
    state.pos = found.end()
    return True
