"""The one table of names: the endings that article files have, and folders nobody looks into."""

MARKDOWN = (
    ".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdx", ".qmd", ".rmd",
)  # fmt: skip
"""Markdown; the last three hold code of their own between it."""
PAGES = (".html", ".htm", ".xhtml", ".shtml")
"""HTML, whatever stands in the file."""
MAIL = ".eml"
"""A mail as mail programs save it."""
SAVED = (".mhtml", ".mht", MAIL)
"""What holds all that it shows in one MIME file: a page that a browser saved (RFC 2557), a mail."""
TEXT = ".txt"
"""Plain text: articles only where a folder holds mainly such."""

ARTICLES = MARKDOWN + PAGES + SAVED
_ENDINGS = (*ARTICLES, TEXT)

SKIPPED_FOLDERS = frozenset({"node_modules", "CVS", "_darcs", "__MACOSX", "$RECYCLE.BIN"})
"""Hidden folders are skipped by their dot; these are machinery too, without one."""

NO_TEXTS = frozenset({
    "ads", "app-ads", "changelog", "cmakelists", "constraints", "copying", "credits",
    "disclaimer", "files", "filelist", "google", "humans", "index", "install", "keywords",
    "llms", "llms-full", "license", "licence", "manifest", "notes-dev", "notice", "readme",
    "requirements", "robots", "security", "sitemap", "stopwords", "thanks", "todo", "urls",
    "version", "words",
})  # fmt: skip
"""What files named *.txt are called that a program reads, or that tell of the folder itself."""


def is_article_name(name: str) -> bool:
    """Return whether a file of this name is an article. A post with an empty title is ".md".

    Plain text is not: see `is_text_name`.
    """
    return name.lower().endswith(ARTICLES) and not name.startswith("._")


def is_text_name(name: str) -> bool:
    """Return whether this is plain text that can be an article beside others of its kind."""
    if name[-4:].lower() != TEXT or name[0] == ".":
        return False
    stem = name[:-4].lower()
    return stem not in NO_TEXTS and not stem.startswith(("requirements", "license"))


def is_markdown(path: str) -> bool:
    """Return whether a path's ending says Markdown."""
    return path.lower().endswith(MARKDOWN)


def is_page(path: str) -> bool:
    """Return whether a path's ending says HTML."""
    return path.lower().endswith(PAGES)


def is_saved_page(path: str) -> bool:
    """Return whether a path's ending says a saved page with all that it shows."""
    return path.lower().endswith(SAVED)


def is_text(path: str) -> bool:
    """Return whether a path's ending says plain text."""
    return path[-4:].lower() == TEXT


def stem_of(name: str) -> str:
    """Return a file's name without the ending that makes it an article, if it has one."""
    lowered = name.lower()
    if not lowered.endswith(_ENDINGS):
        return name
    return next(name[: -len(ending)] for ending in _ENDINGS if lowered.endswith(ending))
