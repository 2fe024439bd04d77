"""How much of each section's pictures is kept, and which are missing: questions to pictures.db."""

from collections.abc import Sequence
from pathlib import Path

from reader.library.database import path_text
from reader.library.index import section_id
from reader.library.index_file import ROOT
from reader.library.picture_index import PictureIndex
from reader.model import Coverage, MissingPicture, PictureProblem

# A failure beside a picture that is kept is an old one: min() makes "" of the two.
_STATES = """
    CREATE TEMP TABLE fate AS
    SELECT s.picture, max(f.name IS NOT NULL AND f.kind NOT IN ('failure', 'thumbnail')) AS kept,
        max(CASE WHEN f.kind = 'failure' THEN f.problem ELSE '' END) AS problem
    FROM (SELECT DISTINCT picture FROM shown) s LEFT JOIN file f ON f.picture = s.picture
    GROUP BY s.picture
"""
_BY_SECTION = """
    SELECT section, count(*), sum(kept), sum(NOT kept AND problem = :gone),
        sum(NOT kept AND problem IN (:refused, :no_referer))
    FROM (SELECT DISTINCT o.section, s.picture FROM shown s
            CROSS JOIN idx.article a ON a.identity = s.article
            CROSS JOIN idx.listing o ON o.row = a.row AND o.date = a.date
                AND o.section IN (SELECT id FROM idx.section))
        JOIN temp.fate USING (picture)
    GROUP BY section
"""
_MISSING = """
    SELECT DISTINCT a.identity, a.title, s.url, t.problem
    FROM shown s CROSS JOIN idx.article a ON a.identity = s.article
    JOIN temp.fate t ON t.picture = s.picture
    WHERE NOT t.kept AND EXISTS (SELECT 1 FROM idx.listing o
        WHERE o.section = :section AND o.date = a.date AND o.row = a.row)
    ORDER BY a.date DESC, a.row, s.url LIMIT :limit
"""
_PROBLEMS = {
    "gone": PictureProblem.GONE.value,
    "refused": PictureProblem.REFUSED.value,
    "no_referer": PictureProblem.NO_REFERER.value,
}


def coverage(index: PictureIndex, index_db: Path) -> dict[tuple[str, ...], Coverage]:
    """By section of this folder, () for all of it; sections without a known picture are left out.

    Raises LibraryError.
    """
    with index.told("Counting the pictures"), index.with_index(index_db) as usable:
        if not usable:
            return {}
        names = {
            number: (parent, path_text(name))
            for number, parent, name in index.db.execute("SELECT id, parent, name FROM idx.section")
        }
        index.db.execute("DROP TABLE IF EXISTS temp.fate")
        index.db.execute(_STATES)
        try:
            index.db.execute("CREATE INDEX temp.fate_picture ON fate (picture)")
            rows = index.db.execute(_BY_SECTION, _PROBLEMS).fetchall()
        finally:
            index.db.execute("DROP TABLE temp.fate")
    found = {}
    for section, pictures, kept, gone, refused in rows:
        other = pictures - kept - gone - refused
        found[_path(names, section)] = Coverage(pictures, kept, gone, refused, other)
    return found


def _path(names: dict[int, tuple[int, str]], section: int) -> tuple[str, ...]:
    path: list[str] = []
    while section != ROOT and section in names:
        section, name = names[section]
        path.insert(0, name)
    return tuple(path)


def missing(
    index: PictureIndex, index_db: Path, section: Sequence[str], limit: int
) -> list[MissingPicture]:
    """The pictures of a section that are not kept, the newest articles first.

    Raises LibraryError.
    """
    with index.told("Looking for missing pictures"), index.with_index(index_db) as usable:
        if not usable:
            return []
        number = section_id(index.db, section)
        index.db.execute("DROP TABLE IF EXISTS temp.fate")
        index.db.execute(_STATES)
        try:
            rows = index.db.execute(_MISSING, {"section": number, "limit": limit}).fetchall()
        finally:
            index.db.execute("DROP TABLE temp.fate")
    return [MissingPicture(article.hex(), title, url, why) for article, title, url, why in rows]
