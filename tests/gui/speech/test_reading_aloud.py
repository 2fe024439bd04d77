"""Reading aloud by a stand-in, a real program that notes what it is told."""

import sys

import pytest

from reader.gui.speech.reading_aloud import ReadingAloud, _characters, _units
from reader.gui.style.theme import LIGHT
from tests.end_to_end.test_reading_aloud import spoken, words  # noqa: F401 - the same voice
from tests.gui.session.conftest import make, news, opened  # noqa: F401 - the same serve here

pytestmark = pytest.mark.skipif(
    sys.platform in ("darwin", "win32"), reason="the stand-in is called as Linux's voices are"
)


@pytest.fixture
def aloud(opened, view, spoken):  # noqa: F811
    """Of a session whose articles are shown in a pane; `aloud.said` is what it told."""
    made = ReadingAloud(opened.controller, opened.session.navigator, view, lambda: LIGHT, view)
    made.opened, made.said, made.spoken = opened, [], spoken
    made.message.connect(made.said.append)
    made.trouble.connect(made.said.append)

    def show(page, status):
        view.show_page(page, position=status.position)
        made.page_shown(page)

    opened.controller.page_ready.connect(show)
    yield made
    made.stop()


def read(aloud, position, wait_until):
    aloud.opened.controller.select(position)
    wait_until(lambda: aloud._article.page is not None, 30)


def test_without_an_article_it_says_so(aloud):
    aloud.toggle()
    assert aloud.said == ["There is no article to read aloud."]
    assert not aloud.on


def test_each_sentence_is_spoken_and_then_the_next_article(aloud, wait_until):
    read(aloud, 3, wait_until)
    aloud.toggle()
    assert aloud.on
    wait_until(lambda: not aloud.on, 60)
    told = words(aloud.spoken())
    assert "The text of Four." in told
    assert told.index("The text of Four.") < told.index("The text of Five.")
    assert aloud.said == ["Reading aloud. Esc stops.", "Read aloud to the end of the list."]


def test_the_sentence_that_is_spoken_is_marked_until_it_stops(aloud, wait_until, monkeypatch):
    monkeypatch.setenv("SPEAKS_FOR", "60")
    read(aloud, 0, wait_until)
    aloud.toggle()
    wait_until(lambda: aloud._article.extraSelections())
    assert aloud.stop()
    assert aloud._article.extraSelections() == []
    assert not aloud.stop()


def test_a_voice_that_fails_is_a_sentence(aloud, wait_until, monkeypatch):
    monkeypatch.setenv("FAILS", "3")
    read(aloud, 0, wait_until)
    aloud.toggle()
    wait_until(lambda: not aloud.on, 30)
    assert aloud.said[-1] == "The system's voice does not speak."


@pytest.mark.parametrize("text", ["", "abc", "徕卡 x", "🚀a🚀", "e\u0301"])
def test_characters_and_qts_units_lead_to_each_other(text):
    for count in range(len(text) + 1):
        assert _characters(text, _units(text[:count])) == count
