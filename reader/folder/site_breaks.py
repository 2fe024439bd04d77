"""What the ends of lines mean to the generator of the site that a file belongs to."""

from functools import lru_cache

from reader.markup.markdown.line_breaks import Breaks
from reader.site.sites import Sites


def breaks_in(folder: str, path: str) -> Breaks | None:
    """Return what the ends of a file's lines mean where its text does not tell; None if unknown.

    folder: the opened one, an absolute path. path: relative to it.
    """
    return Breaks.KEPT if _sites(folder).site_of(path).kind.breaks else None


@lru_cache(maxsize=4)
def _sites(folder: str) -> Sites:
    return Sites(folder)
