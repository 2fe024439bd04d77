"""Pictures that stand for so many articles of a source that they stand for none: adverts, logos."""

import sqlite3

MANY = 5
"""Articles of one source that begin with a picture, from which on it may be the source's own."""
SHARE = 0.02
"""Of the source's articles; of a large one some tell of the same event, and show the same."""

# A path without "/" before it is another picture in each folder.
_COMMON = """
    INSERT INTO common_picture SELECT a.source, a.thumbnail FROM article a
    JOIN (SELECT source, count(*) AS articles FROM article GROUP BY source) s USING (source)
    WHERE a.thumbnail GLOB 'http*' OR a.thumbnail GLOB 'data:*' OR a.thumbnail GLOB '/*'
    GROUP BY a.source, a.thumbnail HAVING count(*) >= max(?, ? * s.articles)
"""


def find_common(db: sqlite3.Connection) -> None:
    """Note which pictures are nobody's thumbnail, as the articles are now. Raises sqlite3.Error."""
    db.execute("DELETE FROM common_picture")
    db.execute(_COMMON, (MANY, SHARE))
