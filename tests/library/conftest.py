"""Articles made by hand, and an index of them in a folder of its own."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from reader.library.index.entry import entry_of
from reader.library.index.writer import IndexWriter
from reader.library.library import Library
from reader.model import Article, DateSource, Query

FIRST_DAY = datetime(2022, 5, 1, tzinfo=UTC)


def digest(*parts: str) -> hashlib.blake2b:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16)


@dataclass(frozen=True)
class File:
    path: str
    size: int = 1
    mtime_ns: int = 1_700_000_000 * 10**9


def mark_read(library: Library, query: Query) -> list[str]:
    """Mark all of a list as read; the ids that really changed."""
    ids = [headline.id for headline in library.headlines(library.rows(query))]
    return library.set_read(ids, True)


class Shelf:
    """The two databases of one folder, and what the folder would hold."""

    def __init__(self, folder: Path):
        self.state_db = folder / "state.db"
        self.index_db = folder / "library" / "index.db"
        self.paths: set[str] = set()
        self._libraries: list[Library] = []

    def article(
        self,
        path: str = "a.md",
        title: str = "",
        *,
        day: int = 0,
        text: str = "",
        url: str = "",
        id_: str = "",
        **other: Any,
    ) -> Article:
        title = title or path.rpartition("/")[2].removesuffix(".md")
        date = FIRST_DAY + timedelta(days=day)
        values: dict[str, Any] = {
            "id": id_ or digest("id", url or title, "" if url else str(date)).hexdigest(),
            "place": digest("place", path, title).hexdigest(),
            "path": path,
            "title": title,
            "date": date,
            "date_source": DateSource.ARTICLE,
            "categories": (),
            "section": tuple(path.split("/")[:-1]),
            "author": "",
            "source": "",
            "url": url,
            "thumbnail": "",
            "html": f"<p>{text}</p>",
            "text": text,
        }
        return Article(**(values | other))

    def writer(self, **options: Any) -> IndexWriter:
        return IndexWriter.open(self.index_db, self.state_db, **options)

    def add(self, *articles: Article, mtime: int = 1_700_000_000) -> None:
        """What one run of the ingest process does with these files."""
        writer = self.writer()
        try:
            for article in articles:
                self.paths.add(article.path)
                content = digest(article.title, str(article.date), article.url, article.text)
                file = File(article.path, len(article.text), mtime * 10**9)
                writer.add(entry_of(article), file, content.digest(), self.paths.__contains__)
            writer.finish(complete=True)
        finally:
            writer.close()

    def remove(self, *paths: str) -> None:
        self.paths -= set(paths)
        writer = self.writer()
        writer.remove(paths)
        writer.finish(complete=True)
        writer.close()

    def library(self) -> Library:
        library = Library.open(self.state_db, self.index_db)
        self._libraries.append(library)
        return library

    def close(self) -> None:
        for library in self._libraries:
            library.close()


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close()


@pytest.fixture
def titles() -> Callable[..., list[str]]:
    """The titles of a list, in its order."""

    def titles(library: Library, query: Query) -> list[str]:
        return [headline.title for headline in library.headlines(library.rows(query))]

    return titles


@pytest.fixture
def noise_over() -> Callable[..., None]:
    """Write noise over a stretch of a file."""

    def noise_over(file: Path, start: int = 0, length: int | None = None) -> None:
        data = bytearray(file.read_bytes())
        end = len(data) if length is None else min(start + length, len(data))
        for number in range(start, end):
            data[number] = (number * 97 + 13) % 251
        file.write_bytes(bytes(data))

    return noise_over
