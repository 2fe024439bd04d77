"""Which files are one article: those of one address or title whose texts nearly agree.

Texts are compared only there; what a row's text is, its file is read for once more, which few are.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.bounds import ALIKE, SKETCHES
from reader.library.database import path_text
from reader.library.index.carry_over import Before
from reader.library.index.sketch import (
    NEAR,
    SHORT,
    Sketch,
    nearness,
    sketch,
    text_length,
    title_key,
)

if TYPE_CHECKING:
    from reader.library.index.entry import Entry

Words = Callable[[str], str | None]
"""Returns the text of the file at a path, as the search tables get it; None where there is none."""

BEFORE = """
    SELECT a.row, a.identity, a.place, a.date, a.date_known, a.content, a.doc, a.path,
        a.title, a.url, a.key, a.text_mark, a.thumbnail, coalesce(a.told_date, a.date)
    FROM article a
"""
_OF_KEY = BEFORE + " WHERE a.identity = ? OR a.key = ? LIMIT ?"
_OF_TITLE = BEFORE + " WHERE a.title_key = ? LIMIT ?"
_OF_TEXT = BEFORE + " WHERE a.title_key = ? AND a.text_mark = ? LIMIT ?"
_ALIASED = BEFORE + " JOIN alias l ON l.row = a.row WHERE l.identity = ?"

TELLING = 200
"""Characters below which a text is too short to tell so where the titles are not the same."""

SURE = 0.95
"""How near texts are to be where the title is all that their articles share."""


class Folding:
    """Finds the row that a file's article is already. Raises sqlite3.Error."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """db: the index, open for writing."""
        self._db = db
        self._sketches: OrderedDict[int, tuple[int, Sketch]] = OrderedDict()

    def row_of(self, entry: "Entry", words: Words, besides: int = 0) -> Before | None:
        """Return the row of the same text, but for the row `besides`; None where there is none."""
        key = bytes.fromhex(entry.identity)
        family = self._rows(_OF_KEY, key, key, ALIKE)
        titled = self._rows(_OF_TITLE, entry.title_key, ALIKE)
        if len(titled) == ALIKE and entry.text_mark:
            titled += self._rows(_OF_TEXT, entry.title_key, entry.text_mark, 1)
        if not family and not titled:
            return None
        aliased = self._rows(_ALIASED, key) if titled else []
        for row in (*family, *aliased):
            if row.row != besides and self.agrees(entry, row, words):
                return row
        for row in titled:
            if row.row != besides and self._is_twin(entry, row, words):
                return row
        return None

    def agrees(self, entry: "Entry", row: Before, words: Words, near: float = NEAR) -> bool:
        """Return whether a text of the row's address or title nearly agrees with the row's."""
        one, other = text_length(entry.text_mark), text_length(row.text_mark)
        if min(one, other) < TELLING and entry.title_key != title_key(row.title):
            return False  # "Read more on our site", and nothing else
        if entry.text_mark == row.text_mark:
            # What has no words to speak of is told by its pictures.
            return one >= SHORT or self._shows_the_same(entry, row)
        if min(one, other) < SHORT or min(one, other) < max(one, other) * near:
            return False
        before = self._sketch_of(row, words)
        return before is not None and nearness(_sketch(entry), before) >= near

    def _is_twin(self, entry: "Entry", row: Before, words: Words) -> bool:
        """Whether this is the row's article, which its generator wrote twice with other dates."""
        urls = _unquoted(entry.url), _unquoted(row.url)
        if all(urls) and urls[0] != urls[1]:
            return False
        if text_length(entry.text_mark) < SHORT:
            return False
        return self.agrees(entry, row, words, SURE)

    def _shows_the_same(self, entry: "Entry", row: Before) -> bool:
        found = self._db.execute("SELECT key FROM picture WHERE row = ? ORDER BY key", (row.row,))
        return entry.thumbnail == row.thumbnail and entry.pictures == tuple(
            key for (key,) in found.fetchall()
        )

    def _rows(self, statement: str, *values: object) -> list[Before]:
        return [Before(*found) for found in self._db.execute(statement, values)]

    def _sketch_of(self, row: Before, words: Words) -> Sketch | None:
        kept = self._sketches.get(row.row)
        if kept is not None and kept[0] == row.text_mark:
            self._sketches.move_to_end(row.row)
            return kept[1]
        text = words(path_text(row.path))
        if text is None:
            return None
        made = sketch(text)
        self.keep(row.row, row.text_mark, made)
        return made

    def keep(self, row: int, text_mark: int, made: Sketch) -> None:
        """Remember the sketch of a row's text."""
        self._sketches[row] = text_mark, made
        if len(self._sketches) > SKETCHES:
            self._sketches.popitem(last=False)


def words_in(entry: "Entry") -> str:
    """Return the text that an entry has for the search tables, without its title."""
    return entry.text_words.decode("utf-8", "replace")[len(entry.title_words) :]


def _sketch(entry: "Entry") -> Sketch:
    return sketch(words_in(entry))


def _unquoted(url: str) -> str:
    for quote in ("%22", "%27", '"', "'"):
        url = url.replace(quote, "")
    return url
