"""The application object: its names, and Qt's own messages in the log."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

MAKE = """
import logging
logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
from PySide6.QtCore import qWarning
from reader.gui.system.application import make_application
app = make_application()
assert app.applicationDisplayName() == "Broadsheet"
assert app.desktopFileName() == "broadsheet"
assert app.style().name().lower() == "fusion"
qWarning("a word of Qt's own")
"""


def test_it_is_the_programs_and_what_qt_says_is_logged():
    run = subprocess.run(
        [sys.executable, "-c", MAKE],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    assert "WARNING reader.qt a word of Qt's own" in run.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_display_that_does_not_answer_is_a_sentence():
    run = subprocess.run(
        [sys.executable, "-c", MAKE],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": ":4077"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 2
    assert run.stderr.splitlines()[-1].startswith("broadsheet: No window can be shown here: ")
    assert ":4077" in run.stderr.splitlines()[-1]
