"""The one download there can be: it counts right, pauses, and goes on where it was."""

import pytest

from reader.gui.offline.downloader import NO_JOB, Downloader
from tests.end_to_end.conftest import write_article
from tests.support import pictures
from tests.support.picture_server import picture, slow, status


@pytest.fixture
def folder(tmp_path):
    """Four articles with two pictures each, one of which all of them share."""
    made = tmp_path / "news"
    for number in range(4):
        body = f'<img src="https://a.example/{number}.png"><img src="https://b.example/same.png">'
        write_article(made, f"Tech/{number}.md", f"Article {number}", body=body)
    return made


@pytest.fixture
def make(fetcher, store):
    """`make()`: a downloader as the next start of the program makes it; what it says is in it."""
    made = []

    def start():
        downloader = Downloader(fetcher, store, store)
        downloader.said = []
        downloader.message.connect(downloader.said.append)
        made.append(downloader)
        return downloader

    yield start
    for downloader in made:
        downloader.close()


ARTICLES = [(f"{number:032x}", f"Tech/{number}.md") for number in range(4)]


def test_each_picture_is_fetched_once_and_the_end_says_what_came(
    make, folder, picture_server, wait_until
):
    picture_server.default = picture(pictures.png(8, 8))
    picture_server.routes["/2.png"] = status(404)
    downloader, ended = make(), []
    downloader.ended.connect(lambda: ended.append(True))
    downloader.start(folder, "This list", ARTICLES)
    wait_until(lambda: ended, 60)
    assert downloader.said == ["This list: 4 pictures are kept for offline, 1 could not be had."]
    expected = [*(f"/{number}.png" for number in range(4)), "/same.png"]
    assert sorted(picture_server.paths()) == expected
    assert downloader.job is None


def test_a_paused_job_goes_on_after_a_restart_where_it_was(
    make, folder, picture_server, store, wait_until
):
    picture_server.default = slow(0.05, pictures.png(8, 8))
    first = make()
    first.start(folder, "All", ARTICLES)
    wait_until(lambda: first.job is not None and first.job.kept >= 1, 60)
    first.pause()
    wait_until(lambda: not first._fetching)
    kept = first.job.kept
    first.close()
    wait_until(lambda: store.idle)
    second = make()
    second.resume_job(folder)
    wait_until(lambda: second.job is not None)
    assert second.job.paused
    assert second.job.kept <= kept  # what was not noted is looked at again
    second.pause_or_resume()
    wait_until(lambda: second.said, 60)
    assert second.said == ["All: 5 pictures are kept for offline."]
    assert sorted(set(picture_server.paths())) == sorted(picture_server.paths())


def test_a_job_of_another_folder_is_left_alone(make, folder, picture_server, store, wait_until):
    picture_server.default = slow(0.2, pictures.png(8, 8))
    first = make()
    first.start(folder, "All", ARTICLES)
    wait_until(lambda: first.job is not None, 60)
    first.pause()
    first.close()
    other = make()
    other.resume_job(folder / "elsewhere")
    wait_until(lambda: store.idle)
    assert other.job is None


def test_without_a_job_it_says_so(make, folder):
    downloader = make()
    downloader.stop()
    downloader.pause_or_resume()
    downloader.start(folder, "All", [])
    assert downloader.said == [NO_JOB, NO_JOB, "There are no articles to save pictures of."]
