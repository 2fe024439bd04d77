"""How much of each section's pictures is kept, and which are missing: questions to pictures.db.

The pictures of all articles count. Which those are the index tells; where the page of an article
that was opened showed others, `misread` says so and `shown` holds.

Most pictures are in one article, and most articles in one section: those are summed up by section,
and the sums are added up the tree. What is left (`special`) is counted one by one, so that each
picture counts once.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reader.library.database import path_text
from reader.library.index.index_file import ROOT
from reader.library.index.queries import section_id
from reader.library.pictures.picture_index import PictureIndex
from reader.model import PICTURE_KEY, Coverage, MissingPicture, PictureProblem

# A failure beside a picture that is kept is an old one.
_FATES = """
    INSERT INTO temp.fate SELECT key, problem, kept, NOT kept AND problem = :gone,
        NOT kept AND problem IN (:refused, :no_referer),
        NOT kept AND problem NOT IN ('', :gone, :refused, :no_referer), 0
    FROM (SELECT substr(picture, 1, :digits) AS key, max(kind <> 'failure') AS kept,
            max(CASE WHEN kind = 'failure' THEN problem ELSE '' END) AS problem
        FROM main.file WHERE kind <> 'thumbnail' GROUP BY key)
"""
# An article counts as it was seen, as long as the index says what it said then.
_MISREAD = """
    INSERT INTO temp.misread_row SELECT a.row, a.identity
    FROM main.misread m CROSS JOIN idx.article a ON a.identity = m.article
    WHERE m.told = coalesce((SELECT group_concat(key, ' ')
        FROM (SELECT key FROM idx.picture WHERE row = a.row ORDER BY key)), '')
"""
_SPECIAL = """
    INSERT OR IGNORE INTO temp.special
    SELECT key FROM idx.picture INDEXED BY picture_key GROUP BY key HAVING count(*) > 1
    UNION SELECT p.key FROM idx.article a INDEXED BY article_places
        CROSS JOIN idx.picture p ON p.row = a.row WHERE a.places > 1
    UNION SELECT p.key FROM temp.misread_row m CROSS JOIN idx.picture p ON p.row = m.row
    UNION SELECT substr(s.picture, 1, :digits)
        FROM temp.misread_row m CROSS JOIN main.shown s ON s.article = m.identity
"""
_MARKED = """
    INSERT INTO temp.fate SELECT key, '', 0, 0, 0, 0, 1 FROM temp.special WHERE true
    ON CONFLICT (key) DO UPDATE SET special = 1
"""
_PAIRS = """
    INSERT OR IGNORE INTO temp.pair
    SELECT p.key, p.row FROM temp.special s CROSS JOIN idx.picture p ON p.key = s.key
        WHERE p.row NOT IN (SELECT row FROM temp.misread_row)
    UNION ALL SELECT substr(s.picture, 1, :digits), m.row
        FROM temp.misread_row m CROSS JOIN main.shown s ON s.article = m.identity
"""
_LINES = """
    INSERT INTO temp.line
    WITH RECURSIVE line (home, section) AS (
        SELECT id, id FROM idx.section
        UNION SELECT l.home, s.parent FROM line l JOIN idx.section s ON s.id = l.section
            WHERE s.parent IN (SELECT id FROM idx.section))
    SELECT home, section FROM line
"""
_BY_HOME = """
    SELECT a.home, count(*), coalesce(sum(f.kept), 0), coalesce(sum(f.gone), 0),
        coalesce(sum(f.refused), 0), coalesce(sum(f.failed), 0)
    FROM idx.article a INDEXED BY article_home CROSS JOIN idx.picture p ON p.row = a.row
        LEFT JOIN temp.fate f ON f.key = p.key
    WHERE f.special IS NOT 1 GROUP BY a.home
"""
_SPECIAL_BY_SECTION = """
    SELECT section, count(*), coalesce(sum(f.kept), 0), coalesce(sum(f.gone), 0),
        coalesce(sum(f.refused), 0), coalesce(sum(f.failed), 0)
    FROM (SELECT DISTINCT l.section, p.key FROM temp.pair p
            CROSS JOIN idx.file o ON o.row = p.row CROSS JOIN temp.line l ON l.home = o.section)
        LEFT JOIN temp.fate f USING (key)
    GROUP BY section
"""
# Those that a page has shown, and those of the list's thumbnails that could not be had.
_MISSING = """
    SELECT identity, title, url, problem FROM (
    SELECT a.identity, a.title, a.date, a.row, s.url, coalesce(f.problem, '') AS problem
        FROM main.shown s CROSS JOIN idx.article a ON a.identity = s.article
        LEFT JOIN temp.fate f ON f.key = substr(s.picture, 1, :digits)
        WHERE NOT coalesce(f.kept, 0)
    UNION SELECT a.identity, a.title, a.date, a.row, x.url, f.problem
        FROM temp.fate f CROSS JOIN idx.picture p ON p.key = f.key
        CROSS JOIN idx.article a ON a.row = p.row
        CROSS JOIN main.file x ON x.picture >= f.key AND x.picture < f.key || 'g'
            AND x.kind = 'failure'
        WHERE NOT f.kept AND p.row NOT IN (SELECT row FROM temp.misread_row)) found
    WHERE EXISTS (SELECT 1 FROM idx.listing o
        WHERE o.section = :section AND o.date = found.date AND o.row = found.row)
    ORDER BY date DESC, row, url LIMIT :limit
"""
_VALUES = {
    "digits": PICTURE_KEY,
    "gone": PictureProblem.GONE.value,
    "refused": PictureProblem.REFUSED.value,
    "no_referer": PictureProblem.NO_REFERER.value,
}
_TABLES = {
    "fate": "key TEXT PRIMARY KEY, problem TEXT, kept, gone, refused, failed, special",
    "misread_row": "row INTEGER PRIMARY KEY, identity BLOB",
    "special": "key TEXT PRIMARY KEY",
    "pair": "key TEXT, row INTEGER, PRIMARY KEY (key, row)",
    "line": "home INTEGER, section INTEGER, PRIMARY KEY (home, section)",
}


def coverage(index: PictureIndex, index_db: Path) -> dict[tuple[str, ...], Coverage]:
    """By section of this folder, () for all of it; sections without a picture are left out.

    Raises LibraryError.
    """
    with index.told("Counting the pictures"), _with_tables(index, index_db) as usable:
        if not usable:
            return {}
        db = index.db
        sections = {
            number: (parent, path_text(name))
            for number, parent, name in db.execute("SELECT id, parent, name FROM idx.section")
        }
        for statement in (_SPECIAL, _MARKED, _PAIRS, _LINES):
            db.execute(statement, _VALUES)
        sums: dict[int, list[int]] = {}
        for home, *figures in db.execute(_BY_HOME):
            for section in _line(sections, home):
                _add(sums, section, figures)
        for section, *figures in db.execute(_SPECIAL_BY_SECTION):
            _add(sums, section, figures)
    return {_path(sections, n): Coverage(*figures) for n, figures in sums.items()}


def _add(sums: dict[int, list[int]], section: int, figures: Sequence[int]) -> None:
    former = sums.get(section, [0] * len(figures))
    sums[section] = [one + other for one, other in zip(former, figures, strict=True)]


def _line(sections: dict[int, tuple[int, str]], section: int) -> list[int]:
    """Return a section and all that it lies in."""
    line: list[int] = []
    while section in sections and len(line) <= len(sections):
        line.append(section)
        section = sections[section][0]
    return line


def _path(sections: dict[int, tuple[int, str]], section: int) -> tuple[str, ...]:
    line = reversed(_line(sections, section))
    return tuple(sections[number][1] for number in line if number != ROOT)


def missing(
    index: PictureIndex, index_db: Path, section: Sequence[str], limit: int
) -> list[MissingPicture]:
    """Return the pictures of a section of which the address is known and nothing is kept.

    Those of the newest articles come first.

    Raises LibraryError.
    """
    with index.told("Looking for missing pictures"), _with_tables(index, index_db) as usable:
        if not usable:
            return []
        number = section_id(index.db, section)
        values = {**_VALUES, "section": number, "limit": limit}
        rows = index.db.execute(_MISSING, values).fetchall()
    return [MissingPicture(article.hex(), title, url, why) for article, title, url, why in rows]


@contextmanager
def _with_tables(index: PictureIndex, index_db: Path) -> Iterator[bool]:
    """Return the index attached, and what both questions ask of; False where there is no index."""
    with index.with_index(index_db) as usable:
        # One transaction: the index may be written meanwhile. Its end takes the tables with it.
        index.db.execute("BEGIN")
        try:
            if usable:
                for name, columns in _TABLES.items():
                    index.db.execute(f"CREATE TEMP TABLE {name} ({columns}) WITHOUT ROWID")
                index.db.execute(_FATES, _VALUES)
                index.db.execute(_MISREAD)
            yield usable
        finally:
            if index.db.in_transaction:  # what is interrupted ends it itself
                index.db.execute("ROLLBACK")
