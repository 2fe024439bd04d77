"""Expected failures: one tree, each with a sentence for the person and a cause for the log."""

from enum import StrEnum
from typing import TYPE_CHECKING

from reader.language import N_, _

if TYPE_CHECKING:
    from reader.model.note import Note


class BroadsheetError(Exception):
    """An expected failure.

    sentence: what the person is told, whole and plain, ending in a full stop.
    cause: what the log gets: the technical reason.
    """

    def __init__(self, sentence: str, cause: object = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.cause = str(cause)


class FolderError(BroadsheetError):
    """The folder is missing, no folder, or unreadable."""


class FileRefusedError(BroadsheetError):
    """One file cannot be read as an article; `note` says why."""

    def __init__(self, note: "Note", cause: object = "") -> None:
        super().__init__(note.sentence, cause)
        self.note = note


class LibraryError(BroadsheetError):
    """A database cannot be opened, read or written."""


class PictureProblem(StrEnum):
    """Why a picture is missing. Stored."""

    OFFLINE = "offline"
    GONE = "gone"
    REFUSED = "refused by its host"
    NO_REFERER = "refused without a referrer"
    NOT_ASKED = "not loaded"
    UNREACHABLE = "not reachable"
    TOO_LARGE = "too large"
    PRIVATE = "private address"
    NOT_A_PICTURE = "not a picture"
    DAMAGED = "damaged"
    NOT_FOUND = "not in the folder"

    @property
    def words(self) -> str:
        """Return it for the person, in a few words."""
        return _(_WORDS[self])


_WORDS = {
    PictureProblem.OFFLINE: N_("offline"),
    PictureProblem.GONE: N_("gone"),
    PictureProblem.REFUSED: N_("refused by its host"),
    PictureProblem.NO_REFERER: N_("refused without a referrer"),
    PictureProblem.NOT_ASKED: N_("not loaded"),
    PictureProblem.UNREACHABLE: N_("not reachable"),
    PictureProblem.TOO_LARGE: N_("too large"),
    PictureProblem.PRIVATE: N_("private address"),
    PictureProblem.NOT_A_PICTURE: N_("not a picture"),
    PictureProblem.DAMAGED: N_("damaged"),
    PictureProblem.NOT_FOUND: N_("not in the folder"),
}


class PictureError(BroadsheetError):
    """A picture cannot be had; `problem` says which way."""

    def __init__(self, problem: PictureProblem, cause: object = "") -> None:
        sentence = _("The picture could not be loaded: {why}.")
        super().__init__(sentence.format(why=problem.words), cause)
        self.problem = problem
