"""Where a run of the benchmarks works: the generated folder, data folders, child processes."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import figure
from tests.benchmarks.figure import Figure

ROOT = Path(__file__).resolve().parent.parent.parent
WARM = 300
"""So many articles at the top of the list have their pictures in the cache."""


@dataclass(frozen=True, slots=True)
class Place:
    """All that one run writes lies below `root`."""

    root: Path
    articles: int

    @property
    def folder(self) -> Path:
        """The generated articles; made when asked for first."""
        folder, made = self.root / f"news-{self.articles}", self.root / f"made-{self.articles}"
        if not made.exists():
            from tests.benchmarks.generate import generate

            generate(folder, self.articles)
            made.touch()
        return folder

    @property
    def data(self) -> Path:
        """A data folder that knows the articles already: indexed, opened once and closed."""
        data = self.root / f"data-{self.articles}"
        if not (data / "known").exists():
            ingest(self.folder, data)
            run("started", "program", str(data), str(self.folder), "--until", "settled")
            (data / "known").touch()
        return data

    @property
    def warm_data(self) -> Path:
        """The same, with the pictures of the first WARM articles in its cache, and nothing read."""
        data = self.data
        if not (data / "warm").exists():
            run("warm", str(data), str(self.folder))
            for file in data.glob("state.db*"):
                file.unlink()
            (data / "warm").touch()
        return data

    def fresh_data(self, name: str) -> Path:
        """A data folder that does not exist yet."""
        data = self.root / name
        shutil.rmtree(data, ignore_errors=True)
        return data


@contextmanager
def temporary() -> Iterator[Path]:
    """A folder for one run."""
    with tempfile.TemporaryDirectory(prefix="broadsheet-benchmarks-") as folder:
        yield Path(folder)


def prepare() -> str:
    """The same surroundings for every process of the run; gives the name of Qt's platform."""
    os.environ["PYTHONPATH"] = str(ROOT)
    os.environ["PYTHONSAFEPATH"] = "1"
    os.environ.pop("QT_SCALE_FACTOR", None)
    # As installed: byte code is kept. The first process of a run writes what is missing.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if not os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["QT_LOGGING_RULES"] = "default.warning=false"  # it tells what it cannot do
    return os.environ.get("QT_QPA_PLATFORM", "xcb")


def run(module: str, *arguments: str, seconds: float = 1800) -> list[dict[str, float]]:
    """Run a module of the benchmarks in a process of its own; gives the JSON lines it printed."""
    began = time.monotonic()
    found = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments],
        env=os.environ | {"BROADSHEET_BEGAN": repr(began)},
        stdout=subprocess.PIPE,
        check=True,
        timeout=seconds,
    )
    return [json.loads(line) for line in found.stdout.splitlines() if line.startswith(b"{")]


def ingest(folder: Path, data: Path) -> tuple[float, dict[str, float]]:
    """`python -m reader.ingest`: seconds from exec to exit, and what it said last."""
    began = time.monotonic()
    found = subprocess.run(
        [sys.executable, "-m", "reader.ingest", str(folder), "--data-dir", str(data)],
        stdout=subprocess.PIPE,
        check=True,
    )
    seconds = time.monotonic() - began
    done = json.loads(found.stdout.splitlines()[-1])
    if done["event"] != "done":
        raise SystemExit(f"The folder was not indexed: {done}")
    return seconds, done


def alone(measure: Callable[[Place], list[Figure]]) -> None:
    """The command line of each figure's module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--place", type=Path, help="kept, and used again by the next run")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    prepare()
    with temporary() as folder:
        root = (options.place or folder).absolute()
        root.mkdir(parents=True, exist_ok=True)
        figures = measure(Place(root, options.articles))
    if options.json is not None:
        figure.write(figures, options.json)
    else:
        print(figure.table(figures))
