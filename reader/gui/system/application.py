"""The QApplication: its name, its style, Qt's own messages in the log."""

import gc
import logging
import sys

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

log = logging.getLogger("reader.qt")

SETTLED_MS = 1500
"""By then what the program is made of is there, and stays. Python's collector need not look through
all of it again and again: that takes 30 ms, in the middle of whatever the person is doing."""

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _to_log(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)


def make_application() -> QApplication:
    """Make the one application object."""
    qInstallMessageHandler(_to_log)
    # By its name: QApplication.setStyle gives back a QStyle, whose many names take 10 ms to make.
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("broadsheet")
    app.setApplicationDisplayName("Broadsheet")
    app.setDesktopFileName("broadsheet")
    QTimer.singleShot(SETTLED_MS, gc.freeze)
    if app.platformName() == "offscreen":
        # Its clipboard is freed when Python is gone, and what lies there was made by Python.
        app.aboutToQuit.connect(lambda: app.clipboard().clear())
    return app
