"""The texts of an EPUB book (https://www.w3.org/TR/epub-33/): what goes into the zip, but the zip.

Our own: EbookLib, the known library, is under the AGPL, which would force itself on this project.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.markup.export_html import article
from reader.markup.xhtml import Placed, label, text
from reader.model import Page

MIMETYPE = "application/epub+zip"
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)
MEDIA_TYPES = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
}
"""What every reading system shows; a picture in another form is not put into a book."""

STYLE = """
body { line-height: 1.6; overflow-wrap: break-word; }
h1 { line-height: 1.25; text-align: start; }
h2, h3, h4, h5, h6 { line-height: 1.3; }
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

_XHTML_TYPE = "application/xhtml+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
_XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


@dataclass(frozen=True, slots=True)
class Chapter:
    """What the book's lists say of one article; file: its name in the book."""

    file: str
    title: str
    source: str
    author: str
    language: str
    id: str


@dataclass(frozen=True, slots=True)
class BookPicture:
    """A picture in the book."""

    file: str
    media_type: str


def chapter_of(page: Page, number: int) -> Chapter:
    """The article as the chapter with this number, from 1."""
    file = f"article-{number:04}.xhtml"
    return Chapter(file, page.title, page.source, page.author, page.language, page.id)


def chapter_text(page: Page, pictures: dict[str, Placed]) -> str:
    """The chapter's document. pictures: by key, each src a name in the book or ""."""
    return _document(page.title, page.language, article(page, pictures))


def _document(title: str, language: str, held: str) -> str:
    tag = text(language)
    said = f' lang="{tag}" xml:lang="{tag}"' if tag else ""
    return (
        f"{_HEAD}<html {_XHTML}{said}>\n<head><title>{label(title)}</title>"
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f"<body>\n{held}\n</body>\n</html>\n"
    )


def contents_text(title: str, heading: str, chapters: Sequence[Chapter]) -> str:
    """The table of contents, which is a page of the book too. heading: "Contents"."""
    items = "\n".join(
        f'<li><a href="{chapter.file}">{label(chapter.title)}</a></li>' for chapter in chapters
    )
    return _document(
        title,
        _language(chapters),
        f'<h1>{label(title)}</h1>\n<nav epub:type="toc" id="toc"><h2>{label(heading)}</h2>\n'
        f"<ol>\n{items}\n</ol></nav>",
    )


def old_contents_text(title: str, chapters: Sequence[Chapter]) -> str:
    """The table of contents for reading systems of EPUB 2."""
    points = "".join(
        f'<navPoint id="point-{number}" playOrder="{number}"><navLabel><text>'
        f'{label(chapter.title)}</text></navLabel><content src="{chapter.file}"/></navPoint>\n'
        for number, chapter in enumerate(chapters, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">'
        f'<head><meta name="dtb:uid" content="{identifier(chapters)}"/></head>'
        f"<docTitle><text>{label(title)}</text></docTitle>\n<navMap>\n{points}</navMap></ncx>\n"
    )


def package_text(
    title: str, chapters: Sequence[Chapter], pictures: Sequence[BookPicture], written: datetime
) -> str:
    """The package document: what the book is and holds. written: when, with its zone UTC."""
    names = dict.fromkeys(label(each.author) or label(each.source) for each in chapters)
    creators = "".join(f"<dc:creator>{name}</dc:creator>\n" for name in names if name)
    items = [
        f'<item id="toc" href="contents.xhtml" media-type="{_XHTML_TYPE}" properties="nav"/>',
        '<item id="ncx" href="contents.ncx" media-type="application/x-dtbncx+xml"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
    ]
    items += [
        f'<item id="article-{number}" href="{chapter.file}" media-type="{_XHTML_TYPE}"/>'
        for number, chapter in enumerate(chapters, 1)
    ]
    items += [
        f'<item id="picture-{number}" href="{picture.file}" media-type="{picture.media_type}"/>'
        for number, picture in enumerate(pictures, 1)
    ]
    spine = "".join(f'<itemref idref="article-{n}"/>' for n in range(1, len(chapters) + 1))
    listed = "\n".join(items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="book">{identifier(chapters)}</dc:identifier>\n'
        f"<dc:title>{label(title)}</dc:title>\n"
        f"<dc:language>{_language(chapters) or 'und'}</dc:language>\n{creators}"
        f'<meta property="dcterms:modified">{written.strftime("%Y-%m-%dT%H:%M:%SZ")}</meta>\n'
        f'</metadata>\n<manifest>\n{listed}\n</manifest>\n<spine toc="ncx">'
        f'<itemref idref="toc"/>{spine}</spine>\n</package>\n'
    )


def identifier(chapters: Sequence[Chapter]) -> str:
    """The book's name among all books: the same articles make the same book."""
    ids = " ".join(chapter.id for chapter in chapters)
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'broadsheet:{ids}')}"


def _language(chapters: Sequence[Chapter]) -> str:
    """The one that most of the articles are in."""
    told = [chapter.language for chapter in chapters if chapter.language]
    return text(max(dict.fromkeys(told), key=told.count)) if told else ""
