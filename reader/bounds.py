"""Every bound on the work that one file can cause, as data: read it in a few minutes.

Far above every real article, and far below what stalls the parsers, the decoders and Qt behind
them: each line of `tests/support/bombs.py` ends within two seconds and 300 MB. What is over a bound
is cut or flattened, with a note in the article.
"""

# --- of a file -----------------------------------------------------------------------------------

FILE_BYTES = 16 * 1024 * 1024
"""The longest article of the archives has 0.4 MB; a book as one page, some. What is larger is no
article, and would stand in memory several times over while it is read."""

FOLDERS_WATCHED = 200_000
"""Folders of one tree; of more, changes are looked for in other ways."""

ENCODING_BYTES = 65_536
"""Of one file, by which its encoding is told where it does not say."""

ENCODING_CHARACTERS = 8_192
"""Of one file, for each encoding in question: enough to tell a language by."""

READ_AHEAD_BYTES = 8 << 20
"""Articles read ahead that wait to be indexed."""

MARKS_BYTES = 512 * 1024 * 1024
"""Of a file of marks that is imported: some three million articles."""

REQUEST_BYTES = 1 << 20
"""Of one line that asks the page child for an article."""

# --- of front matter -----------------------------------------------------------------------------

YAML_CHARACTERS = 65_536
YAML_DEPTH = 16
YAML_EVENTS = 2_000
LOOSE_CHARACTERS = 262_144
LOOSE_LINES = 5_000
LOOSE_ITEMS = 200

TOML_CHARACTERS = 16_384
"""Python's reader of TOML takes quadratic time for keys of many parts."""

HEAD_LINES = 80
"""Of a head that no rules enclose."""

HEAD_TAGS = 300

HEAD_CHARACTERS = 200_000
"""Of a web page's head, where its title and date are looked for: heads are full of scripts."""

HEAD_TAG_CHARACTERS = 4_000
"""Of one tag in it, and of its title."""

LEAD_CHARACTERS = 2_000
"""Of a file, where it says its language or encoding, or begins with a comment."""

TITLE_CHARACTERS = 1_000
"""The archives glue whole posts into titles, none of more than 400."""

HEADINGS_TRIED = 5
"""Of a body, for a title where the front matter has none."""

DATE_CHARACTERS = 100
"""Long enough for JavaScript's "Mon Mar 22 2021 … GMT+0800 (China Standard Time)", short enough
that no pattern has anything to chew on."""

NAME_CHARACTERS = 200
"""Of an author, a source, a category."""

TAGS, TAG_TEXT = 60, 4_000
"""Of one article; and the characters of one text that holds several."""

THUMBNAIL_CHARACTERS = 8_192
"""Of a picture's address that the list keeps: a data URI can be a whole picture."""

SECTION_PARTS = 8

SECTIONS_DEEP = 16
"""Levels of the sidebar; what lies deeper is shown in the one above."""

CATEGORY_PARTS = 20

# --- of a body, before any parser sees it --------------------------------------------------------

MAX_CHARACTERS = 4_000_000
"""Of one body; what is behind is cut."""

MAX_ANGLES = 600_000
""""<" of one body, tags or not: of each a parser asks what it begins; what is behind is cut."""

MAX_TAGS = 30_000
"""Start and end tags of one body; of what is behind the words are shown."""

MAX_ELEMENTS = 10_000
"""Elements of one body; of what is behind the words are shown, without their markup."""

MAX_HEAVY = 3_000
"""Of them, those that Qt lays out as tables of their own: quotations, listings, players."""

MAX_RAISED = 5_000
"""Of them, <sub> and <sup>."""

MAX_SOURCE_PICTURES = 2_000
"""<img> of one body, placeholders and doublets included; those behind are passed over."""

MAX_HIDDEN_PARTS = 200
"""Hidden elements of one body that are looked at for parts of its text."""

MAX_LISTING_PARTS = 20_000
"""Line numbers and buttons of one body that are taken off its listings."""

NUMBERS_CHARACTERS, LABEL_CHARACTERS = 100_000, 600
"""Characters of source of a column of line numbers, and of a button or label beside a listing: in
what is longer nothing is looked at."""

LISTING_CLASSES = 300
"""Different classes of one body that may be a listing's numbers or buttons."""

SITE_DEPTH = 500
"""Elements within elements of a saved page, in which its main part is looked for."""

PICTURE_SOURCE_CHARACTERS = 2_000
"""Behind the tag of a picture's element, in which its <img> is looked for."""

PICTURE_ATTRIBUTES = 40
"""Names of unusual attributes of one body in which pictures hide their addresses."""

BOX_CHARACTERS = 400
"""Of the line that begins a box in Markdown."""

MAX_FLAT = 300_000
"""Characters of words shown of what is behind a bound."""

MAX_AMPERSANDS = 60_000
"""nh3 takes quadratic time for them; what is behind is cut."""

MAX_RUN = 10_000
"""Characters between two tags, for nh3; a longer text gets <wbr>, which shows nothing."""

MAX_DEPTH = 60
"""Elements within elements; deeper ones are taken off, their text stays."""

MAX_FORMATS = 24
"""Open b, i, font, a …: each unclosed one is opened anew in every paragraph that follows."""

MAX_TAG_CHARACTERS = 4_000
"""Of one tag; a longer one keeps its first attributes (a data URI counts as one)."""

MAX_TAG_ATTRIBUTES = 60

MAX_MARKDOWN = 500_000
"""Characters that go through the Markdown parser; a longer body is taken as plain paragraphs."""

MAX_MARKDOWN_LINES = 30_000
"""Likewise: each line is asked whether it begins something."""

MAX_MARKS = 12_000
"""Characters that mean something to Markdown in one body: each costs the parser far more."""

MAX_ITEMS = 15_000
"""Lines of one body that begin an item, likewise; a heading or a line of a quotation counts twice,
what a term means three times, a callout six times: so much longer they take."""

MAX_MARKDOWN_DEPTH = 32
"""Of lists and quotations within each other, a list counting twice; deeper ones stand as text."""

MAX_NOTES = 500
"""Footnotes of one Markdown article."""
MAX_PLAIN_PARAGRAPHS = 4_000
"""Of a Markdown body that is shown as text."""

MAX_REFERENCES = 1_000_000
"""Characters of addresses and titles that one Markdown body's references may expand to."""

MAX_PLAIN_MARKDOWN = 200_000
"""Characters of a body that may be plain paragraphs and need no Markdown parser."""

WRAPPED_CHARACTERS = 100_000
"""Of a Markdown body, by which we tell whether all of it stands in one element."""

FORMULA_CHARACTERS = 4_000
"""Of one formula in Markdown; what is longer is text."""

TEMPLATE_TAGS = 5_000
"""Of one body that are turned into what they show; those behind stay as they are."""

LINES_LOOKED_AT = 100_000
"""Characters of a Markdown body by which we tell whether the ends of its lines are breaks."""

SANITIZE_ROUNDS = 4
"""A text that still changes then is an attack: its words alone are shown."""

LANGUAGE_CHARACTERS = 6_000
"""Of an article, by which its language is told."""

CARD_CHARACTERS = 300
"""Of what a drawing, video or page is called."""

ADDRESS_CHARACTERS = 2_000
"""Of one that leads to another article, or may be a picture's."""

ADDRESS_STEPS = 200

SRCSET_CANDIDATES = 40

ADDRESSES_TRIED = 30

ADDRESS_ATTRIBUTES = 40

# --- of the page, for QTextDocument --------------------------------------------------------------

MAX_PICTURES = 500
MAX_DRAWINGS = 60
"""SVG drawings within one article's source."""
MAX_DRAWING = 400_000
"""Characters of one of them."""
MAX_TEX = 2_000
"""Characters of one formula; of a longer one its TeX is shown."""
TEX_DEPTH = 24
"""Groups within one another."""
MAX_TEX_COST = 5_000
"""Parts of one formula, each counted as often as it is set: 5,000 take half a second."""
MAX_FORMULAS = 300
"""Of one article that are set; of those behind the TeX is shown."""
MAX_FORMULAS_SEEN = 1_000
"""Likewise, that are looked at; of those behind the TeX stands without its signs."""
MAX_OUTLINE = 200_000
"""Characters of one formula's outline: each letter takes some 300."""
MAX_OUTLINES = 2_000_000
"""Of all of one page."""
MAX_TABLE_DEPTH = 3
MAX_TABLE_COLUMNS = 60
MAX_TABLE_CELLS = 6_000
MAX_SPAN = 60
MAX_TABLE_GRID = 6_000
"""Rows by columns, empty places too: each is a block to Qt."""

MAX_TABLE_MERGES = 800
"""Cells that one table's spans may cover in all: Qt takes a millisecond for some of them."""

MAX_TEXT = 1_200_000
"""Characters of text that a page shows: a book of 200,000 words."""

RTL_LETTER, RARE_LETTER, SCRIPT_CHANGE, TAB = 1, 5, 10, 6
"""So many more of them each takes that Qt is longer at: letters of Arabic and Hebrew, those of the
scripts that few fonts have, a change from one script to another, a tab."""

MAX_PARAGRAPH = 50_000
"""Characters without a break; Qt lays out a paragraph whole, a longer one becomes several."""

MAX_LISTING_LINES = 10_000
"""Lines of one listing, each of which is a block to Qt."""

MAX_LISTING_LINE = 5_000
"""Characters of one line of a listing; Qt never ends with 100,000 spaces in one."""

MAX_LIST_ITEMS = 400
"""Qt's list numbering is quadratic: a longer list is split into several."""

MAX_SPACE = 200
"""Spaces of any width that are not parted."""

MAX_TRAILING_SPACE = 40
"""Spaces at the end of a listing's line: nothing is to see of them, and they widen the page."""

MAX_WORD = 200
"""Letters without a place to break; a longer run gets zero-width breaks."""

MAX_MARKS_STACKED = 10
"""Accents upon one letter: no language has more than three."""

WORD_BREAK = 100

MAX_TABLE_ACROSS = 7
"""Columns side by side; a wider table is shown in parts, each with the first column."""

MAX_CELL_WORD = 24
"""Letters without a place to break, in the cells of a table with many columns."""

DIRECTION_CHARACTERS = 4_000
"""Of a quotation, table or item, by which we tell whether it runs from right to left."""

MAX_CODE = 40_000
"""Characters of a listing that is coloured; colouring takes time."""

MAX_CODE_ALL = 60_000
"""Of all listings of one article."""

MAX_ANCHORS = 2_000
"""Places within one article that its links lead to."""

LONG_PARAGRAPH = 3_000
"""Characters: a longer one is laid out in parts, or the window would wait for it."""

MAX_SCRIPTS = 40
"""Beside those of Europe and East Asia: a list of the world's languages has about 30."""

MAX_SCRIPTS_STYLED = 2
"""Of these, the first so many may be bold, large, a heading: each style is looked up anew."""

MAX_LINE_SCRIPTS = 4
"""Of a title or a name: a screen of the list shows thirty."""

TAG_CHARACTERS = 2_000
"""Of a picture's tag, where a tiny size is looked for before it is taken apart."""

STYLE_CHARACTERS = 500
"""Of a picture's style, where its size is looked for."""

INLINE_PICTURE = 80
"""Pixels: a picture up to this size may stand amid text, as emoji do."""

DRAWN_SIDE = 20_000
"""Sizes beyond this in an article are nonsense and count as unknown."""

NEIGHBOUR_TITLE = 120

FONT_BYTES = 32 << 20
"""Of font files, beyond those of the first article, that stand in memory: then Qt begins anew."""

FREED_BYTES = 32 << 20
"""More in memory than when last given back: then what was freed is given back to the system."""

PAGES_CHARACTERS = 3_000_000
"""Of the pages that are kept made: those of very long articles would fill the memory."""

# --- of a picture --------------------------------------------------------------------------------

PICTURE_BYTES = 20 * 1024 * 1024
PICTURE_PIXELS = 24_000_000
PICTURE_SIDE = 20_000
PICTURE_COEFFICIENTS = 48_000_000
"""Of a progressive JPEG, all of which a decoder holds at once, in two bytes each."""
PICTURE_SCANS = 100
"""Of one JPEG: each goes over the whole picture. Progressive ones have about ten."""
PICTURE_TEXTS = 16
"""Packed comments in the pictures of an icon: each may unfold to 8 MB."""
PICTURE_MB = 160
PAGE_PICTURES_BYTES = 80 << 20
"""Of the pictures of the article that is shown, decoded. Those far from what is on screen are let
go beyond it, and decoded again when they come near."""
FILM_PIXELS = 4_000_000
"""Of one animation that plays: Qt holds 12 bytes of each while it does. Larger ones stand still."""
PICTURE_FRAMES = 1000
"""An animation of more begins anew after so many."""

JPEG_SEGMENTS = 10_000
AVIF_BOXES = 400
GIF_BLOCKS = 1_000_000
ICON_PICTURES = 64
EXIF_PARTS = 10_000
"""Parts of one file, more than any real one has: nothing but empty parts must not keep us busy."""
AVIF_MEMORY = 1536 << 20
"""Bytes of the child that decodes: the largest picture in its costliest form takes half of it."""
AVIF_RESIDENT = 640 << 20
"""Bytes that child holds at most where no system bounds it: the largest picture takes half."""
SVG_ELEMENTS = 100_000
"""Of one drawing; maps have some ten thousand."""
SVG_DEPTH = 200
SVG_CHARACTERS = 200_000
"""Of words and styles in one drawing."""
SVG_ENTITIES = 60
SVG_ENTITY_CHARACTERS = 300
"""Of what one drawing declares: some exporters name their namespaces so."""
SVG_PIXELS = 12_000_000
"""Of one drawing as it is drawn: a screen of twice the usual sharpness, and more."""
SVG_MEMORY = 1024 << 20
"""Bytes of the child that draws: 12 million pixels take 50 MB for each layer."""
FETCH_REDIRECTS = 5
FETCH_ADDRESSES = 4
"""Of one host, that are tried."""

IDLE_CONNECTIONS = 6
"""Kept for the next picture, of all hosts."""

SITE_CONFIG_CHARACTERS = 1 << 17
"""Of a site's settings file, that are looked at."""
SITE_LEVELS = 6
"""So many folders above the opened one can be the site that it is a part of."""

SITE_LOOK_FOLDERS = 400
"""So many folders are looked into for texts beside READMEs."""

LINK_STEPS = 30
"""Parts of a link's path that are looked at."""
LINKS_KEPT = 500
"""Of one article, that are looked at for the articles that link to others."""
LISTINGS = 20_000
"""Folders whose names are kept while links are looked for in them."""
LINKING_COUNTED = 10_000
"""Articles that link to one, that are counted."""
LINKS_RESOLVED = 1_000
"""Different links of one article that are looked for in its folder."""
ARTICLE_NAMES = 300_000
"""Articles of a folder that are known by their names, for links between them."""
HEADS_READ, HEAD_BYTES = 30_000, 2_500
"""So many articles are asked what their heads call them, by so many of their bytes."""
HEADS_OF_FOLDER = 5_000
"""Where a folder is no site, heads are read of no more articles than these."""
PATH_CHARACTERS = 4_000
"""No system has longer paths."""
POSTS_TABLE_BYTES = 16_000_000
"""Of a table that says titles and days of the articles beside it."""
DAY_ORDER_FILES = 300
"""Files, and folders, that are asked whether the day or the month is written first."""
SAVED_DEPTH = 6
"""Parts within parts of such a file."""
SAVED_PARTS = 2_000
"""Parts of a page that a browser saved as one file."""
SAVED_HEADER_BYTES, HEADER_LINES = 16_000, 100
"""Of each part, in which its headers are."""
PICTURE_TAILS = 12
"""So many parts at the end of a path that leads nowhere are looked for."""
FORMER_HEAD = 20_000
"""Characters of a file whose head 0.1 took for text, in which its title then is looked for."""
SKETCH_CLAUSES = 2_000
"""Of one text, by which it is compared with another of the same address or title."""

SKETCHES = 1_000
"""Kept while a folder is read."""

VERSIONS = 6
"""Of an article, that its header names."""
VERSION_LABEL = 80
"""Characters of what one of them is called."""

ALIKE = 12
"""Articles of one address or title that one is compared with, at most."""

PICTURE_NAMES = 300_000
"""Pictures of a folder that are known by their bare names."""

# --- of time -------------------------------------------------------------------------------------

PICTURE_NAMES_SECONDS = 60.0
"""After so long the pictures of a folder are looked for anew when one is not found."""
LISTING_SECONDS = 20.0
"""So long the names in a folder are taken for those that are there."""
ARTICLE_NAMES_SECONDS = 300.0
"""After so long the names of a folder's articles are looked for anew."""
HEADS_SECONDS = 1.0
"""Of the processor: for reading what the heads of all articles call them."""
INDEX_SECONDS = 10.0
"""Of the processor: the longest article of the archives takes a fiftieth of one."""
FORMULAS_SECONDS = 1.2
"""Of the processor, for setting the formulas of one page: of those behind the TeX is shown."""
PAGE_SECONDS = 3.0
"""Of the processor: the longest article of the archives takes a tenth of one."""
PAGE_CHILD_MS = 5_000
"""Milliseconds: so long the window waits for an article to be made ready; then it says so."""
PAGE_WAIT_MS = 60_000
"""Milliseconds: so long one that does not work is waited for: its disk wakes up, or others are at
work. After it, others get their turn."""
PAGE_CHILD_START_MS = 30_000
"""Milliseconds: so long the process that makes it ready may take to start, on a busy machine."""
INGEST_SILENT_MS = 60_000
"""Milliseconds: an ingest process that says nothing for so long is at a file it cannot read."""
INGEST_WORK_SECONDS = 10.0
"""Of the processor, in that time: one that works less waits for a disk, or for its turn."""
READ_AHEAD_SECONDS = 30
"""Of the processor, for one file, and twice as many of the clock, above INDEX_SECONDS: that one
ends no loop that never comes back to us."""
AVIF_SECONDS = 10.0
"""For one picture: the largest takes a fraction of it."""
AVIF_CPU_SECONDS = 20
SVG_SECONDS = 5.0
"""For one drawing: a usual one takes a tenth of a second, most of it for the child to begin."""
SVG_CPU_SECONDS = 2
AVIF_LOOK_SECONDS = 0.01
"""So often that child looks at its memory where no system bounds it."""
FETCH_CONNECT_SECONDS = 10.0
IDLE_SECONDS = 4.0
"""So long a connection waits for the next picture: the shortest patience of usual servers is 5."""
IDLE_ANSWER_SECONDS = 5.0
"""For the first byte over a connection that was kept: it may have died without a word, and a new
one is made then. A host that thinks for longer is asked twice."""
FETCH_SECONDS = 30.0
"""For one picture in all, redirects included."""

# --- how far patterns look

LEAD_TITLE_CHARACTERS = 120
"""Of a line before a heading that repeats the title."""
LOST_CHARACTERS = 200
"""Of where a link led that leads nowhere, told beside it."""
LOOK_SHORT = 1_000
"""Characters of a label or a path that a pattern looks over."""
LOOK = 2_000
"""Of an address, a link's target, or a tag's attributes."""
LOOK_LONG = 4_000
"""Of a tag with many attributes, or an address in a line of its own."""
LEADING_CHARACTERS = 16_384
"""Of a text in which lines are looked for that say what stands in a head elsewhere."""
TRAILING_CHARACTERS = 3_000
"""The same at its end."""
ENTRY_FOOTER_CHARACTERS = 8_000
"""Of the foot of an article that a service exported."""
SVG_HEAD_BYTES = 16_384
"""Of a drawing, where its root element is looked for: exporters write long comments before it."""
DOCTYPE_BYTES = 4_096
"""Of a drawing, in which a document type is looked for."""
