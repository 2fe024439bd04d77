"""The scripts parse, the locks are whole, and nothing of one machine stands in them."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = [*sorted((ROOT / "packaging").glob("*.sh")), ROOT / ".ci" / "run"]
LOCKS = sorted((ROOT / "packaging").glob("*.lock"))


def pins(lock):
    """Name and version of each line that pins one."""
    return re.findall(r"^([a-z0-9-]+)==(\S+)", lock.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_parses(script):
    subprocess.run(["bash", "-n", script], check=True)


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_shellcheck_has_nothing_to_say():
    found = subprocess.run(["shellcheck", "-x", *SCRIPTS], capture_output=True, text=True)
    assert found.returncode == 0, found.stdout


def test_the_build_server_runs_what_everybody_runs():
    assert "packaging/test.sh" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_there_are_three_locks():
    names = [lock.name for lock in LOCKS]
    assert names == ["requirements-build.lock", "requirements-test.lock", "requirements.lock"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_by_hash_and_names_no_registry(lock):
    text = lock.read_text("utf-8")
    for requirement in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[a-z0-9-]+==\d", requirement)
        assert "--hash=sha256:" in requirement
    assert "://" not in text
    assert "index-url" not in text


def test_the_tests_run_with_what_is_shipped():
    tested = set(pins(ROOT / "packaging" / "requirements-test.lock"))
    for name in ("requirements.lock", "requirements-build.lock"):
        assert set(pins(ROOT / "packaging" / name)) <= tested


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = {name for name, _ in pins(ROOT / "packaging" / "requirements.lock")}
    for dependency in project["dependencies"]:
        assert re.split(r"[<>=~! ]", dependency)[0].lower() in locked


def test_packaging_is_no_package():
    # It would hide the distribution of that name, which the test tools import.
    assert not (ROOT / "packaging" / "__init__.py").exists()
