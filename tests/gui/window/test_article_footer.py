"""Below an article stand its neighbours in the list, and the articles that link to it."""

from tests.end_to_end.conftest import write_article


def test_neighbours_follow_the_list(run):
    run.window.session.controller.select(1)
    run.shows("Two")
    run.wait(lambda: "One" in run.text and "Three" in run.text)
    run.window.list.search.setText("Two")
    run.wait(lambda: run.titles == ["Two"])
    run.wait(lambda: "Three" not in run.text)


def test_who_links_to_an_article_is_named_below_it(program, tmp_path):
    folder = tmp_path / "linked"
    write_article(folder, "to.md", "Aim")
    write_article(folder, "from.md", "Source", hours_old=1, body='<a href="to.md">there</a>')
    write_article(folder, "other.md", "Other", hours_old=2)
    run = program().open(folder, 3)
    run.shows("Aim")
    run.wait(lambda: run.text.count("Source") == 2)  # as a neighbour, and as who links here
    run.window.session.controller.select(2)
    run.shows("Other")
    run.wait(lambda: run.text.count("Source") == 1)
