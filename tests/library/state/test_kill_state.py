"""Killed at random moments, what the person did stays done. The window's own part of the 200 is in
tests/end_to_end/test_kill.py, the ingest process's in tests/ingest/test_kill.py."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_killed_at_150_random_moments_nothing_that_was_written_is_lost(shelf):
    shelf.add(*(shelf.article(f"{n}.md", id_=f"{n:032x}") for n in range(1, 200)))
    command = [sys.executable, "-m", "tests.library.marking", str(shelf.state_db)]
    done = subprocess.run(
        [*command, str(shelf.index_db), "150"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["wrong"] == []
    assert result["told"] > 30
    assert result["done"]["merge"] > 3
    assert result["done"]["undo"] > 3
    assert not list(shelf.state_db.parent.glob("*.damaged-*"))
