"""Pages come from the child process; what cannot be shown is a sentence."""

import os
import signal
import sys

import pytest

from reader.bounds import PAGE_CHILD_MS, PAGE_CHILD_START_MS
from reader.gui.session import page_client
from reader.gui.session.page_client import PAGES_KEPT, TOO_LONG, TOO_SLOW, PageClient
from reader.model.page import HERE
from tests.end_to_end.conftest import write_article


@pytest.fixture
def client(qapp, news):
    client = PageClient()
    client.open(news)
    yield client
    client.close()


def test_a_page_comes_and_is_kept(client, wait_until):
    answers = []
    client.page("1", "Tech/one.md", answers.append)
    assert client.busy
    wait_until(lambda: answers, 20)
    assert "The text of One." in answers[0].html
    client.page("1", "Tech/one.md", answers.append)
    assert answers[1] is answers[0]  # at once
    client.clear_pages()
    assert client.kept("1") is None


def test_only_the_newest_request_is_answered_and_the_former_is_kept(client, wait_until):
    answers = []
    client.page("1", "Tech/one.md", lambda page: answers.append(page.title))
    client.page("2", "Tech/two.md", lambda page: answers.append(page.title))
    wait_until(lambda: not client.busy, 20)
    assert answers == ["Two"]
    assert client.kept("1").title == "One"


def test_what_is_not_there_is_a_sentence(client, wait_until):
    answers = []
    client.page("9", "Tech/none.md", answers.append)
    wait_until(lambda: answers, 20)
    assert isinstance(answers[0], str)
    assert answers[0].endswith(".")


def test_only_the_last_pages_are_kept(client, news, wait_until):
    for number in range(PAGES_KEPT + 2):
        write_article(news, f"more/{number}.md", f"More {number}")
        client.prefetch(str(number), f"more/{number}.md")
    wait_until(lambda: not client.busy, 30)
    assert client.kept("0") is None
    assert client.kept("1") is None
    assert client.kept("2").title == "More 2"


def test_a_place_that_a_link_names_is_marked_in_a_page_that_is_not_kept(client, news, wait_until):
    write_article(news, "long.md", "Long", body="<h2>One</h2><p>a</p><h2>Two Words</h2><p>b</p>")
    answers = []
    client.prefetch("1", "long.md")  # under way, and of no use here
    client.page("1", "long.md", answers.append, "two-words")
    wait_until(lambda: not client.busy, 20)
    assert len(answers) == 1
    assert f'<h2 id="{HERE}">Two Words</h2>' in answers[0].html
    assert HERE not in client.kept("1").html


@pytest.mark.skipif(sys.platform == "win32", reason="stops by signal")
def test_what_the_process_takes_to_start_is_no_articles_fault(client, wait_until):
    wait_until(lambda: client._process.processId())
    starting = client._process.processId()
    os.kill(starting, signal.SIGSTOP)  # as on a machine that has other things to do
    client._deadline.setInterval(100)
    answers = []
    client.page("1", "Tech/one.md", answers.append)
    with pytest.raises(pytest.fail.Exception):
        wait_until(lambda: answers, 0.5)
    client._deadline.setInterval(PAGE_CHILD_MS)
    os.kill(starting, signal.SIGCONT)
    wait_until(lambda: answers, 20)
    assert answers[0].title == "One"
    assert client._process.processId() == starting


def test_a_process_that_never_starts_is_said_as_well(client, wait_until):
    client._start_deadline.setInterval(1)
    answers = []
    client.page("1", "Tech/one.md", answers.append)
    wait_until(lambda: answers, 20)
    assert answers == [TOO_LONG.sentence]
    client._start_deadline.setInterval(PAGE_CHILD_START_MS)
    client.page("1", "Tech/one.md", answers.append)
    wait_until(lambda: len(answers) == 2, 20)
    assert answers[1].title == "One"


@pytest.mark.skipif(sys.platform == "win32", reason="stops by signal")
def test_a_page_whose_disk_wakes_up_is_waited_for_and_said_to_be(
    client, news, wait_until, monkeypatch
):
    wait_until(lambda: client._is_ready, 20)
    waiting = client._process.processId()
    os.kill(waiting, signal.SIGSTOP)
    monkeypatch.setattr(page_client, "has_waited", lambda *_: True)  # as a disk has it wait
    client._deadline.setInterval(50)
    told, answers = [], []
    client.waits.connect(told.append)
    client.page("1", "Tech/one.md", answers.append)
    wait_until(lambda: len(told) > 2, 20)
    assert set(told) == {"1"}
    assert answers == []
    os.kill(waiting, signal.SIGCONT)
    wait_until(lambda: answers, 20)
    assert answers[0].title == "One"
    assert client._process.processId() == waiting


@pytest.mark.skipif(sys.platform == "win32", reason="stops by signal")
def test_what_was_late_twice_is_refused_in_this_session_alone(client, news, tmp_path, wait_until):
    place = tmp_path / "place"
    client.open(news, place)
    answers = []
    for turn in range(2):
        wait_until(lambda: client._is_ready, 20)
        os.kill(client._process.processId(), signal.SIGSTOP)  # as one that never comes back
        client._deadline.setInterval(50)
        client.page("1", "Tech/one.md", answers.append)
        wait_until(lambda turn=turn: len(answers) > turn, 20)
        client._deadline.setInterval(PAGE_CHILD_MS)
        client.prefetch("2", "Tech/two.md")
        wait_until(lambda: not client.busy, 20)
    client.page("1", "Tech/one.md", answers.append)
    assert answers == [TOO_LONG.sentence, TOO_SLOW.sentence, TOO_SLOW.sentence]
    assert client.refused == {"Tech/one.md": TOO_SLOW}
    client.clear_pages()  # F5
    client.page("1", "Tech/one.md", answers.append)
    wait_until(lambda: len(answers) == 4, 20)
    assert answers[3].title == "One"
    assert client.refused == {}
    assert not (place / "pages.suspects").exists()
