"""The real window, on real folders, with real keys."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem

from reader import settings as settings_file
from reader.gui.system.launch_options import LaunchOptions
from reader.gui.window.window import MainWindow
from reader.model import Status
from reader.paths import Paths
from tests.gui.conftest import qapp, raised, wait_until  # noqa: F401 - the same fixtures serve here

BEGIN = datetime(2026, 3, 1, 12, tzinfo=UTC)
LONG = "".join(
    f"<p>Paragraph {n} of a long article that is read page by page.</p>" for n in range(90)
)


def write_article(
    folder: Path,
    path: str,
    title: str,
    *,
    hours_old: int = 0,
    body: str = "<p>A body.</p>",
    more: str = "",
) -> Path:
    """An article in the form of the archives."""
    date = (BEGIN - timedelta(hours=hours_old)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"\n---\ntitle: '{title}'\nauthor: {Path(path).parent.name or 'Anon'}\n"
        f"date: {date}\n{more}---\n\n<div>\n{body}\n</div>\n",
        encoding="utf-8",
    )
    return file


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Six articles in two sections, newest first: One … Five, and 徕卡."""
    folder = tmp_path / "news"
    write_article(folder, "Tech/Alpha/one.md", "One", hours_old=1, body=LONG)
    write_article(folder, "Tech/Alpha/two.md", "Two", hours_old=2)
    write_article(
        folder, "Tech/Beta/three.md", "Three", hours_old=3, more="url: https://example.org/three\n"
    )
    write_article(folder, "World/Gamma/four.md", "Four", hours_old=4)
    write_article(folder, "World/Gamma/five.md", "Five", hours_old=5)
    write_article(
        folder, "World/Gamma/six.md", "小米徕卡旗舰发布", hours_old=6, body="<p>新闻。</p>"
    )
    return folder


class Program:
    """One run of the program: what a person sees of it, and their hands on the keys."""

    def __init__(self, wait: Callable[..., None], data_dir: Path, **options: Any) -> None:
        self._wait = wait
        self.closed = False
        self.paths = Paths.at(data_dir)
        self.paths.create()
        self.window = MainWindow(
            self.paths,
            settings_file.load(self.paths.settings_file),
            LaunchOptions(data_dir=data_dir, **({"offline": True} | options)),
        )

    def open(self, folder: Path | None, articles: int | None = None) -> "Program":
        """Start the program on a folder and wait until all is there."""
        self.window.show()
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.window.start(folder)
        if articles is not None:
            # The process that reads it has the lowest priority: beside other work it waits long.
            self.wait(lambda: len(self.titles) == articles, 60)
            self.settle()
        return self

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.wait(
            lambda: self.window.settled and not self.window.list.rows.preparing,
            20,
        )

    def close(self) -> None:
        """Close the window."""
        self.closed = True
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def wait(self, predicate: Callable[[], object], timeout: float = 5.0) -> None:
        """Until it holds."""
        self._wait(predicate, timeout)

    def press(self, key: Qt.Key | str, *modifiers: Qt.KeyboardModifier) -> None:
        """A key, where the focus is."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        target = QApplication.focusWidget() or self.window
        if isinstance(key, str):
            for letter in key:
                QTest.keyClicks(target, letter, held)
                target = QApplication.focusWidget() or self.window
        else:
            QTest.keyClick(target, key, held)

    @property
    def titles(self) -> list[str]:
        """What the list shows, from its top."""
        model = self.window.session.headlines
        return [h.title if (h := model.headline(n)) else "…" for n in range(len(model.rows))]

    def status(self, title: str) -> Status:
        """The status the list shows for a title."""
        model = self.window.session.headlines
        for n in range(len(model.rows)):
            headline = model.loaded(n)
            if headline is not None and headline.title == title:
                return headline.status
        raise AssertionError(f"{title} is not in the list")

    @property
    def title(self) -> str:
        """The title of the article that is shown."""
        page = self.window.article.page
        return page.title if page else ""

    @property
    def text(self) -> str:
        """The text of the article pane."""
        return self.window.article.toPlainText()

    @property
    def message(self) -> str:
        """What the foot of the window says."""
        return self.window.status_bar.text

    def sidebar(self) -> dict[str, int]:
        """The sidebar's entries with their figures."""
        tree = self.window.sidebar
        found: dict[str, int] = {}

        def walk(item: QTreeWidgetItem | None, path: list[str]) -> None:
            assert item is not None
            name = "/".join([*path, item.text(0)])
            found[name] = item.data(0, Qt.ItemDataRole.UserRole) or 0
            for n in range(item.childCount()):
                walk(item.child(n), [*path, item.text(0)])

        for n in range(tree.topLevelItemCount()):
            walk(tree.topLevelItem(n), [])
        return found

    def shows(self, title: str) -> None:
        """Wait until this article is shown."""
        # Right after `open` it comes from a process of the lowest priority (see there).
        self.wait(lambda: self.title == title, 30)


@pytest.fixture
def program(
    qapp: QApplication,  # noqa: F811
    wait_until: Callable[..., None],  # noqa: F811
    tmp_path: Path,
) -> Iterator[Callable[..., Program]]:
    """`program()` makes a run with the same data folder each time; all are closed at the end."""
    runs: list[Program] = []

    def make(data_dir: Path | None = None, **options: Any) -> Program:
        run = Program(wait_until, data_dir or tmp_path / "data", **options)
        runs.append(run)
        return run

    yield make
    for run in runs:
        if not run.closed:
            run.close()


CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
