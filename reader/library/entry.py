"""What the index holds of one article: made of it in whichever process has read it. Pure."""

from typing import NamedTuple

from reader.library.keeping import digest, shown
from reader.library.search import BREAK, spaced
from reader.model import Article, DateSource


class Entry(NamedTuple):
    """An article ready to be written.

    identity, place: as the article has them. date: seconds since the epoch; date_known: False
    where it is a file's time. content: digest of all but the date, 32 hex digits.
    columns: title, author, source, url, thumbnail, excerpt, notes.
    title_words, text_words: for the search tables.
    """

    identity: str
    place: str
    date: float
    date_known: bool
    section: tuple[str, ...]
    content: str
    columns: tuple[str, ...]
    title_words: str
    text_words: str

    @property
    def title(self) -> str:
        """As the list shows it."""
        return self.columns[0]

    @property
    def url(self) -> str:
        """The original's address, or ""."""
        return self.columns[3]


def entry_of(article: Article) -> Entry:
    """The article as the index holds it."""
    title = spaced(article.title)
    return Entry(
        identity=article.id,
        place=article.place,
        date=article.date.timestamp(),
        date_known=article.date_source is DateSource.ARTICLE,
        section=article.section,
        content=digest(article).hex(),
        columns=shown(article),
        title_words=title,
        text_words=f"{title} {BREAK} {spaced(article.text)}",
    )
