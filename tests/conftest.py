"""What every test stands on: loopback alone, a home of its own, and noise as failure."""

import json
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.guard import loopback_guard
from tests.support.noise import Expected, Noise
from tests.support.picture_server import PictureServer

ROOT = Path(__file__).resolve().parent.parent
GUARD = ROOT / "tests" / "support" / "guard"
SCREEN = {
    "name": "tests",
    "x": 0,
    "y": 0,
    "width": 1600,
    "height": 1000,
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
    "dpr": 1,
}
"""As Qt's platform "offscreen" has it."""

loopback_guard.install()


def pytest_configure(config: pytest.Config) -> None:
    """Point everything a program would write to its person's home into a folder of our own."""
    home = Path(tempfile.mkdtemp(prefix="broadsheet-tests-"))
    config.stash[HOME] = home
    places = {
        "HOME": "",
        "USERPROFILE": "",
        "APPDATA": "roaming",
        "LOCALAPPDATA": "local",
        "XDG_DATA_HOME": "share",
        "XDG_CONFIG_HOME": "config",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "run",
    }
    for variable, name in places.items():
        (home / name).mkdir(mode=0o700, exist_ok=True)
        os.environ[variable] = str(home / name)
    os.environ["BROADSHEET_LANGUAGE"] = "en"
    # It writes a record for each rule at each line: a quarter of what a Markdown test takes.
    logging.getLogger("markdown_it").setLevel(logging.INFO)
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(GUARD), str(ROOT), *filter(None, [before])])
    os.environ[loopback_guard.FILE_VARIABLE] = str(home / "refusals.txt")
    os.environ[f"{loopback_guard.FILE_VARIABLE}_PARENT"] = str(os.getpid())
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        # A screen of the size that test.sh asks of Xvfb; by itself it is one of 800 by 800.
        screen = home / "screen.json"
        screen.write_text(json.dumps({"screens": [SCREEN]}), "utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"


HOME = pytest.StashKey[Path]()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the home away again."""
    shutil.rmtree(config.stash[HOME], ignore_errors=True)


@pytest.fixture(autouse=True)
def noise(pytestconfig: pytest.Config) -> Iterator[Noise]:
    """Fails a test that leaves loopback, threads or children behind, or that makes noise."""
    noise = Noise(pytestconfig.stash[HOME] / "refusals.txt")
    noise.start()
    yield noise
    problems = noise.finish()
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture
def expect_log(noise: Noise) -> Expected:
    """`expect_log(pattern)`: warnings logged that match are expected, and must come."""
    return noise.expected_log


@pytest.fixture
def expect_qt(noise: Noise) -> Expected:
    """`expect_qt(pattern)`: warnings of Qt that match are expected, and must come."""
    return noise.expected_qt


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds reader/, tests/ and pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The real articles, where they lie beside this checkout."""
    folder = ROOT.parent / "shared" / "corpus" / "rsshub-page"
    if not folder.is_dir():
        pytest.skip("the corpus is not beside this checkout")
    return folder


@pytest.fixture
def picture_server() -> Iterator[PictureServer]:
    """A picture server on 127.0.0.1 that records what it is asked."""
    with PictureServer() as server:
        yield server
