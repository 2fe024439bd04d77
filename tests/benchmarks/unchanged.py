"""Figure: bringing a folder up to date in which nothing has changed.

    python -m tests.benchmarks.unchanged FOLDER

walks FOLDER and looks at each file, which is the floor.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.figure import Figure
from tests.benchmarks.place import Place, alone, ingest

ROUNDS = 7


def files_below(folder: Path | str) -> Iterator[str]:
    """Each file, with one stat of it."""
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    entry.stat(follow_symlinks=False)
                    yield entry.path


def measure(place: Place) -> list[Figure]:
    """Both from exec to exit: the walk alone in a bare process, and the ingest process."""
    data, folder = place.data, place.folder
    ingest(folder, data)
    walks, inside_walks, all_of_it, inside = [], [], [], []
    for _ in range(ROUNDS):
        began = time.monotonic()
        found = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.unchanged", str(folder)],
            check=True,
            stdout=subprocess.PIPE,
        )
        walks.append((time.monotonic() - began) * 1000)
        inside_walks.append(float(found.stdout) * 1000)
        seconds, done = ingest(folder, data)
        all_of_it.append(seconds * 1000)
        inside.append(done["seconds"] * 1000)
        if done["unchanged"] != done["files"]:
            raise SystemExit(f"Something has changed: {done}")
    floor = median(walks)
    return [
        Figure(
            "nothing changed: bring up to date",
            median(all_of_it),
            floor,
            1.5 * floor,
            note=f"median of {ROUNDS}, exec to exit, the floor too; inside the process"
            f" {median(inside):.0f} ms against {median(inside_walks):.0f}",
        )
    ]


if __name__ == "__main__":
    if len(sys.argv) == 2 and not sys.argv[1].startswith("-"):
        began = time.perf_counter()
        for _ in files_below(sys.argv[1]):
            pass
        print(time.perf_counter() - began)
    else:
        alone(measure)
