"""What an article may hold, as data: read it in a minute, change it here alone.

Bounds are far above every real article and far below what stalls the parsers and Qt behind them.
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

# --- bounds: of the source, before any parser sees it --------------------------------------------

MAX_CHARACTERS = 4_000_000
"""Of one body; what is behind is cut."""

MAX_TAGS = 30_000
"""Start and end tags of one body; of what is behind the words are shown."""

MAX_ELEMENTS = 10_000
"""Elements of one body; of what is behind the words are shown, without their markup."""

MAX_SOURCE_PICTURES = 2_000
"""<img> of one body, placeholders and doublets included; those behind are passed over."""

MAX_FLAT = 300_000
"""Characters of words shown of what is behind a bound."""

MAX_AMPERSANDS = 60_000
"""nh3 takes quadratic time for them; what is behind is cut."""

MAX_DEPTH = 60
"""Elements within elements; deeper ones are taken off, their text stays."""

MAX_FORMATS = 24
"""Open b, i, font, a …: each unclosed one is opened anew in every paragraph that follows."""

MAX_TAG_CHARACTERS = 4_000
"""Of one tag; a longer one keeps its first attributes (a data URI counts as one)."""

MAX_TAG_ATTRIBUTES = 60

MAX_MARKDOWN = 500_000
"""Characters that go through the Markdown parser; a longer body is taken as plain paragraphs."""

MAX_MARKS = 50_000
"""Characters that mean something to Markdown in one body: each costs the parser far more."""

MAX_REFERENCES = 1_000_000
"""Characters of addresses and titles that one Markdown body's references may expand to."""

# --- bounds: of the page, for QTextDocument ------------------------------------------------------

MAX_PICTURES = 500
MAX_TABLE_DEPTH = 3
MAX_TABLE_COLUMNS = 60
MAX_TABLE_CELLS = 6_000
MAX_SPAN = 60
MAX_TABLE_GRID = 6_000
"""Rows by columns, empty places too: each is a block to Qt."""

MAX_TABLE_MERGES = 800
"""Cells that one table's spans may cover in all: Qt takes a millisecond for some of them."""

MAX_TEXT = 1_500_000
"""Characters of text that a page shows: a book of 250,000 words."""

MAX_LISTING_LINES = 10_000
"""Lines of one listing, each of which is a block to Qt."""

MAX_LIST_ITEMS = 400
"""Qt's list numbering is quadratic: a longer list is split into several."""

MAX_WORD = 200
"""Letters without a place to break; a longer run gets zero-width breaks."""

MAX_MARKS_STACKED = 10
"""Accents upon one letter: no language has more than three."""

WORD_BREAK = 100

MAX_TABLE_ACROSS = 7
"""Columns side by side; a wider table is shown in parts, each with the first column."""

MAX_CELL_WORD = 24
"""Letters without a place to break, in the cells of a table with many columns."""

MAX_CODE = 40_000
"""Characters of a listing that is coloured; colouring takes time."""

MAX_ANCHORS = 2_000
"""Places within one article that its links lead to."""

INLINE_PICTURE = 80
"""Pixels: a picture up to this size may stand amid text, as emoji do."""
