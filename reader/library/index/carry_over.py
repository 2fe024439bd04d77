"""What stays as it was when an article's file changes. Pure."""

from dataclasses import dataclass

REGENERATED_WITHIN = 2 * 86400.0
"""Seconds between a file's time and an article's date: so near, a job wrote both."""


@dataclass(frozen=True, slots=True)
class Before:
    """What the index holds of an article.

    key: what it is found again by, None where that is its identity. content: as Entry has it, tells
    a moved date from a new text; text_mark: see sketch.text_mark().
    date: seconds since the epoch, by which it is listed; told: that which is shown.
    date_known: 0 where it is a file's time (model.precision).
    """

    row: int
    identity: bytes
    place: bytes
    date: float
    date_known: int
    content: bytes
    doc: int
    path: bytes
    title: str
    url: str
    key: bytes | None
    text_mark: int
    thumbnail: str
    told: float


def shown_date(
    before: Before | None, date: float, *, known: int, content: bytes, mtime: float
) -> tuple[float, int]:
    """Return the date to show, and whether it is the article's own (`known`).

    A job that rewrites the folder gives articles without a date the current time, again and again.
    Such a date must not carry an old article to the top: one that moves forward is not believed
    where the content is the same, where it stands for a file's time, or where it is the time at
    which the file was written.
    """
    if before is None or date <= before.told or (known and not before.date_known):
        return date, known
    regenerated = content == before.content or not known or abs(mtime - date) < REGENERATED_WITHIN
    return (before.told, before.date_known) if regenerated else (date, known)
