"""The real window, killed: what was shown for a tenth of a second is there at the next start."""

import json
import os
import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from reader.library.library import Library
from reader.paths import Paths
from tests.end_to_end.conftest import write_article

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 10
SHOWN_FOR = 0.1


def test_what_was_shown_is_there_after_a_kill(tmp_path):
    folder, data = tmp_path / "news", tmp_path / "data"
    for number in range(40):
        write_article(folder, f"s/{number}.md", f"Title {number}", hours_old=number)
    paths = Paths.at(data)
    dice, checked = random.Random(5), 0
    for _ in range(ROUNDS):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.end_to_end.marking_window", str(data), str(folder)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            # On a screen without a window manager no key reaches a window that nobody activated.
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        first = process.stdout.readline()
        time.sleep(dice.uniform(0.0, 0.6))
        killed = time.monotonic()
        process.kill()
        rest, _ = process.communicate(timeout=30)
        shown = [json.loads(line) for line in [first, *rest.splitlines()] if line.endswith(b"}]")]
        with closing(Library.open(paths.state_db, paths.index_db(folder))) as library:
            assert library.notes == ()
            assert library._db.execute("PRAGMA main.quick_check").fetchone() == ("ok",)
            old = [marks for at, marks in shown if at < killed - SHOWN_FOR]
            for id_, (read, starred) in (old[-1] if old else {}).items():
                status = library.statuses([id_])[id_]
                assert (status.read, status.starred) >= (read, starred)
                assert status.starred or not starred
                checked += 1
    assert checked > ROUNDS
