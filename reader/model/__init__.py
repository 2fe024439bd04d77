"""What things are: frozen dataclasses and errors, standard library only; nothing here does I/O."""

from reader.model.article import Article, DateSource
from reader.model.errors import (
    BroadsheetError,
    FileRefusedError,
    FolderError,
    LibraryError,
    PictureError,
    PictureProblem,
)
from reader.model.headline import Counts, Headline, IndexState, Query, Section, Status, View
from reader.model.page import Page, Picture
from reader.model.pictures import Coverage, KeptFile, MissingPicture, OfflineJob

__all__ = [
    "Article",
    "BroadsheetError",
    "Counts",
    "Coverage",
    "DateSource",
    "FileRefusedError",
    "FolderError",
    "Headline",
    "IndexState",
    "KeptFile",
    "LibraryError",
    "MissingPicture",
    "OfflineJob",
    "Page",
    "Picture",
    "PictureError",
    "PictureProblem",
    "Query",
    "Section",
    "Status",
    "View",
]
