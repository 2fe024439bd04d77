"""Which other articles of the folder an article links to, told while it is indexed."""

import re
from functools import lru_cache
from html import unescape

from reader.bounds import LINKS_KEPT, LOOK_SHORT
from reader.markup.addresses import WIKI, has_scheme
from reader.model import Article
from reader.site.links import Links

# None of these leads to another file: nearly all links of a page that was made from a feed.
_INNER = re.compile(
    r"""<a\s(?:[^<>]{0,500}?\s)?href\s{0,9}=\s{0,9}["']?(?!\#|mailto:|javascript:)"""
    rf"""(?=[^"'\s<>]|["'])([^"'<>]{{1,{LOOK_SHORT}}})""",
    re.IGNORECASE,
)


def linked_from(folder: str, article: Article) -> tuple[str, ...]:
    """Return the paths of the articles that it links to, each once; () for nearly all.

    folder: the opened one, an absolute path.
    """
    html = article.html
    if "href" not in html and "HREF" not in html:
        return ()
    links = _links(folder)
    site = links.sites.site_of(article.path)
    strong, base_url = site.kind.strong, site.config.base_url
    if not base_url and html.count("href") == html.count('href="http') and "HREF" not in html:
        return ()  # told at a tenth of the price of looking at each
    found: dict[str, None] = {}
    for number, match in enumerate(_INNER.finditer(html)):
        if number >= LINKS_KEPT:
            break
        href = unescape(match[1]).strip()
        if (
            has_scheme(href)
            and not href.startswith(WIKI)
            and not (base_url and href.startswith(base_url))
        ) or href.startswith("//"):
            continue
        target = links.find(href, article.path, guess=strong)
        if target is not None and target.path != article.path:
            found[target.path] = None
    return tuple(found)


@lru_cache(maxsize=1)
def _links(folder: str) -> Links:
    """Return what one run learned of its folder serves all of its articles."""
    return Links(folder)
