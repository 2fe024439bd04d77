"""What the list and the sidebar show, and what can be asked of the library."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.model.precision import DatePrecision


@dataclass(frozen=True, slots=True)
class Status:
    """What a person did with an article.

    position: the character at the top of the view when it was left, 0 at the start.
    """

    read: bool = False
    starred: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True)
class Headline:
    """One row of the list.

    row: the article's number in the index, good until the index is rebuilt; `id` outlives that.
    date: seconds since the epoch, UTC (negative before 1970).
    date_known: False where `date` is only the file's time.
    date_precision: how much of the date was written.
    undated: whether that is a time that most files of the folder have.
    path: of one of its places, relative to the folder, "/" between parts.
    """

    row: int
    id: str
    title: str
    source: str
    date: float
    date_known: bool
    excerpt: str
    thumbnail: str
    url: str
    path: str
    status: Status = Status()
    date_precision: DatePrecision = DatePrecision.MINUTE
    undated: bool = False


CATEGORIES = "\0"
"""The first part of a section that lists the articles of one category, its name being the second:
no folder can be called so."""


def category_section(
    categories: tuple[str, ...], place: int, section: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the section that lists the articles of one of an article's categories.

    section: the article's own; where it follows the categories they are sections of the sidebar.
    """
    path = categories[: place + 1]
    return path if path == section[: place + 1] else (CATEGORIES, path[-1])


def tag_section(tag: str) -> tuple[str, ...]:
    """Return the section that lists the articles of one tag; a category of that name shares it."""
    return (CATEGORIES, tag)


@dataclass(frozen=True, slots=True)
class Query:
    """What the list shows: a view of a section (() is the whole folder), narrowed by a search.

    view: the id of one in reader/views.py; the default is the first of them.
    """

    view: str = "all"
    section: tuple[str, ...] = ()
    search: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the sidebar's tree; counts include what is below it, each article once."""

    path: tuple[str, ...]
    articles: int
    unread: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles there are in all, and in each view, by the view's id."""

    articles: int = 0
    in_view: Mapping[str, int] = field(default_factory=dict)

    def of(self, view: str) -> int:
        """Return how many articles this view holds; 0 as long as they are not counted."""
        return self.in_view.get(view, 0)


@dataclass(frozen=True, slots=True)
class IndexState:
    """How far the index has come.

    complete: the last walk of the folder was finished.
    """

    complete: bool = False
    articles: int = 0
    files: int = 0
    refused: int = 0
