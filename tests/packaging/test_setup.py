"""setup.sh finds a Python and looks after the system; where it cannot, it says what to type."""

import os
import shutil
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
            timeout=30,
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
    programs("apt-cache", "exit 100")
    done = setup("find_python")
    assert done.returncode == 1
    assert "Python 3.11 or later is needed" in done.stderr
    assert "python.org" in done.stderr  # apt's own is too old, as it is here
    programs("apt-cache", '[ "$2" = python3.12-venv ]')
    done = setup("find_python")
    assert done.returncode == 1
    assert "install -y --no-install-recommends python3.12 python3.12-venv\n" in done.stderr


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


APT = "apt-get install -y --no-install-recommends fonts-noto-cjk libegl1"


@pytest.mark.parametrize(
    ("user", "sudo", "line"),
    [
        (1000, "exit 1", f"sudo apt-get update && sudo {APT}"),
        (1000, None, f"su -c 'apt-get update && {APT}'"),
        (0, None, f"apt-get update && {APT}"),
    ],
    ids=["sudo says no", "no sudo", "root without a connection"],
)
def test_without_what_a_window_needs_one_command_is_printed_and_that_is_all(
    programs, setup, user, sudo, line
):
    programs("lacking", "printf 'fonts-noto-cjk\nlibegl1\n'")
    programs("id", f"echo {user}")
    programs("apt-get", "echo Temporary failure resolving >&2; exit 100")
    hide = ""
    if sudo is None:
        hide = 'command() { [ "$2" != sudo ] && builtin command "$@"; }; '
    else:
        programs("sudo", sudo)
    done = setup(f"{hide}python=lacking; ready_system run && echo fine || echo went on")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Temporary failure" not in done.stderr
    *said, command, end = done.stderr.splitlines()[-4:]
    assert command == f"    {line}"
    assert end == ""
    assert "lacks what a window needs" in said[0]


def test_without_some_signs_it_goes_on(programs, setup):
    programs("lacking", '[ "$5" = needed ] || echo fonts-noto-cjk')
    programs("apt-get", "exit 100")
    done = setup("python=lacking; ready_system run && echo fine || echo went on")
    assert (done.returncode, done.stdout) == (0, "went on\n")
    assert "install -y --no-install-recommends fonts-noto-cjk" in done.stderr


def test_another_system_gets_its_own_command(programs, setup):
    programs("lacking", '[ "$4" = dnf ] && echo xcb-util-cursor')
    done = setup("find_manager() { manager=dnf; }; python=lacking; ready_system run || true")
    assert "dnf install -y xcb-util-cursor" in done.stderr


def test_a_system_whose_packages_are_not_known_is_told_the_libraries(programs, setup):
    programs("lacking", '[ "$4" = none ] && echo libEGL.so.1')
    done = setup('find_manager() { manager=""; }; python=lacking; ready_system run; echo went on')
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert "libEGL.so.1" in line


PYTHON = """case "$*" in
    *missing.py*|*flock*) exit 0 ;;
    *"-m venv"*) mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; echo "$4" >>"$MADE"; sleep 0.3 ;;
    *hashlib*) echo key ;;
    *"pip install"*) [ -z "$FAILS" ] || { echo "$FAILS" >&2; exit 1; } ;;
esac"""


@pytest.fixture
def checkout(tmp_path, programs):
    """Sets up a copy of the scripts with a Python that makes what looks like an environment."""
    place = tmp_path / "checkout"
    shutil.copytree(ROOT / "packaging", place / "packaging")
    for name in ("python3.14", "python3"):
        programs(name, PYTHON)

    def start(fails=""):
        return subprocess.Popen(
            ["bash", "-c", f'set -euo pipefail; . "{place}/packaging/setup.sh"; setup run'],
            env={
                **os.environ,
                "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
                "MADE": str(tmp_path / "made"),
                "FAILS": fails,
            },
            stderr=subprocess.PIPE,
            text=True,
        )

    start.venv = place / ".venv"
    start.made = tmp_path / "made"
    return start


@pytest.mark.parametrize(
    ("fails", "said"),
    [
        ("broken by 'NewConnectionError(…)'", "Connect to the internet"),
        ("ERROR: no space left", "no space left"),
    ],
)
def test_where_the_packages_do_not_come_nothing_half_made_stays(checkout, fails, said):
    first = checkout(fails)
    told = first.communicate(timeout=60)[1]
    assert first.returncode == 1
    assert said in told
    assert ("Traceback" in told, "NewConnection" in told) == (False, False)
    assert not checkout.venv.exists()
    again = checkout()
    assert again.communicate(timeout=60)
    assert again.returncode == 0
    assert (checkout.venv / "broadsheet-run.stamp").read_text() == "key"


def test_two_first_starts_at_once_make_one_environment(checkout):
    # The lock is taken by a real Python.
    for each in (checkout.made.parent / "bin").iterdir():
        each.write_text(
            each.read_text().replace(
                'case "$*" in',
                f'case "$*" in *flock*) exec {sys.executable} "$@" ;; esac\ncase "$*" in',
            )
        )
    both = [checkout(), checkout()]
    told = [each.communicate(timeout=60)[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], told
    assert len(checkout.made.read_text().splitlines()) == 1


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
