"""A quick start changes nothing that a program can see, and garbage is collected after it."""

import subprocess
import sys

from tests.conftest import ROOT

START = """
import builtins, gc
from reader.gui.system import startup
startup.prepare()
name = builtins.__import__.__name__
assert name != "__feature_import__", "PySide reads the source of each module"
assert not gc.isenabled()
startup.prepare()
startup.finish()
assert gc.isenabled()
from PySide6.QtWidgets import QApplication
print("ready")
"""


def test_no_source_is_read_for_pyside_and_the_collector_runs_again():
    run = subprocess.run(
        [sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert run.stdout == "ready\n", run.stderr
