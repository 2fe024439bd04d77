"""An article made ready to be shown: sanitized, with its pictures behind opaque keys."""

from dataclasses import dataclass

from reader.model.note import Note
from reader.model.precision import DatePrecision

HERE = "at-9999"
"""The id, in a page, of the place that a link of another article led to."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page.

    key: what stands in the page's `src`: "picture:0", "picture:1" … in order of appearance.
    url: http(s) URL, data URI, or a path as the article wrote it, percent-decoded or not
         (resolved against the article's folder, then the root, by images.local).
    width, height: pixels as the article says, 0 where it does not.
    """

    key: str
    url: str
    alt: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of a page, set.

    key: what stands in the page's `src`: "formula:0", "formula:1" … in order of appearance.
    width, ascent, descent: in ems, from the baseline.
    path: its outline: "M 0 0 L 10 0 Q 9 9 0 10 Z", in thousandths of an em, downwards.
    """

    key: str
    tex: str
    width: float
    ascent: float
    descent: float
    path: str
    display: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """Another text of the same article: a translation, an excerpt, an earlier one.

    path: of its file, relative to the folder. label: what tells it from the others; a BCP 47 tag,
    or as its folder calls it, where language is True.
    """

    path: str
    label: str
    language: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What the article pane shows.

    date_precision: how much of the date was written. draft: whether it says that it is one.
    undated: whether its date is but the time that most files of the folder have.
    section: where the sidebar shows it.
    html: the body, sanitized, made for QTextDocument; every `src` is a Picture's key, or a
          Formula's.
    language: BCP 47 tag told from front matter or text ("zh-Hans", "zh-Hant", "ja", "ko", "en" …),
              "" where it cannot be told.
    minutes: reading time, at least 1.
    foretold: the http(s) addresses that were taken for those of its pictures before it was made.
    """

    id: str
    path: str
    title: str
    author: str
    source: str
    url: str
    date: float
    date_known: bool
    categories: tuple[str, ...]
    html: str
    section: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    language: str = ""
    minutes: int = 1
    notes: tuple[Note, ...] = ()
    foretold: tuple[str, ...] = ()
    date_precision: DatePrecision = DatePrecision.MINUTE
    tags: tuple[str, ...] = ()
    draft: bool = False
    formulas: tuple[Formula, ...] = ()
    versions: tuple[Version, ...] = ()
    undated: bool = False
