"""The place in each article is remembered at once, and over a restart."""

from reader import views


def test_a_place_is_known_at_once_and_at_the_next_start(make):
    opened = make(read_seconds=60).open()
    opened.select(1)
    article_id = opened.controller.current.id
    positions = opened.session.reading_positions
    assert positions.of(article_id, 7) == 7
    positions.keep(article_id, 42, 30)
    assert positions.of(article_id, 7) == 42
    opened.close()
    again = make(read_seconds=60).open(article_id=article_id)
    again.wait(lambda: again.positions == [42])
    assert again.session.reading_positions.of(article_id, 42) == 42


def test_what_is_finished_is_counted_as_begun_no_more_until_it_is_undone(opened):
    begun = []
    opened.session.counters.counted.connect(lambda counts, *_: begun.append(counts.of(views.BEGUN)))
    opened.select(0)
    article_id = opened.controller.current.id
    opened.session.reading_positions.keep(article_id, 42, 30)
    opened.wait(lambda: begun[-1:] == [1])
    opened.session.reading_positions.finish(article_id)
    opened.wait(lambda: begun[-1:] == [0])
    opened.session.read_tracker.undo()
    opened.wait(lambda: begun[-1:] == [1])


def test_what_was_not_begun_cannot_be_finished(opened):
    opened.select(0)
    positions, article_id = opened.session.reading_positions, opened.controller.current.id
    for progress in (0, 100):
        positions.keep(article_id, 0, progress)
        assert not positions.finish(article_id)
    positions.keep(article_id, 42, 30)
    assert positions.finish(article_id)
