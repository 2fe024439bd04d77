"""The program: its command line, its log, its one exception hook; then the window."""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from reader import __version__, language
from reader.language import _
from reader.paths import Paths
from reader.private_files import make_private
from reader.repetitions import FewOfAKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from reader.gui.window.window import MainWindow

log = logging.getLogger("reader")

LOG_BYTES = 1 << 20
"""A log larger than this is set aside at the start, in place of the one before."""
STARTED_MS = 2000
"""By then list and article are on screen."""


def _address(text: str) -> tuple[str, int]:
    host, _colon, port = text.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT")
    return host.strip("[]"), int(port)


def _size(text: str) -> tuple[int, int]:
    width, _sign, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and 200 <= int(width) <= 8000):
        raise argparse.ArgumentTypeError(f"{text!r} is not WIDTHxHEIGHT")
    return int(width), min(max(int(height), 200), 8000)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="broadsheet",
        description="A desktop reader for a folder of news.",
        allow_abbrev=False,
    )
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="opened at once")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="holds all that is kept")
    parser.add_argument("--offline", action="store_true", help="fetch nothing")
    parser.add_argument(
        "--connect-to",
        type=_address,
        metavar="HOST:PORT",
        help="send every picture request there, as plain HTTP, and nowhere else",
    )
    themes = ("light", "sepia", "dark")
    parser.add_argument("--theme", choices=themes, help="instead of the system's")
    parser.add_argument("--version", action="version", version=f"Broadsheet {__version__}")
    picture = parser.add_argument_group("a picture of the window")
    picture.add_argument("--screenshot", type=Path, metavar="OUT.png", help="write it and exit")
    picture.add_argument("--size", type=_size, default=(1280, 800), metavar="1280x800")
    picture.add_argument("--select", default="", metavar="TEXT", help="open this title")
    picture.add_argument("--search", default="", metavar="TEXT", help="search for this")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run the program with these arguments, those of the command line where None.

    Return the exit status: 0; 1 where another window with this data folder does not answer; 2 where
    a folder cannot be read or written, or no window can be shown.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    language.use(language.of_environment())
    if options.screenshot is not None and options.folder is None:
        parser.error("--screenshot needs a FOLDER")
    if options.screenshot is not None and not options.folder.is_dir():
        sentence = _("{folder} is not a folder that can be read.")
        _say(sentence.format(folder=options.folder))
        return 2
    if _lacks_display():
        if options.screenshot is None:
            _say(_("There is no display to show a window on."))
            return 2
        os.environ["QT_QPA_PLATFORM"] = "offscreen"

    paths = Paths.at(options.data_dir)
    folder = options.folder.absolute() if options.folder else None
    if folder is not None and not _may_be_opened(folder, paths):
        _say(f"{options.folder} is not a folder that can be read.")
        return 2
    try:
        paths.create()
    except OSError as error:
        sentence = _("{folder} cannot be written: {why}.")
        _say(sentence.format(folder=paths.data, why=error.strerror))
        return 2
    _start_log(paths.log_file)

    from reader.gui.system import single_instance

    claimed: single_instance.Claim | str = single_instance.Claim(None)
    if options.screenshot is None:
        claimed = single_instance.claim_or_hand_over(paths.data, folder)
    if isinstance(claimed, str):
        if claimed:
            _say(claimed)
        return 1 if claimed else 0

    app, window = make_window(paths, options)
    sys.excepthook = _exception_hook(window)
    # Ctrl+C in a terminal ends the program: statuses are on disk already.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if options.screenshot is not None:
        return _take_picture(app, window, options)
    from reader.gui.system.instance_server import InstanceServer

    seconds = InstanceServer(window, paths.data)
    seconds.folder_given.connect(window.open_folder)
    seconds.file_given.connect(window.open_folder)
    window.show()
    window.start(*single_instance.folder_and_file(folder))
    status = app.exec()
    seconds.close()
    claimed.release()
    return status


def _lacks_display() -> bool:
    """Return whether a window would have to be shown on a display, and none is named.

    Without this one that nobody sees would run on, and answer for those that are started later.
    """
    if not sys.platform.startswith("linux"):
        return False
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return False
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    return not platform or platform.startswith(("xcb", "wayland"))


def _may_be_opened(folder: Path, paths: Paths) -> bool:
    """Whether it is a folder, or a file of one, or was: a drive that is away can be read."""
    return folder.is_dir() or folder.is_file() or paths.index_db(folder).is_file()


def make_window(paths: Paths, options: argparse.Namespace) -> "tuple[QApplication, MainWindow]":
    """Return the application and its window, which is not shown yet."""
    from reader.gui.system import startup

    startup.prepare()
    from PySide6.QtCore import QLocale, QTimer

    from reader import settings as settings_file
    from reader.gui.style.language import follow
    from reader.gui.style.typography import interface_font
    from reader.gui.system.application import make_application
    from reader.gui.system.launch_options import LaunchOptions
    from reader.gui.window.window import MainWindow

    app = make_application()
    settings = settings_file.load(paths.settings_file)
    follow(settings.language)
    languages = language.current(), QLocale.system().bcp47Name()
    app.setFont(interface_font(app.font(), languages, settings.interface_zoom))
    if options.screenshot is not None:
        # A picture shows the folder as a first start does.
        settings.splitter = settings.geometry = ""
        settings.last_article.clear()
        settings.last_view.clear()
    window = MainWindow(
        paths,
        settings,
        LaunchOptions(
            data_dir=options.data_dir,
            offline=options.offline,
            connect_to=options.connect_to,
            theme=options.theme or "",
            keep=options.screenshot is None,
        ),
    )
    QTimer.singleShot(STARTED_MS, window, startup.finish)
    return app, window


def _take_picture(app: "QApplication", window: "MainWindow", options: argparse.Namespace) -> int:
    from reader.gui.window.screenshot import Photographer

    steps: list[Callable[[], None]] = []
    if options.search:
        steps.append(lambda: window.list.search.setText(options.search))
    if options.select:
        steps.append(lambda: window.session.navigator.to_title(options.select))
    else:
        steps.append(window.session.navigator.to_any)
    window.resize(*options.size)
    window.show()
    window.start(options.folder.absolute())
    photographer = Photographer(window, lambda: window.settled, steps, options.screenshot)
    window.folders.unreadable.connect(photographer.fail)
    said: list[str] = []

    def taken(sentence: str) -> None:
        said.append(sentence)
        window.close()
        app.quit()

    photographer.taken.connect(taken)
    app.exec()
    if said and not said[0]:
        return 0
    _say(said[0] if said else _("no picture was taken."))
    return 2


def _say(sentence: str) -> None:
    """Write one line for whoever started the program from a terminal."""
    if sys.stderr is not None:  # a program without a console has none
        sys.stderr.write(f"broadsheet: {sentence}\n")


def _start_log(file: Path) -> None:
    logger = logging.getLogger()
    logger.setLevel(logging.INFO)
    logging.raiseExceptions = False  # what a full disk does not take is not logged
    if os.environ.get("BROADSHEET_LOG") == "stderr":
        logger.addHandler(logging.StreamHandler())
        return
    try:
        if file.exists() and file.stat().st_size > LOG_BYTES:
            file.replace(file.with_suffix(".old.log"))
        make_private(file)
        # Opened now: where that fails later, whoever logs a line would fail with it.
        handler = logging.FileHandler(file, encoding="utf-8")
    except OSError:
        return
    handler.addFilter(FewOfAKind())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)


def _exception_hook(
    window: "MainWindow",
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell of a bug loudly in log and stderr, by a sentence in the window, which lives on."""
        log.error("A bug", exc_info=(kind, error, trace))
        sys.__excepthook__(kind, error, trace)
        sentence = _("Something went wrong in Broadsheet itself: {error}")
        window.status_bar.show_trouble(sentence.format(error=error))

    return hook
