"""The article of a saved page, without the site around it: menus, sidebars, comments, footers.

Where most of the prose stands in one part, that part is the article. Prose is what stands in
sentences and not in links. No tree of a parser: one pass over the tags, with the parts that hold
others noted.
"""

import re
from dataclasses import dataclass, field

from reader.bounds import MAX_TAGS, SITE_DEPTH
from reader.markup.policy import names
from reader.markup.text.elements import ATTRIBUTES, COMMENT, STEPS
from reader.markup.text.text import plain_text
from reader.patterns import lazy_re

_TOKEN = lazy_re(
    rf"<{COMMENT}"
    rf"|<(script|style|template|svg|iframe|textarea|select|noscript|math|button)(?=[\s/>]){ATTRIBUTES}>"
    rf"(?>(?:[^<]++|<(?!/\1[\s>])){STEPS})(?s:.*?)(?:</\1(?=[\s>])[^<>]*+>|\Z)"
    rf"|<(/?)([a-zA-Z][a-zA-Z0-9-]{{0,40}}+)({ATTRIBUTES})>",
    re.IGNORECASE,
)
_PARTS = names(
    "div section article main aside nav header footer form table td ul ol figure blockquote pre "
    "center details dl body fieldset"
)
_INLINE = names("a abbr b bdi cite code del em font i img ins kbd mark q s small span strong sub")
_WHOLE_ONES = names("ul ol figure blockquote pre dl details")
"""Parts of an article, which none is in."""
_SITE = names("nav footer")
_NAMED = lazy_re(
    r"""\s(?:class|id|role|itemprop)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I
)
_SITE_NAMES = lazy_re(
    r"(?:^|[\s_-])(?:comments?|disqus\w*|respond|replies|sidebar|related|recommend\w*|footer|navbar|"
    r"navigation|nav|menu|breadcrumbs?|share|sharing|social|widgets?|copyright|adverti\w*|ads?|promo|"
    r"subscribe|newsletter|cookies?|modal|popup|pagination|pager|post-?nav|prev-?next|masthead|"
    r"author-?(?:box|card)|contentinfo|complementary|search|login|toolbar|hot-?news|ranking)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CONTENT_NAMES = lazy_re(
    r"(?:^|[\s_-])(?:articleBody|js_content|post|entry|article|story|content|markdown|main|body|text|"
    r"detail|has|with|no)(?=$|[\s_-])",
    re.IGNORECASE,
)
_ARTICLE_NAMES = lazy_re(r"(?:^|\s)(?:articleBody|js_content|blogPost)(?:$|\s)")
_SENTENCE = lazy_re(r"[.!?;:](?:[\s\"'”’)]|$)|[。！？；：，、…]")
_LONG_RUN, _SHORT_RUN = 80, 30
"""Bytes of a run of text that is prose by its length, and with a sentence's end in it."""
_LEAST = 150
"""Bytes of prose: of a page with less all is shown."""
_MOST_OF = 0.75
_ENOUGH = 0.6
_SHARE = 0.08
"""Of the page's prose: a part with less, beside the largest, is none of the article."""
_LINKS = 300
"""Bytes: a part with so much in links, and more of them than of prose, is a menu or teasers."""


@dataclass(slots=True, eq=False)
class _Part:
    name: str
    start: int
    inside: int
    site: bool = False
    own_article: bool = False
    end: int = 0
    prose: int = 0
    links: int = 0
    inner: "list[_Part]" = field(default_factory=list)


def main_part(html: str) -> tuple[str, bool]:
    """Return what of a page's body is its article, and whether anything was left out for it."""
    root = _parts(html)
    if root is None or root.prose < _LEAST:
        return html, False
    path = [root]
    while not path[-1].own_article and (best := _largest(path[-1], root)) is not None:
        path.append(best)
    if path[-1].prose < _ENOUGH * root.prose:
        return html, False
    at = _with_its_lead(path)
    part = path[at]
    cuts = _cuts(part)
    if part is root and not cuts:
        return html, False
    made: list[str] = []
    begin = part.start
    for cut in cuts:
        made.append(html[begin : cut.start])
        begin = cut.end
    made.append(html[begin : part.end])
    article = "".join(made)
    if len(plain_text(html)) - len(plain_text(article)) < _SHORT_RUN:
        return html, False  # its heading alone stands outside
    return article, True


def _largest(part: _Part, root: _Part) -> _Part | None:
    """Return the part in it that the article stands in, None where it stands in several of them."""
    best = max(part.inner, key=lambda inner: 0 if inner.site else inner.prose, default=None)
    if best is None or best.site or best.name in _WHOLE_ONES:
        return None
    others = [
        inner
        for inner in part.inner
        if inner is not best
        and not inner.site
        and inner.prose > max(inner.links, _SHARE * root.prose)
    ]
    return best if best.prose >= _MOST_OF * part.prose and not others else None


def _with_its_lead(path: list[_Part]) -> int:
    """How far down the path the article begins: with what stands in sentences beside its body."""
    at = len(path) - 1
    for above in range(at - 1, 0, -1):
        beside = path[above].prose - path[at].prose
        links = path[above].links - path[at].links
        if beside > max(_LONG_RUN, 2 * links):
            at = above
    return at


def _cuts(part: _Part) -> list[_Part]:
    """Return the parts of the site that stand within the article, from the first to the last."""
    found: list[_Part] = []
    own = set(map(id, part.inner))
    waiting = list(reversed(part.inner))
    while waiting:
        inner = waiting.pop()
        menu = id(inner) in own and inner.name not in _WHOLE_ONES and _is_menu(inner)
        if (inner.site or menu) and inner.end > inner.start:
            found.append(inner)
        else:
            waiting += reversed(inner.inner)
    return found


def _is_menu(part: _Part) -> bool:
    return part.links > _LINKS and part.links > 2 * part.prose


def _parts(html: str) -> _Part | None:
    """Return the tree of the parts; None where there are too many tags to look at."""
    root = _Part("", 0, 0)
    stack = [root]
    run = _Run()
    link = 0
    at = 0
    for number, tag in enumerate(_TOKEN.finditer(html)):
        if number > MAX_TAGS or len(stack) > SITE_DEPTH:
            return None
        run.take(html[at : tag.start()], in_link=link > 0)
        at = tag.end()
        name = (tag[3] or "").lower()
        if not name:
            continue
        if name == "a":
            link = 0 if tag[2] else 1
        elif name not in _INLINE:
            run.end(stack[-1])
            link = 0
        if name in _PARTS or "-" in name:
            (_close if tag[2] else _open)(stack, name, tag)
    run.take(html[at:], in_link=False)
    run.end(stack[-1])
    while stack:
        _finish(stack, len(html))
    return root


def _open(stack: list[_Part], name: str, tag: re.Match[str]) -> None:
    if name == "td" and stack[-1].name == "td":
        _finish(stack, tag.start())
    part = _Part(name, tag.start(), tag.end())
    said = " ".join(filter(None, (" ".join(found) for found in _NAMED.findall(tag[4][:600]))))
    part.own_article = name == "article" or bool(said and _ARTICLE_NAMES.search(said))
    part.site = name in _SITE or bool(
        said and _SITE_NAMES.search(said) and not _CONTENT_NAMES.search(_SITE_NAMES.sub(" ", said))
    )
    stack[-1].inner.append(part)
    stack.append(part)


def _close(stack: list[_Part], name: str, tag: re.Match[str]) -> None:
    if not any(part.name == name for part in stack[-40:]):
        return
    while stack[-1].name != name:
        _finish(stack, tag.start())
    _finish(stack, tag.end())


def _finish(stack: list[_Part], end: int) -> None:
    part = stack.pop()
    part.end = end
    if stack and not part.site:
        stack[-1].prose += part.prose
        stack[-1].links += part.links


class _Run:
    """The text between two tags that are no phrase's."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._linked = 0

    def take(self, text: str, *, in_link: bool) -> None:
        if text and not text.isspace():
            self._text.append(text)
            if in_link:
                self._linked += len(text.strip())

    def end(self, part: _Part) -> None:
        if not self._text:
            return
        text = " ".join("".join(self._text).split())
        size = len(text.encode("utf-8", "replace"))
        if 2 * self._linked > len(text):
            part.links += size
        elif size >= _LONG_RUN or (size >= _SHORT_RUN and _SENTENCE.search(text)):
            part.prose += size
        self._text, self._linked = [], 0
