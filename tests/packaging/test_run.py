"""run.sh on a checkout whose environment is there: what it starts, and with which arguments."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STAMP = "as it was"
# Says it is suitable and up to date; for anything else tells how it was called.
PYTHON = f"""#!/bin/sh
case "$1" in
    -I) echo "{STAMP}" ;;
    *) printf '%s\\n' "$@" ;;
esac
"""


@pytest.fixture
def run(tmp_path):
    """Runs a copy of run.sh in some other folder; gives the program's arguments and stderr."""
    checkout, elsewhere = tmp_path / "check out", tmp_path / "elsewhere"
    shutil.copytree(ROOT / "packaging", checkout / "packaging")
    environment = checkout / ".venv"
    (environment / "bin").mkdir(parents=True)
    (environment / "bin" / "python").write_text(PYTHON, "utf-8")
    (environment / "bin" / "python").chmod(0o755)
    (environment / "broadsheet-test.stamp").write_text(STAMP, "utf-8")
    elsewhere.mkdir()

    def start(*arguments, display=":7", command=()):
        variables = {**os.environ, "DISPLAY": display}
        variables.pop("WAYLAND_DISPLAY", None)
        done = subprocess.run(
            [*(command or ["bash", checkout / "packaging" / "run.sh"]), *arguments],
            cwd=elsewhere,
            env=variables,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        assert done.stdout.startswith("-m\nreader\n")
        return done.stdout.splitlines()[2:], done.stderr

    start.elsewhere = elsewhere
    start.samples = str(checkout / "resources" / "sample")
    start.picture = str(elsewhere / "broadsheet.png")
    return start


def test_the_folder_given_is_opened_and_nothing_is_said(run):
    assert run("some folder") == (["some folder"], "")


def test_without_a_folder_the_samples_are_opened(run):
    assert run() == ([run.samples], "")


def test_the_value_of_an_option_is_no_folder(run):
    arguments, _ = run("--theme", "dark", "--data-dir", "somewhere", "--offline")
    assert arguments == ["--theme", "dark", "--data-dir", "somewhere", "--offline", run.samples]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_a_picture_is_written_here(run):
    arguments, said = run("news", display="")
    assert arguments == ["--screenshot", run.picture, "news"]
    assert "no display" in said
    assert run.picture in said


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_picture_overwrites_none_and_is_not_put_among_the_news(run):
    Path(run.picture).write_bytes(b"mine")
    (run.elsewhere / "news").mkdir()
    arguments, _ = run("news", display="")
    assert arguments == ["--screenshot", str(run.elsewhere / "broadsheet-2.png"), "news"]
    (_option, picture, _folder), _ = run(".", display="")
    assert Path(picture).name == "broadsheet.png"
    assert run.elsewhere not in Path(picture).parents
    Path(picture).parent.rmdir()


def test_it_is_found_behind_a_link_and_by_another_shell(run):
    script = Path(run.samples).parents[1] / "packaging" / "run.sh"
    link = run.elsewhere / "broadsheet"
    link.symlink_to(script)
    further = run.elsewhere / "further"
    further.symlink_to("broadsheet")
    for command in (["bash", further], ["sh", script], [link]):
        assert run("news", command=command) == (["news"], "")


def test_a_picture_asked_for_needs_no_display(run):
    given = ["--screenshot", "out.png", "news"]
    assert run(*given, display="") == (given, "")


@pytest.mark.parametrize("question", ["--help", "--version"])
def test_a_question_is_passed_on_as_it_is(run, question):
    assert run(question, display="") == ([question], "")
