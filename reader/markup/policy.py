"""What an article may hold, as data: read it in a minute, change it here alone.

The bounds of size are in reader/bounds.py.
"""

from enum import Enum, auto


def names(listed: str) -> frozenset[str]:
    """Return a table's names, written one after the other."""
    return frozenset(listed.split())


# --- elements and attributes that sanitize lets through ------------------------------------------

BLOCK = names(
    "address article aside blockquote caption center dd details div dl dt figcaption figure "
    "footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul"
)
INLINE = names(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr"
)
ELEMENTS = BLOCK | INLINE

EMBEDS = names("audio embed iframe object source svg track video")
"""What the page puts a card, a picture or a link in place of."""

PREPARED_ELEMENTS = ELEMENTS | EMBEDS | names("button fieldset font form input label picture")
"""What the page is made from: more than the gate lets through."""

DROPPED_WITH_CONTENT = names(
    "annotation annotation-xml applet datalist frameset iframe noembed noframes "
    "noscript script select style svg template textarea title"
)
"""Elements whose content is no text of the article. Any other element goes and its text stays."""


LAZY = (
    "data-original",
    "data-original-src",
    "data-src",
    "data-lazy-src",
    "data-actualsrc",
    "data-lazyload",
    "data-lazy",
    "data-echo",
    "data-url",
    "data-img-src",
    "data-real-src",
    "data-hi-res-src",
    "data-full-src",
)
"""Attributes in which lazy pages keep a picture's real address, the likeliest first."""


class Rule(Enum):
    """What an attribute's value has to be. sanitize.py holds the check of each."""

    DIRECTION = auto()
    """Which way the text runs."""
    LANGUAGE = auto()
    """A language tag (BCP 47)."""
    LINK = auto()
    """An address to follow: http, https, mailto or a place within the page."""
    PICTURE = auto()
    """A picture's address: http, https, data of a raster picture, or a path."""
    TEXT = auto()
    """Words: a tooltip, or what stands in for a picture."""
    ALIGNMENT = auto()
    LIST_TYPE = auto()
    """How a list's items are numbered."""
    FLAG = auto()
    """Present or not; its value is emptied."""
    NUMBER = auto()
    SPAN = auto()
    """So many columns or rows."""
    PIXELS = auto()
    PREPARED = auto()
    """Never passes the gate: read by the page before it, as what hides or fetches later."""


_HEADINGS = "h1 h2 h3 h4 h5 h6"
_PLAYERS = "audio embed iframe video"

_TABLE: tuple[tuple[str, str, Rule], ...] = (
    # elements ("*": all)       attributes                              what a value has to be
    ("*", "dir", Rule.DIRECTION),
    ("*", "lang", Rule.LANGUAGE),
    ("*", "align height hidden id style title width", Rule.PREPARED),
    ("a", "href", Rule.LINK),
    ("a", "title", Rule.TEXT),
    ("a", "data-origin-href name", Rule.PREPARED),
    ("abbr", "title", Rule.TEXT),
    ("span", "title", Rule.TEXT),  # where a link led that leads nowhere now
    ("details", "open", Rule.FLAG),
    (f"div p td th {_HEADINGS}", "align", Rule.ALIGNMENT),
    ("code div figure pre span table td tr", "class data-lang data-language", Rule.PREPARED),
    ("img", "src", Rule.PICTURE),
    ("img", "alt title", Rule.TEXT),
    ("img", "height width", Rule.PIXELS),
    ("img", "class srcset data-srcset data-lazy-srcset", Rule.PREPARED),
    ("img", " ".join(LAZY), Rule.PREPARED),
    ("input", "checked type", Rule.PREPARED),
    ("li", "value", Rule.NUMBER),
    ("object", "data", Rule.PREPARED),
    ("ol", "start", Rule.NUMBER),
    ("ol", "type", Rule.LIST_TYPE),
    ("ol", "reversed", Rule.FLAG),
    (_PLAYERS, "alt aria-label data-src poster src", Rule.PREPARED),
    ("source", "data-src data-srcset src srcset type", Rule.PREPARED),
    ("svg", "aria-label data-drawing viewbox viewBox", Rule.PREPARED),
    ("table", "border", Rule.PREPARED),
    ("td th", "colspan rowspan", Rule.SPAN),
)
"""Every attribute that an article may bear, and what its value has to be. The page's own parse
(prepare.py) keeps these, the gate (sanitize.py) lets through all but PREPARED, each by its rule."""


def _by_element(*, prepared: bool) -> dict[str, dict[str, Rule]]:
    found: dict[str, dict[str, Rule]] = {}
    for elements, attributes, rule in _TABLE:
        if prepared or rule is not Rule.PREPARED:
            for element in elements.split():
                found.setdefault(element, {}).update(dict.fromkeys(attributes.split(), rule))
    return found


ATTRIBUTES: dict[str, dict[str, Rule]] = _by_element(prepared=False)
"""Element -> attribute -> rule, of those that the gate lets through."""

PREPARED_ATTRIBUTES: dict[str, frozenset[str]] = {
    element: frozenset(rules) for element, rules in _by_element(prepared=True).items()
}
"""Element -> attributes, of those that the page is made from."""


def rule_of(element: str, attribute: str) -> Rule | None:
    """Return the rule by which the gate judges this attribute here, None where it refuses it."""
    rules = ATTRIBUTES.get(element, {})
    return rules.get(attribute) or ATTRIBUTES["*"].get(attribute)


OWN_ATTRIBUTES = frozenset({"id"})
OWN_SCHEMES = frozenset({"article", "drawing", "formula"})
"""What the page writes itself and no article may: its anchors, links to other files, and the
drawings and formulas that stand in its source."""

SCHEMES = frozenset({"http", "https", "mailto", "data"})
"""For nh3's own check; addresses.py then judges each address by the attribute it stands in."""

LINK_REL = "noopener noreferrer nofollow"
