"""What a person is told about one file: codes with values, and the one table of their sentences.

Codes travel and are stored; a sentence is made of one where it is shown, so that it can be reworded
and translated.
"""

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from reader.language import N_, _


class NoteCode(StrEnum):
    """Say what was odd in a file, what was cut from it, or why it is not shown. Stored."""

    LOOSE_FRONT_MATTER = "loose-front-matter"
    NO_DATE = "no-date"
    BAD_DATE = "bad-date"
    NOT_UTF_8 = "not-utf-8"
    """Value: the encoding."""
    OPENED = "opened"
    SITE = "site"
    WHOLE_SITE = "whole-site"

    CUT_MARKDOWN = "cut-markdown"
    CUT_LENGTH = "cut-length"
    CUT_DEPTH = "cut-depth"
    CUT_END = "cut-end"
    CUT_AMPERSANDS = "cut-ampersands"
    """Value: how many are shown."""
    CUT_MANY_PICTURES = "cut-many-pictures"
    CUT_PICTURES = "cut-pictures"
    """Value: how many are shown."""
    CUT_TABLE = "cut-table"
    CUT_TEXT = "cut-text"
    CUT_LISTING = "cut-listing"
    CUT_SCRIPTS = "cut-scripts"
    """Value: how many scripts are shown."""

    OUTSIDE = "outside"
    BEHIND_LINK = "behind-link"
    LINK = "link"
    PIPE = "pipe"
    SOCKET = "socket"
    DEVICE = "device"
    NOT_REGULAR = "not-regular"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    UNREADABLE = "unreadable"
    LONG_PATH = "long-path"
    EMPTY = "empty"
    BINARY = "binary"
    TOO_LARGE = "too-large"
    """Value: megabytes."""
    TOO_DEEP = "too-deep"
    TOO_SLOW = "too-slow"
    TOO_BIG = "too-big"
    KILLER = "killer"

    LEFT_ABOUT = "left-about"
    """Value, here and below: the name that told it, of the file, of a folder, or of a layout."""
    LEFT_INDEX = "left-index"
    LEFT_LIST = "left-list"
    LEFT_PAGE = "left-page"
    LEFT_TEMPLATE = "left-template"
    LEFT_GENERATED = "left-generated"
    LEFT_DRAFT = "left-draft"
    LEFT_ASSET = "left-asset"

    FOLDER_FORBIDDEN = "folder-forbidden"
    FOLDER_UNREADABLE = "folder-unreadable"
    FOLDER_LONG_PATH = "folder-long-path"

    PAGE_TOO_DEEP = "page-too-deep"
    PAGE_TOO_SLOW = "page-too-slow"
    PAGE_TOO_BIG = "page-too-big"
    PAGE_TOO_LONG = "page-too-long"
    PAGE_WAITS = "page-waits"
    NOT_SHOWN = "not-shown"


_SENTENCES = {
    NoteCode.LOOSE_FRONT_MATTER: N_(
        "Its front matter is not valid YAML: title, date and pictures were recovered line by line."
    ),
    NoteCode.NO_DATE: N_("It gives no date: the date shown is its file's."),
    NoteCode.BAD_DATE: N_("Its date cannot be read: the date shown is its file's."),
    NoteCode.NOT_UTF_8: N_("Its text is not UTF-8 but was read as {0}."),
    NoteCode.SITE: N_("Of this saved page the article is shown, without the site around it."),
    NoteCode.WHOLE_SITE: N_("All of this saved page is shown, the site around the article too."),
    NoteCode.OPENED: N_("Parts of it that its site hides until they are opened are shown."),
    NoteCode.CUT_MARKDOWN: N_(
        "Shortened: it holds too much Markdown, which is shown as plain text."
    ),
    NoteCode.CUT_LENGTH: N_("Shortened: this article is too long to be shown whole."),
    NoteCode.CUT_DEPTH: N_("Shortened: elements nested very deep are shown without their nesting."),
    NoteCode.CUT_END: N_(
        "Shortened: the end of this very long article is shown without its layout."
    ),
    NoteCode.CUT_AMPERSANDS: N_("Shortened: only its first {0:,} “&” are shown."),
    NoteCode.CUT_MANY_PICTURES: N_(
        "Shortened: of this article's very many pictures only the first are shown."
    ),
    NoteCode.CUT_PICTURES: N_("Shortened: only the first {0} pictures are shown."),
    NoteCode.CUT_TABLE: N_("Shortened: a very large table is shown in part."),
    NoteCode.CUT_TEXT: N_("Shortened: only the beginning of this very long text is shown."),
    NoteCode.CUT_LISTING: N_("Shortened: a very long listing is shown in part."),
    NoteCode.CUT_SCRIPTS: N_("Shortened: letters of more than {0} scripts stand as “\ufffd”."),
    NoteCode.OUTSIDE: N_("The file lies outside the folder."),
    NoteCode.BEHIND_LINK: N_("The file lies behind a symbolic link."),
    NoteCode.LINK: N_("A link that leads to no article of this folder."),
    NoteCode.PIPE: N_("This is a pipe, no regular file."),
    NoteCode.SOCKET: N_("This is a socket, no regular file."),
    NoteCode.DEVICE: N_("This is a device, no regular file."),
    NoteCode.NOT_REGULAR: N_("This is no regular file."),
    NoteCode.GONE: N_("The file is no longer there."),
    NoteCode.FORBIDDEN: N_("You have no permission to read this file."),
    NoteCode.UNREADABLE: N_("The file cannot be read."),
    NoteCode.LONG_PATH: N_("The path of this file is too long for this system."),
    NoteCode.EMPTY: N_("The file is empty."),
    NoteCode.BINARY: N_("The file holds no text, but data of another kind."),
    NoteCode.TOO_LARGE: N_("The file is too large for an article ({0:,} MB)."),
    NoteCode.TOO_DEEP: N_("The file is nested too deeply to be read."),
    NoteCode.TOO_SLOW: N_("The file takes too long to be read."),
    NoteCode.TOO_BIG: N_("The file needs more memory than there is."),
    NoteCode.KILLER: N_(
        "Reading this file ended the program twice; it is tried again when it changes."
    ),
    NoteCode.LEFT_ABOUT: N_("It tells of the folder itself: {0}."),
    NoteCode.LEFT_INDEX: N_("It introduces or lists what lies beside it: {0}."),
    NoteCode.LEFT_LIST: N_("A page of the site that lists or searches: {0}."),
    NoteCode.LEFT_PAGE: N_("A page of the site that is no news: {0}."),
    NoteCode.LEFT_TEMPLATE: N_("Pages are made from it: it lies in “{0}”."),
    NoteCode.LEFT_GENERATED: N_("It was made from the articles: it lies in “{0}”."),
    NoteCode.LEFT_DRAFT: N_("A draft: it lies in “{0}”."),
    NoteCode.LEFT_ASSET: N_("It belongs to how pages look: it lies in “{0}”."),
    NoteCode.FOLDER_FORBIDDEN: N_("You have no permission to read this folder."),
    NoteCode.FOLDER_UNREADABLE: N_("This folder cannot be read."),
    NoteCode.FOLDER_LONG_PATH: N_("The path of this folder is too long for this system."),
    NoteCode.PAGE_TOO_DEEP: N_("The article is nested too deeply to be shown."),
    NoteCode.PAGE_TOO_SLOW: N_("The article takes too long to be made ready."),
    NoteCode.PAGE_TOO_BIG: N_("The article needs more memory than there is."),
    NoteCode.PAGE_TOO_LONG: N_(
        "Making this article ready took too long. Open it again to have it tried once more."
    ),
    NoteCode.PAGE_WAITS: N_(
        "The folder's disk, or this computer, is busy. The article is shown as soon as it comes."
    ),
    NoteCode.NOT_SHOWN: N_("This article cannot be shown."),
}


class Note(NamedTuple):
    """One thing to be told, as it is stored: `values` fill its sentence, in order."""

    code: NoteCode
    values: tuple[str | int, ...] = ()

    @property
    def sentence(self) -> str:
        """Return the sentence for the person, ending in a full stop. Never raises."""
        sentence = _(_SENTENCES[self.code])
        try:
            return sentence.format(*self.values)
        except (IndexError, ValueError):  # not the values of this code: a file of ours was edited
            return sentence


def note_of(value: object) -> Note:
    """Return the note in a JSON value, `[code, [value, …]]`. Raises ValueError for another."""
    match value:
        case [str(code), [*values]] if all(type(each) in (str, int) for each in values):
            kept: list[str | int] = [each for each in values if isinstance(each, str | int)]
            return Note(NoteCode(code), tuple(kept))
    raise ValueError(f"This is no note: {value!r:.200}")


def notes_to_text(notes: Iterable[Note]) -> str:
    """Return notes as the JSON that is stored, "" for none."""
    listed = list(notes)
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":")) if listed else ""


def notes_from_text(text: str) -> tuple[Note, ...]:
    """Return the notes that notes_to_text() wrote. Raises ValueError for any other text."""
    listed = json.loads(text) if text else []
    if not isinstance(listed, list):
        raise ValueError(f"These are no notes: {text!r:.200}")  # noqa: TRY004 - as json.loads
    return tuple(map(note_of, listed))
