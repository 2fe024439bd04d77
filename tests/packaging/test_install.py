"""install.sh and uninstall.sh, for real, in a home of their own and without the network."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="later versions bring bundles"),
    pytest.mark.skipif(
        sys.prefix == sys.base_prefix or importlib.util.find_spec("hatchling") is None,
        reason="needs the environment that packaging/test.sh makes",
    ),
]


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "a home, with $igns"
    folder.mkdir()
    return folder


@pytest.fixture
def script(home, tmp_path):
    """Runs one of the scripts as a person of that home would, from some other folder."""

    def run(name, *arguments):
        variables = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
        return subprocess.run(
            ["bash", ROOT / "packaging" / name, *arguments],
            cwd=tmp_path,
            env={**variables, "HOME": str(home)},
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def files(home):
    """What lies in the home, without what the tools keep for themselves."""
    return sorted(
        str(path.relative_to(home))
        for path in home.rglob("*")
        if (path.is_file() or path.is_symlink()) and ".rustup" not in path.parts
    )


def test_installed_it_starts_from_anywhere_and_uninstalled_only_the_data_stays(
    script, home, tmp_path
):
    kept = home / ".local" / "share" / "broadsheet" / "state.db"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"precious")
    before = files(home)

    # Twice: the second time over what is there.
    for _ in range(2):
        done = script("install.sh", "--packages-from", sys.prefix)
        assert done.returncode == 0, done.stderr
    assert "is installed" in done.stderr
    assert "not on your PATH" in done.stderr

    command = home / ".local" / "bin" / "broadsheet"
    # A folder of that name where it is started does not get in its way.
    (tmp_path / "reader").mkdir()
    (tmp_path / "reader" / "__init__.py").write_text("raise SystemExit(3)", "utf-8")
    variables = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    told = subprocess.run(
        [command, "--version"], cwd=tmp_path, env=variables, capture_output=True, text=True
    )
    assert (told.returncode, told.stdout[:10]) == (0, "Broadsheet")
    shown = files(home)
    assert any(name.endswith("reader/resources/sample/pictures/keys.jpg") for name in shown)
    assert ".local/share/icons/hicolor/scalable/apps/broadsheet.svg" in shown
    assert ".local/share/icons/hicolor/48x48/apps/broadsheet.png" in shown
    entry = home / ".local" / "share" / "applications" / "broadsheet.desktop"
    assert entry.is_file()
    if validate := shutil.which("desktop-file-validate"):
        told = subprocess.run([validate, entry], capture_output=True, text=True)
        assert (told.returncode, told.stdout) == (0, "")

    done = script("uninstall.sh")
    assert done.returncode == 0, done.stderr
    assert str(kept.parent) in done.stderr
    made_by_the_desktop = {".local/share/applications/mimeinfo.cache"}
    assert set(files(home)) - made_by_the_desktop == set(before)
    # Of the folders, too, those that were there.
    share = home / ".local" / "share"
    assert {each.name for each in share.iterdir()} <= {"broadsheet", "applications"}
    assert not command.parent.exists()
    assert kept.read_bytes() == b"precious"


def test_while_it_is_open_it_is_left_in_place(script, home):
    app = home / ".local" / "share" / "broadsheet-app"
    (app / "venv" / "bin").mkdir(parents=True)
    program = app / "venv" / "bin" / "python"
    program.symlink_to(shutil.which("sleep"))
    with subprocess.Popen([program, "60"]) as running:
        try:
            for name, arguments in (
                ("uninstall.sh", ()),
                ("install.sh", ("--packages-from", sys.prefix)),
            ):
                done = script(name, *arguments)
                assert done.returncode == 1
                assert "is open" in done.stderr
                assert program.is_symlink()
        finally:
            running.kill()
    assert script("uninstall.sh").returncode == 0
    assert not app.exists()


def test_what_is_not_ours_is_left_alone(script, home):
    mine = home / ".local" / "bin" / "broadsheet"
    mine.parent.mkdir(parents=True)
    mine.write_text("my own", "utf-8")
    done = script("install.sh", "--packages-from", sys.prefix)
    assert done.returncode == 0, done.stderr
    assert "leaves" in done.stderr
    assert script("uninstall.sh").returncode == 0
    assert mine.read_text("utf-8") == "my own"


def test_uninstalling_what_is_not_installed_says_so(script):
    done = script("uninstall.sh")
    assert done.returncode == 0
    assert "not installed" in done.stderr


def test_an_unknown_option_is_refused(script, home):
    done = script("install.sh", "--everywhere")
    assert done.returncode == 1
    assert "--everywhere" in done.stderr
    assert files(home) == []
