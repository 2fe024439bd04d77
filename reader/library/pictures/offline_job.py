"""Saving pictures for offline, as pictures.db remembers it: one job, what is left of it."""

from collections.abc import Iterable, Sequence

from reader.library import database
from reader.library.pictures.picture_index import PictureIndex
from reader.model import OfflineJob

_JOB = """
    SELECT folder, title, paused, articles, (SELECT count(*) FROM job_article), kept, failed, size
    FROM job
"""


def begin(
    index: PictureIndex, folder: str, title: str, articles: Sequence[tuple[str, str]]
) -> None:
    """Begin a new job in place of any former one: (id, path) of each article, in order."""
    rows = [(bytes.fromhex(id_), database.path_bytes(path)) for id_, path in articles]
    with index.told("Saving pictures"), database.transaction(index.db):
        index.db.execute("DELETE FROM job_article")
        index.db.execute("DELETE FROM job_picture")
        index.db.executemany("INSERT INTO job_article (article, path) VALUES (?, ?)", rows)
        index.db.execute(
            "INSERT OR REPLACE INTO job VALUES (1, ?, ?, 0, ?, 0, 0, 0)",
            (database.bindable(folder), title, len(rows)),
        )


def present(index: PictureIndex) -> OfflineJob | None:
    """Return the job there is."""
    with index.told("Saving pictures"):
        row = index.db.execute(_JOB).fetchone()
    if row is None:
        return None
    folder, title, paused, articles, left, kept, failed, size = row
    return OfflineJob(folder, title, bool(paused), articles, left, kept, failed, size)


def next_articles(index: PictureIndex, after: int, limit: int) -> list[tuple[int, str, str]]:
    """Return the next articles to visit: (number, id, path), numbers growing."""
    with index.told("Saving pictures"):
        rows = index.db.execute(
            "SELECT number, article, path FROM job_article WHERE number > ?"
            " ORDER BY number LIMIT ?",
            (after, limit),
        ).fetchall()
    return [(number, article.hex(), database.path_text(path)) for number, article, path in rows]


def counted(index: PictureIndex) -> set[str]:
    """Return the keys of the pictures that stand in the job's figures."""
    with index.told("Saving pictures"):
        return {key for (key,) in index.db.execute("SELECT key FROM job_picture")}


def visited(
    index: PictureIndex, numbers: Sequence[int], job: OfflineJob, keys: Iterable[str] = ()
) -> None:
    """All pictures of these articles came or failed; `job` bears the new figures and `paused`.

    keys: of the pictures that were counted for these articles.
    """
    with index.told("Saving pictures"), database.transaction(index.db):
        index.db.executemany(
            "DELETE FROM job_article WHERE number = ?", [(number,) for number in numbers]
        )
        index.db.executemany(
            "INSERT OR IGNORE INTO job_picture VALUES (?)", [(key,) for key in keys]
        )
        index.db.execute(
            "UPDATE job SET paused = ?, kept = ?, failed = ?, size = ?",
            (job.paused, job.kept, job.failed, job.size),
        )


def end(index: PictureIndex) -> None:
    """Forget the job."""
    with index.told("Saving pictures"), database.transaction(index.db):
        index.db.execute("DELETE FROM job_article")
        index.db.execute("DELETE FROM job_picture")
        index.db.execute("DELETE FROM job")
