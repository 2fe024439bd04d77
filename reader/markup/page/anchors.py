"""Places within an article: a footnote jumps there and back, a heading is linked to by its words.

Every id of the article goes, but for those that a link leads to.
"""

import re
import unicodedata
from urllib.parse import unquote

from reader.bounds import MAX_ANCHORS
from reader.markup.policy import names
from reader.markup.soup import BeautifulSoup, Tag
from reader.model.page import HERE
from reader.patterns import lazy_re

_CARRIERS = names("p li dt dd h1 h2 h3 h4 h5 h6 td th figcaption summary pre div")
_WITHIN = names("p li dt dd h1 h2 h3 h4 h5 h6 td th")
_HEADINGS = names("h1 h2 h3 h4 h5 h6")
_BLOCK_ID = lazy_re(r"\s\^([A-Za-z0-9-]{1,64})\s*$")
_LOOSE = lazy_re(r"[\W_]+")
_WIKI_HERE = "wiki:#"


def settle_anchors(soup: BeautifulSoup, base: str, anchor: str = "") -> None:
    """Fragments that lead somewhere in the article become "#at-N", all others go.

    The target bears id="at-N": the block that a reader sees there, since inline ones may vanish.
    base: the original's address; a link to it with a fragment is one within the article.
    anchor: the place that is asked for from outside, as written behind "#"; it bears HERE.
    """
    wanted: dict[str, list[Tag]] = {anchor: []} if anchor else {}
    own = base.partition("#")[0]
    for link in soup.find_all("a"):
        href = str(link.attrs.get("href", "")).strip()
        if href.startswith(_WIKI_HERE):
            link["href"] = href = href[len(_WIKI_HERE) - 1 :]
        before, mark, fragment = href.partition("#")
        if mark and (not before or before == own):
            wanted.setdefault(unquote(fragment), []).append(link)
    targets = _by_id(soup, wanted)
    missing = [name for name in wanted if name and name not in targets]
    if missing:
        _find_by_words(soup, missing, targets)
    for number, (fragment, links) in enumerate(wanted.items()):
        target = targets.get(fragment)
        carrier = _carrier(target) if target is not None and number < MAX_ANCHORS else None
        if carrier is not None:
            own_name = HERE if anchor and fragment == anchor else f"at-{number}"
            name = str(carrier.get("id") or own_name)
            carrier["id"] = name
        for link in links:
            if carrier is not None:
                link["href"] = f"#{name}"
            elif str(link["href"]).strip().startswith("#"):
                del link["href"]


def _by_id(soup: BeautifulSoup, wanted: dict[str, list[Tag]]) -> dict[str, Tag]:
    """Return what bears a wanted name as its id; take every id away."""
    targets: dict[str, Tag] = {}
    for tag in soup.find_all(True):
        for attribute in ("id", "name"):
            name = tag.attrs.pop(attribute, None)
            if name is not None and str(name) in wanted:
                targets.setdefault(str(name), tag)
    return targets


def _find_by_words(soup: BeautifulSoup, missing: list[str], targets: dict[str, Tag]) -> None:
    """Find headings by their words, and paragraphs by the "^name" that a note app puts behind them.

    A heading's name is that of GitHub ("a-b", "a-b-1" for the second), or its words as they are;
    of "Heading#Below" the last counts. Else letters and digits alone tell: generators differ in
    all others.
    """
    if any(name.startswith("^") or "#^" in name for name in missing):
        blocks = _marked_blocks(soup)
        for name in missing:
            mark = name.rpartition("^")[2]
            if "^" in name and mark in blocks:
                targets.setdefault(name, blocks[mark])
    exact: dict[str, Tag] = {}
    loose: dict[str, Tag] = {}
    seen: dict[str, int] = {}
    for heading in soup.find_all(list(_HEADINGS)):
        words = heading.get_text()
        slug = _slug(words)
        turn = seen[slug] = seen.get(slug, -1) + 1
        exact.setdefault(f"{slug}-{turn}" if turn else slug, heading)
        loose.setdefault(_letters(words), heading)
    loose.pop("", None)
    for name in missing:
        last = name.rpartition("#")[2]
        found = exact.get(_slug(last)) or loose.get(_letters(last))
        if found is not None:
            targets.setdefault(name, found)


def _marked_blocks(soup: BeautifulSoup) -> dict[str, Tag]:
    """Return the blocks that end with " ^name", by that name."""
    found: dict[str, Tag] = {}
    for text in soup.find_all(string=True):
        mark = _BLOCK_ID.search(str(text))
        if mark is not None and isinstance(text.parent, Tag):
            found.setdefault(mark[1], text.parent)
    return found


def _slug(words: str) -> str:
    """Return what GitHub calls a heading with these words."""
    text = unicodedata.normalize("NFC", words).strip().lower()
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


def _letters(words: str) -> str:
    return _LOOSE.sub("", unicodedata.normalize("NFKC", words).casefold())


def _carrier(target: Tag) -> Tag | None:
    """Return the block that stands for a target: around an inline one, within a mere holder."""
    if target.name not in _CARRIERS:
        around = target.find_parent(list(_CARRIERS))
        if isinstance(around, Tag) and around.parent is not None and around.parent.parent:
            return around
    inner = target if target.name in _WITHIN else target.find(list(_WITHIN))
    if isinstance(inner, Tag):
        return inner
    following = target.find_next(list(_WITHIN))
    return following if isinstance(following, Tag) else None
