"""What the index keeps of an article, and what stays as it was when its file changes. Pure."""

from dataclasses import dataclass
from hashlib import blake2b

from reader.library.database import bindable
from reader.markup.text import excerpt
from reader.model import Article

LONGEST_LINE = 1000
"""Characters kept of a title, an author, a source."""

LONGEST_THUMBNAIL = 8192
"""Characters of a picture's address: a data URI can be a whole picture."""

REGENERATED_WITHIN = 2 * 86400.0
"""Seconds between a file's time and an article's date: so near, a job wrote both."""


@dataclass(frozen=True, slots=True)
class Before:
    """What the index holds of an article.

    content: digest(); tells a moved date from a new text.
    date: seconds since the epoch; date_known: False where it is a file's time.
    """

    row: int
    identity: bytes
    place: bytes
    date: float
    date_known: bool
    content: bytes
    doc: int
    path: bytes
    title: str
    url: str


def digest(article: Article) -> bytes:
    """16 bytes of all that the index holds of an article but its date."""
    parts = (
        article.title,
        article.author,
        article.source,
        article.url,
        article.thumbnail,
        "\n".join(article.notes),
        article.text,
    )
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def shown(article: Article) -> tuple[str, ...]:
    """The columns of an article that are text, in their order."""
    thumbnail = article.thumbnail if len(article.thumbnail) <= LONGEST_THUMBNAIL else ""
    texts = (
        article.title[:LONGEST_LINE],
        article.author[:LONGEST_LINE],
        article.source[:LONGEST_LINE],
        article.url,
        thumbnail,
        excerpt(article.text),
        "\n".join(article.notes),
    )
    return tuple(map(bindable, texts))


def shown_date(
    before: Before | None, date: float, *, known: bool, content: bytes, mtime: float
) -> tuple[float, bool]:
    """The date to show, and whether it is the article's own (`known`).

    A job that rewrites the folder gives articles without a date the current time, again and again.
    Such a date must not carry an old article to the top: one that moves forward is not believed
    where the content is the same, where it stands for a file's time, or where it is the time at
    which the file was written.
    """
    if before is None or date <= before.date or (known and not before.date_known):
        return date, known
    regenerated = content == before.content or not known or abs(mtime - date) < REGENERATED_WITHIN
    return (before.date, before.date_known) if regenerated else (date, known)
