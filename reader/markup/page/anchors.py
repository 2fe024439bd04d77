"""Links within an article: a footnote jumps there and back. Every other id of the article goes."""

from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

from reader.bounds import MAX_ANCHORS
from reader.markup.policy import names

_CARRIERS = names("p li dt dd h1 h2 h3 h4 h5 h6 td th figcaption summary pre div")
_WITHIN = names("p li dt dd h1 h2 h3 h4 h5 h6 td th")


def settle_anchors(soup: BeautifulSoup, base: str) -> None:
    """Fragments that lead somewhere in the article become "#at-N", all others go.

    The target bears id="at-N": the block that a reader sees there, since inline ones may vanish.
    base: the original's address; a link to it with a fragment is one within the article.
    """
    wanted: dict[str, list[Tag]] = {}
    own = base.partition("#")[0]
    for link in soup.find_all("a", href=True):
        href = str(link["href"]).strip()
        before, mark, fragment = href.partition("#")
        if mark and (not before or before == own):
            wanted.setdefault(unquote(fragment), []).append(link)
    targets: dict[str, Tag] = {}
    for tag in soup.find_all(True):
        for attribute in ("id", "name"):
            name = tag.attrs.pop(attribute, None)
            if name is not None and str(name) in wanted:
                targets.setdefault(str(name), tag)
    for number, (fragment, links) in enumerate(wanted.items()):
        target = targets.get(fragment)
        carrier = _carrier(target) if target is not None and number < MAX_ANCHORS else None
        if carrier is not None:
            anchor = str(carrier.get("id") or f"at-{number}")
            carrier["id"] = anchor
        for link in links:
            if carrier is not None:
                link["href"] = f"#{anchor}"
            elif str(link["href"]).strip().startswith("#"):
                del link["href"]


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
