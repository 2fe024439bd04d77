"""Articles as one EPUB file, each written when it is read: a book may be larger than memory.

What stands in its members is made in markup/epub.py.
"""

import hashlib
import zipfile
from datetime import UTC, datetime

from reader.ingest.export_job import Job, Source
from reader.ingest.whole_file import NOTHING, ExportError, whole_file
from reader.markup import epub
from reader.markup.xhtml import Placed
from reader.model import Page, Picture

_ENDINGS = {"jpeg": "jpg"}


class Book:
    """A book that is being written into an open zip."""

    def __init__(self, archive: zipfile.ZipFile, source: Source) -> None:
        self._archive = archive
        self._source = source
        self._pictures: dict[str, epub.BookPicture] = {}
        self.chapters: list[epub.Chapter] = []

    def begin(self) -> None:
        """The first members: by these a reader knows what it has before it."""
        self._archive.writestr("mimetype", epub.MIMETYPE, zipfile.ZIP_STORED)
        self._add("META-INF/container.xml", epub.CONTAINER)
        self._add("EPUB/style.css", epub.STYLE)

    def add(self, page: Page) -> None:
        """One article with its pictures."""
        chapter = epub.chapter_of(page, len(self.chapters) + 1)
        placed = {}
        for number, picture in enumerate(page.pictures):
            self._source.tell_picture(number, len(page.pictures))
            placed[picture.key] = self._placed(page, picture)
        self._add(f"EPUB/{chapter.file}", epub.chapter_text(page, placed))
        self.chapters.append(chapter)

    def end(self, title: str, contents: str) -> None:
        """The lists of what it holds."""
        pictures = list(self._pictures.values())
        package = epub.package_text(title, self.chapters, pictures, datetime.now(UTC))
        self._add("EPUB/contents.xhtml", epub.contents_text(title, contents, self.chapters))
        self._add("EPUB/contents.ncx", epub.old_contents_text(title, self.chapters))
        self._add("EPUB/book.opf", package)

    def _placed(self, page: Page, picture: Picture) -> Placed:
        found = self._source.picture(page, picture)
        if found is None:
            return Placed("", picture.alt, picture.url)
        kind, data = found
        if kind not in epub.MEDIA_TYPES:
            self._source.missing += 1
            return Placed("", picture.alt, picture.url)
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._pictures:
            file = f"picture-{len(self._pictures) + 1:04}.{_ENDINGS.get(kind, kind)}"
            self._pictures[digest] = epub.BookPicture(file, epub.MEDIA_TYPES[kind])
            # Pictures are packed already.
            self._archive.writestr(f"EPUB/{file}", data, zipfile.ZIP_STORED)
        return Placed(self._pictures[digest].file, picture.alt)

    def _add(self, name: str, text: str) -> None:
        self._archive.writestr(name, text.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)


def write_book(job: Job, source: Source) -> int:
    """All articles of the job as one book; how many were written.

    Raises OSError, ExportError.
    """
    with whole_file(job.out) as stream, zipfile.ZipFile(stream, "w") as archive:
        book = Book(archive, source)
        book.begin()
        for page in source.pages():
            book.add(page)
        if not book.chapters:
            raise ExportError(NOTHING)
        book.end(job.title, job.contents)
    return len(book.chapters)
