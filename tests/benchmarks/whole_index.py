"""Figure: the whole index with its full text, from nothing."""

import re
import resource
import sqlite3
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median

from tests.benchmarks.figure import Figure
from tests.benchmarks.index_profile import profile
from tests.benchmarks.place import Place, alone, ingest
from tests.benchmarks.unchanged import files_below

BATCH = 2000
_CJK = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]+")


def _apart(run: re.Match[str]) -> str:
    return f" {' '.join(run[0])} "


class Floor:
    """The least there is to do: read every byte, put the spaces in, insert. Seconds of each."""

    def __init__(self, folder: Path, index: Path) -> None:
        self.read = self.spaced = self.inserted = 0.0
        self._rows = count(1)
        self._names = sorted(files_below(folder))
        self._folder = folder
        self._db = sqlite3.connect(index, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(
            "CREATE VIRTUAL TABLE plain USING fts5"
            " (text, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2')"
        )
        for texts in self._texts():
            self._insert(self._space(texts))
        self._db.close()

    @property
    def seconds(self) -> float:
        """All of it."""
        return self.read + self.spaced + self.inserted

    def _texts(self) -> Iterator[list[str]]:
        """The articles' texts. Only the reading of the bytes is timed."""
        from reader.folder.article_file import article_from_bytes

        for first in range(0, len(self._names), BATCH):
            names = self._names[first : first + BATCH]
            began = time.perf_counter()
            read = []
            for name in names:
                with open(name, "rb", buffering=0) as file:  # noqa: PTH123 - Path.open is slower
                    read.append(file.read())
            self.read += time.perf_counter() - began
            articles = [
                article_from_bytes(data, Path(name).relative_to(self._folder).as_posix(), 0)
                for name, data in zip(names, read, strict=True)
            ]
            yield [f"{article.title} {article.text}" for article in articles]

    def _space(self, texts: list[str]) -> list[tuple[int, str]]:
        began = time.perf_counter()
        spaced = [(next(self._rows), _CJK.sub(_apart, text)) for text in texts]
        self.spaced += time.perf_counter() - began
        return spaced

    def _insert(self, texts: list[tuple[int, str]]) -> None:
        began = time.perf_counter()
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO plain (rowid, text) VALUES (?, ?)", texts)
        self._db.execute("COMMIT")
        self.inserted += time.perf_counter() - began


def measure(place: Place) -> list[Figure]:
    """The ingest process as the window starts it, and the floor, by turns."""
    folder = place.folder
    rounds = 3 if place.articles <= 20_000 else 1
    whole, floors, inside = [], [], []
    for _ in range(rounds):
        data = place.fresh_data("index-data")
        data.mkdir()
        floors.append(Floor(folder, data / "floor.db"))
        data = place.fresh_data("index-data")
        seconds, done = ingest(folder, data)
        whole.append(seconds)
        inside.append(done["seconds"])
        size = sum(file.stat().st_size for file in data.rglob("index.db*")) / 1e6
        place.fresh_data("index-data")
    parts = profile(place)
    floor = min(floors, key=lambda each: each.seconds)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    least = median(each.seconds for each in floors)
    return [
        Figure(
            "whole index with full text, from nothing",
            median(whole),
            least,
            1.2 * least,
            "s",
            f"median of {rounds}, exec to exit; {median(inside):.2f} s inside;"
            f" {done['articles']} articles of {done['files']} files, {done['refused']} refused;"
            f" {median(whole) / done['files'] * 1e6:.0f} µs a file;"
            f" floor: read {floor.read:.2f}, space {floor.spaced:.2f},"
            f" insert {floor.inserted:.2f} s; index {size:.0f} MB; most memory {most:.0f} MB;"
            f" processor time in one process: {parts}",
        )
    ]


if __name__ == "__main__":
    alone(measure)
