"""What is none of the news is listed with its reason, and among it where a person wants that."""

import pytest

from reader.model import NoteCode, Query


@pytest.fixture
def site(folder):
    (folder.root / "_config.yml").write_text("title: Site\n")
    folder.write("source/_posts/a.md", "First post")
    folder.write("source/_posts/b.md", "Second post")
    folder.write("source/_drafts/c.md", "Draft")
    folder.write("source/tags/index.md", "Tags", date="", type="tags")
    folder.write("source/wall/index.md", "Wall", date="", layout="friends")
    folder.write("scaffolds/post.md", "{{ title }}")
    folder.write("README.md", "About this blog")
    return folder


def titles(folder):
    library = folder.library()
    return {headline.title for headline in library.headlines(library.rows(Query()))}


def left_out(folder):
    return {path: note.code for path, note in folder.library().left_out()}


LEFT = {
    "README.md": NoteCode.LEFT_ABOUT,
    "scaffolds/post.md": NoteCode.LEFT_TEMPLATE,
    "source/_drafts/c.md": NoteCode.LEFT_DRAFT,
    "source/tags/index.md": NoteCode.LEFT_LIST,
    "source/wall/index.md": NoteCode.LEFT_LIST,
}


def test_the_list_holds_news_alone(site):
    assert site.done() == {"articles": 2, "files": 7, "refused": 0, "unchanged": 0}
    assert titles(site) == {"First post", "Second post"}
    assert left_out(site) == LEFT
    assert site.done() == {"articles": 2, "files": 7, "refused": 0, "unchanged": 7}


def test_one_switch_lists_it_all_and_takes_it_back(site):
    site.done()
    assert site.done(None, "--everything")["articles"] == 7
    assert {"Draft", "About this blog", "Tags", "Wall"} < titles(site)
    assert left_out(site) == LEFT
    assert site.done(None, "--everything")["unchanged"] == 7
    assert site.done()["articles"] == 2
    assert titles(site) == {"First post", "Second post"}
    assert left_out(site) == LEFT
    assert site.done()["unchanged"] == 7


def test_what_a_person_read_of_it_stays_read(site):
    site.done(None, "--everything")
    library = site.library()
    draft = next(h for h in library.headlines(library.rows(Query())) if h.title == "Draft")
    library.set_read([draft.id], read=True)
    site.done()
    site.done(None, "--everything")
    library = site.library()
    again = next(h for h in library.headlines(library.rows(Query())) if h.title == "Draft")
    assert again.status.read


@pytest.mark.parametrize("more", [(), ("--everything",)])
def test_what_is_gone_is_not_listed(site, more):
    site.done(None, *more)
    (site.root / "source/_drafts/c.md").unlink()
    site.done(None, *more)
    assert left_out(site) == {path: why for path, why in LEFT.items() if "_drafts" not in path}
    assert "Draft" not in titles(site)


def test_what_becomes_an_article_is_one(site):
    site.done()
    site.write("source/wall/index.md", "A wall", layout="post")
    site.done()
    assert "A wall" in titles(site)
    assert "source/wall/index.md" not in left_out(site)
    (site.root / "source/_drafts/c.md").rename(site.root / "source/_posts/c.md")
    site.done()
    assert "Draft" in titles(site)
    assert "source/_drafts/c.md" not in left_out(site)


def test_an_article_that_says_that_it_is_a_list_goes(site):
    site.done()
    site.write("source/_posts/b.md", "Second post", date="", layout="archive")
    site.done()
    assert titles(site) == {"First post"}
    assert left_out(site)["source/_posts/b.md"] is NoteCode.LEFT_LIST


def test_empty_ones_are_listed_too_and_unreadable_ones_are_not(site):
    (site.root / "source/_posts/empty.md").write_text("")
    (site.root / "source/_posts/nowhere.md").symlink_to("/nowhere/x.md")
    site.done()
    assert left_out(site) == LEFT | {"source/_posts/empty.md": NoteCode.EMPTY}
    assert "source/_posts/nowhere.md" in dict(site.library().refused())


def test_the_reasons_are_sentences(site):
    site.done()
    said = {path: note.sentence for path, note in site.library().left_out()}
    assert said["README.md"] == "It tells of the folder itself: README.md."
    assert all(sentence.endswith(".") for sentence in said.values())
