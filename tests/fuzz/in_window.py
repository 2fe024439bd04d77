"""`python -m tests.fuzz.in_window`: broken real articles through the whole program.

Folders of them are read by the real ingest process and opened one by one in the real window, which
has them made ready by the real page server. What is slow, large, refused without reason, lost, or
makes a process complain is told; the folder it was in is kept.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from reader.library.library import Library
from reader.paths import Paths
from tests.fuzz.real import readable
from tests.fuzz.runner import ROOT
from tests.fuzz.targets import the_input

SECONDS, MEGABYTES = 2.0, 300
OF_QT = ("propagateSizeHints", "qt.text.font.db")
"""What Qt says of its offscreen platform, and of the fonts of this computer."""


class Outcome(NamedTuple):
    """What came of one folder.

    found: sentences, none where all is well. opened: articles. slowest: CPU seconds of the window
    and its child for one article. largest: MB of one of them.
    """

    found: list[str]
    opened: int
    slowest: float
    largest: int


def fill(folder: Path, seed: int, first: int, files: int) -> None:
    """Write inputs of the target "real" as the articles of a folder."""
    folder.mkdir(parents=True)
    for number in range(first, first + files):
        data = the_input("real", seed, number)
        # Else all that is made of one article would be that article, filed in many places.
        data = re.sub(rb"(?m)^(title: *[\"']?)", rb"\g<1>%d " % number, data, count=1)
        (folder / f"{number:07}.md").write_bytes(data)


def read_all(folder: Path, data_dir: Path, patience: float) -> Outcome:
    """Open each article of a folder in the window."""
    command = [sys.executable, "-X", "utf8", "-m", "tests.support.open_each", folder, data_dir]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        try:
            out, err = child.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            child.kill()
            out, err = child.communicate()
    lines = [json.loads(line) for line in out.splitlines()]
    found = []
    told = err.decode("utf-8", "replace").splitlines()
    said = [line for line in told if not any(known in line for known in OF_QT)]
    if said:
        found.append("said: " + "\n".join(said)[-2000:])
    if child.returncode or not lines or lines[-1]["event"] != "closed":
        found.append(f"ended with {child.returncode} at {lines[-1] if lines else 'its start'}")
    found += _lost(folder, data_dir)
    opened = [line for line in lines if line["event"] == "opened"]
    for line in opened:
        if line["failed"]:
            found.append(f"not shown: {line['title']}: {line['failed']}")
        # The window keeps the fonts of every script it has met; the child keeps nothing.
        large = line["pages_mb"] > MEGABYTES or line["window_mb"] > MEGABYTES
        if line["cpu"] > SECONDS or large:
            found.append(f"dear: {line}")
    return Outcome(
        found,
        len(opened),
        max((line["cpu"] for line in opened), default=0.0),
        max((max(line["window_mb"], line["pages_mb"]) for line in opened), default=0),
    )


def _lost(folder: Path, data_dir: Path) -> list[str]:
    """What is neither in the list nor refused, and what is refused though one could read it."""
    paths = Paths.at(data_dir)
    library = Library.open(paths.state_db, paths.index_db(folder))
    try:
        refused = dict(library.refused())
        found = [
            f"refused: {path}: {reason.sentence}"
            for path, reason in refused.items()
            if readable((folder / path).read_bytes())
        ]
        for file in sorted(folder.glob("*.md")):
            if file.name not in refused and library.row_at(file.name) is None:
                found.append(f"lost: {file.name}")
    finally:
        library.close()
    return found


def main() -> int:
    """Exit 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.in_window", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long at most, about")
    parser.add_argument("--files", type=int, default=200, help="articles of one folder")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="the number to begin with")
    parser.add_argument("--save", type=Path, default=Path("fuzz-found"), metavar="DIR")
    options = parser.parse_args()
    os.nice(10)
    end = time.monotonic() + options.seconds
    first, opened, slowest, largest, failed = options.first, 0, 0.0, 0, False
    while time.monotonic() < end:
        place = options.save / f"window-{options.seed}-{first}"
        shutil.rmtree(place, ignore_errors=True)
        fill(place / "news", options.seed, first, options.files)
        outcome = read_all(place / "news", place / "data", 60.0 + options.files)
        opened += outcome.opened
        slowest, largest = max(slowest, outcome.slowest), max(largest, outcome.largest)
        for sentence in outcome.found:
            failed = True
            print(f"  FOUND in {place}: {sentence}", flush=True)
        if not outcome.found:
            shutil.rmtree(place)
        first += options.files
    print(
        f"{first - options.first:,} files of seed {options.seed}, {opened:,} articles opened; "
        f"the slowest took {slowest * 1000:,.0f} ms, the largest {largest} MB"
    )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
