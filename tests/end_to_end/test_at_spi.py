"""What a screen reader of another process meets, over the real bus of AT-SPI."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.end_to_end.conftest import write_article

SYSTEM = "/usr/bin/python3"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def lacking() -> str:
    """Return what is not installed here, "" where all is."""
    if not sys.platform.startswith("linux") or not os.environ.get("DISPLAY"):
        return "there is no X display"
    if not shutil.which("dbus-run-session"):
        return "dbus-run-session is not installed"
    if not any(map(os.path.exists, LAUNCHERS)):
        return "at-spi2-core is not installed"
    known = subprocess.run([SYSTEM, "-c", "import pyatspi"], capture_output=True, check=False)
    return "python3-pyatspi is not installed" if known.returncode else ""


def test_a_screen_reader_meets_list_and_article_and_hears_what_a_key_did(tmp_path: Path) -> None:
    if why := lacking():
        pytest.skip(why)
    folder = tmp_path / "news"
    body = '<h2>Tea</h2><p>It grew dark.</p><p><img src="a.jpg" alt="A garden"></p>'
    write_article(folder, "Tech/one.md", "One", body=body)
    launcher = next(filter(os.path.exists, LAUNCHERS))
    here = ROOT / "tests" / "end_to_end"
    kept = {"PATH", "DISPLAY", "HOME", "XAUTHORITY", "LANG", "LC_ALL"}
    run = subprocess.run(
        ["dbus-run-session", "--", SYSTEM, here / "at_spi_client.py", launcher,
         sys.executable, here / "heard_window.py", folder, tmp_path / "data"],
        env={
            **{name: value for name, value in os.environ.items() if name in kept},
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(ROOT),
            "XDG_RUNTIME_DIR": str(tmp_path),
            "GSETTINGS_BACKEND": "memory",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    met = json.loads(run.stdout.splitlines()[-1])
    assert met["title"] == "One"
    start = met["parts"].index(["heading", "Tea, level 2"])
    assert met["parts"][start : start + 3] == [
        ["heading", "Tea, level 2"],
        ["paragraph", "It grew dark."],
        ["paragraph", "A garden"],
    ]
    [row] = met["rows"]
    assert "One, Tech, " in row
    assert met["said"] in ("Starred.", "Star removed.")
