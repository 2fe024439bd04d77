"""A folder of real files, and the real child processes that read it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from reader.library.library import Library
from reader.paths import Paths

ROOT = Path(__file__).resolve().parents[2]


class Folder:
    """A folder of articles beside the data of the program."""

    def __init__(self, place: Path):
        self.root = place / "news"
        self.root.mkdir()
        self.data = place / "data"
        self._libraries: list[Library] = []
        self._processes: list[subprocess.Popen[bytes]] = []

    def write(
        self,
        path: str,
        title: str = "",
        *,
        date: str | None = "2022-05-28 11:37:28",
        body: str = "<p>Text.</p>",
        **keys: str,
    ) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"title: {title or file.stem}", *([f"date: {date}"] if date else [])]
        lines += [f"{key}: {value}" for key, value in keys.items()]
        file.write_text("\n---\n" + "\n".join(lines) + f"\n---\n\n{body}\n", encoding="utf-8")
        return file

    def write_many(self, number: int, words: int = 20) -> None:
        for each in range(number):
            self.write(
                f"s{each % 7}/t{each % 3}/{each}.md",
                f"Title {each}",
                date=f"2022-05-{1 + each % 28:02} 11:{each % 60:02}:00",
                body=f"<p>{'小米徕卡 words ' * words}</p>",
            )

    def command(
        self, *arguments: str, module: str = "reader.ingest", root: Path | None = None
    ) -> list[str]:
        return [sys.executable, "-m", module, str(root or self.root), *arguments]

    def start(self, root: Path | None = None, *more: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            self.command("--data-dir", str(self.data), *more, root=root),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._processes.append(process)
        return process

    def ingest(
        self, root: Path | None = None, code: int = 0, quiet: bool = True, more: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """One run to its end: what it told."""
        process = self.start(root, *more)
        out, err = process.communicate(timeout=60)
        assert process.returncode == code, err.decode()
        if quiet:
            assert err == b""
        return [json.loads(line) for line in out.splitlines()]

    def done(self, root: Path | None = None, *more: str) -> dict[str, int]:
        """One run to its end: the last line."""
        done = self.ingest(root, more=more)[-1]
        assert done["event"] == "done"
        return {key: done[key] for key in ("articles", "files", "refused", "unchanged")}

    def place(self, root: Path | None = None) -> Path:
        return Paths.at(self.data).library(root or self.root)

    def library(self, root: Path | None = None) -> Library:
        paths = Paths.at(self.data)
        library = Library.open(paths.state_db, paths.index_db(root or self.root))
        self._libraries.append(library)
        return library

    def close(self) -> None:
        """End what a failed test left running, and say so: the next one is not to fail by it."""
        for library in self._libraries:
            library.close()
        left = [process for process in self._processes if process.poll() is None]
        for process in left:
            process.kill()
            process.communicate()
        assert not left, f"Left running: {[process.args for process in left]}"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    folder = Folder(tmp_path)
    yield folder
    folder.close()


@pytest.fixture
def later() -> Callable[..., None]:
    """Give a file another time, as if it had been written anew."""

    def later(file: Path, seconds: int = 1000) -> None:
        found = file.stat()
        os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns + seconds * 10**9))

    return later
