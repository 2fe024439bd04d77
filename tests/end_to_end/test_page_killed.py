"""A file that kills the process that makes pages: refused at the second time, until it changes."""

import os
import signal
import sys

import pytest

from reader.bounds import PAGE_CHILD_MS
from tests.end_to_end.conftest import write_article

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")

TWICE = "ended the program twice"
SLOW = "<p>some <b>words</b> and <i>more</i></p>" * 4000
"""Long enough in the making for the test to come in between."""


def kill_at(run, path, times):
    """Kill the real child at this file, as a bug in a parser would."""
    place = run.paths.library(run.window.session.controller.folder)
    note, suspects = place / "pages.current", place / "pages.suspects"
    for turn in range(times):
        killed = []

        def kill(turn=turn, killed=killed):
            if turn and not (suspects.exists() and f", {turn}]" in suspects.read_text()):
                return False  # what is noted is of the child before
            left = note.read_bytes() if note.exists() else bytes(4)
            if path.encode() in left[4 : 4 + int.from_bytes(left[:4], "big")]:
                killed.append(child_of(run))
                os.kill(killed[0], signal.SIGKILL)
            return killed

        run.wait(kill, 20)
        run.wait(lambda killed=killed: child_of(run) != killed[0], 10)


def child_of(run):
    child = run.window.session.page_client._process
    return 0 if child is None else child.processId()


def problems(run):
    """The Problems page: reasons by file."""
    run.window.actions_by_id["problems"].trigger()
    run.wait(lambda: run.window.features.problems().dialog is not None)
    files = run.window.features.problems().dialog.files
    rows = [files.topLevelItem(n) for n in range(files.topLevelItemCount())]
    run.window.features.problems().dialog.close()
    run.window.features.problems().dialog = None
    return {row.text(0): row.text(1) for row in rows}


def test_it_is_refused_and_listed_and_tried_again_when_it_changes(program, tmp_path):
    folder = tmp_path / "news"
    write_article(folder, "good.md", "Good")
    for number in range(13):  # so far off that it is not made ready before it is opened
        write_article(folder, f"other {number}.md", f"Other {number}", hours_old=1 + number)
    bad = write_article(folder, "bad.md", "Bad", hours_old=40, body=SLOW)
    run = program().open(folder, 15)
    session = run.window.session
    foot = run.window.status_bar._problems
    assert not foot.isVisible()

    session.page_client.prefetch = lambda *_: None
    session.controller.select(run.titles.index("Bad"))
    kill_at(run, "bad.md", 2)
    run.wait(lambda: TWICE in run.text, 10)
    assert foot.isVisible()
    assert foot.text() == "1 file could not be read"
    assert list(problems(run)) == ["bad.md"]
    assert TWICE in problems(run)["bad.md"]

    # All others are read, and it is not tried again, nor in the next run.
    session.controller.select(run.titles.index("Good"))
    run.shows("Good")
    session.controller.select(run.titles.index("Bad"))
    run.wait(lambda: TWICE in run.text)
    assert child_of(run) != 0
    run.close()
    run = program().open(folder, 15)
    foot = run.window.status_bar._problems
    run.wait(foot.isVisible)
    assert TWICE in problems(run)["bad.md"]

    # It is changed: it is read, and leaves the list.
    write_article(folder, "bad.md", "Bad", hours_old=40, body="<p>Harmless now.</p>")
    os.utime(bad, (2e9, 2e9))
    run.window.folders.rescan()
    run.wait(lambda: not foot.isVisible(), 20)
    run.settle()
    run.window.session.controller.select(run.titles.index("Good"))
    run.shows("Good")
    run.window.session.controller.select(run.titles.index("Bad"))
    run.wait(lambda: "Harmless now." in run.text)
    assert problems(run) == {}


def test_killed_once_it_is_shown(program, tmp_path):
    folder = tmp_path / "news"
    for number in range(12):  # so far off that it is not made ready before it is opened
        write_article(folder, f"good {number}.md", f"Good {number}", hours_old=number)
    write_article(folder, "bad.md", "Bad", hours_old=40, body=SLOW)
    run = program().open(folder, 13)
    run.window.session.controller.select(run.titles.index("Bad"))
    kill_at(run, "bad.md", 1)
    run.wait(lambda: "some words and more" in run.text, 20)
    assert not run.window.status_bar._problems.isVisible()


def test_one_that_takes_too_long_says_so_at_once_and_is_tried_when_opened_again(program, tmp_path):
    folder = tmp_path / "news"
    write_article(folder, "good.md", "Good")
    for number in range(13):
        write_article(folder, f"other {number}.md", f"Other {number}", hours_old=1 + number)
    write_article(folder, "slow.md", "Slow", hours_old=40, body="<p>Some words.</p>")
    run = program().open(folder, 15)
    session = run.window.session
    session.page_client.prefetch = lambda *_: None
    run.wait(lambda: not session.page_client.busy)
    stuck = child_of(run)
    os.kill(stuck, signal.SIGSTOP)  # as a parser would be that never comes back
    session.page_client._deadline.setInterval(300)
    session.controller.select(run.titles.index("Slow"))
    run.wait(lambda: "took too long" in run.text, 10)
    session.page_client._deadline.setInterval(PAGE_CHILD_MS)
    run.wait(lambda: "Some words" in run.text.partition("begins:")[2])  # as the index has it
    assert not run.window.status_bar._problems.isVisible()
    assert child_of(run) != stuck

    session.controller.select(run.titles.index("Good"))
    run.shows("Good")
    session.controller.select(run.titles.index("Slow"))
    run.wait(lambda: "Some words" in run.text and "too long" not in run.text, 10)
