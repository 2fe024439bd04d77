"""The application object: its names, and Qt's own messages in the log."""

import os
import subprocess
import sys

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
