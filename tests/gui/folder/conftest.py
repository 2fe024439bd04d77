"""Folders, sessions and settings without a window."""

import pytest

from reader.gui.folder.controller import FolderController
from reader.gui.session.session import Session
from reader.paths import Paths
from reader.settings import Settings
from tests.end_to_end.conftest import write_article


@pytest.fixture
def news(tmp_path):
    """Three articles: One, Two, Three."""
    folder = tmp_path / "news"
    for number, title in enumerate(("One", "Two", "Three")):
        write_article(folder, f"Tech/{title.lower()}.md", title, hours_old=number)
    return folder


class Folders:
    """A session with its folder's controller, and what that told."""

    def __init__(self, wait, data) -> None:
        paths = Paths.at(data)
        paths.create()
        self.wait = wait
        self.settings = Settings(read_seconds=60)
        self.session = Session(paths, self.settings)
        self.controller = FolderController(
            self.session.controller, self.session.counters, self.settings, data
        )
        self.empty: list[tuple[str, str]] = []
        self.finished: list[bool] = []
        self.controller.empty.connect(lambda title, sentence: self.empty.append((title, sentence)))
        self.controller.finished.connect(lambda: self.finished.append(True))

    def open(self, folder) -> "Folders":
        """Open the folder, and wait until it was looked through."""
        self.controller.open(folder)
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.wait(lambda: not self.controller.busy and self.session.controller.settled, 60)

    @property
    def titles(self) -> list[str]:
        """What is listed."""
        headlines = self.session.headlines
        everywhere = range(len(headlines.rows))
        self.wait(lambda: all(headlines.headline(at) for at in everywhere))
        return [headlines.headline(at).title for at in everywhere]

    def close(self) -> None:
        """End all of it."""
        self.controller.close()
        self.session.close()


@pytest.fixture
def folders(qapp, wait_until, tmp_path):
    """The controller of folders, none open yet."""
    made = Folders(wait_until, tmp_path / "data")
    yield made
    made.close()
