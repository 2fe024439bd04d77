"""The figures of the sidebar follow what is marked."""

from reader import views


def test_many_marks_are_counted_together(opened):
    counted = []
    opened.session.counters.counted.connect(
        lambda counts, *_: counted.append(counts.of(views.UNREAD))
    )
    opened.wait(lambda: opened.titles and opened.session.library.idle)
    counted.clear()
    for position in range(4):
        article_id = opened.session.headlines.headline(position).id
        opened.session.status_queue.set_read([article_id], True, "")
    opened.wait(lambda: counted[-1:] == [1])
    assert len(counted) == 1
    assert opened.session.counters.counts.of(views.UNREAD) == 1


def test_sections_and_the_state_of_the_index_are_told_with_them(opened):
    told = []
    opened.session.counters.counted.connect(lambda *figures: told.append(figures))
    opened.session.counters.count()
    opened.wait(lambda: told)
    counts, sections, state = told[-1]
    assert counts.articles == 5
    assert {section.path for section in sections} >= {("Tech",), ("World",)}
    assert state.complete
