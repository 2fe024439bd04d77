"""One article as it was read from its file."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reader.model.note import Note
from reader.model.precision import DatePrecision


class DateSource(StrEnum):
    """Where an article's date comes from."""

    ARTICLE = "article"
    FILE = "file"
    """The front matter has none, or an impossible one: the file's modification time."""
    NAME = "name"
    """The file's name or its folders tell it."""

    @property
    def is_known(self) -> bool:
        """Tell whether it is the article's own date rather than its file's time."""
        return self is not DateSource.FILE


@dataclass(frozen=True, slots=True)
class Article:
    """One file, read.

    id: 32 hex digits, the identity: what was read is remembered under it. Made of the canonical
        URL if there is one, else of title, author and date, else of the path.
    place: 32 hex digits made of path and title: finds the article again whose date moved.
    path: relative to the folder, with "/" between parts on every system.
    title: one line, entities decoded, never empty.
    date: aware; a date without a zone is taken as local time.
    date_precision: how much of it was written; the rest of it is the first of its kind.
    tags: as the front matter has them, each once, without "#".
    draft: whether it says that it is not published yet.
    categories: as the front matter has them, outermost first.
    section: where the sidebar shows it: the categories, or the folders it lies in.
    source: what the list names as its origin, "" where nothing does.
    url: the original's http or https address, or "".
    base: what its relative addresses are resolved against where a page says so itself, or "".
    thumbnail: absolute http(s) URL, data URI, or a path for a picture in the folder, or "".
    pictures: the http(s) addresses of those that its page will show, as far as its text tells.
    html: the body as HTML, NOT sanitized (Markdown already turned into HTML).
    text: the body as plain text, paragraphs separated by line breaks.
    notes: what was odd in this file.
    left_out: why it is none of the news, where its front matter says so.
    language: BCP 47 tag as the front matter gives it, "" where it does not.
    former_id, former_place: as version 0.1 made them, "" where that is the same.
    """

    id: str
    place: str
    path: str
    title: str
    date: datetime
    date_source: DateSource
    categories: tuple[str, ...]
    section: tuple[str, ...]
    author: str
    source: str
    url: str
    thumbnail: str
    html: str
    text: str
    notes: tuple[Note, ...] = ()
    language: str = ""
    pictures: tuple[str, ...] = ()
    base: str = ""
    tags: tuple[str, ...] = ()
    draft: bool = False
    date_precision: DatePrecision = DatePrecision.MINUTE
    left_out: Note | None = None
    former_id: str = ""
    former_place: str = ""
