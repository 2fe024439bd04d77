"""The real window, whose person marks one article after another: `python … DATA FOLDER`.

What the list shows as marked is said at once, with the time: the window is killed meanwhile.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from reader import settings as settings_file
from reader.gui.system.application import make_application
from reader.gui.system.launch_options import LaunchOptions
from reader.gui.window.window import MainWindow
from reader.paths import Paths


def main(data: Path, folder: Path) -> int:
    """Runs until it is killed."""
    application = make_application()
    paths = Paths.at(data)
    paths.create()
    settings = settings_file.load(paths.settings_file)
    window = MainWindow(paths, settings, LaunchOptions(data_dir=data, offline=True))
    window.show()
    window.start(folder)

    def press() -> None:
        session = window.session
        rows, current = session.headlines.rows, session.controller.current
        if not rows:
            return
        # Marks are only ever set: what was shown once must be there.
        if current is not None and not current.status.starred and session.controller.position % 2:
            key = Qt.Key.Key_S
        else:
            key = Qt.Key.Key_J if session.controller.position < len(rows) - 1 else Qt.Key.Key_Home
        QTest.keyClick(window.list.rows, key)
        shown = {}
        for position in range(min(40, len(session.headlines.rows))):
            headline = session.headlines.loaded(position)
            if headline is not None and (headline.status.read or headline.status.starred):
                shown[headline.id] = [headline.status.read, headline.status.starred]
        print(json.dumps([time.monotonic(), shown]), flush=True)

    timer = QTimer()
    timer.timeout.connect(press)
    timer.start(15)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
