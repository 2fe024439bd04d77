"""The list is scrolled to where it was left."""

from tests.end_to_end.conftest import write_article


def test_over_a_restart_and_new_articles_above_it(program, tmp_path):
    folder = tmp_path / "many"
    for number in range(80):
        write_article(folder, f"a/{number}.md", f"Number {number}", hours_old=number)
    run = program().open(folder, 80)
    rows, height = run.window.list.rows, run.window.list.rows.row_height
    run.window.session.controller.select(31)
    run.shows("Number 31")
    rows.verticalScrollBar().setValue(30 * height + 5)
    last = run.window.settings.last_scroll
    run.wait(lambda: last.get(str(folder), ["", ""])[1] == "5")
    run.close()
    write_article(folder, "a/new.md", "New", hours_old=-1)
    again = program().open(folder, 81)
    again.wait(lambda: again.window.list.rows.scroll_position() == (31, 5))
    assert again.titles[31] == "Number 30"


def test_a_search_does_not_count(run):
    run.window.list.search.setText("Two")
    run.wait(lambda: run.titles == ["Two"])
    run.window.list.rows.scrolled.emit()
    assert not run.window.settings.last_scroll
