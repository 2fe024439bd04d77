"""The QApplication: its name, its style, Qt's own messages in the log."""

import gc
import logging
import os
import sys
from typing import NoReturn

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from reader.language import _

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


def _refuse(why: str) -> NoReturn:
    sentence = _("No window can be shown here: {why}").format(why=why)
    if sys.stderr is not None:
        sys.stderr.write(f"broadsheet: {sentence}\n")
        sys.stderr.flush()
    os._exit(2)


def make_application() -> QApplication:
    """Make the one application object.

    Where there is no display to be had, the program ends with a sentence and the exit status 2.
    """
    said: list[str] = []

    def starting(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        _to_log(kind, context, message)
        if kind == QtMsgType.QtFatalMsg:
            # Qt aborts when this returns.
            _refuse(said[0] if said else message)
        said.append(message)

    qInstallMessageHandler(starting)
    # By its name: QApplication.setStyle gives back a QStyle, whose many names take 10 ms to make.
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    qInstallMessageHandler(_to_log)
    app.setApplicationName("broadsheet")
    app.setApplicationDisplayName("Broadsheet")
    app.setDesktopFileName("broadsheet")
    QTimer.singleShot(SETTLED_MS, gc.freeze)
    if app.platformName() == "offscreen":
        # Its clipboard is freed when Python is gone, and what lies there was made by Python.
        app.aboutToQuit.connect(lambda: app.clipboard().clear())
    return app
