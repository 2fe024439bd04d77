"""Animated pictures play while they are on screen, and a few of them at most."""

import pytest

from reader.gui.gallery.animation import AT_ONCE, AnimationPlayer
from tests.gui.pages import paragraphs, picture
from tests.support import pictures as made
from tests.support.picture_server import picture as answer


@pytest.fixture
def player(article, pictures, picture_server):
    picture_server.default = answer(made.gif(20, 10, frames=3), "image/gif")
    player = AnimationPlayer(pictures, article)
    article.picture_drawn.connect(player.drawn)
    return player


def html(*numbers):
    return "".join(f"<p>x</p><img src='picture:{number}'>" for number in numbers)


def test_one_that_is_seen_plays_and_stops_when_it_is_scrolled_away(player, article, wait_until):
    article.show_it(html(0) + paragraphs(60), [picture(0)])
    wait_until(lambda: player.playing == [picture(0).url])
    article.verticalScrollBar().setValue(article.verticalScrollBar().maximum())
    wait_until(lambda: player.playing == [])


def test_no_more_than_a_few_play_at_once(player, article, wait_until, pictures):
    numbers = range(AT_ONCE + 3)
    article.show_it(html(*numbers), [picture(number) for number in numbers])
    wait_until(lambda: len(player.playing) == AT_ONCE)
    wait_until(lambda: not pictures.busy)
    article.viewport().repaint()
    assert len(player.playing) == AT_ONCE


def test_another_article_ends_all(player, article, wait_until):
    article.show_it(html(0), [picture(0)])
    wait_until(lambda: player.playing)
    article.show_it("<p>Text alone.</p>" + html(1), [picture(1)])
    wait_until(lambda: player.playing == [picture(1).url])
