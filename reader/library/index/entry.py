"""What the index holds of one article: made of it in whichever process has read it. Pure."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

from reader.bounds import THUMBNAIL_CHARACTERS, TITLE_CHARACTERS
from reader.library.database import bindable
from reader.library.index.search import BREAK, spaced
from reader.library.index.sketch import text_digest, text_mark, title_key
from reader.markup.text.scripts import in_few_scripts
from reader.markup.text.text import excerpt
from reader.model import (
    CATEGORIES,
    PICTURE_KEY,
    Article,
    category_section,
    known_number,
    picture_digest,
    tag_section,
)
from reader.model.note import notes_to_text


class Entry(NamedTuple):
    """An article ready to be written.

    identity, place, former_id, former_place: as the article has them. date: seconds since the
    epoch; date_known: 0 where it is a file's time, else how precisely it is known
    (model.precision). content: digest of all but the date, 32 hex digits.
    columns: title, author, source, url, thumbnail, excerpt, notes, language.
    pictures: the keys of those that its page will show, each once; see PICTURE_KEY.
    lists: the sections of its categories that its own does not lie in; see model.CATEGORIES.
    title_words, text_words: for the search tables; the latter, most of it all, as UTF-8, so that it
    travels and is bound as it is. title_key, text_mark: tell whether titles and texts are the same,
    see sketch.title_key() and text_mark(). links: paths of files that it links to.
    """

    identity: str
    place: str
    date: float
    date_known: int
    section: tuple[str, ...]
    content: str
    columns: tuple[str, ...]
    pictures: tuple[str, ...]
    lists: tuple[tuple[str, ...], ...]
    title_words: str
    text_words: bytes
    title_key: int
    text_mark: int
    former_id: str = ""
    former_place: str = ""
    links: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """As the list shows it."""
        return self.columns[0]

    @property
    def thumbnail(self) -> str:
        """The picture that stands for it, or ""."""
        return self.columns[4]

    @property
    def url(self) -> str:
        """The original's address, or ""."""
        return self.columns[3]


def entry_of(article: Article) -> Entry:
    """Return the article as the index holds it."""
    title = spaced(article.title)
    told = text_digest(article.text)
    notes = notes_to_text(article.notes) if article.notes else ""
    return Entry(
        identity=article.id,
        place=article.place,
        date=article.date.timestamp(),
        date_known=known_number(article.date_source.is_known, article.date_precision),
        section=article.section,
        content=_digest(article, notes, told).hex(),
        columns=_shown(article, notes),
        pictures=keys_of(article.pictures),
        lists=lists_of(article.categories, article.section, article.tags),
        title_words=title,
        text_words=f"{title} {BREAK} {spaced(_searched(article))}".encode(),
        title_key=title_key(article.title),
        text_mark=text_mark(len(article.text), told),
        former_id=article.former_id,
        former_place=article.former_place,
    )


def _searched(article: Article) -> str:
    """Return the words by which an article is found besides its title's."""
    return "\n".join((article.text, *article.tags)) if article.tags else article.text


def keys_of(urls: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of pictures, each once, in order."""
    return tuple(sorted({picture_digest(url)[:PICTURE_KEY] for url in urls}))


def lists_of(
    categories: tuple[str, ...], section: tuple[str, ...], tags: tuple[str, ...] = ()
) -> tuple[tuple[str, ...], ...]:
    """Return the lists of an article's categories that its own section does not lie in, and those
    of its tags, each once."""
    if categories == section and not tags:  # nearly all
        return ()
    lists = [category_section(categories, place, section) for place in range(len(categories))]
    lists += map(tag_section, tags)
    return tuple(dict.fromkeys(each for each in lists if each[0] == CATEGORIES))


def _digest(article: Article, notes: str, text: bytes) -> bytes:
    """16 bytes of all that the index holds of an article but its date.

    text: the digest of its words, so that these are gone through once.
    """
    parts = (
        article.title,
        article.author,
        article.source,
        article.url,
        article.thumbnail,
        notes,
        *article.tags,
    )
    told = "\0".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(text + told, digest_size=16).digest()


def _shown(article: Article, notes: str) -> tuple[str, ...]:
    """Return the columns of an article that are text, in their order."""
    thumbnail = article.thumbnail if len(article.thumbnail) <= THUMBNAIL_CHARACTERS else ""
    texts = (
        article.title[:TITLE_CHARACTERS],
        article.author[:TITLE_CHARACTERS],
        article.source[:TITLE_CHARACTERS],
        article.url,
        thumbnail,
        in_few_scripts(excerpt(article.text, title=article.title)),
        notes,
        article.language,
    )
    try:
        "".join(texts).encode("utf-8")
    except UnicodeEncodeError:
        return tuple(map(bindable, texts))
    return texts
