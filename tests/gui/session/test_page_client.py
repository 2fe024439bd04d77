"""Pages come from the child process; what cannot be shown is a sentence."""

import pytest

from reader.gui.session.page_client import PAGES_KEPT, PageClient
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
