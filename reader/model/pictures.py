"""What is known of the pictures that are kept, and of those that are missing."""

from dataclasses import dataclass

from reader.language import _, listed, ngettext


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of the picture cache.

    name: 64 hex digits of the URL, then what tells its files apart.
    size: bytes on disk. kind: a format, "thumbnail" or "failure". problem: of a failure.
    width, height: pixels. used: seconds since the epoch, when it was last read or written.
    """

    name: str
    url: str
    size: int
    kind: str
    width: int = 0
    height: int = 0
    problem: str = ""
    used: float = 0.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of some articles' pictures are kept; each picture counts once.

    failed: asked for and not had, for any other reason. What is none of these was never asked for.
    """

    pictures: int = 0
    kept: int = 0
    gone: int = 0
    refused: int = 0
    failed: int = 0

    @property
    def untried(self) -> int:
        """Those that were never asked for."""
        return self.pictures - self.kept - self.gone - self.refused - self.failed

    @property
    def sentence(self) -> str:
        """Say “1,240 of 1,310 pictures kept, 38 gone, 32 refused”; "" where there are none."""
        if not self.pictures:
            return ""
        parts = [
            ngettext(
                "{kept:,} of {count:,} picture kept",
                "{kept:,} of {count:,} pictures kept",
                self.pictures,
            ).format(kept=self.kept, count=self.pictures)
        ]
        for number, words in (
            (self.gone, _("{count:,} gone")),
            (self.refused, _("{count:,} refused")),
            (self.failed, _("{count:,} failed")),
        ):
            if number:
                parts.append(words.format(count=number))
        return listed(parts)


@dataclass(frozen=True, slots=True)
class MissingPicture:
    """A picture of an article that is not kept. problem: why, "" where it was never asked for."""

    article: str
    title: str
    url: str
    problem: str


@dataclass(frozen=True, slots=True)
class OfflineJob:
    """Saving pictures for offline, as far as it has come.

    title: what is saved, for the person. articles: how many in all; left: those still to do.
    kept, failed: pictures; size: bytes fetched.
    """

    folder: str
    title: str
    paused: bool
    articles: int
    left: int
    kept: int = 0
    failed: int = 0
    size: int = 0
