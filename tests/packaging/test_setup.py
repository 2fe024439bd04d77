"""setup.sh finds a Python and looks after the system; where it cannot, it says what to type."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="apt is Linux's")


@pytest.fixture
def programs(tmp_path):
    """Makes programs that are found before the real ones: `programs(name, shell_text)`."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def add(name, text):
        program = folder / name
        program.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        program.chmod(0o755)
        return program

    return add


@pytest.fixture
def setup(tmp_path):
    """Runs shell text after setup.sh was sourced, with the made programs first on the PATH."""

    def run(text, stdin=subprocess.DEVNULL):
        return subprocess.run(
            ["bash", "-c", f'set -euo pipefail; . "{ROOT}/packaging/setup.sh"; {text}'],
            env={**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            stdin=stdin,
            timeout=60,
        )

    return run


def test_the_newest_python_that_can_make_environments_is_taken(programs, setup):
    programs("python3.14", "exit 127")  # a shim of something that is not installed
    programs("python3.13", 'case "$*" in *ensurepip*) exit 1;; esac')  # Debian without -venv
    wanted = programs("python3.12", "exit 0")
    programs("python3.11", "exit 0")
    assert setup("find_python; echo $python").stdout.strip() == str(wanted)


def test_without_any_such_the_newest_is_taken(programs, setup):
    for version in (14, 12, 11):
        programs(f"python3.{version}", "exit 1")
    programs("python3", "exit 1")
    wanted = programs("python3.13", 'case "$*" in *ensurepip*) exit 1;; esac')
    assert setup("find_python; echo $python").stdout.strip() == str(wanted)


def test_an_old_python_is_refused_with_a_sentence(programs, setup):
    for name in ("python3", *(f"python3.{version}" for version in (11, 12, 13, 14))):
        programs(name, "exit 1")
    programs("apt-get", "exit 0")
    done = setup("find_python")
    assert done.returncode == 1
    assert "Python 3.11 or later is needed" in done.stderr
    assert "sudo apt-get install" in done.stderr


def test_root_installs_what_is_missing_and_looks_again(programs, setup, tmp_path):
    # Missing until apt-get has run.
    programs("lacking", f"[ -e {tmp_path}/installed ] || echo libxcb-cursor0")
    programs("id", "echo 0")
    programs(
        "apt-get",
        f'echo "$@" >>{tmp_path}/calls\ncase "$*" in *install*) :>{tmp_path}/installed;; esac',
    )
    done = setup("python=lacking; ready_system run")
    assert done.returncode == 0
    assert "installs through apt-get: libxcb-cursor0" in done.stderr
    update, install = (tmp_path / "calls").read_text("utf-8").splitlines()
    assert update.endswith("update")
    assert install.endswith("install --no-install-recommends libxcb-cursor0")


@pytest.mark.parametrize("sudo", ["exit 1", None], ids=["sudo says no", "no sudo"])
def test_without_rights_one_command_is_printed(programs, setup, sudo):
    programs("lacking", "printf 'fonts-noto-cjk\\nlibegl1\\n'")
    programs("id", "echo 1000")
    programs("apt-get", "echo must not run >&2; exit 1")
    hide = ""
    if sudo is None:
        hide = 'command() { [ "$2" != sudo ] && builtin command "$@"; }; '
    else:
        programs("sudo", sudo)
    done = setup(f"{hide}python=lacking; ready_system run && echo fine || echo lacking")
    assert done.stdout.strip() == "lacking"
    assert "must not run" not in done.stderr
    assert (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends "
        "fonts-noto-cjk libegl1\n" in done.stderr
    )


def test_another_system_gets_its_own_command(programs, setup):
    programs("lacking", '[ "$4" = dnf ] && echo xcb-util-cursor')
    done = setup("find_manager() { manager=dnf; }; python=lacking; ready_system run || true")
    assert "sudo dnf install -y xcb-util-cursor" in done.stderr


def test_what_this_machine_has_is_not_called_missing():
    # Qt's own libraries are here, or these tests would not run; a nonsense one is not.
    text = (
        "import sys; sys.path.insert(0, sys.argv[1]); import missing; "
        "print(missing.has_library('libc.so.6'), missing.has_library('libnonsense.so.9'), "
        "missing.has_font(':lang=en'), missing.has_font(':charset=10fffd:lang=zz'))"
    )
    told = subprocess.run(
        [sys.executable, "-c", text, ROOT / "packaging"], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["True", "False", "True", "False"]
