"""Articles as one EPUB file. mkepub writes it; its pages are made in markup/export/epub.py.

mkepub keeps a book's pages on disk until it is saved, so a book may be larger than memory: they lie
in the job's folder of drafts, which is emptied before each book, for what a killed process left.
What else is to be known of it (1.2.2): its templates escape a title in some places and not in
others, so each is given escaped and marked so, which they know of; every page says that it is
English, and the time it was made is local, though it says UTC: both are put right as the book is
copied to where it is wanted.
"""

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import mkepub.mkepub
from markupsafe import escape

from reader.images.for_books import for_a_book
from reader.ingest.export_job import Asked, Job, Source
from reader.ingest.whole_file import NOTHING, ExportError, whole_file
from reader.language import _
from reader.markup.export import epub
from reader.markup.export.xhtml import Placed, words
from reader.model import Page, Picture, PictureError

_ENDINGS = {"jpeg": "jpg"}


class Book:
    """A book that is being written. sections: what each article belongs under, by its id."""

    def __init__(self, title: str, source: Source, sections: dict[str, str]) -> None:
        self._book = mkepub.Book(escape(words(title) or _(epub.NAMELESS)))
        self._book.set_stylesheet(epub.STYLE)
        self._source = source
        self._sections = sections
        self._parents: dict[str, mkepub.mkepub.Page] = {}
        self._pictures: dict[str, str] = {}
        self._pages: list[tuple[str, str, str]] = []

    @property
    def articles(self) -> int:
        """How many it holds."""
        return len(self._pages)

    def add(self, page: Page) -> None:
        """One article with its pictures."""
        placed = {}
        for number, picture in enumerate(page.pictures):
            self._source.tell_picture(number, len(page.pictures))
            placed[picture.key] = self._placed(page, picture)
        made = epub.chapter(page, placed)
        self._book.add_page(escape(made.title), made.content, self._parent(page))
        self._pages.append((page.id, page.author or page.source, page.language))

    def save(self, out: Path) -> None:
        """Write the whole book. Raises OSError."""
        ids, names, languages = zip(*self._pages, strict=True)
        self._book.uuid = epub.identifier(ids)
        language = epub.language(languages)
        self._book.metadata.update(
            lang=language, authors=[escape(name) for name in epub.creators(names)]
        )
        with tempfile.TemporaryDirectory() as drafts:
            draft = Path(drafts, "book.epub")
            self._book.save(str(draft))
            with whole_file(out) as stream:
                _copy_corrected(draft, stream, language)

    def close(self) -> None:
        """Leave nothing of the draft."""
        self._book.tempdir.cleanup()

    def _parent(self, page: Page) -> mkepub.mkepub.Page | None:
        """Return the page of its section, made before the first article of it."""
        name = self._sections.get(page.id)
        if name is None:
            return None
        if name not in self._parents:
            made = epub.section(name, list(self._sections.values()).count(name))
            self._parents[name] = self._book.add_page(escape(made.title), made.content)
        return self._parents[name]

    def _placed(self, page: Page, picture: Picture) -> Placed:
        found = self._source.picture(page, picture)
        name = self._kept(*found) if found is not None else ""
        return Placed(name, picture.alt, "" if name else picture.url)

    def _kept(self, kind: str, data: bytes) -> str:
        """Return the picture's name in the book; "" where no book can show it."""
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._pictures:
            try:
                kind, data = for_a_book(kind, data)
            except PictureError:
                self._source.missing += 1
                return ""
            file = f"picture-{len(self._pictures) + 1:04}.{_ENDINGS.get(kind, kind)}"
            self._book.add_image(file, data)
            self._pictures[digest] = f"images/{file}"
        return self._pictures[digest]


def write_book(job: Job, source: Source) -> int:
    """All articles of the job as one book; how many were written.

    Raises OSError, ExportError.
    """
    with _drafts(job.drafts):
        book = Book(job.title, source, sections(job.articles))
        try:
            for page in source.pages(by_section(job.articles)):
                book.add(page)
            if not book.articles:
                raise ExportError(_(NOTHING))
            book.save(job.out)
        finally:
            book.close()
    return book.articles


def _copy_corrected(draft: Path, stream: BinaryIO, language: str) -> None:
    """Turn a draft into the book: documents in the language of its articles, its time in UTC."""
    now = datetime.now(UTC)
    with zipfile.ZipFile(draft) as made, zipfile.ZipFile(stream, "w") as book:
        for entry in made.infolist():
            copied = zipfile.ZipInfo(entry.filename, entry.date_time)
            if entry.filename.endswith(epub.DOCUMENTS):
                copied.compress_type = zipfile.ZIP_DEFLATED
                text = made.read(entry).decode("utf-8")
                book.writestr(copied, epub.corrected(entry.filename, text, language, now))
                continue
            copied.file_size = entry.file_size  # so that it knows how large its numbers are to be
            with made.open(entry) as held, book.open(copied, "w") as kept:
                shutil.copyfileobj(held, kept, 1 << 20)


def sections(articles: Iterable[Asked]) -> dict[str, str]:
    """Return the source each article belongs under, by its id; {} where that makes no contents.

    That is where there is one source alone, or hardly an article more than there are sources.
    """
    told = {article.id: article.source for article in articles}
    names = set(told.values())
    return told if len(names) > 1 and "" not in names and len(told) >= 2 * len(names) else {}


def by_section(articles: tuple[Asked, ...]) -> list[Asked]:
    """Sort the articles as they stand in the book: those of one section together."""
    told = sections(articles)
    first = {name: at for at, name in enumerate(dict.fromkeys(told.values()))}
    return sorted(articles, key=lambda article: first.get(told.get(article.id, ""), 0))


@contextmanager
def _drafts(folder: Path) -> Iterator[None]:
    """Make the folder the place of every temporary file; it is gone after the block.

    Only one program keeps its things there, and it writes one file at a time.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    former, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = former
        shutil.rmtree(folder, ignore_errors=True)
