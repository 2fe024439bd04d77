"""The texts that stand in a book (https://www.w3.org/TR/epub-33/): what its pages hold and say.

What writes it is in ingest/book.py.
"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.language import N_, _, current, ngettext
from reader.markup.export.export_html import article
from reader.markup.export.xhtml import Placed, label, text, words
from reader.markup.text.language import runs_right_to_left
from reader.model import Page
from reader.patterns import lazy_re

NAMELESS = N_("Untitled")
"""Every page of a book has a title."""

STYLE = """
body { line-height: 1.6; overflow-wrap: break-word; }
h1 { line-height: 1.25; text-align: start; }
h2, h3, h4, h5, h6 { line-height: 1.3; }
h1.section { margin: 30% 0 0.5em; text-align: center; }
p.section { text-align: center; }
img { max-width: 100%; height: auto; }
p.picture { text-align: center; }
p.source, p.byline, p.caption, .missing { font-size: 0.88em; }
p.summary { font-weight: bold; }
p.source { font-weight: bold; margin: 0; }
p.byline { margin: 0 0 2em; }
blockquote { margin: 1em 0; padding: 0 1em; border-left: 3px solid #999; }
blockquote[dir="rtl"] { border-left: none; border-right: 3px solid #999; }
aside { margin: 1em 0; padding: 0.6em 1em; border: 1px solid #999; }
pre { white-space: pre-wrap; font-size: 0.86em; }
table { border-collapse: collapse; }
td, th { border: 1px solid #999; padding: 0.3em 0.5em; vertical-align: top; }
"""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One article as a page of the book. title: plain words. content: XHTML of its body."""

    title: str
    content: str


def chapter(page: Page, pictures: dict[str, Placed]) -> Chapter:
    """Return the article. pictures: by key, each src a name in the book or ""."""
    tag = text(page.language)
    said = f' lang="{tag}" xml:lang="{tag}"' if tag else ' lang="und" xml:lang="und"'
    turned = ' dir="rtl"' if runs_right_to_left(page.language) else ""
    return Chapter(
        words(page.title) or _(NAMELESS), f"<div{said}{turned}>\n{article(page, pictures)}\n</div>"
    )


def section(name: str, articles: int) -> Chapter:
    """Return the page before the articles of one source."""
    many = ngettext("{count:,} article", "{count:,} articles", articles).format(count=articles)
    spoken = current()
    content = (
        f'<h1 class="section">{label(name)}</h1>\n'
        f'<p class="section" lang="{spoken}" xml:lang="{spoken}">{many}</p>'
    )
    return Chapter(words(name), content)


def identifier(ids: Sequence[str]) -> str:
    """Return the book's name among all books: the same articles make the same book."""
    named = f"broadsheet:{' '.join(ids)}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, named)}"


def creators(names: Sequence[str]) -> list[str]:
    """Who wrote it, each once, in plain words."""
    return list(filter(None, dict.fromkeys(map(words, names))))


def language(told: Sequence[str]) -> str:
    """Return the tag that most of the articles bear, "und" where none is told."""
    known = [tag for tag in told if tag]
    return text(max(dict.fromkeys(known), key=known.count)) if known else "und"


DOCUMENTS = (".xhtml", ".opf", ".ncx")
"""How the names of the files end that say what language they are in."""
_CONTENTS = {
    "zh-Hans": "目录",
    "zh-Hant": "目錄",
    "ja": "目次",
    "ko": "차례",
    "ru": "Содержание",
    "ar": "المحتويات",
    "he": "תוכן העניינים",
    "th": "สารบัญ",
    "el": "Περιεχόμενα",
    "de": "Inhalt",
    "fr": "Table des matières",
    "es": "Índice",
}
_ROOT = lazy_re(r'(<(?:html|package|ncx)\b[^<>]*?)\s+xml:lang="en"(\s+lang="en")?')
_OWN = lazy_re(r'<body>\s*<div lang="([A-Za-z0-9-]+)"')
_MODIFIED = lazy_re(r'(<meta property="dcterms:modified">)[^<]*')


def corrected(name: str, document: str, book: str, now: datetime) -> str:
    """Return a document of the book as mkepub wrote it, in the language it is in.

    name: of the file. book: the tag of the book's language. now: in UTC.
    """
    own = _OWN.search(document)
    tag = own[1] if own else book
    turned = ' dir="rtl"' if runs_right_to_left(tag) else ""

    def root(found: re.Match[str]) -> str:
        html = f' lang="{tag}"{turned}' if found[2] else ""
        return f'{found[1]} xml:lang="{tag}"{html}'

    document = _ROOT.sub(root, document, count=1)
    if name.endswith("toc.xhtml"):
        said = _CONTENTS.get(book) or _CONTENTS.get(book.split("-")[0], "")
        heading = f"<h2>{said}</h2>" if said else '<h2 lang="en" xml:lang="en">Contents</h2>'
        document = document.replace("<h2>Table of Contents</h2>", heading, 1)
    if name.endswith(".opf"):
        document = _MODIFIED.sub(rf"\g<1>{now:%Y-%m-%dT%H:%M:%SZ}", document, count=1)
    return document
