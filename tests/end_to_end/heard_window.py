"""The program for a screen reader in another process: an article is open, and is starred often."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from reader.gui.system.launch_options import LaunchOptions
from reader.gui.window.window import MainWindow
from reader.paths import Paths
from reader.settings import Settings


def main() -> None:
    """Show the window until it is ended."""
    folder, data = map(Path, sys.argv[1:])
    app = QApplication(["broadsheet"])
    app.setApplicationName("broadsheet")
    paths = Paths.at(data)
    paths.create()
    window = MainWindow(paths, Settings(), LaunchOptions(data_dir=data, offline=True))
    star = QTimer(interval=500)
    star.timeout.connect(lambda: window.handlers["toggle-star"]())
    star.start()
    window.show()
    window.start(folder)
    app.exec()


main()
