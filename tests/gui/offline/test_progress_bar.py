"""The bar at the foot of the window says how far the download is."""

import time

import pytest

from reader.gui.offline.downloader import Downloader
from reader.gui.offline.progress_bar import DownloadBar, _duration
from reader.model import OfflineJob


@pytest.fixture
def bar(shown, store, fetcher):
    downloader = Downloader(fetcher, store, store)
    made = shown(DownloadBar(downloader))
    made.downloader = downloader
    yield made
    downloader.close()


def tell(bar, **known):
    values = {"folder": "x", "title": "All", "paused": False, "articles": 10, "left": 6}
    bar.downloader.job = OfflineJob(**(values | known))
    bar.downloader.progressed.emit(bar.downloader.job)
    return bar.text.text()


def test_it_is_there_only_while_there_is_a_job(bar):
    bar.downloader.progressed.emit(None)
    assert not bar.isVisible()
    tell(bar)
    assert bar.isVisible()
    bar.downloader.job = None
    bar.downloader.progressed.emit(None)
    assert not bar.isVisible()


def test_it_says_what_came_and_what_it_waits_for(bar):
    said = tell(bar, kept=1200, size=34_000_000, failed=2)
    assert "1,200 pictures, 34 MB, 2 failed" in said
    assert tell(bar, paused=True).endswith("paused")
    assert bar.pause.text() == "Go on"
    bar.downloader.is_waiting = True
    assert tell(bar).endswith("offline, waits")
    assert bar.pause.text() == "Pause"


def test_it_guesses_how_long_it_takes_from_what_it_took(bar):
    bar.downloader._began, bar.downloader._left_then = time.monotonic() - 240, 10
    assert tell(bar, left=6).endswith("6 min left")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(3, "less than a minute left"), (600, "10 min left"), (20_000, "6 h left")],
)
def test_long_and_short(seconds, said):
    assert _duration(seconds) == said
