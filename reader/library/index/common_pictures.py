"""Pictures that stand for so many articles of a source that they stand for none: adverts, logos."""

import sqlite3

MANY = 5
"""Articles of one source that begin with a picture, from which on it may be the source's own."""
SHARE = 0.02
"""Of the source's articles; of a large one some tell of the same event, and show the same."""

# A path without "/" before it is another picture in each folder.
_SEVERAL = """
    SELECT source, thumbnail, count(*) FROM article
    WHERE thumbnail GLOB 'http*' OR thumbnail GLOB 'data:*' OR thumbnail GLOB '/*'
    GROUP BY source, thumbnail HAVING count(*) >= ?
"""
_ARTICLES = "SELECT source, count(*) FROM article GROUP BY source"


def find_common(db: sqlite3.Connection) -> None:
    """Note which pictures are nobody's thumbnail, as the articles are now. Raises sqlite3.Error."""
    db.execute("DELETE FROM common_picture")
    several = db.execute(_SEVERAL, (MANY,)).fetchall()
    if several:
        articles = dict(db.execute(_ARTICLES).fetchall())
        db.executemany(
            "INSERT INTO common_picture VALUES (?, ?)",
            [
                (source, thumbnail)
                for source, thumbnail, count in several
                if count >= SHARE * articles[source]
            ],
        )
