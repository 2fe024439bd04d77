"""What an article may hold, as data: read it in a minute, change it here alone.

The bounds of size are in reader/bounds.py.
"""


def names(listed: str) -> frozenset[str]:
    """A table's names, written one after the other."""
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

DROPPED_WITH_CONTENT = names(
    "annotation annotation-xml applet datalist frameset iframe noembed noframes "
    "noscript script select style svg template textarea title"
)
"""Elements whose content is no text of the article. Any other element goes and its text stays."""

ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": frozenset({"dir", "lang"}),
    "a": frozenset({"href", "title"}),
    "abbr": frozenset({"title"}),
    "details": frozenset({"open"}),
    "img": frozenset({"src", "alt", "title", "width", "height"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "td": frozenset({"colspan", "rowspan", "align"}),
    "th": frozenset({"colspan", "rowspan", "align"}),
} | {name: frozenset({"align"}) for name in ("div", "p", "h1", "h2", "h3", "h4", "h5", "h6")}

OWN_ATTRIBUTES = frozenset({"id"})
OWN_SCHEMES = frozenset({"article"})
"""What the page writes itself and no article may: its anchors, and links to other files."""

SCHEMES = frozenset({"http", "https", "mailto", "data"})
"""For nh3's own check; addresses.py then judges each address by the attribute it stands in."""

LINK_REL = "noopener noreferrer nofollow"
