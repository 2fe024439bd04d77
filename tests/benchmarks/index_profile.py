"""Where the time of a whole index goes: processor time of each part, in one process.

The parts are the program's own functions, one after the other on the same files.
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from itertools import islice

from reader.folder.article_file import article_from_bytes
from reader.folder.decode import decode_as
from reader.folder.file_bytes import read_bytes
from reader.folder.front_matter import read_front_matter
from reader.folder.walk import FoundFile, walk
from reader.ingest.answer import LENGTH, Answer, Outcome, answer_from_bytes, answer_to_bytes
from reader.library.index.entry import Entry, entry_of
from reader.library.index.search import spaced
from reader.library.index.writer import IndexWriter
from reader.markup.text.text import plain_text
from reader.model import Article, FileRefusedError
from tests.benchmarks.place import Place

BATCH, COMMIT = 64, 2048
FILES = 10_000
"""So many are looked at, at most."""


class Profile:
    """Processor time by part."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.files = 0
        self._running: list[str] = []

    @contextmanager
    def part(self, name: str, *, of: str = "") -> Iterator[None]:
        """What runs in here belongs to this part, and no more to the one that it is a part of.

        of: that one, where it does not run around this just now.
        """
        of = of or (self._running[-1] if self._running else "")
        self._running.append(name)
        began = time.thread_time()
        try:
            yield
        finally:
            taken = time.thread_time() - began
            self._running.pop()
            self.seconds[name] += taken
            if of:
                self.seconds[of] -= taken

    def __str__(self) -> str:
        """Percent of the whole and microseconds a file."""
        whole = sum(self.seconds.values())
        parts = (
            f"{name} {seconds / whole:.0%} ({seconds / self.files * 1e6:.0f} µs)"
            for name, seconds in self.seconds.items()
        )
        return f"{', '.join(parts)}; all {whole / self.files * 1e6:.0f} µs a file"


class _Timed(IndexWriter):
    """The index, told apart from the search table's share of it."""

    profile: Profile

    def _flush_texts(self) -> None:
        with self.profile.part("FTS5"):
            super()._flush_texts()


def profile(place: Place) -> Profile:
    """That of the first FILES files of the folder."""
    data = place.fresh_data("profile-data")
    data.mkdir()
    writer = _Timed.open(data / "index.db", data / "state.db")
    taken = Profile()
    assert isinstance(writer, _Timed)
    writer.profile = taken
    with taken.part("walk"):
        files = list(islice(walk(place.folder), FILES))
    taken.files = len(files)
    for first in range(0, len(files), BATCH):
        answers = _read(taken, str(place.folder), files[first : first + BATCH])
        with taken.part("other tables"):
            for file, answer in answers:
                if answer.entry is not None:
                    writer.add(answer.entry, file, answer.fingerprint, lambda _: True)
        if first // COMMIT != (first + BATCH) // COMMIT:
            with taken.part("commit"):
                writer.commit()
    with taken.part("commit"):
        writer.finish(complete=True)
    writer.close()
    place.fresh_data("profile-data")
    return taken


def _read(taken: Profile, folder: str, files: list[FoundFile]) -> list[tuple[FoundFile, Answer]]:
    """These files as the reading process has them, and as they come to the writing one."""
    with taken.part("read"):
        read = [read_bytes(f"{folder}/{file.path}").data for file in files]
        prints = [blake2b(data, digest_size=16).digest() for data in read]
    rest = "other fields"
    with taken.part("front matter", of=rest):
        for data in read:
            read_front_matter(decode_as(data)[0])
    articles: list[tuple[FoundFile, bytes, Article]] = []
    with taken.part(rest):
        for file, data, fingerprint in zip(files, read, prints, strict=True):
            try:
                article = article_from_bytes(data, file.path, file.mtime_ns)
            except FileRefusedError:
                continue
            articles.append((file, fingerprint, article))
    with taken.part("HTML to text", of=rest):
        for _, _, article in articles:
            plain_text(article.html)
    entries: list[Entry] = []
    with taken.part("what the list shows"):
        entries.extend(entry_of(article) for _, _, article in articles)
    with taken.part("CJK spacing", of="what the list shows"):
        for _, _, article in articles:
            spaced(article.text)
    with taken.part("between the processes"):
        answers = []
        for (file, fingerprint, _), entry in zip(articles, entries, strict=True):
            sent = Answer(
                Outcome.READ, file.size, file.mtime_ns, fingerprint=fingerprint, entry=entry
            )
            answers.append((file, answer_from_bytes(answer_to_bytes(sent)[LENGTH.size :])))
    return answers
