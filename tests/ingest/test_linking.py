"""Which articles link to one: told below it, newest first."""

import pytest


@pytest.fixture
def site(folder):
    (folder.root / "_config.yml").write_text("url: https://blog.example\n")
    folder.write("_posts/2020-01-01-first.md", "First", date="2020-01-01", body="Text.")
    folder.write(
        "_posts/2020-02-02-second.md", "Second", date="2020-02-02",
        body="See [the first](/2020/01/01/first.html) and [again](2020-01-01-first.md).",
    )  # fmt: skip
    folder.write(
        "_posts/2020-03-03-third.md", "Third", date="2020-03-03",
        body="See [[first]], [itself](2020-03-03-third.md), [x](https://blog.example/2020/02/02/second/).",
    )  # fmt: skip
    folder.write(
        "_posts/2020-04-04-other.md", "Other", body="<a href='https://e.example/first/'>x</a>"
    )
    return folder


def linking(folder, path, limit=10):
    return [each.title for each in folder.library().linking_to(path, limit)[0]]


def test_those_that_link_here(site):
    site.done()
    assert linking(site, "_posts/2020-01-01-first.md") == ["Third", "Second"]
    assert linking(site, "_posts/2020-01-01-first.md", 1) == ["Third"]
    assert site.library().linking_to("_posts/2020-01-01-first.md", 1)[1] == 2
    assert linking(site, "_posts/2020-02-02-second.md") == ["Third"]
    assert linking(site, "_posts/2020-03-03-third.md") == []
    assert linking(site, "_posts/2020-04-04-other.md") == []
    assert linking(site, "gone.md") == []


def test_it_follows_what_changes(site, later):
    site.done()
    later(site.write("_posts/2020-03-03-third.md", "Third", date="2020-03-03", body="Nothing."))
    site.done()
    assert linking(site, "_posts/2020-01-01-first.md") == ["Second"]
    (site.root / "_posts/2020-02-02-second.md").unlink()
    site.done()
    assert linking(site, "_posts/2020-01-01-first.md") == []


def test_it_is_told_where_another_process_reads_ahead(site):
    for number in range(400):
        site.write(
            f"_posts/2021-01-01-n{number}.md", f"N {number}",
            date=f"2021-01-01 10:{number % 60:02}:00", body="See [it](/2020/01/01/first.html).",
        )  # fmt: skip
    site.done()
    assert len(linking(site, "_posts/2020-01-01-first.md", 1000)) == 402
