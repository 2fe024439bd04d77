"""Sessions on real folders: their index is made by the real ingest process."""

import subprocess
import sys
from pathlib import Path

import pytest

from reader.gui.session.session import Session
from reader.library.library import Library
from reader.model import Query
from reader.paths import Paths
from reader.settings import Settings
from tests.conftest import ROOT
from tests.end_to_end.conftest import write_article


@pytest.fixture
def news(tmp_path):
    """Five articles, newest first: One … Five."""
    folder = tmp_path / "news"
    for number, title in enumerate(("One", "Two", "Three", "Four", "Five")):
        path = f"{'Tech' if number < 3 else 'World'}/{title.lower()}.md"
        body = f"<p>The text of {title}.</p>"
        write_article(folder, path, title, hours_old=number, body=body)
    return folder


def ingest(folder: Path, data: Path) -> None:
    """Bring the index up to date."""
    command = [sys.executable, "-m", "reader.ingest", str(folder), "--data-dir", str(data)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)


class Opened:
    """A session with its folder open, and what it told."""

    def __init__(self, wait, folder: Path, data: Path, settings: Settings) -> None:
        self.paths = Paths.at(data)
        self.paths.create()
        self.wait, self.folder, self.data = wait, folder, data
        self.session = Session(self.paths, settings)
        self.controller = self.session.controller
        self.messages: list[str] = []
        self.troubles: list[str] = []
        self.pages: list[str] = []
        self.positions: list[int] = []
        self.session.message.connect(self.messages.append)
        self.session.trouble.connect(self.troubles.append)
        self.controller.page_ready.connect(self._page_ready)

    def _page_ready(self, page, status) -> None:
        self.pages.append(page.title)
        self.positions.append(status.position)

    def open(self, query: Query = Query(), article_id: str = "") -> "Opened":  # noqa: B008
        """Open the folder, and wait until its list is there."""
        self.controller.open(self.folder, query, article_id)
        self.wait(lambda: self.controller.settled, 20)
        return self

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.wait(lambda: self.controller.settled, 20)

    def select(self, position: int) -> None:
        """Read this article, and wait for its page."""
        self.controller.select(position)
        self.wait(lambda: self.controller.page is not None and self.controller.position == position)

    @property
    def title(self) -> str:
        """The title of the article that is read."""
        return self.controller.current.title if self.controller.current else ""

    @property
    def titles(self) -> list[str]:
        """What is listed, once its headlines are there."""
        headlines = self.session.headlines
        everywhere = range(len(headlines.rows))
        self.wait(lambda: all(headlines.headline(at) for at in everywhere))
        return [headlines.headline(at).title for at in everywhere]

    def read(self) -> list[str]:
        """The titles that the list shows as read."""
        headlines = self.session.headlines
        found = map(headlines.loaded, range(len(headlines.rows)))
        return [one.title for one in found if one is not None and one.status.read]

    def on_disk(self, query: Query = Query()) -> dict[str, tuple[bool, bool, int]]:  # noqa: B008
        """What another program would find of each title: read, starred, position."""
        library = Library.open(self.paths.state_db, self.paths.index_db(self.folder))
        try:
            found = library.headlines(library.rows(query))
        finally:
            library.close()
        return {
            one.title: (one.status.read, one.status.starred, one.status.position) for one in found
        }

    def close(self) -> None:
        """Close the session."""
        self.session.close()


@pytest.fixture
def make(qapp, wait_until, news, tmp_path):
    """`make(folder=news, data=…, **settings)`: a session on a folder that was read already."""
    made: list[Opened] = []

    def build(folder: Path = news, data: Path = tmp_path / "data", **settings) -> Opened:
        ingest(folder, data)
        made.append(Opened(wait_until, folder, data, Settings(**settings)))
        return made[-1]

    yield build
    for one in made:
        one.close()


@pytest.fixture
def opened(make):
    """A session with the news open, nothing read by itself for a minute."""
    return make(read_seconds=60).open()
