"""Players and frames: a card with a title and a link in place of what cannot be shown.

Nothing of the article vanishes without a trace. A card is an <aside>: the only ones in the tree.
"""

import re
from itertools import islice
from urllib.parse import parse_qs, urlsplit

from reader.bounds import CARD_CHARACTERS
from reader.language import N_, _
from reader.markup.addresses import link_address, picture_address, resolved, shown_host
from reader.markup.page.prepare import element, named
from reader.markup.soup import BeautifulSoup, Tag
from reader.markup.urls import is_tracker, pixels
from reader.patterns import lazy_re

_SITES = {
    "bilibili.com": N_("bilibili"),
    "youtube.com": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "twitter.com": "X (Twitter)",
    "x.com": "X (Twitter)",
    "v.qq.com": N_("Tencent Video"),
    "youku.com": N_("Youku"),
    "iqiyi.com": N_("iQIYI"),
    "ixigua.com": N_("Xigua Video"),
    "douyin.com": N_("Douyin"),
    "tiktok.com": "TikTok",
    "dailymotion.com": "Dailymotion",
    "nicovideo.jp": "niconico",
    "twitch.tv": "Twitch",
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "spotify.com": "Spotify",
    "soundcloud.com": "SoundCloud",
    "music.163.com": N_("NetEase Music"),
    "ted.com": "TED",
    "codepen.io": "CodePen",
    "google.com": "Google",
}
_DRAWING = 80
"""Pixels: what is smaller on a side is an icon."""
_ICON = 40
"""Pixels: what is smaller on a side, and holds no words, is an icon."""
DRAWING = "x-drawing"
"""The element that stands for a drawing until pictures have been settled."""
_KINDS = {"video": N_("Video"), "audio": N_("Audio"), "iframe": N_("Embedded page")}
_LONG_EXCUSE = 200
_LOOKED_AT = 200
"""Of what is in a player, where its sources are: the rest is an article that fell into it."""
_PLAYER = lazy_re(r"/(?:embed|video|v)/([\w-]{4,40})")
_VIDEO_SITES = frozenset(
    {"bilibili", "YouTube", "Vimeo", "Tencent Video", "Youku", "iQIYI", "TED", "niconico"}
)


def settle_embeds(soup: BeautifulSoup, base: str) -> None:
    """Each <video>, <audio>, <iframe>, <embed> and <object> becomes a card, or goes if it is none.

    base: the original's address, against which relative ones are made whole; "" if unknown.
    """
    for tag in named(soup, "iframe", "video", "audio", "embed", "object", "svg"):
        if tag.decomposed:
            continue
        attributes = {name: str(value) for name, value in tag.attrs.items()}
        if tag.name == "svg":
            _settle_drawing(tag, attributes, base)
            continue
        if is_tracker(attributes) and not attributes.get("style"):
            tag.decompose()
            continue
        card = _card(tag, attributes, base)
        tag.insert_before(*([card] if card is not None else []))
        if _holds_more(tag):
            tag.unwrap()
        else:
            tag.decompose()


def _settle_drawing(tag: Tag, attributes: dict[str, str], base: str) -> None:
    """Have a drawing stand as what drawings.py makes a picture; take an icon out.

    One whose source is not at hand becomes a card that leads to the original.
    """
    box = re.findall(r"[0-9.]+", attributes.get("viewbox") or attributes.get("viewBox") or "")
    sides = [attributes.get("width", ""), attributes.get("height", "")]
    told = [float(side) for side in (pixels(one) for one in sides) if side]
    if not told and len(box) == 4 and box[2] != box[3]:  # fonts of icons are drawn in squares
        told = [float(side) for side in box[2:] if side.count(".") < 2 and side != "."]
    said = " ".join(attributes.get("aria-label", "").split())[:CARD_CHARACTERS]
    tag.clear(decompose=True)  # a player in it must not be met again without a place
    if (number := attributes.get("data-drawing", "")) and (said or (told and min(told) > _ICON)):
        tag.replace_with(element(DRAWING, {"number": number, "alt": said}))
        return
    if not told or min(told) < _DRAWING:
        tag.decompose()
        return
    card, line = element("aside"), element("p")
    title = (
        _("Drawing: {what}").format(what=said) if said else _("A drawing that is not shown here")
    )
    if base:
        link = element("a", {"href": base})
        link.append(title)
        line.append(link)
    else:
        line.append(title)
    card.append(line)
    tag.replace_with(card)


def _holds_more(tag: Tag) -> bool:
    """Whether its end was forgotten, so that a part of the article stands in it.

    Otherwise what it holds is the sentence for browsers that cannot play it.
    """
    letters = 0
    # What an <object> holds is what is meant where it cannot be shown: it never can here.
    excuse = 0 if tag.name == "object" else _LONG_EXCUSE
    for node in tag.descendants:
        letters += 0 if isinstance(node, Tag) else len(str(node).strip())
        if letters > excuse or (isinstance(node, Tag) and node.name == "img"):
            return True
    return False


def _card(tag: Tag, attributes: dict[str, str], base: str) -> Tag | None:
    sources = [attributes.get(name, "") for name in ("src", "data-src", "data")]
    within = (node for node in islice(tag.descendants, _LOOKED_AT) if isinstance(node, Tag))
    sources += [str(node.get("src", "")) for node in within if node.name in {"source", "embed"}]
    addresses = (link_address(value) or resolved(value, base) for value in sources if value)
    address = next((found for found in addresses if found.startswith("http")), "")
    poster = picture_address(attributes.get("poster", ""))
    said = next((attributes[n] for n in ("title", "aria-label", "alt") if attributes.get(n)), "")
    if not address and not poster and not said and tag.name not in {"video", "audio"}:
        return None
    address = watched_at(address)
    site = site_name(address)
    kind = _("Video") if site in _VIDEO_SITES else _(_KINDS.get(tag.name, _KINDS["iframe"]))
    called = (_("{kind}: {site}") if site else "{kind}").format(kind=kind, site=_(site))
    card = element("aside")
    if poster:
        picture = element("p")
        picture.append(element("img", {"src": poster, "alt": ""}))
        card.append(picture)
    line = element("p")
    card.append(line)
    title = " ".join(said.split())[:CARD_CHARACTERS] or called
    if address:
        link = element("a", {"href": address})
        link.append(title)
        line.append(link)
    else:
        line.append(title)
    if said:
        line.append(_(" ({what})").format(what=called))
    return card


def site_name(address: str) -> str:
    """Return the name of the site an address leads to: a known one's, else its host."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    for suffix, name in _SITES.items():
        if host == suffix or host.endswith("." + suffix):
            return name
    return shown_host(host.removeprefix("www."))


def watched_at(address: str) -> str:
    """Return a player's address as the page a person watches it on; others as they are."""
    try:
        parts = urlsplit(address)
        query = parse_qs(parts.query, max_num_fields=50)
    except ValueError:
        return address
    host = (parts.hostname or "").removeprefix("www.")
    if host in {"youtube.com", "youtube-nocookie.com"} and (found := _PLAYER.match(parts.path)):
        return f"https://www.youtube.com/watch?v={found[1]}"
    if host == "player.vimeo.com" and (found := _PLAYER.match(parts.path)):
        return f"https://vimeo.com/{found[1]}"
    if host == "player.bilibili.com":
        number = query.get("bvid", [""])[0] or "av" + query.get("aid", [""])[0]
        if re.fullmatch(r"(?:BV|av)\w{3,20}", number):
            return f"https://www.bilibili.com/video/{number}"
    if host == "v.qq.com" and re.fullmatch(r"\w{4,20}", query.get("vid", [""])[0]):
        return f"https://v.qq.com/x/page/{query['vid'][0]}.html"
    return address
