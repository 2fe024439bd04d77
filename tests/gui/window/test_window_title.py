"""The title tells what is unread, what is read, and where."""

from reader.gui.style.labels import window_title


def test_it_tells_what_is_unread_and_which_article_is_read(run, news):
    run.wait(lambda: run.window.windowTitle() == window_title(news, "One", 6))
    run.press("j")
    run.wait(lambda: run.window.windowTitle() == window_title(news, "Two", 5))


def test_another_folder_leaves_nothing_of_the_former_one_in_it(run, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    run.window.open_folder(other)
    assert run.window.windowTitle() == window_title(other)
    assert run.message == ""
