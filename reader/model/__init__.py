"""What things are: frozen dataclasses and errors, standard library only; nothing here does I/O.

To make a frozen dataclass takes half a millisecond: each module is loaded when one of its names is
first asked for, so that a start pays for none that it does not use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.article import Article, DateSource
    from reader.model.errors import (
        BroadsheetError,
        FileRefusedError,
        FolderError,
        LibraryError,
        PictureError,
        PictureProblem,
    )
    from reader.model.headline import (
        CATEGORIES,
        Counts,
        Headline,
        IndexState,
        Query,
        Section,
        Status,
        category_section,
        tag_section,
    )
    from reader.model.note import Note, NoteCode
    from reader.model.page import Formula, Page, Picture, Version
    from reader.model.picture_key import PICTURE_KEY, picture_digest
    from reader.model.pictures import Coverage, KeptFile, MissingPicture, OfflineJob
    from reader.model.precision import DatePrecision, known_number, precision_of

__all__ = [
    "CATEGORIES",
    "PICTURE_KEY",
    "Article",
    "BroadsheetError",
    "Counts",
    "Coverage",
    "DatePrecision",
    "DateSource",
    "FileRefusedError",
    "FolderError",
    "Formula",
    "Headline",
    "IndexState",
    "KeptFile",
    "LibraryError",
    "MissingPicture",
    "Note",
    "NoteCode",
    "OfflineJob",
    "Page",
    "Picture",
    "PictureError",
    "PictureProblem",
    "Query",
    "Section",
    "Status",
    "Version",
    "category_section",
    "known_number",
    "picture_digest",
    "precision_of",
    "tag_section",
]

_WHERE = {
    "Article": "article",
    "BroadsheetError": "errors",
    "CATEGORIES": "headline",
    "Counts": "headline",
    "Coverage": "pictures",
    "DatePrecision": "precision",
    "DateSource": "article",
    "FileRefusedError": "errors",
    "FolderError": "errors",
    "Formula": "page",
    "Headline": "headline",
    "IndexState": "headline",
    "KeptFile": "pictures",
    "LibraryError": "errors",
    "MissingPicture": "pictures",
    "Note": "note",
    "NoteCode": "note",
    "OfflineJob": "pictures",
    "Page": "page",
    "Picture": "page",
    "PictureError": "errors",
    "PictureProblem": "errors",
    "Query": "headline",
    "Section": "headline",
    "Status": "headline",
    "Version": "page",
    "PICTURE_KEY": "picture_key",
    "category_section": "headline",
    "picture_digest": "picture_key",
    "known_number": "precision",
    "precision_of": "precision",
    "tag_section": "headline",
}


def __getattr__(name: str) -> object:
    """Return a name of this room from its module; asked for once, then it stands here."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = found
    return found
